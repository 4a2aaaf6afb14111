package figure

import (
	"fmt"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/spelling"
)

// Synthetic shows how well measures see through noise of a known amount
// (Morcos et al. 2018, figure 2).
func Synthetic(res *analysis.SyntheticResult) Figure {
	if res == nil || len(res.Ratio) == 0 || len(res.Series) == 0 {
		return empty(KindSynthetic, "Signal and noise", "There are no measures to compare.")
	}
	panel := Panel{
		X: Axis{Label: "signal neurons ÷ noise neurons", Scale: Log},
		Y: Axis{Label: "distance"},
	}
	for i, s := range res.Series {
		panel.Series = append(panel.Series, toyCurve(s, i, res.Ratio, func(k int) string {
			return fmt.Sprintf("%d signal, %s\ntruth %s", at2(res.Signals, k), spelling.Count(res.Neurons-at2(res.Signals, k), "noise neuron"), short(at(res.Truth, k)))
		}))
	}
	truth := curve("noise share", Colour{}, res.Ratio, res.Truth)
	truth.Role = Null
	panel.Series = append(panel.Series, truth)
	panel.Y.Range = span(panel.Series...)
	return Figure{
		Kind:  KindSynthetic,
		Title: "Measures on layers with shared signal and independent noise",
		Caption: fmt.Sprintf("Two layers of %d neurons share some signals and have noise of their own (%d datapoints, mean ± std over %s); the best measure is the one nearest the dashed line, the noise's share of the variance.",
			res.Neurons, res.Datapoints, spelling.Count(res.Repeats, "draw")),
		Panels: []Panel{panel},
	}
}

// ToyRNN shows what measures say of recurrences that are known (Morcos et al.
// 2018, figure A2): a panel for each recurrence, a curve for each measure.
func ToyRNN(res *analysis.ToyRNNResult) Figure {
	if res == nil || len(res.X) == 0 || len(res.Panels) == 0 {
		return empty(KindToyRNN, "Toy recurrent networks", "There are no timesteps to compare.")
	}
	fig := Figure{
		Kind:  KindToyRNN,
		Title: "Measures on toy recurrent networks",
		Caption: fmt.Sprintf("Hidden states at each timestep against the last, mean ± std over %s; the linear recurrence only rotates its state, which CCA sees as no change, while cosine and Euclidean distances take it for unrelated. The dashed line is what CCA makes of independent data, the null level.",
			spelling.Count(res.Runs, "network")),
		Arrange: Multiples,
	}
	x := floats(res.X)
	for _, p := range res.Panels {
		panel := Panel{
			Title: p.Name + " recurrence",
			X:     Axis{Label: "timestep", Whole: true},
			Y:     Axis{Label: "distance to the last"},
		}
		for i, s := range p.Series {
			panel.Series = append(panel.Series, toyCurve(s, i, x, func(k int) string {
				return fmt.Sprintf("%s, timestep %d", p.Name, res.X[k])
			}))
		}
		across := Range{x[0], x[len(x)-1]}
		panel.Series = append(panel.Series, level([]string{"null"}, Null, 1-res.Null, across))
		panel.Y.Range = span(panel.Series...)
		fig.Panels = append(fig.Panels, panel)
	}
	sameRange(fig.Panels)
	return fig
}

// toyCurve is the mean of a measure over draws, with its spread.
func toyCurve(s analysis.ToySeries, category int, x []float64, place func(k int) string) Series {
	out := curve(s.Measure.Title(), Colour{Category: category}, x, s.Distance)
	out.Spread = around("± std", s.Distance, s.Std)
	for k := range out.Points {
		pt := &out.Points[k]
		pt.Tip = tip(s.Measure.Title(), place(k), "distance "+plusMinus(pt.Y, at(s.Std, k)))
	}
	return out
}

func at2(list []int, i int) int {
	if i < len(list) {
		return list[i]
	}
	return 0
}
