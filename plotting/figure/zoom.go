package figure

import "math"

// Zoomed is fig with its x axes spanning a window alone: curves and their spreads are
// cut at its ends, dots outside are left out. Categories, and columns and rows of
// matrices, stay where their middle is inside; with the columns of networks go their
// rows, and the leaves of the tree.
func Zoomed(fig Figure, w Window) Figure {
	r := w.X
	if !(r.Min < r.Max) && !(w.Rows.Min < w.Rows.Max) {
		return fig
	}
	panels := make([]Panel, len(fig.Panels))
	for i, p := range fig.Panels {
		switch {
		case p.Matrix != nil:
			p = zoomedMatrix(p, w)
		case !(r.Min < r.Max):
		case p.X.Categories != nil:
			p = zoomedCategories(p, r)
		default:
			p = zoomedPanel(p, r)
		}
		panels[i] = p
	}
	fig.Panels = panels
	return fig
}

func zoomedPanel(p Panel, r Range) Panel {
	p.X.Range, p.X.At, p.X.Holds = r, nil, nil
	series := make([]Series, len(p.Series))
	for i, s := range p.Series {
		series[i] = zoomedSeries(s, r, p.X.Scale, p.Y.Scale)
	}
	p.Series = series
	var rules []Rule
	for _, rule := range p.Rules {
		if r.Min <= rule.X && rule.X <= r.Max {
			rules = append(rules, rule)
		}
	}
	p.Rules = rules
	return p
}

func zoomedSeries(s Series, r Range, x, y Scale) Series {
	var points []Point
	var ranges []Range
	keep := func(p Point, spread Range) {
		points = append(points, p)
		if len(s.Spread.Ranges) > 0 {
			ranges = append(ranges, spread)
		}
	}
	for i, p := range s.Points {
		if i > 0 && s.Form == Curve {
			before, spread := s.Points[i-1], spreadAt(s, i-1)
			for _, edge := range crossed(before.X, p.X, r) {
				share := between(before.X, p.X, edge, x)
				keep(Point{X: edge, Y: along(before.Y, p.Y, share, y), Pair: None, Passed: true}, Range{
					along(spread.Min, spreadAt(s, i).Min, share, y), along(spread.Max, spreadAt(s, i).Max, share, y),
				})
			}
		}
		if r.Min <= p.X && p.X <= r.Max {
			keep(p, spreadAt(s, i))
		}
	}
	s.Points, s.Spread.Ranges = points, ranges
	return s
}

func spreadAt(s Series, i int) Range {
	if i < len(s.Spread.Ranges) {
		return s.Spread.Ranges[i]
	}
	return Missing()
}

// crossed are the ends of r strictly between two places, in their order.
func crossed(a, b float64, r Range) []float64 {
	inside := func(v float64) bool { return min(a, b) < v && v < max(a, b) }
	var ends []float64
	if inside(r.Min) {
		ends = append(ends, r.Min)
	}
	if inside(r.Max) {
		ends = append(ends, r.Max)
	}
	if a > b && len(ends) == 2 {
		ends[0], ends[1] = ends[1], ends[0]
	}
	return ends
}

// between is the share of the way from a to b, as it is drawn, at v.
func between(a, b, v float64, s Scale) float64 {
	if s == Log && a > 0 && b > 0 {
		a, b, v = math.Log(a), math.Log(b), math.Log(v)
	}
	return (v - a) / (b - a)
}

// along is the value at a share of the way from a to b, as it is drawn.
func along(a, b, share float64, s Scale) float64 {
	if s == Log && a > 0 && b > 0 {
		return math.Exp(math.Log(a) + share*(math.Log(b)-math.Log(a)))
	}
	return a + share*(b-a)
}
