package ui

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/widgets"
)

// copyCaption puts the caption of the figure that is shown on the clipboard.
func (w *Window) copyCaption() {
	fig, ok := w.m.Figure()
	if !ok || fig.Caption == "" {
		w.m.Say("There is no figure with a caption to copy.")
		return
	}
	w.app.Clipboard().SetContent(fig.Caption)
	w.m.Say("The figure's caption is on the clipboard.")
}

// copyValue puts what is read out of a mark on the clipboard; a text field that has the
// focus copies its own text.
func (w *Window) copyValue() {
	if field, ok := w.win.Canvas().Focused().(fyne.Shortcutable); ok {
		field.TypedShortcut(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()})
		return
	}
	value := ""
	if v, ok := w.views[w.m.View()].refresher.(interface{ Figure() *widgets.Figure }); ok {
		value = v.Figure().Reading()
	}
	if value == "" {
		w.m.Say("There is no value under the pointer; point at a mark of the figure, or go to one with the arrows.")
		return
	}
	w.app.Clipboard().SetContent(value)
	w.m.Say("The value is on the clipboard.")
}
