package figure

import "math"

// Window is what is shown of a figure. A zero range is all of its axis.
type Window struct {
	X Range // of the x axis, in its numbers; categories and columns count from 0
	// Rows are those of a matrix, which count from 0 as its values do. Networks and
	// figures that are not matrices have none to choose.
	Rows Range
}

// IsZero reports whether it is the whole figure.
func (w Window) IsZero() bool { return w.X.IsZero() && w.Rows.IsZero() }

// Within is a window that does not go beyond the axes of fig: what does is moved, and cut
// where it is too long. What is as long as its axis is all of it.
func (w Window) Within(fig Figure) Window {
	if fig.Empty() {
		return w
	}
	first := fig.Panels[0]
	w.X = w.X.within(acrossAll(fig), first.X.Scale)
	if m := first.Matrix; m != nil && !m.Networks {
		w.Rows = w.Rows.within(places(len(m.Rows)), Linear)
	} else {
		w.Rows = Range{}
	}
	return w
}

// places is the range that n categories take.
func places(n int) Range { return Range{-0.5, float64(n) - 0.5} }

// acrossAll is what the x axes of a whole figure span.
func acrossAll(fig Figure) Range {
	all := Range{math.Inf(1), math.Inf(-1)}
	for i := range fig.Panels {
		p := &fig.Panels[i]
		switch {
		case p.Matrix != nil:
			r := places(len(p.Matrix.Cols))
			all = all.Span(r.Min, r.Max)
		case p.X.Categories != nil:
			r := places(len(p.X.Categories))
			all = all.Span(r.Min, r.Max)
		case !p.X.Range.IsZero():
			all = all.Span(p.X.Range.Min, p.X.Range.Max)
		default:
			all = all.Span(p.X.Holds...)
			all = all.Span(abscissae(p)...)
		}
	}
	return all
}

func (r Range) within(all Range, s Scale) Range {
	if !(r.Min < r.Max) || !(all.Min < all.Max) {
		return Range{}
	}
	to, from := func(v float64) float64 { return v }, func(v float64) float64 { return v }
	if s == Log && min(r.Min, all.Min) > 0 {
		to, from = math.Log, math.Exp
	}
	low, high, least, most := to(r.Min), to(r.Max), to(all.Min), to(all.Max)
	if high-low >= most-least {
		return Range{}
	}
	over := max(0, high-most) - max(0, least-low)
	if over == 0 {
		return r
	}
	return Range{max(all.Min, from(low-over)), min(all.Max, from(high-over))}
}
