package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// Two long names stay two, in the legend, in the title and beside a matrix, and what
// tells them apart stays.
func TestLongNamesStayTwo(t *testing.T) {
	name := func(i int) string {
		return fmt.Sprintf("resnet-152-with-an-extremely-long-name_lr0.00%d_aug-randaugment_seed-%d", i, i)
	}
	value := 0.5
	pair := analysis.Pair{
		A: study.Ref{Network: name(0), Layer: "conv"}, B: study.Ref{Network: name(1), Layer: "conv"},
		Similarity: value, Distance: 1 - value,
	}
	res := &analysis.LayersResult{LayersA: []string{"conv"}, LayersB: []string{"conv"}, Pairs: []analysis.Pair{pair}}
	for _, all := range []bool{false, true} {
		res.AllLayers = all
		for _, width := range []float64{139.7, 89, 60} {
			fig := figure.Layers(res, figure.LayersOptions{})
			out := render.Output{Format: render.SVG, Size: render.Size{WidthMM: width, HeightMM: width}}
			text := string(write(t, fig, render.Style{Title: true}, out))
			text = text[strings.Index(text, "</desc>"):]
			for _, part := range []string{"000_aug", "001_aug", "seed-0", "seed-1"} {
				if n := strings.Count(text, part); n < 2 {
					t.Errorf("all %v on %g mm: %q is there %d times", all, width, part, n)
				}
			}
		}
	}
}
