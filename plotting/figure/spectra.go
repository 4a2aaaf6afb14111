package figure

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
)

// Spectra shows the sorted CCA coefficients of one layer at several checkpoints
// with its reference, in the colours of training order (Morcos et al. 2018,
// figure 1a–c).
func Spectra(res *analysis.SpectraResult) Figure {
	var spectra []*analysis.StepSpectrum
	longest, note := 0, "There are no checkpoints to compare."
	if res != nil {
		for i := range res.Spectra {
			s := &res.Spectra[i]
			if len(s.Coefficients) > 0 {
				spectra, longest = append(spectra, s), max(longest, len(s.Coefficients))
			} else {
				note = orElse(s.Pair.Refused, note)
			}
		}
	}
	if len(spectra) == 0 {
		return empty(KindSpectra, "Spectra", note)
	}
	order := &Order{Label: "training step"}
	panel := Panel{
		X:     indexAxis(longest),
		Y:     Axis{Label: "CCA coefficient ρ", Range: Unit()},
		Order: order,
	}
	for i, s := range spectra {
		name := stepName(s.Ref.Step, s.Step)
		order.Names = append(order.Names, name)
		panel.Series = append(panel.Series, spectrumOf(res, s, Ordered(i, len(spectra))))
	}
	if len(spectra) == 1 { // no order, and a step says nothing without the other
		one := &panel.Series[0]
		one.Name, one.Colour, panel.Order = versus(spectra[0].Ref.Step, res.Reference.Step), Colour{}, nil
	}
	panel.Series = append(panel.Series, level([]string{"null mean", "mean"}, Null, res.Null, panel.X.Range),
		level([]string{"null upper edge", "edge"}, Bound, res.NullMax, panel.X.Range))
	ref := spectra[0].Ref
	return Figure{
		Kind:  KindSpectra,
		Title: fmt.Sprintf("CCA coefficients of %s, %s through training", ref.Network, ref.Layer),
		Caption: fmt.Sprintf("Each curve has the sorted CCA coefficients of %s at one checkpoint with %s; as the layer converges they rise towards 1, and those below the dotted line are what independent data could give.",
			ref.Layer, where(res.Reference, false)),
		Panels: []Panel{panel},
	}
}

// spectrumOf is a curve whose every point is the pair of that spectrum.
func spectrumOf(res *analysis.SpectraResult, s *analysis.StepSpectrum, c Colour) Series {
	name := stepName(s.Ref.Step, s.Step)
	out := Series{Name: name, Colour: c, Networks: []string{s.Ref.Network}, Points: make([]Point, len(s.Coefficients))}
	pair := slices.IndexFunc(res.Spectra, func(o analysis.StepSpectrum) bool { return o.Ref == s.Ref })
	for i, v := range s.Coefficients {
		out.Points[i] = Point{X: float64(i + 1), Y: v, Pair: pair, Tip: tip(
			fmt.Sprintf("%s, coefficient %d of %d", s.Ref.Layer, i+1, len(s.Coefficients)),
			versus(where(s.Ref, false), where(res.Reference, false)),
			"ρ "+short(v),
			fmt.Sprintf("PWCCA similarity %s, %d significant", short(s.Pair.Similarity), s.BartlettK),
			nullTip(s.Null),
		)}
	}
	return out
}
