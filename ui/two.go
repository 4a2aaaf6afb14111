package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// twoDialog asks for the two sides of a comparison, and stays until they are open.
type twoDialog struct {
	*modal
	w       *Window
	paths   [2]*widgets.Entry
	refusal *widgets.Text
	compare *widgets.Button
	waiting bool // for what was asked for to open
}

// OpenTwo asks for the two sides of a comparison.
func (w *Window) OpenTwo() {
	if !w.free() {
		return
	}
	d := &twoDialog{w: w, refusal: widgets.NewText("", widgets.TextStyle{Color: theme.ColorNameError, Wrap: true})}
	d.refusal.Hide()
	rows := widgets.NewRows(widgets.NewText("Two array files, archives or folders from anywhere, recorded on the same datapoints.", widgets.Small()))
	for i, name := range []string{"A", "B"} {
		rows.Add(d.row(i, name))
	}
	rows.Add(d.refusal)
	d.modal = newModal("Open two", rows, w.win)
	d.compare = widgets.NewButton("Compare", nil, d.confirm)
	d.compare.Kind = widgets.Accent
	d.setButtons(widgets.NewButton("Cancel", nil, d.Hide), d.compare)
	d.Resize(fyne.NewSize(620, 0))
	w.show(d.modal)
	closed := d.onClosed
	d.onClosed = func() {
		closed()
		d.left()
	}
	w.two = d
	w.win.Canvas().Focus(d.paths[0])
}

// row is an entry for a path with buttons that browse for one.
func (d *twoDialog) row(i int, name string) fyne.CanvasObject {
	e := widgets.NewEntry("path of an array file, an archive or a folder")
	e.SetText(d.w.twoPaths[i])
	e.OnSubmitted = func(string) { d.confirm() }
	d.paths[i] = e
	ask := func(want wanted, what string) func() {
		return func() {
			d.w.browseFor(browsing{want: want, title: "Choose " + what + " to compare as " + name, do: "Choose", chosen: e.SetText})
		}
	}
	file := widgets.NewButton("File…", nil, ask(aFile, "a file"))
	file.SetToolTip("One layer, or an archive of a network's layers")
	folder := widgets.NewButton("Folder…", nil, ask(aFolder, "a folder"))
	folder.SetToolTip("A network's layers, each a file")
	return widgets.NewRow(name, "", container.NewBorder(nil, nil, nil, container.NewHBox(file, folder), e))
}

// confirm opens the two, or asks for the one that is missing.
func (d *twoDialog) confirm() {
	var paths []string
	for _, e := range d.paths {
		path := strings.TrimSpace(e.Text)
		if path == "" {
			d.refuse("Choose a file or a folder for A and one for B.")
			d.w.win.Canvas().Focus(e)
			return
		}
		paths = append(paths, model.PathOf(path))
	}
	if d.waiting {
		return
	}
	d.w.leave(func() {
		d.waiting = true
		widgets.Offer(d.compare, "The two are being opened")
		noteFolder(d.w.app.Preferences(), paths...)
		d.w.m.OpenToCompare(paths...)
	})
}

// follow closes the dialog when the two are open, or says why they are not.
func (d *twoDialog) follow() {
	if !d.waiting || d.w.m.Opening() {
		return
	}
	d.waiting = false
	widgets.Offer(d.compare, "")
	if f := d.w.m.Failure(); f != nil {
		d.refuse(f.String())
		return
	}
	for _, e := range d.paths {
		e.SetText("")
	}
	d.Hide()
}

// left keeps what was typed for the next time, and opens nothing any more.
func (d *twoDialog) left() {
	for i, e := range d.paths {
		d.w.twoPaths[i] = e.Text
	}
	d.w.two = nil
	if d.waiting {
		d.w.m.Cancel()
	}
}

func (d *twoDialog) refuse(why string) {
	d.refusal.SetText(why)
	d.refusal.Show()
	d.fit()
}
