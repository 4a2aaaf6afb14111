package similarity_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// benchmarkPair is what bench_pwcca.py makes: Gaussian x, and y half of it.
func benchmarkPair(n, p int) (x, y study.Activations) {
	rng := rand.New(rand.NewPCG(1, 1))
	m := linalg.New64(p, p)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64() / math.Sqrt(float64(p))
	}
	wide := linalg.New64(n, p)
	for i := range wide.Data {
		wide.Data[i] = rng.NormFloat64()
	}
	mixed := linalg.New64(n, p)
	linalg.Multiply64(mixed, wide, m)
	narrow := func(v blas64.General, noise float64) study.Activations {
		a := study.Activations{N: n, P: p, Float32: make([]float32, n*p)}
		for i, x := range v.Data {
			a.Float32[i] = float32(x + noise*rng.NormFloat64())
		}
		return a
	}
	return narrow(wide, 0), narrow(mixed, 1)
}

// BenchmarkPair is one pair, n = 10,000 and p = q = 512, both sides of PWCCA.
// Its peer is testdata/scripts/bench_pwcca.py; make bench runs both.
func BenchmarkPair(b *testing.B) {
	const workers = 2
	x, y := benchmarkPair(10000, 512)
	prepareBoth := func() (layers [2]*representation.Layer) {
		acts := [2]study.Activations{x, y}
		linalg.Each(workers, 2, func(i int) {
			var err error
			if layers[i], err = representation.Prepare(context.Background(), acts[i], representation.Options{}); err != nil {
				b.Error(err)
			}
		})
		return layers
	}
	decompose := func(layers [2]*representation.Layer) {
		c, err := similarity.Decompose(layers[0], layers[1], workers)
		if err != nil {
			b.Fatal(err)
		}
		if c.Rounding > similarity.Tolerance {
			b.Fatalf("rounding %g: the pair would be prepared again", c.Rounding)
		}
	}
	b.Run("unprepared", func(b *testing.B) {
		medianOf(b, func() { decompose(prepareBoth()) })
	})
	b.Run("prepared", func(b *testing.B) {
		layers := prepareBoth()
		medianOf(b, func() { decompose(layers) })
	})
	b.Run("gram", func(b *testing.B) {
		wide, g := linalg.New64(10000, 512), linalg.New64(512, 512)
		for i, v := range x.Float32 {
			wide.Data[i] = float64(v)
		}
		medianOf(b, func() { linalg.AddGram(g, wide) })
	})
	b.Run("prepare", func(b *testing.B) {
		medianOf(b, func() {
			if _, err := representation.Prepare(context.Background(), x, representation.Options{}); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// medianOf reports, beside the mean, the median that the peer's script reports.
func medianOf(b *testing.B, f func()) {
	var times []float64
	for b.Loop() {
		start := time.Now()
		f()
		times = append(times, time.Since(start).Seconds()*1000)
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "median-ms")
}
