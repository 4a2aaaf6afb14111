package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestIntervalHoldsTheMean draws networks again and again, each with an effect of its
// own on its distances, some of which lie near a bound.
func TestIntervalHoldsTheMean(t *testing.T) {
	const networks, draws = 5, 4000
	for _, centre := range []float64{0, 1.5, 3} {
		rng := rand.New(rand.NewPCG(1, uint64(10*centre)))
		distance := func(a, b float64) float64 {
			return 1 / (1 + math.Exp(-(centre + 0.8*(a+b) + 0.3*rng.NormFloat64())))
		}
		var truth float64
		const many = 400_000
		for range many {
			truth += distance(rng.NormFloat64(), rng.NormFloat64()) / many
		}
		split := partition{groups: make([]group, 1), members: make([]member, networks)}
		held := 0
		for range draws {
			var sum seriesSum
			var effects [networks]float64
			for i := range effects {
				effects[i] = rng.NormFloat64()
			}
			for i := range effects {
				for j := range i {
					sum.add(Pair{Distance: distance(effects[i], effects[j])}, [2]int{i, j}, split)
				}
			}
			var s GroupSeries
			s.append(sum, 1)
			if s.Low[0] <= truth && truth <= s.High[0] {
				held++
			}
		}
		if share := float64(held) / draws; share < 0.93 || share > 0.97 {
			t.Errorf("around %.2f the interval holds the mean in %.1f %% of draws", truth, 100*share)
		}
	}
}
