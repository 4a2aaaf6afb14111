package similarity_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// hardPair is two layers that mix the same fading signals, each with little
// noise of its own, so that many coefficients lie close together near 1.
func hardPair(rng *rand.Rand) (x, y study.Activations) {
	n := []int{60, 100, 300, 1000}[rng.IntN(4)]
	p := min(n/2, []int{2, 5, 16, 64}[rng.IntN(4)])
	noise, fade := math.Pow(10, -6*rng.Float64()), math.Pow(0.9, rng.Float64())
	same := rng.IntN(2) == 0
	mixes := [2][]float64{make([]float64, p*p), make([]float64, p*p)}
	for i := range mixes[0] {
		mixes[0][i], mixes[1][i] = rng.NormFloat64(), rng.NormFloat64()
	}
	if same {
		mixes[1] = mixes[0]
	}
	pair := [2]study.Activations{}
	for side := range pair {
		pair[side] = study.Activations{N: n, P: p, Float32: make([]float32, n*p)}
	}
	signal := make([]float64, p)
	for i := range n {
		for k := range signal {
			signal[k] = rng.NormFloat64() * math.Pow(fade, float64(k))
		}
		for side, mix := range mixes {
			for j := range p {
				sum := noise * rng.NormFloat64()
				for k, s := range signal {
					sum += s * mix[k*p+j]
				}
				pair[side].Float32[i*p+j] = float32(sum)
			}
		}
	}
	return pair[0], pair[1]
}

// A pair whose estimated rounding is within the tolerance is within it.
func TestRoundingIsNotUnderestimated(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 9))
	decompose := func(x, y study.Activations, precise bool) similarity.Correlation {
		var layers [2]*representation.Layer
		for i, a := range []study.Activations{x, y} {
			var err error
			if layers[i], err = representation.Prepare(context.Background(), a, representation.Options{Precise: precise}); err != nil {
				t.Fatal(err)
			}
		}
		c, err := similarity.Decompose(layers[0], layers[1], 2)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	settled := 0
	for range 150 {
		x, y := hardPair(rng)
		got, want := decompose(x, y, false), decompose(x, y, true)
		if want.Rounding > similarity.Tolerance/10 || got.Rounding > similarity.Tolerance {
			continue
		}
		settled++
		for _, side := range []similarity.Side{similarity.First, similarity.Second, similarity.Both} {
			if off := math.Abs(got.PWCCA(side) - want.PWCCA(side)); off > similarity.Tolerance {
				t.Errorf("n=%d p=%d, %s: off by %.2g, estimated %.2g", x.N, x.P, side, off, got.Rounding)
			}
		}
	}
	if settled < 50 {
		t.Errorf("only %d pairs of 150 settled in float32", settled)
	}
}
