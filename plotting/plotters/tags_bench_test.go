package plotters

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

// BenchmarkTags names dots in one crowd.
func BenchmarkTags(b *testing.B) {
	for _, n := range []int{10, 24, 60, 200} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				rng := rand.New(rand.NewPCG(1, uint64(n)))
				canvas := draw.NewCanvas(&recorder.Canvas{}, 300, 240)
				l := &Labels{Style: labelStyle(), Gap: 2, Clear: 4}
				for i := range n {
					at := plotter.XY{X: 5 + rng.NormFloat64(), Y: 0.5 + 0.1*rng.NormFloat64()}
					l.Tags = append(l.Tags, Tag{Text: fmt.Sprintf("network-%d", i), On: at})
					l.Avoid = append(l.Avoid, plotter.XYs{at})
				}
				l.Plot(canvas, unitPlot(0, 10, 0, 1))
			}
		})
	}
}
