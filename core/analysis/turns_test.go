package analysis_test

import (
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/background"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// counting is a Source that knows how many ask it at a time.
type counting struct {
	analysis.Source
	now, most atomic.Int64
}

func (c *counting) Layer(ctx context.Context, ref study.Ref, r representation.Recipe, workers int) (*representation.Layer, error) {
	defer c.now.Add(-1)
	if now := c.now.Add(1); now > c.most.Load() {
		c.most.Store(now)
	}
	time.Sleep(time.Millisecond)
	return c.Source.Layer(ctx, ref, r, workers)
}

func TestAnalysesTogetherTakeTurns(t *testing.T) {
	ctx := background.WithTurns(t.Context(), 2)
	m, store := fixture()
	src := &counting{Source: store}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			spec := analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, AllLayers: true}
			spec.Workers = 3
			if _, err := analysis.Layers(ctx, src, m, spec, nil); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	// A turn of a pair prepares both of its layers.
	if most := src.most.Load(); most > 4 || most < 2 {
		t.Errorf("%d layers were asked for at a time, by two turns", most)
	}
}

// With a single turn for all its workers an analysis ends, with what it finds
// without turns.
func TestEveryAnalysisEndsInOneTurn(t *testing.T) {
	training, _ := layered(t)
	recorded, _, _ := sequences(t)
	how := analysis.How{Workers: 4}
	one := study.Ref{Network: "a", Step: "0", Layer: "layer1"}
	two := study.Ref{Network: "a", Layer: "layer1"}
	for name, run := range map[string]func(context.Context, analysis.Source) (any, error){
		"layers": func(ctx context.Context, src analysis.Source) (any, error) {
			end := analysis.Endpoint{Network: "a"}
			return analysis.Layers(ctx, src, training, analysis.LayersSpec{How: how, A: end, B: end, AllLayers: true}, nil)
		},
		"spectrum": func(ctx context.Context, src analysis.Source) (any, error) {
			return analysis.Spectrum(ctx, src, analysis.SpectrumSpec{How: how, A: one, B: two}, nil)
		},
		"uncertainty": func(ctx context.Context, src analysis.Source) (any, error) {
			return analysis.Uncertainty(ctx, src, analysis.UncertaintySpec{How: how, A: one, B: two, Permutations: 19, Subsamples: 40}, nil)
		},
		"spectra": func(ctx context.Context, src analysis.Source) (any, error) {
			return analysis.Spectra(ctx, src, training, analysis.SpectraSpec{How: how, Network: "a", Layer: "layer1"}, nil)
		},
		"stability": func(ctx context.Context, src analysis.Source) (any, error) {
			return analysis.Stability(ctx, src, training, analysis.StabilitySpec{How: how, Network: "a", Layer: "layer1"}, nil)
		},
		"convergence": func(ctx context.Context, src analysis.Source) (any, error) {
			return analysis.Convergence(ctx, src, training, analysis.ConvergenceSpec{How: how, Resamples: 2}, nil)
		},
		"timesteps": func(ctx context.Context, src analysis.Source) (any, error) {
			return analysis.Timesteps(ctx, representation.NewStore(recorded, 0), recorded, analysis.TimestepsSpec{How: how, Matrix: true}, nil)
		},
		"synthetic": func(ctx context.Context, _ analysis.Source) (any, error) {
			return analysis.Synthetic(ctx, analysis.SyntheticSpec{Datapoints: 100, Neurons: 30, Signals: []int{5, 20}, Repeats: 2, Workers: 4}, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			text := func(ctx context.Context) string {
				result, err := run(ctx, representation.NewStore(training, 0))
				if err != nil {
					t.Fatal(err)
				}
				b, err := json.Marshal(result)
				if err != nil {
					t.Fatal(err)
				}
				return string(b)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if got, want := text(background.WithTurns(ctx, 1)), text(ctx); got != want {
				t.Errorf("in turns %.300s\nwithout  %.300s", got, want)
			}
		})
	}
}
