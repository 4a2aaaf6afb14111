package figure

import "slices"

// Only is fig with those points of its series, and rules, that keep wants, by
// the index of the panel. A rule is a point without a y. Matrices stay as they
// are.
func Only(fig Figure, keep func(panel int, at Point) bool) Figure {
	panels := slices.Clone(fig.Panels)
	for i := range panels {
		p := &panels[i]
		p.Series = slices.Clone(p.Series)
		for k, s := range p.Series {
			p.Series[k] = s.only(func(at Point) bool { return keep(i, at) })
		}
		p.Rules = slices.DeleteFunc(slices.Clone(p.Rules), func(r Rule) bool { return !keep(i, Point{X: r.X, Y: Missing().Min}) })
	}
	fig.Panels = panels
	return fig
}

// only is a series of some of its points, with their spreads.
func (s Series) only(keep func(Point) bool) Series {
	var points []Point
	var ranges []Range
	for i, pt := range s.Points {
		if !keep(pt) {
			continue
		}
		points = append(points, pt)
		if len(s.Spread.Ranges) > 0 {
			ranges = append(ranges, spreadAt(s, i))
		}
	}
	s.Points, s.Spread.Ranges = points, ranges
	return s
}
