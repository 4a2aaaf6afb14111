package analysis_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
)

// rejections is how often, of times draws, the p-value is at most 0.05, 0.25
// and 0.5.
func rejections(t *testing.T, pair drawnPair, m similarity.Measure, block, times int) (shares [3]float64) {
	t.Helper()
	for i := range times {
		layers := pair.draw(rand.New(rand.NewPCG(uint64(i), 31)), pair.mix())
		res := uncertain(t, layers, analysis.UncertaintySpec{How: analysis.How{Measure: m, Seed: uint64(i)}, Permutations: 39, Subsamples: -1, Block: block})
		for at, alpha := range []float64{0.05, 0.25, 0.5} {
			if res.Permutation.PValue <= alpha {
				shares[at] += 1 / float64(times)
			}
		}
	}
	return shares
}

// TestPermutationIsCalibrated: of unrelated layers the p-value is uniform; of
// layers whose rows come in blocks it is when the blocks are kept together, and
// far too small when they are not. Bounds are 4 standard errors of 300 draws.
func TestPermutationIsCalibrated(t *testing.T) {
	uniform := func(what string, got [3]float64) {
		for i, c := range [][2]float64{{0.05, 0.05}, {0.25, 0.10}, {0.5, 0.115}} {
			if got[i] < c[0]-c[1] || got[i] > c[0]+c[1] {
				t.Errorf("%s: p ≤ %v in a share of %.3f", what, c[0], got[i])
			}
		}
		t.Logf("%s: %.3f", what, got)
	}
	alone := drawnPair{n: 60, p: 4, q: 3, block: 1}
	blocked := drawnPair{n: 120, p: 4, q: 3, block: 6, share: 0.8}
	uniform("PWCCA", rejections(t, alone, similarity.PWCCA, 0, 300))
	uniform("CKA", rejections(t, alone, similarity.CKA, 0, 300))
	uniform("PWCCA of blocks kept", rejections(t, blocked, similarity.PWCCA, 6, 300))
	if got := rejections(t, blocked, similarity.PWCCA, 1, 100); got[0] < 0.5 {
		t.Errorf("blocks torn: p ≤ 0.05 in a share of only %.3f; the test above shows nothing", got[0])
	}
}

// coverage is how often the interval holds the mean similarity of layers drawn
// the same way.
func coverage(t *testing.T, pair drawnPair, m similarity.Measure, block int) float64 {
	t.Helper()
	const many, times = 1000, 150
	values := make([]float64, many)
	for i := range values {
		layers := pair.draw(rand.New(rand.NewPCG(uint64(i), 41)), pair.mix())
		var prepared [2]*representation.Layer
		for at, name := range []string{"a", "b"} {
			var err error
			if prepared[at], err = representation.Prepare(context.Background(), layers[name], representation.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		s, err := similarity.Compare(prepared[0], prepared[1], similarity.Settings{Measure: m, Side: similarity.First}, 1)
		if err != nil {
			t.Fatal(err)
		}
		values[i] = s.Similarity
	}
	truth, spread := stat.MeanStdDev(values, nil)
	held, std := 0.0, 0.0
	for i := range times {
		layers := pair.draw(rand.New(rand.NewPCG(uint64(i), 42)), pair.mix())
		res := uncertain(t, layers, analysis.UncertaintySpec{How: analysis.How{Measure: m, Seed: uint64(i)}, Permutations: -1, Subsamples: 60, Block: block})
		if s := res.Subsampling; s.Low <= truth && truth <= s.High {
			held += 1.0 / times
		}
		std += res.Subsampling.Std / times
	}
	t.Logf("%s of %+v by %d: mean %.4f, std %.4f estimated as %.4f, held in %.3f", m, pair, block, truth, spread, std, held)
	return held
}

// TestSubsamplingCovers is the sanity of the 95 % interval. Longer runs (2,000
// draws for the mean, 300 intervals of 100 subsamples each, n = 200) gave, for
// PWCCA on half of the datapoints: 0.947 with p = 5, 0.960 and 0.930 with p = 20
// (weak and strong relation), 0.950 with p = 40, 0.993 of unrelated layers, 0.930
// for blocks of 5 and 0.793 when those were torn; CKA 0.930 and 0.970, cosine
// 0.943. On 0.8 of the datapoints 0.960 to 0.980, wider by a quarter than need
// be; on 0.25 of them, 50 for 20 neurons, only 0.883.
func TestSubsamplingCovers(t *testing.T) {
	for _, c := range []struct {
		pair  drawnPair
		m     similarity.Measure
		block int
	}{
		{drawnPair{n: 120, p: 4, q: 4, block: 1, signal: 1}, similarity.PWCCA, 0},
		{drawnPair{n: 120, p: 4, q: 4, block: 1, signal: 1}, similarity.CKA, 0},
		{drawnPair{n: 160, p: 3, q: 3, block: 4, signal: 1, share: 0.6}, similarity.PWCCA, 4},
	} {
		// Of 150 intervals and 40 blocks 95 % is 86 % and more.
		if held := coverage(t, c.pair, c.m, c.block); held < 0.86 {
			t.Errorf("%s: the interval of %+v holds the mean in %.3f", c.m, c.pair, held)
		}
	}
	torn := drawnPair{n: 160, p: 3, q: 3, block: 4, signal: 1, share: 0.9}
	if held := coverage(t, torn, similarity.PWCCA, 1); held > 0.85 {
		t.Errorf("torn blocks hold the mean in %.3f; keeping them together shows nothing", held)
	}
}
