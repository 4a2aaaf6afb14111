package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcut is one line of the shortcut sheet.
type shortcut struct{ keys, does string }

func shortcuts() []shortcut {
	return []shortcut{
		{"Ctrl+O", "Open a folder"},
		{"Ctrl+Shift+O", "Open a file"},
		{"F5", "Open the study again, with all that is chosen"},
		{"Ctrl+S, Ctrl+Shift+S", "Save the session, or as another file"},
		{"Ctrl+E", "Export the figure"},
		{"Ctrl+M", "Add the figure to the panels of one figure"},
		{"Ctrl+C", "Copy the value under the pointer, or of the mark that the arrows led to"},
		{"Ctrl+Shift+F, Ctrl+Shift+C", "Copy the figure as a picture, or its caption"},
		{"Ctrl+Z, Ctrl+Y", "Undo a choice, or make it again"},
		{"Ctrl+1 to Ctrl+8", "The views, from Study to Panels"},
		{"Ctrl+Page Down, Ctrl+Page Up", "Next and previous view"},
		{"Ctrl+↓, Ctrl+↑", "Next and previous layer"},
		{"Ctrl+→, Ctrl+←", "Next and previous checkpoint"},
		{"Ctrl+F", "Find rows of the Study table"},
		{"Alt+→, Alt+←, Alt+Enter", "Make the column of the title that has the focus wider or narrower, or fit it"},
		{"Ctrl+R", "Swap A and B"},
		{"Ctrl+I, Ctrl+B", "Hide or show the inspector, or the rail"},
		{"Ctrl+D", "Switch light and dark"},
		{"Ctrl+,", "Preferences"},
		{"Ctrl+K, F10", "Find any command of the menus by its words"},
		{"Click, Ctrl+click", "Select a network's curve, dot, branch, row, label or legend entry, or one more"},
		{"Right button, Menu, Shift+F10", "What can be done with a mark, the figure, or a row of the table"},
		{"Drag over the figure", "Zoom into a part of its axis, or cells of a matrix; Esc or a double-click for all"},
		{"Double-click on a text of the figure", "Word it otherwise: Enter takes it, Esc does not, nothing has it as it was"},
		{"Wheel, + and − over a figure", "Zoom in and out; with Shift, along the axis; a sheet that is scrolled: with Ctrl"},
		{"Esc", "Cancel the job; zoom out; back from a pair; clear the selection"},
		{"Tab, Shift+Tab", "To the next or previous control"},
		{"Space, arrows", "Change the control that has the focus"},
		{"Arrows, Enter, Space in a figure", "From mark to mark; open or select it; select one more"},
		{"Drag, Alt+↑, Alt+↓, Enter, Delete in the list of panels", "Move the panel; open it in its view; remove it"},
		{"Click, double click on a panel", "Choose it in the list; open it in its view"},
		{"?", "This sheet"},
		{"Ctrl+Q", "Quit"},
	}
}

// newKeys hears the keys that are not in a menu.
func (w *Window) newKeys() {
	c := w.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyEscape:
			w.escape()
		case fyne.KeyF10: // which opens the menu elsewhere
			w.showCommands()
		case fyne.KeyF5:
			w.OpenAgain()
		}
	})
	if keys, ok := c.(desktop.Canvas); ok { // while nothing has the focus
		keys.SetOnKeyDown(func(*fyne.KeyEvent) { w.tooltips.Dismiss() })
	}
	c.SetOnTypedRune(func(r rune) {
		if r == '?' {
			w.showShortcuts()
		}
	})
}

// passShortcut gives a shortcut of the menu to the text field of a dialog that has the
// focus, as Fyne asks the menu first.
func (w *Window) passShortcut(key fyne.Shortcut) {
	if field, ok := w.win.Canvas().Focused().(fyne.Shortcutable); ok {
		field.TypedShortcut(key)
	}
}

// escape closes what is open on top, cancels what runs, shows all of a figure that is
// zoomed, goes back, or else clears the selection.
func (w *Window) escape() {
	w.tooltips.Dismiss()
	switch top := w.win.Canvas().Overlays().Top(); {
	case top != nil:
		w.closeTop(top)
	case w.m.Busy():
		w.m.Cancel()
	default:
		if !w.m.Unzoom() && !w.m.Back() {
			w.m.ClearSelection()
		}
	}
}
