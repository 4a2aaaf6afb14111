package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// MenuPlace is where in the window a menu is asked for.
type MenuPlace struct {
	At fyne.Position
	// Keys says that it was by a key, so that keys go on in it: its first item is marked.
	Keys bool
}

// ShowMenu shows a menu there, which arrows and Enter choose from; Escape or a click
// beside it closes it, and nothing else comes of that. Fyne's menus do an item that is
// greyed when Enter comes to it, so items that cannot be done are to be left out.
func ShowMenu(menu *fyne.Menu, over fyne.Canvas, place MenuPlace) {
	if len(menu.Items) == 0 {
		return
	}
	m := widget.NewPopUpMenu(menu, over)
	m.ShowAtPosition(place.At)
	if place.Keys {
		m.ActivateNext()
	}
}

// asksForMenu reports whether a key asks for the menu of what has the focus: the key of
// that name, or F10 with Shift.
func asksForMenu(e *fyne.KeyEvent) bool {
	return e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && modifiers()&fyne.KeyModifierShift != 0
}
