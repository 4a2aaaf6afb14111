package ui

import (
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Drop opens what was dropped on the window; a table is metadata for the study
// that is open.
func (w *Window) Drop(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	if len(paths) > 0 && !w.free() {
		w.m.Say("Close the dialog first, and drop it again.")
		return
	}
	if len(paths) == 1 && strings.EqualFold(filepath.Ext(paths[0]), ".csv") && w.m.Study() != nil {
		w.importMetadata(paths[0])
		return
	}
	if len(paths) > 0 {
		w.openToCompare(paths...)
	}
}

// OpenFolder asks for a study.
func (w *Window) OpenFolder() {
	if w.free() {
		w.browseFor(browsing{want: aFolder, title: "Open a folder of recorded activations", chosen: func(path string) { w.open(path) }})
	}
}

func (w *Window) openFile() {
	if w.free() {
		w.browseFor(browsing{want: aFile, title: "Open a file of recorded activations", chosen: func(path string) { w.open(path) }})
	}
}

// tell says a sentence in a dialog, one dialog for each thing that happened.
func (w *Window) tell(title string, s model.Sentence) {
	text := widgets.NewRows(
		widgets.NewText(s.What, widgets.TextStyle{Wrap: true}),
		widgets.NewText(s.Try, widgets.TextStyle{Wrap: true, Color: theme.ColorNamePlaceHolder}),
	)
	const wide = 440
	text.Resize(fyne.NewSize(wide-2*modalSide, 0)) // so that the text wraps at that width
	w.showInfo(title, text, wide)
}

func (w *Window) showShortcuts() {
	if !w.free() {
		return
	}
	rows := container.New(layout.NewFormLayout())
	for _, s := range shortcuts() {
		rows.Add(widgets.NewText(s.keys, widgets.TextStyle{Bold: true}))
		rows.Add(widgets.NewText(s.does, widgets.TextStyle{}))
	}
	left := -theme.InnerPadding() // of the texts
	sheet := container.New(layout.NewCustomPaddedLayout(0, 0, left, 0), rows)
	w.showInfo("Keyboard shortcuts", w.fitting(sheet, 0), 0)
}

func (w *Window) showAbout() {
	if !w.free() {
		return
	}
	fact := func(label, value string) fyne.CanvasObject {
		return widgets.NewRow(label, "", widget.NewLabel(value))
	}
	source := widgets.NewButton("github.com/semblance-app/semblance", nil, func() {
		if err := w.app.OpenURL(&url.URL{Scheme: "https", Host: "github.com", Path: "/semblance-app/semblance"}); err != nil {
			w.m.Say("No browser opened; the source is at https://github.com/semblance-app/semblance.")
		}
	})
	w.showInfo("About Semblance", widgets.NewRows(
		widgets.NewText("How similar are the representations inside neural networks?", widgets.TextStyle{}),
		fact("Version", w.version),
		fact("Engine", linalg.Describe()),
		fact("Threads", fmt.Sprint(linalg.Threads())),
		fact("Built with", runtime.Version()),
		fact("Licence", "BSD 3-Clause: free to use, change and pass on"),
		widgets.NewRow("Source", "", container.NewHBox(source)),
	), 0)
}
