package model

import (
	"cmp"

	"github.com/semblance-app/semblance/plotting/figure"
)

// zoom is the part of a view's axes that is shown, none for all, and of which x axis:
// another one, of another form of the figure or with other categories, is shown whole.
// Without an axis, as before the first figure, it is of any.
type zoom struct {
	figure.Window
	axis string
}

// of is the part for a figure.
func (z zoom) of(fig figure.Figure) figure.Window {
	if z.axis != "" && z.axis != axisOf(fig) {
		return figure.Window{}
	}
	return z.Window
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

// Zoom shows a part of the figure of the view that is shown, and of an axis that it
// leaves alone the part that is shown; the zero window is all of the figure.
func (m *Model) Zoom(w figure.Window) {
	fig, _ := m.whole()
	if now := m.zoom[m.view].of(fig); !w.IsZero() {
		w.X, w.Rows = cmp.Or(w.X, now.X), cmp.Or(w.Rows, now.Rows)
		w = w.Within(fig)
	}
	z := zoom{Window: w}
	if !w.IsZero() {
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
	m.Zoom(figure.Window{})
	return true
}

// Zoomed reports whether the figure shows a part.
func (m *Model) Zoomed() bool {
	fig, _ := m.whole()
	return !m.zoom[m.view].of(fig).IsZero()
}
