package ui

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// saveDialog asks where to save something. (Fyne's own empties the file that is
// chosen before there is anything to put into it.)
type saveDialog struct {
	*modal
	w            *Window
	job          saving
	folder, name *widgets.Entry
	refusal      *widgets.Text
	offered      string // the name
}

// saving is what a saveDialog saves, and where it offers to.
type saving struct {
	title, hint string
	note        string // to know before; "" for nothing
	folder      string
	name        func() string
	path        func(folder, name string) (string, error)
	write       func(path string, done func(error))
}

// ExportFigure asks where to save the figure, and saves it.
func (w *Window) ExportFigure() {
	if !w.free() {
		return
	}
	if why := w.m.Withheld(); why != "" {
		w.m.Say(why)
		return
	}
	if w.exportFolder == "" {
		w.exportFolder, _ = os.UserHomeDir() // without one the entry is empty
	}
	note := ""
	if w.m.Zoomed() {
		note = "It shows a part, as on the screen."
	}
	w.askWhere(saving{
		title: "Save figure", hint: "name.svg", note: note, folder: w.exportFolder, name: w.m.FileName,
		path: w.m.ExportPath, write: w.save,
	})
}

func (w *Window) askWhere(job saving) {
	s := &saveDialog{w: w, job: job, folder: widgets.NewEntry("folder"), name: widgets.NewEntry(job.hint)}
	s.folder.SetText(job.folder)
	s.folder.OnSubmitted = func(string) { s.confirm() }
	s.name.OnSubmitted = s.folder.OnSubmitted
	s.refusal = widgets.NewText("", widgets.TextStyle{Color: theme.ColorNameError, Wrap: true})
	s.modal = newModal(job.title, s.rows(), w.win)
	save := widgets.NewButton("Save", theme.DocumentSaveIcon(), s.confirm)
	save.Kind = widgets.Accent
	s.setButtons(widgets.NewButton("Cancel", nil, s.Hide), save)
	s.Resize(fyne.NewSize(560, 0))
	w.show(s.modal)
	w.win.Canvas().Focus(s.name)
	s.offer()
	w.saving = s
}

// offer offers the name of what there is to save, unless another was typed: a figure
// that was on its way may come while one is asked.
func (s *saveDialog) offer() {
	name := s.job.name()
	if s.name.Text != s.offered || name == s.offered {
		return
	}
	s.offered = name
	s.name.SetText(name)
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	s.name.SelectFirst(utf8.RuneCountInString(stem)) // so that another one is typed over it
}

func (s *saveDialog) rows() fyne.CanvasObject {
	folder := widgets.NewButton("Folder…", nil, func() {
		s.w.browseFor(browsing{
			want: aFolder, title: "Choose a folder to save in", start: folderOf(s.folder.Text), do: "Choose", chosen: s.folder.SetText,
		})
	})
	rows := widgets.NewRows(
		widgets.NewRow("Name", "", s.name),
		widgets.NewRow("Folder", "", container.NewBorder(nil, nil, nil, folder, s.folder)),
	)
	if s.job.note != "" {
		rows.Add(widgets.NewText(s.job.note, widgets.Small()))
	}
	s.refusal.Hide()
	rows.Add(s.refusal)
	return rows
}

// folderOf is what was typed for a folder, as a browser begins there; "" for nothing.
func folderOf(typed string) string {
	if typed == "" {
		return ""
	}
	return asFolder(model.PathOf(typed))
}

// confirm saves, or says why not and stays open.
func (s *saveDialog) confirm() {
	path, err := s.job.path(model.PathOf(s.folder.Text), model.PathOf(s.name.Text))
	if err != nil {
		s.refuse(err)
		return
	}
	if _, err := os.Stat(path); err != nil {
		s.save(path)
		return
	}
	s.w.ask("Replace it?", filepath.Base(path)+" exists already.", "Replace", func() { s.save(path) })
}

func (s *saveDialog) save(path string) {
	s.job.write(path, func(err error) {
		if err != nil {
			s.refuse(err)
			return
		}
		s.Hide()
	})
}

func (s *saveDialog) refuse(err error) {
	s.refusal.SetText(model.Explain(err).String())
	s.refusal.Show()
	s.fit()
}

// save writes the figure and says so; done hears how it went.
func (w *Window) save(path string, done func(error)) {
	w.m.Save(path, func(err error) {
		if err != nil {
			w.m.Say("Not saved. " + model.Explain(err).String())
		} else {
			w.exportFolder = filepath.Dir(path)
			w.m.Say("Saved " + model.Place(path))
		}
		done(err)
	})
}
