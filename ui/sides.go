package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// panel is what stands beside the figure and may be hidden.
type panel struct {
	name, key, keys string // key is that of the preference
	place           int    // in the window's body
}

func railPanel() panel { return panel{"rail", keyRail, "Ctrl+B", 0} }

func inspectorPanel() panel { return panel{"inspector", keyInspector, "Ctrl+I", 2} }

// shown reports whether a panel is chosen to be there.
func (w *Window) shown(p panel) bool { return w.app.Preferences().BoolWithFallback(p.key, true) }

// toggle hides a panel or shows it again, from now on.
func (w *Window) toggle(p panel) {
	on := !w.shown(p)
	w.app.Preferences().SetBool(p.key, on)
	if o, ok := w.win.Canvas().Focused().(fyne.CanvasObject); ok && !on && o != nil {
		w.win.Canvas().Unfocus() // it may be in what goes
	}
	w.showSides()
	w.refreshMenu()
	note := ""
	if !on {
		note = fmt.Sprintf("The %s is hidden; %s shows it again.", p.name, p.keys)
	}
	w.m.Say(note)
}

// showSides shows the rail and the inspector, if they are chosen to be there.
func (w *Window) showSides() {
	for _, p := range []panel{railPanel(), inspectorPanel()} {
		show(w.body.Objects[p.place], w.shown(p))
	}
	w.body.Refresh()
}
