package analysis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// trainings are networks of one layer, n = 2,000 and p = 128, whose neurons mix
// signals that all share, each the fainter the later, with noise of their own:
// paper, figure 5.
type trainings struct{ networks []study.Activations }

const trainingN, trainingP = 2000, 128

func (c trainings) Resolve(ref study.Ref) (study.Ref, error)    { return ref, nil }
func (c trainings) LayerNames(string, string) ([]string, error) { return c.Layers(), nil }
func (c trainings) Layers() []string                            { return []string{"layer8"} }

func (trainings) String() string { return "generated" }

func (c trainings) NetworkNames() []string {
	names := make([]string, len(c.networks))
	for i := range names {
		names[i] = fmt.Sprintf("net%03d", i)
	}
	return names
}

func (c trainings) Network(name string) (study.Network, bool) {
	return study.Network{Name: name, Metadata: map[string]string{"family": name[5:]}}, true
}

func (c trainings) Load(_ context.Context, ref study.Ref, _ study.LoadOptions) (study.Activations, error) {
	var i int
	_, err := fmt.Sscanf(ref.Network, "net%d", &i)
	a := c.networks[i]
	a.Ref = ref
	return a, err
}

func train(count int) trainings {
	shared := rand.New(rand.NewPCG(0, 0))
	signal := linalg.New32(trainingN, trainingP)
	for i := range signal.Data {
		signal.Data[i] = float32(shared.NormFloat64())
	}
	var c trainings
	for id := range count {
		own := rand.New(rand.NewPCG(uint64(id), 1))
		mix, out := linalg.New32(trainingP, trainingP), linalg.New32(trainingN, trainingP)
		for i := range mix.Data {
			mix.Data[i] = float32(own.NormFloat64()) / float32(1+i/trainingP)
		}
		linalg.Multiply32(out, signal, mix)
		for i := range out.Data {
			out.Data[i] += 0.2 * float32(own.NormFloat64())
		}
		c.networks = append(c.networks, study.Activations{N: trainingN, P: trainingP, Float32: out.Data})
	}
	return c
}

// BenchmarkAllNetworks is all pairs of 20 networks, 190 of them: "call" with
// their clustering, "kernels" the cross products and small decompositions alone.
// Its peer is bench_pwcca.py with n = 2,000, p = 128, in a loop.
func BenchmarkAllNetworks(b *testing.B) {
	const networks = 20
	b.Run("call", func(b *testing.B) {
		c := train(networks)
		for b.Loop() {
			if _, err := analysis.Clusters(context.Background(), representation.NewStore(c, 0), c, analysis.ClustersSpec{}, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("kernels", func(b *testing.B) { kernels(b, networks*(networks-1)/2, trainingN, trainingP) })
}
