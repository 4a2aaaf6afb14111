package ui

import "fmt"

// aside is what stands beside the figure and may be hidden.
type aside struct {
	name, key, keys string // key is that of the preference
	place           int    // in the window's body
}

func railAside() aside { return aside{"rail", keyRail, "Ctrl+B", 0} }

func inspectorAside() aside { return aside{"inspector", keyInspector, "Ctrl+I", 2} }

// shown reports whether an aside is chosen to be there.
func (w *Window) shown(a aside) bool { return w.app.Preferences().BoolWithFallback(a.key, true) }

// toggle hides an aside or shows it again, from now on.
func (w *Window) toggle(a aside) {
	on := !w.shown(a)
	w.app.Preferences().SetBool(a.key, on)
	if !on {
		w.win.Canvas().Unfocus() // what has the focus may be in what goes
	}
	w.showSides()
	w.refreshMenu()
	note := ""
	if !on {
		note = fmt.Sprintf("The %s is hidden; %s shows it again.", a.name, a.keys)
	}
	w.m.Say(note)
}

// ShowInspector implements view.Host.
func (w *Window) ShowInspector() {
	if !w.shown(inspectorAside()) {
		w.toggle(inspectorAside())
	}
}

// showSides shows the rail and the inspector, if they are chosen to be there.
func (w *Window) showSides() {
	for _, a := range []aside{railAside(), inspectorAside()} {
		show(w.body.Objects[a.place], w.shown(a))
	}
	w.body.Refresh()
}
