package ui

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/widgets"
)

// Focus gives a control of the window the focus.
func (w *Window) Focus(o fyne.Focusable) { w.win.Canvas().Focus(o) }

// moveFocus keeps the focus off what is not there any more: from the rail's button
// of the view before it goes to that of this one, and from figure to figure. A dialog
// keeps it.
func (w *Window) moveFocus() {
	w.awaited = nil
	c := w.win.Canvas()
	if c.Focused() == nil || c.Overlays().Top() != nil {
		return
	}
	switch c.Focused().(type) {
	case *widgets.RailButton:
		c.Focus(w.rail[w.m.View()])
		return
	case *widgets.Figure:
		if v, ok := w.views[w.m.View()].refresher.(interface{ Figure() *widgets.Figure }); ok {
			w.awaited = v.Figure()
		}
	}
	c.Unfocus()
}

// keepFocus leaves the focus where it is in a view whose study was opened again, and
// returns what has it. The table of a study goes with that, and what has its focus.
func (w *Window) keepFocus() fyne.Focusable {
	c := w.win.Canvas()
	o := c.Focused()
	if _, rail := o.(*widgets.RailButton); o == nil || rail || c.Overlays().Top() != nil || w.menuIsOpen() {
		return nil
	}
	w.releaseFocus(o)
	return o
}

// releaseFocus takes the focus from what is not there any more. What comes again, as a
// figure that is on its way, gets it back.
func (w *Window) releaseFocus(o fyne.Focusable) {
	if c := w.win.Canvas(); o != nil && c.Focused() == o && !w.holds(o) {
		w.awaited = o
		c.Unfocus()
	}
}

// holds reports whether a control is to be seen in the view that is shown.
func (w *Window) holds(o fyne.Focusable) bool {
	p := w.views[w.m.View()]
	return widgets.Holds(p.centre, o) || widgets.Holds(p.inspector, o)
}

// focusAwaited gives the focus to what awaits it once that is to be seen, unless
// something else has it by then.
func (w *Window) focusAwaited() {
	o, c := w.awaited, w.win.Canvas()
	if o == nil || !w.holds(o) {
		return
	}
	w.awaited = nil
	if c.Focused() == nil && c.Overlays().Top() == nil {
		c.Focus(o)
	}
}
