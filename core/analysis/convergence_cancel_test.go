package analysis_test

import (
	"context"
	"errors"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
)

// Every analysis of training reports its progress, and ends with ctx's error
// when it is cancelled in between.
func TestTrainingAnalysesAreCancelled(t *testing.T) {
	training, _ := layered(t)
	recorded, _, _ := sequences(t)
	for name, run := range map[string]func(context.Context, analysis.Progress) error{
		"spectra": func(ctx context.Context, report analysis.Progress) error {
			_, err := analysis.Spectra(ctx, representation.NewStore(training, 0), training, analysis.SpectraSpec{Network: "a", Layer: "layer1"}, report)
			return err
		},
		"stability": func(ctx context.Context, report analysis.Progress) error {
			_, err := analysis.Stability(ctx, representation.NewStore(training, 0), training, analysis.StabilitySpec{Network: "a", Layer: "layer1"}, report)
			return err
		},
		"convergence": func(ctx context.Context, report analysis.Progress) error {
			_, err := analysis.Convergence(ctx, representation.NewStore(training, 0), training, analysis.ConvergenceSpec{Resamples: 1}, report)
			return err
		},
		"timesteps": func(ctx context.Context, report analysis.Progress) error {
			_, err := analysis.Timesteps(ctx, representation.NewStore(recorded, 0), recorded, analysis.TimestepsSpec{Matrix: true}, report)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			last := map[string]int{}
			err := run(context.Background(), func(done, total int, what string) {
				if done < last[what] || done > total {
					t.Errorf("%s: %d of %d after %d", what, done, total, last[what])
				}
				last[what] = done
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(last) < 2 {
				t.Errorf("progress only of %v", last)
			}
			for stage := range last {
				ctx, cancel := context.WithCancel(context.Background())
				err := run(ctx, func(_, _ int, what string) {
					if what == stage {
						cancel()
					}
				})
				if cancel(); !errors.Is(err, context.Canceled) {
					t.Errorf("cancelled while %s: %v", stage, err)
				}
			}
		})
	}
}
