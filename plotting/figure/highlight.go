package figure

import "slices"

// Highlighted is fig with all but the named networks set back: curves and dots
// of others are dimmed, and of a matrix of networks the columns and rows of the
// named ones are lit. Of pairs of networks those stand out that have both; where
// there are none, such as for a single network, those that have one. A figure that
// shows none of them stays as it is, and so do marks that are about no network.
func Highlighted(fig Figure, networks []string) Figure {
	c := chosen{names: make(map[string]bool, len(networks))}
	for _, name := range networks {
		c.names[name] = true
	}
	if !slices.ContainsFunc(fig.Panels, func(p Panel) bool { return shows(&p, c) }) {
		return fig
	}
	panels := make([]Panel, len(fig.Panels))
	for i, p := range fig.Panels {
		c.pairs = pairs(&p, c)
		panels[i] = lit(p, c)
	}
	fig.Panels = panels
	return fig
}

// chosen are the networks that stand out, and whether a panel has pairs of them.
type chosen struct {
	names map[string]bool
	pairs bool
}

// anyOf reports whether one of the names is chosen.
func (c chosen) anyOf(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return c.names[name] })
}

// pairOf reports whether a point is about a pair of chosen networks.
func (c chosen) pairOf(pt Point) bool {
	return len(pt.Networks) == 2 && c.names[pt.Networks[0]] && c.names[pt.Networks[1]]
}

// pairIn reports whether a series is about a pair of chosen networks.
func (c chosen) pairIn(s Series) bool {
	if len(s.Paired) == 1 {
		within := slices.DeleteFunc(slices.Clone(s.Paired[0]), func(name string) bool { return !c.names[name] })
		return len(within) > 1
	}
	groups := slices.DeleteFunc(slices.Clone(s.Paired), func(names []string) bool { return !c.anyOf(names) })
	return len(groups) > 1
}

// dims reports whether a series that is drawn in one is set back.
func (c chosen) dims(s Series) bool {
	if s.Paired != nil && c.pairs {
		return !c.pairIn(s)
	}
	return s.Networks != nil && !c.anyOf(s.Networks)
}

// dimsPoint reports whether a dot is set back.
func (c chosen) dimsPoint(pt Point) bool {
	if len(pt.Networks) == 2 && c.pairs {
		return !c.pairOf(pt)
	}
	return pt.Networks != nil && !c.anyOf(pt.Networks)
}

// pairs reports whether a panel has pairs of chosen networks.
func pairs(p *Panel, c chosen) bool {
	return slices.ContainsFunc(p.Series, func(s Series) bool { return c.pairIn(s) || slices.ContainsFunc(s.Points, c.pairOf) })
}

// shows reports whether a panel has a mark of a chosen network.
func shows(p *Panel, c chosen) bool {
	if p.Matrix != nil && p.Matrix.Networks && c.anyOf(p.Matrix.Cols) || c.anyOf(p.Networks) {
		return true
	}
	return slices.ContainsFunc(p.Series, func(s Series) bool {
		return c.anyOf(s.Networks) || slices.ContainsFunc(s.Points, func(pt Point) bool { return c.anyOf(pt.Networks) })
	})
}

func lit(p Panel, c chosen) Panel {
	if m := p.Matrix; m != nil && (m.Networks || p.Networks != nil) {
		dimmed := *m
		dimmed.Lit = make([]bool, len(m.Cols))
		for j, name := range m.Cols {
			dimmed.Lit[j] = m.Networks && c.names[name] || c.anyOf(p.Networks)
		}
		p.Matrix = &dimmed
	}
	var series []Series
	for _, s := range p.Series {
		series = append(series, dimmed(s, c)...)
	}
	p.Series = series
	return p
}

// dimmed is a series in one or two parts: dots are dimmed each for itself.
func dimmed(s Series, c chosen) []Series {
	if s.Form != Dots {
		s.Dim = c.dims(s)
		return []Series{s}
	}
	back, front := s, s
	back.Dim, back.Points, front.Points = true, nil, nil
	front.Networks = s.About() // of the entry in the legend, whoever is in front
	for _, pt := range s.Points {
		if c.dimsPoint(pt) {
			back.Points = append(back.Points, pt)
		} else {
			front.Points = append(front.Points, pt)
		}
	}
	switch {
	case len(front.Points) == 0:
		return []Series{back}
	case len(back.Points) == 0:
		return []Series{front}
	}
	back.Name = ""
	return []Series{back, front}
}
