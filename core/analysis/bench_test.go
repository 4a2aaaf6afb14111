package analysis_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// deep is two networks of 20 layers each, n = 5,000 and p = 256, generated
// anew at every load as a file would be read.
type deep struct{}

const (
	deepLayers, deepN, deepP = 20, 5000, 256
)

func (deep) Resolve(ref study.Ref) (study.Ref, error) { return ref, nil }

func (deep) LayerNames(string, string) ([]string, error) {
	var names []string
	for i := range deepLayers {
		names = append(names, fmt.Sprintf("layer%02d", i))
	}
	return names, nil
}

func (deep) Load(_ context.Context, ref study.Ref, _ study.LoadOptions) (study.Activations, error) {
	a := study.Activations{Ref: ref, N: deepN, P: deepP, Float32: make([]float32, deepN*deepP)}
	rng := rand.NewPCG(uint64(ref.Layer[5])<<8|uint64(ref.Layer[6]), uint64(len(ref.Network)))
	for i := range a.Float32 {
		a.Float32[i] = float32(int32(rng.Uint64()>>32)) / (1 << 31)
	}
	return a, nil
}

// BenchmarkAllLayers is every layer of one network with every layer of the
// other: "call" from recorded activations, "kernels" the cross products and
// small decompositions alone.
func BenchmarkAllLayers(b *testing.B) {
	b.Run("call", func(b *testing.B) {
		for b.Loop() {
			spec := analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, AllLayers: true}
			if _, err := analysis.Layers(context.Background(), representation.NewStore(deep{}, 0), deep{}, spec, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("kernels", func(b *testing.B) { kernels(b, deepLayers*deepLayers, deepN, deepP) })
}

// kernels is the cross products and small decompositions alone of as many pairs
// of layers, n×p each.
func kernels(b *testing.B, pairs, n, p int) {
	x, y := linalg.New32(n, p), linalg.New32(n, p)
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range x.Data {
		x.Data[i], y.Data[i] = float32(rng.NormFloat64()/math.Sqrt(float64(n))), float32(rng.NormFloat64()/math.Sqrt(float64(n)))
	}
	r := linalg.New64(p, p)
	for b.Loop() {
		linalg.Each(linalg.Threads(), pairs, func(int) {
			c := linalg.CrossProduct(x, y, 1)
			_, _, err := linalg.EigenTimes(linalg.RowGram(c, 1), func() []blas32.General {
				linalg.Product(blas.NoTrans, blas.NoTrans, c, r, 1)
				return []blas32.General{linalg.New32(p, p), linalg.New32(p, p)}
			}, 1)
			if err != nil {
				b.Error(err)
			}
		})
	}
}
