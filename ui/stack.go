package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/semblance-app/semblance/ui/widgets"
)

// openDialog is a dialog with its place over the window. One dialog may open
// another, as Open two does; the commands of the menu open none beside one.
type openDialog struct {
	*modal
	overlay fyne.CanvasObject
}

// free reports whether no dialog is open.
func (w *Window) free() bool { return len(w.dialogs) == 0 }

// show shows a dialog that Escape closes.
func (w *Window) show(d *modal) {
	w.tooltips.Dismiss()
	d.Show()
	w.dialogs = append(w.dialogs, openDialog{d, w.win.Canvas().Overlays().Top()})
	d.onClosed = func() {
		w.dialogs = slices.DeleteFunc(w.dialogs, func(o openDialog) bool { return o.modal == d })
	}
}

// fitting is content of that width, which scrolls where the window is too low for it.
func (w *Window) fitting(content fyne.CanvasObject, wide float32) fyne.CanvasObject {
	const title, buttons, bar = 60, 70, 12
	content.Resize(fyne.NewSize(wide, 0)) // so that text wraps at that width
	least, most := content.MinSize(), w.win.Canvas().Size().Height-title-buttons
	if least.Height <= most {
		return content
	}
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, bar), content))
	scroll.SetMinSize(fyne.NewSize(max(wide, least.Width+bar), most))
	widgets.Place(content, scroll)
	return scroll
}

// showInfo shows content with a button to close it.
func (w *Window) showInfo(title string, content fyne.CanvasObject, wide float32) {
	d := newModal(title, content, w.win)
	shut := widgets.NewButton("Close", nil, d.Hide)
	d.setButtons(shut)
	d.Resize(fyne.NewSize(wide, 0))
	w.show(d)
	w.win.Canvas().Focus(shut)
}

// ask asks whether to do something; do is the word for it.
func (w *Window) ask(title, question, do string, yes func()) {
	d := newModal(title, widgets.NewRows(widgets.NewText(question, widgets.TextStyle{})), w.win)
	doIt := widgets.NewButton(do, nil, func() {
		d.Hide()
		yes()
	})
	doIt.Kind = widgets.Accent
	cancel := widgets.NewButton("Cancel", nil, d.Hide)
	d.setButtons(cancel, doIt)
	w.show(d)
	w.win.Canvas().Focus(cancel)
}

// closeLists closes the lists of a view that goes. A dialog keeps what it has open.
func (w *Window) closeLists() {
	for top := w.win.Canvas().Overlays().Top(); w.free() && top != nil; top = w.win.Canvas().Overlays().Top() {
		w.closeTop(top)
	}
}

// closeTop closes what lies on top: a dialog, or a list or pop-up that is
// simply taken away.
func (w *Window) closeTop(top fyne.CanvasObject) {
	for _, o := range w.dialogs {
		if o.overlay == top {
			o.Hide()
			return
		}
	}
	w.win.Canvas().Overlays().Remove(top)
}
