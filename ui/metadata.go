package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// AddColumn asks for the name of a column of metadata.
func (w *Window) AddColumn() {
	if !w.free() || w.m.Study() == nil {
		return
	}
	name := widgets.NewEntry("group, width, test_accuracy …")
	refusal := widgets.NewText("", widgets.TextStyle{Color: theme.ColorNameError, Wrap: true})
	refusal.Hide()
	d := newModal("Add a column", widgets.NewRows(
		widgets.NewText("A value for each network, to group and colour them by.", widgets.Small()),
		widgets.NewRow("Name", "", name), refusal,
	), w.win)
	confirm := func() {
		if err := w.m.AddColumn(name.Text); err != nil {
			refusal.SetText(model.Explain(err).String())
			refusal.Show()
			d.fit()
			w.win.Canvas().Focus(name)
			return
		}
		d.Hide()
		w.study.TypeInto(strings.TrimSpace(name.Text))
	}
	name.OnSubmitted = func(string) { confirm() }
	add := widgets.NewButton("Add", nil, confirm)
	add.Kind = widgets.Accent
	d.setButtons(widgets.NewButton("Cancel", nil, d.Hide), add)
	d.Resize(fyne.NewSize(400, 0))
	w.show(d)
	w.win.Canvas().Focus(name)
}

// ImportMetadata asks for a file of metadata.
func (w *Window) ImportMetadata() {
	s := w.m.Study()
	if !w.free() || s == nil {
		return
	}
	start := ""
	if s.Path != "" { // a sample lies nowhere
		start = asFolder(filepath.Dir(s.Path))
	}
	w.browseFor(browsing{
		want: aFile, start: start, title: "Import metadata: a CSV file", do: "Import", kinds: []string{".csv", ".tsv", ".txt"},
		lead:   "A table with the networks' names in its first column, and a column for each thing to know of them.",
		chosen: w.importMetadata,
	})
}

// importMetadata takes a file of metadata, asking before that replaces values, and says
// what became of it.
func (w *Window) importMetadata(path string) {
	ask := func(which string, yes func()) { w.ask("Replace values?", which, "Replace", yes) }
	w.m.ImportMetadata(path, ask, func(s model.Sentence) {
		if s.Try == "" {
			w.m.Say(s.What)
			return
		}
		w.tell("Metadata", s)
	})
}
