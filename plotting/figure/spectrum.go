package figure

import (
	"fmt"

	"github.com/semblance-app/semblance/core/analysis"
)

// SpectrumOptions chooses what Spectrum shows. The zero value shows the
// coefficients alone.
type SpectrumOptions struct {
	// Weights adds a lower panel with the projection weight of each coefficient.
	Weights bool
}

// Spectrum shows the sorted CCA coefficients of one pair of layers, with the
// mean and the upper edge that independent data would give, and a line at the
// number of coefficients that Bartlett's test finds significant. A result
// without coefficients gives an empty figure with a note.
func Spectrum(res *analysis.SpectrumResult, opts SpectrumOptions) Figure {
	if res == nil || len(res.Coefficients) == 0 {
		return Figure{Kind: KindSpectrum, Title: "Spectrum", Note: "There are no coefficients to show."}
	}
	a, b := names(&res.Pair)
	pair := fmt.Sprintf("%s, %s", layers(&res.Pair), versus(a, b))
	x := indexAxis(len(res.Coefficients))

	rho := Series{Name: pair, Points: make([]Point, len(res.Coefficients))}
	for i, v := range res.Coefficients {
		rho.Points[i] = Point{X: float64(i + 1), Y: v, Tip: coefficientTip(res, i), Pair: None}
	}
	panels := []Panel{{
		X: x,
		Y: Axis{Label: "CCA coefficient ρ", Range: Unit().Span(res.Coefficients...)},
		Series: []Series{
			rho,
			level([]string{"null mean", "mean"}, Null, res.Null, x.Range),
			level([]string{"null upper edge", "edge"}, Bound, res.NullMax, x.Range),
		},
		Rules: []Rule{{X: max(float64(res.BartlettK), x.Range.Min), Label: fmt.Sprintf("Bartlett k = %d", res.BartlettK)}},
		Share: 1,
	}}
	if opts.Weights && len(res.Weights) == len(res.Coefficients) {
		panels = append(panels, weights(res, x))
	}
	return Figure{
		Kind:    KindSpectrum,
		Title:   "CCA coefficients of " + pair,
		Caption: "Canonical correlations in descending order; independent data of the same size would give coefficients below the upper edge, with the dashed line as their mean, and the first k are significant by Bartlett's test at 5 %, which tests all the remaining ones jointly and so is more liberal than the edge.",
		Panels:  panels,
	}
}

// indexAxis is the axis of n sorted coefficients, the first of which is 1.
func indexAxis(n int) Axis {
	return Axis{Label: "sorted index", Range: Range{0.5, float64(n) + 0.5}, Whole: true}
}

// weights is the lower panel.
func weights(res *analysis.SpectrumResult, x Axis) Panel {
	s := Series{Form: Stems, Points: make([]Point, len(res.Weights))}
	for i, v := range res.Weights {
		s.Points[i] = Point{X: float64(i + 1), Y: v, Tip: coefficientTip(res, i), Pair: None}
	}
	return Panel{
		X:      x,
		Y:      Axis{Label: "weight α", Range: Range{}.Span(res.Weights...)},
		Series: []Series{s},
		Share:  0.4,
	}
}

// level is a horizontal line across the panel, of names from the longest to the
// shortest.
func level(names []string, role Role, y float64, across Range) Series {
	return Series{Name: names[0], Shorter: names[1:], Role: role, Points: []Point{
		{X: across.Min, Y: y, Pair: None},
		{X: across.Max, Y: y, Pair: None},
	}}
}

func coefficientTip(res *analysis.SpectrumResult, i int) string {
	s := fmt.Sprintf("coefficient %d of %d\nρ %s", i+1, len(res.Coefficients), short(res.Coefficients[i]))
	if i < len(res.Weights) {
		s += fmt.Sprintf("\nweight %.4f", res.Weights[i])
	}
	return s + fmt.Sprintf("\nnull mean %s, upper edge %s", short(res.Null), short(res.NullMax))
}
