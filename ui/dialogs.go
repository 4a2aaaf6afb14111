package ui

import (
	"fmt"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Drop opens what was dropped on the window.
func (w *Window) Drop(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	if len(paths) > 0 {
		w.m.SetView(model.CompareView)
		w.m.Open(paths...)
	}
}

// OpenFolder asks for a study.
func (w *Window) OpenFolder() {
	if w.free() {
		w.askFolder(func(path string) { w.m.Open(path) })
	}
}

func (w *Window) openFile() {
	if w.free() {
		w.askFile(func(path string) { w.m.Open(path) })
	}
}

func (w *Window) askFolder(chosen func(string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err == nil && u != nil {
			chosen(u.Path())
		}
	}, w.win)
	w.showBrowser(d, w.studyFolder())
}

func (w *Window) askFile(chosen func(string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err == nil && r != nil {
			path := r.URI().Path()
			r.Close() // only its name is wanted
			chosen(path)
		}
	}, w.win)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".npy", ".npz"}))
	w.showBrowser(d, w.studyFolder())
}

// studyFolder is where the open study lies, "" for a sample.
func (w *Window) studyFolder() string {
	if s := w.m.Study(); s != nil && s.Path != "" {
		return filepath.Dir(s.Path)
	}
	return ""
}

// showBrowser shows a file dialog large; folder, unless it is "", is where it begins.
func (w *Window) showBrowser(d *dialog.FileDialog, folder string) {
	if folder != "" {
		if u, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			d.SetLocation(u)
		}
	}
	size := w.win.Canvas().Size()
	w.show(d)
	d.Resize(fyne.NewSize(min(900, size.Width-80), min(620, size.Height-80)))
}

// OpenTwo asks for the two sides of a comparison.
func (w *Window) OpenTwo() {
	if !w.free() {
		return
	}
	var entries [2]*widgets.Entry
	rows := widgets.NewRows(widgets.NewText("Two array files, archives or folders from anywhere, recorded on the same datapoints.", widgets.Small()))
	for i, name := range []string{"A", "B"} {
		e := widgets.NewEntry("path of a .npy, a .npz or a folder")
		entries[i] = e
		buttons := container.NewHBox(
			widgets.NewButton("File…", nil, func() { w.askFile(e.SetText) }),
			widgets.NewButton("Folder…", nil, func() { w.askFolder(e.SetText) }),
		)
		rows.Add(widgets.NewRow(name, "", container.NewBorder(nil, nil, nil, buttons, e)))
	}
	d := dialog.NewCustomWithoutButtons("Open two", rows, w.win)
	compare := widgets.NewButton("Compare", nil, func() {
		if a, b := entries[0].Text, entries[1].Text; a != "" && b != "" {
			d.Hide()
			w.m.SetView(model.CompareView)
			w.m.Open(a, b)
		}
	})
	compare.Kind = widgets.Accent
	d.SetButtons([]fyne.CanvasObject{widgets.NewButton("Cancel", nil, d.Hide), compare})
	d.Resize(fyne.NewSize(620, 0))
	w.show(d)
	w.win.Canvas().Focus(entries[0])
}

// tell says a sentence in a dialog, one dialog for each thing that happened.
func (w *Window) tell(title string, s model.Sentence) {
	text := widgets.NewRows(
		widgets.NewText(s.What, widgets.TextStyle{Wrap: true}),
		widgets.NewText(s.Try, widgets.TextStyle{Wrap: true, Color: theme.ColorNamePlaceHolder}),
	)
	const wide = 440
	text.Resize(fyne.NewSize(wide-32, 0)) // so that the text wraps at that width
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
	w.showInfo("Keyboard shortcuts", rows, 0)
}

func (w *Window) showAbout() {
	if !w.free() {
		return
	}
	fact := func(label, value string) fyne.CanvasObject {
		return widgets.NewRow(label, "", widget.NewLabel(value))
	}
	w.showInfo("About Semblance", container.NewVBox(
		widget.NewLabel("How similar are the representations inside neural networks?"),
		fact("Version", w.version),
		fact("Engine", linalg.Describe()),
		fact("Threads", fmt.Sprint(linalg.Threads())),
		fact("Built with", runtime.Version()),
	), 0)
}
