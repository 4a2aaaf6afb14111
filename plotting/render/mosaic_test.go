package render_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// manySequences are the networks and layers of a study of repeated text.
var manySequences = [][2]string{
	{"repeat-from-01", "lstm3"},
	{"repeat-from-08", "lstm3"},
	{"repeat-from-24", "lstm3"},
	{"repeat-from-48", "lstm3"},
	{"repeat-from-81", "lstm3"},
	{"text", "lstm1"},
	{"text", "lstm2"},
	{"text", "lstm3"},
}

// manyMatrices are all timesteps of sequences by three measures, of which Euclidean
// leaves [0, 1] in some.
func manyMatrices() figure.Figure {
	res := &analysis.TimestepsResult{
		Measures: []similarity.Measure{similarity.PWCCA, similarity.Cosine, similarity.Euclidean},
		Series:   []analysis.TimestepSeries{{Distance: analysis.Values{1}}},
	}
	for _, m := range res.Measures {
		for k, s := range manySequences {
			t := analysis.TimestepMatrix{Measure: m, Network: s[0], Layer: s[1]}
			for i := range 16 {
				t.X = append(t.X, float64(i))
				row := make(analysis.Values, 16)
				for j := range row {
					row[j] = float64((i-j)*(i-j)) / 230
					if m == similarity.Euclidean {
						row[j] *= 0.8 + 0.1*float64(k)
					}
				}
				t.Distance = append(t.Distance, row)
			}
			res.Matrices = append(res.Matrices, t)
		}
	}
	return figure.Timesteps(res, figure.TimestepsOptions{Form: figure.StepMatrix})
}

// textsOf are those of a drawing, in order.
func textsOf(svg []byte) []string {
	var list []string
	for _, m := range regexp.MustCompile(`<text[^>]*>([^<]*)</text>`).FindAllSubmatch(svg, -1) {
		list = append(list, string(m[1]))
	}
	return list
}

func TestManyMatrices(t *testing.T) {
	fig := manyMatrices()
	for _, p := range render.Presets() {
		if p.HeightMM > 0 || p.Name == "ieee" { // whose column has no room for so many
			continue
		}
		style, size := presetSize(p, fig)
		if size.HeightMM > 9*25.4 {
			t.Errorf("%s: %g mm are higher than a page", p.Name, size.HeightMM)
		}
		if err := render.Room(fig, style, size); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		drawn := textsOf(write(t, fig, style, render.Output{Format: render.SVG, Size: size}))
		for _, measure := range []string{"PWCCA distance", "cosine distance", "Euclidean distance"} {
			n := 0
			for _, s := range drawn {
				if strings.HasPrefix(s, measure) {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s: %d colour bars have the title %s", p.Name, n, measure)
			}
		}
		for _, s := range manySequences[:5] {
			if !slices.ContainsFunc(drawn, func(text string) bool { return strings.HasPrefix(text, s[0]) }) {
				t.Errorf("%s: no title has %s in %q", p.Name, s[0], drawn)
			}
		}
	}
}

// Equal colours are equal values wherever a measure is.
func TestMatricesOfAMeasureShareTheirScale(t *testing.T) {
	ranges := map[string]figure.Range{}
	for _, p := range manyMatrices().Panels {
		if r, ok := ranges[p.Matrix.Label]; ok && r != p.Matrix.Range {
			t.Errorf("%s spans %v and %v", p.Matrix.Label, r, p.Matrix.Range)
		}
		ranges[p.Matrix.Label] = p.Matrix.Range
	}
	if r := ranges["Euclidean distance"]; !(r.Max > 1.4) {
		t.Errorf("the scale of Euclidean distances ends at %g", r.Max)
	}
}

// Titles of networks side by side tell them apart, however long they are.
func TestPanelTitlesTellApart(t *testing.T) {
	res := convergenceResult(6, 3, 8)
	for i := range res.Series {
		s := &res.Series[i]
		s.Network = fmt.Sprintf("resnet-with-a-rather-long-name-%s-of-the-second-series", s.Network)
	}
	for _, form := range []figure.ConvergenceForm{figure.LayerCurves, figure.Heat} {
		fig := figure.Convergence(res, figure.ConvergenceOptions{Form: form})
		for _, p := range render.Presets() {
			style, size := presetSize(p, fig)
			drawn := textsOf(write(t, fig, style, render.Output{Format: render.SVG, Size: size}))
			for i := range 6 {
				own := fmt.Sprintf("seed-%d", i)
				if !slices.ContainsFunc(drawn, func(s string) bool { return strings.Contains(s, own) }) {
					t.Errorf("form %d at %s: no title tells of %s: %q", form, p.Name, own, drawn)
				}
			}
		}
	}
}
