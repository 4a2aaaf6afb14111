package model

import "github.com/semblance-app/semblance/plotting/figure"

// zoom is the part of a view's x axis that is shown, none for all, and of which
// axis: another one, of another form of the figure or with other categories, is
// shown whole. Without an axis, as before the first figure, it is of any.
type zoom struct {
	figure.Range
	axis string
}

// of is the part for a figure.
func (z zoom) of(fig figure.Figure) figure.Range {
	if z.axis != "" && z.axis != axisOf(fig) {
		return figure.Range{}
	}
	return z.Range
}

// axisOf tells the x axes of figures apart.
func axisOf(fig figure.Figure) string {
	if fig.Empty() {
		return ""
	}
	return string(fig.Kind) + ": " + fig.Panels[0].X.Label
}

// Figure is what the view that is shown draws: an analysis, the spectrum of a
// pair or the layers. The second result is false while there is none, or a
// refusal in its place.
func (m *Model) Figure() (figure.Figure, bool) {
	fig, ok := m.whole()
	return figure.Zoomed(fig, m.zoom[m.view].of(fig)), ok
}

// Zoom shows the figure of the view that is shown between two numbers of its x
// axis; the zero range is all of it.
func (m *Model) Zoom(r figure.Range) {
	fig, _ := m.whole()
	z := zoom{Range: r}
	if !r.IsZero() {
		z.axis = axisOf(fig)
	}
	if m.zoom[m.view] != z {
		m.zoom[m.view] = z
		m.tell(AnswerChanged)
	}
}

// Unzoom shows all of the figure of the view that is shown; it reports whether a part
// was shown.
func (m *Model) Unzoom() bool {
	if !m.Zoomed() {
		return false
	}
	m.Zoom(figure.Range{})
	return true
}

// Zoomed reports whether the figure shows a part.
func (m *Model) Zoomed() bool {
	fig, _ := m.whole()
	return !m.zoom[m.view].of(fig).IsZero()
}
