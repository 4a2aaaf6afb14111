package render

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
)

// Concern says which parts of a style make a difference to a figure.
type Concern struct {
	Palette, Ramp, Legend, Letters bool
	Labels                         bool // whether there are dots that have names
	Line                           bool // whether there are curves, or the branches of a tree
	X, Y, Values                   bool // whether there are such axes
	XScale, YScale                 bool // whether those may be logarithmic
}

// Concerns tells what of a style concerns a figure; nothing does where it is
// empty.
func Concerns(fig figure.Figure) Concern {
	var c Concern
	if fig.Empty() {
		return c
	}
	if fig.Grid != nil {
		for _, part := range fig.Parts() {
			c = c.or(Concerns(part))
		}
		c.Letters = false // it has its own
		return c
	}
	c.Letters = len(fig.Panels) > 1
	for i := range fig.Panels {
		c.add(&fig.Panels[i])
	}
	first, last := &fig.Panels[0], &fig.Panels[len(fig.Panels)-1]
	if first.Matrix == nil {
		c.X, c.Y = last.X.Categories == nil && !last.X.Bare, !first.Y.Bare
		bars := func(p figure.Panel) bool { return p.Square || standsOnZero(&p) }
		c.XScale = c.X && !slices.ContainsFunc(fig.Panels, bars)
		c.YScale = c.Y && !bars(*first)
	}
	return c
}

// or is what concerns one of two figures.
func (c Concern) or(o Concern) Concern {
	return Concern{
		Palette: c.Palette || o.Palette, Ramp: c.Ramp || o.Ramp, Legend: c.Legend || o.Legend, Letters: c.Letters || o.Letters, Labels: c.Labels || o.Labels, Line: c.Line || o.Line,
		X: c.X || o.X, Y: c.Y || o.Y, Values: c.Values || o.Values, XScale: c.XScale || o.XScale, YScale: c.YScale || o.YScale,
	}
}

// add is what of a style concerns a panel.
func (c *Concern) add(p *figure.Panel) {
	if p.Matrix != nil {
		c.Ramp, c.Values = true, true
		c.Palette = c.Palette || p.Tree != nil || len(p.Strips) > 0
		c.Line = c.Line || p.Tree != nil
		return
	}
	c.Line = c.Line || slices.ContainsFunc(p.Series, func(s figure.Series) bool { return s.Form != figure.Dots })
	c.Labels = c.Labels || slices.ContainsFunc(p.Series, named)
	for _, s := range p.Series {
		if s.Role != figure.Data && s.Role != figure.Detail {
			continue
		}
		c.Ramp, c.Palette = c.Ramp || s.Colour.Ordered, c.Palette || !s.Colour.Ordered && !s.Colour.Ink
		c.Legend = c.Legend || s.Name != ""
	}
}
