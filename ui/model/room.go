package model

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// room is what is known of a figure on its sheet.
type room struct {
	panel   *figure.Panel // the first: figures are not changed once they are made
	title   string
	style   render.Style
	size    render.Size
	cramped *Sentence
}

// Cramped is why the figure that is shown cannot be drawn on a sheet of the chosen size,
// nil where it can.
func (m *Model) Cramped() *Sentence {
	fig, ok := m.whole()
	if !ok || fig.Empty() {
		return nil
	}
	now := room{panel: &fig.Panels[0], title: fig.Title, style: m.ExportStyle(), size: m.Size()}
	if r := m.room; r.panel == now.panel && r.title == now.title && r.style == now.style && r.size == now.size {
		return r.cramped
	}
	if err := render.Room(fig, now.style, now.size); err != nil {
		s := m.explain(err)
		now.cramped = &s
	}
	m.room = now
	return now.cramped
}
