package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/ui/view"
	"github.com/semblance-app/semblance/ui/widgets"
)

// mostShown bounds the warnings that are laid out; the clipboard gets all.
const mostShown = 500

// ShowWarnings lists every warning, to read, to select and to copy.
func (w *Window) ShowWarnings() {
	if !w.free() {
		return
	}
	all := view.Sentences(w.m.Warnings())
	shown := all[:min(mostShown, len(all))]
	if more := len(all) - len(shown); more > 0 {
		shown = append(shown[:len(shown):len(shown)], fmt.Sprintf("… and %d more; Copy takes all.", more))
	}
	text := widget.NewLabel(strings.Join(shown, "\n\n"))
	text.Wrapping, text.Selectable = fyne.TextWrapWord, true
	scroll := container.NewVScroll(text)
	const wide, high = 640, 420
	scroll.SetMinSize(fyne.NewSize(wide, min(high, w.win.Canvas().Size().Height-160)))
	d := newModal(spelling.Count(len(all), "warning"), scroll, w.win)
	done := widgets.NewButton("Close", nil, d.Hide)
	d.setButtons(widgets.NewButton("Copy", nil, func() {
		w.putText(strings.Join(all, "\n") + "\n")
		w.m.Say("The warnings are on the clipboard.")
	}), done)
	w.show(d)
	w.win.Canvas().Focus(done)
}
