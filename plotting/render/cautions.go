package render

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// Cautions warn of a figure that is higher than a page of its preset, and of names that
// find no place in it; nothing where it is empty or cannot be drawn.
func (e Export) Cautions(fig figure.Figure, style Style) []warning.Warning {
	out := e.Output(fig, style)
	if fig.Empty() || out.check() != nil {
		return nil
	}
	var list []warning.Warning
	i := slices.IndexFunc(Presets(), func(p Preset) bool { return p.Title == e.Preset })
	if i >= 0 && Presets()[i].PageMM > 0 && out.Size.height() > Presets()[i].PageMM {
		list = append(list, warning.Warning{Code: warning.BeyondPage, Message: fmt.Sprintf(
			"the figure is %.0f mm high, and a page of %s has room for %.0f mm; draw less in it, choose a wider preset, or give it a height",
			out.Size.height(), e.Preset, Presets()[i].PageMM)})
	}
	if n := style.unnamed(fig, out.Size); n > 0 {
		list = append(list, warning.Warning{Code: warning.Unnamed, Message: fmt.Sprintf(
			"beside %s no place is free for a name; make the figure larger or its text smaller, or zoom in", spelling.Count(n, "dot"))})
	}
	return list
}

// unnamed is how many dots have no name for want of a place.
func (s Style) unnamed(fig figure.Figure, size Size) int {
	if !Concerns(fig).Labels {
		return 0
	}
	w, h := size.points()
	c := &nowhere{pen: newPen(), sheet: vg.Rectangle{Max: vg.Point{X: w, Y: h}}}
	return drawFigure(draw.NewCanvas(c, w, h), fig, s, onPaper).unnamed
}
