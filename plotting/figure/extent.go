package figure

// Extent is what a figure's data span on its axes of numbers and on the colour
// bars of its matrices. A range is zero where there are no such numbers.
type Extent struct{ X, Y, Values Range }

// Extent of the panels; on y of those that have the same label as the first of
// their part, whose axis a style sets.
func (f Figure) Extent() Extent {
	e := Extent{nowhere(), nowhere(), nowhere()}
	parts := f.Parts()
	if parts == nil {
		parts = []Figure{f}
	}
	for _, part := range parts {
		for i := range part.Panels {
			p := &part.Panels[i]
			if p.Matrix != nil {
				e.Values = e.Values.Span(p.Matrix.Values...)
				continue
			}
			if p.X.Categories == nil && !p.X.Bare {
				e.X = e.X.Span(abscissae(p)...)
			}
			if p.Y.Categories == nil && !p.Y.Bare && p.Y.Label == part.Panels[0].Y.Label {
				e.Y = e.Y.Span(ordinates(p)...)
			}
		}
	}
	for _, r := range []*Range{&e.X, &e.Y, &e.Values} {
		if !(r.Min <= r.Max) {
			*r = Range{}
		}
	}
	return e
}
