package render_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// What is said to concern a figure changes it, and nothing else does.
func TestConcerns(t *testing.T) {
	figs := everyKind()
	figs["empty"] = figure.Figure{Note: "nothing"}
	for kind, fig := range figs {
		c := render.Concerns(fig)
		if fig.Empty() {
			if c != (render.Concern{}) {
				t.Errorf("%+v concerns an empty figure", c)
			}
			continue
		}
		out := render.Output{Format: render.SVG, Size: render.Size{WidthMM: 120, HeightMM: 90}}
		plain := write(t, fig, render.Style{}, out)
		low := render.AxisStyle{Min: render.Give(0.05), Decimals: render.Give(4)}
		log := render.AxisStyle{Scale: render.ScaleLog}
		for name, part := range map[string]struct {
			concerns bool
			styles   []render.Style
		}{
			"palette": {c.Palette, []render.Style{{Palette: render.Tol}}},
			"ramp":    {c.Ramp, []render.Style{{Ramp: render.Magma}}},
			// A colour bar stands inside no panel, but right of them or above.
			"legend":  {c.Legend, []render.Style{{Legend: render.LegendInside}, {Legend: render.LegendAbove}, {Legend: render.LegendRight}}},
			"labels":  {c.Labels, []render.Style{{Labels: render.LabelsNames}, {Labels: render.LabelsNone}}},
			"line":    {c.Line, []render.Style{{LineWidth: 3}}},
			"letters": {c.Letters, []render.Style{{Letters: true}}},
			"x":       {c.X, []render.Style{{X: low}}},
			"y":       {c.Y, []render.Style{{Y: low}}},
			"values":  {c.Values, []render.Style{{Values: low}}},
			"x scale": {c.XScale || c.X && fig.Panels[0].X.Scale == figure.Log, []render.Style{{X: log}}},
			"y scale": {c.YScale, []render.Style{{Y: log}}},
		} {
			changed := slices.ContainsFunc(part.styles, func(s render.Style) bool { return !bytes.Equal(plain, write(t, fig, s, out)) })
			// An axis that is logarithmic already stays as it is.
			already := name == "x scale" && fig.Panels[len(fig.Panels)-1].X.Scale == figure.Log ||
				name == "y scale" && fig.Panels[0].Y.Scale == figure.Log
			if changed != part.concerns && !already {
				t.Errorf("%s: the %s is said to concern it: %v, and changes it: %v", kind, name, part.concerns, changed)
			}
		}
	}
}
