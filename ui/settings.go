package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Keys of the settings.
const (
	keyThreads = "threads"
	keyMemory  = "memory"
)

// megabyte is the unit of memory in the settings.
const megabyte = 1 << 20

// threads is how many processors computations may use; 0 is all.
func threads(p fyne.Preferences) int { return min(max(p.Int(keyThreads), 0), linalg.Threads()) }

// memory is how many bytes of prepared layers are kept; 0 is the default.
func memory(p fyne.Preferences) int64 { return int64(max(p.Int(keyMemory), 0)) * megabyte }

// showSettings asks for what holds for every study.
func (w *Window) showSettings() {
	if !w.free() {
		return
	}
	p := w.app.Preferences()
	many := widgets.NewNumberEntry(widgets.NumberOptions{
		Max: float64(linalg.Threads()), Whole: true, Empty: fmt.Sprintf("all %d", linalg.Threads()), Refused: w.m.Say,
	}, func(v float64) {
		p.SetInt(keyThreads, int(v))
		w.m.SetWorkers(int(v))
	})
	many.SetValue(float64(threads(p)))
	kept := widgets.NewNumberEntry(widgets.NumberOptions{
		Max: 1 << 20, Whole: true, Empty: fmt.Sprint(representation.DefaultMaxBytes / megabyte), Refused: w.m.Say, Unit: "MB",
	}, func(v float64) { p.SetInt(keyMemory, int(v)) })
	kept.SetValue(float64(memory(p) / megabyte))
	rows := widgets.NewRows(
		widgets.NewRow("Processors", "How many computations may use; results do not depend on it", many),
		widgets.NewRow("Memory", "How much of the prepared layers is kept for the next comparison, from the next study on", kept),
	)
	d := dialog.NewCustomWithoutButtons("Preferences", rows, w.win)
	d.SetButtons([]fyne.CanvasObject{widgets.NewButton("Close", nil, d.Hide)})
	d.Resize(fyne.NewSize(420, 0))
	w.show(d)
	w.win.Canvas().Focus(many)
}
