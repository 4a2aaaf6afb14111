package figure

import "slices"

// Highlighted is fig with all but the named networks set back: curves and dots
// of others are dimmed, and of a matrix of networks the columns and rows of the
// named ones are lit. A figure that shows none of them stays as it is, and so do
// marks that are about no network.
func Highlighted(fig Figure, networks []string) Figure {
	chosen := make(map[string]bool, len(networks))
	for _, name := range networks {
		chosen[name] = true
	}
	if !slices.ContainsFunc(fig.Panels, func(p Panel) bool { return shows(&p, chosen) }) {
		return fig
	}
	panels := make([]Panel, len(fig.Panels))
	for i, p := range fig.Panels {
		panels[i] = lit(p, chosen)
	}
	fig.Panels = panels
	return fig
}

// anyOf reports whether one of the names is chosen.
func anyOf(chosen map[string]bool, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return chosen[name] })
}

// shows reports whether a panel has a mark of a chosen network.
func shows(p *Panel, chosen map[string]bool) bool {
	if p.Matrix != nil && p.Matrix.Networks && anyOf(chosen, p.Matrix.Cols) || anyOf(chosen, p.Networks) {
		return true
	}
	return slices.ContainsFunc(p.Series, func(s Series) bool {
		return anyOf(chosen, s.Networks) || slices.ContainsFunc(s.Points, func(pt Point) bool { return anyOf(chosen, pt.Networks) })
	})
}

func lit(p Panel, chosen map[string]bool) Panel {
	if m := p.Matrix; m != nil && (m.Networks || p.Networks != nil) {
		dimmed := *m
		dimmed.Lit = make([]bool, len(m.Cols))
		for j, name := range m.Cols {
			dimmed.Lit[j] = m.Networks && chosen[name] || anyOf(chosen, p.Networks)
		}
		p.Matrix = &dimmed
	}
	var series []Series
	for _, s := range p.Series {
		series = append(series, dimmed(s, chosen)...)
	}
	p.Series = series
	return p
}

// dimmed is a series in one or two parts: dots are dimmed each for itself.
func dimmed(s Series, chosen map[string]bool) []Series {
	if s.Form != Dots {
		s.Dim = s.Networks != nil && !anyOf(chosen, s.Networks)
		return []Series{s}
	}
	back, front := s, s
	back.Dim, back.Points, front.Points = true, nil, nil
	front.Networks = s.About() // of the entry in the legend, whoever is in front
	for _, pt := range s.Points {
		if pt.Networks != nil && !anyOf(chosen, pt.Networks) {
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
