package render_test

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

func codes(list []warning.Warning) (codes []warning.Code) {
	for _, w := range list {
		codes = append(codes, w.Code)
	}
	return codes
}

// A figure that is higher than a page of its preset says so, as do names without a place.
func TestCautions(t *testing.T) {
	var several []figure.Figure
	for range 6 {
		several = append(several, dotsFigure(6))
	}
	for name, c := range map[string]struct {
		fig    figure.Figure
		export render.Export
		style  render.Style
		want   []warning.Code
	}{
		"within":        {dotsFigure(6), render.Export{Preset: "NeurIPS · 5.5 in", WidthMM: 139.7}, render.Style{}, nil},
		"many panels":   {figure.InGrid(several, figure.GridOptions{}), render.Export{Preset: "NeurIPS · 5.5 in", WidthMM: 139.7}, render.Style{}, []warning.Code{warning.BeyondPage}},
		"without pages": {figure.InGrid(several, figure.GridOptions{}), render.Export{Preset: render.Custom, WidthMM: 139.7}, render.Style{}, nil},
		"many names":    {dotsFigure(120), render.Export{Preset: render.Custom, WidthMM: 89}, render.Style{Labels: render.LabelsNames}, []warning.Code{warning.Unnamed}},
		"nothing":       {figure.Figure{Note: "nothing"}, render.Export{WidthMM: 89}, render.Style{}, nil},
	} {
		if got := codes(c.export.Cautions(c.fig, c.style)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
