package view

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/widgets"
)

// metadataSection adds columns of metadata, and says whether they are saved.
type metadataSection struct {
	*widgets.Section
	m       StudyModel
	hint    *widgets.Text
	refusal *widgets.Text
	several *fyne.Container // sets a value of the networks that are selected
	column  *widgets.Choice
	value   *widgets.Entry
	set     *widgets.Button
	chosen  string // the column
}

func newMetadataSection(m StudyModel, host Host) *metadataSection {
	s := &metadataSection{
		m: m, hint: widgets.NewText("", widgets.Small()),
		refusal: widgets.NewText("", widgets.TextStyle{Color: theme.ColorNameWarning, Size: theme.SizeNameCaptionText, Wrap: true}),
	}
	add := widgets.NewButton("Add column…", nil, host.AddColumn)
	add.SetToolTip("A value for each network: group, width, test accuracy")
	load := widgets.NewButton("Import CSV…", nil, host.ImportMetadata)
	load.SetToolTip("A file with the networks' names in its first column")
	s.column = widgets.NewChoice(func(i int) { s.chosen = s.m.Study().Columns[i] })
	s.value = widgets.NewEntry("Value")
	s.value.OnSubmitted = func(string) { s.give() }
	s.set = widgets.NewButton("", nil, s.give)
	s.set.SetToolTip("Gives the value to every network that is selected; none takes theirs away")
	s.several = container.NewVBox(container.NewGridWithColumns(2, s.column, s.value), s.set)
	s.Section = widgets.NewSection("Metadata", s.hint, s.several, container.NewGridWithColumns(2, add, load), s.refusal)
	return s
}

// give gives what was typed to the networks that are selected.
func (s *metadataSection) give() { s.m.SetMetadata(s.m.Selected(), s.chosen, s.value.Text) }

// showSeveral offers a value for several networks at once, where several are selected.
func (s *metadataSection) showSeveral() {
	var columns []string
	if study := s.m.Study(); study != nil {
		columns = study.Columns
	}
	networks := len(s.m.Selected())
	showRow(s.several, networks > 1 && len(columns) > 0)
	if networks > 1 && len(columns) > 0 {
		if !slices.Contains(columns, s.chosen) {
			s.chosen = columns[0]
		}
		s.column.Set(columns, s.chosen)
		s.set.SetText(fmt.Sprintf("Set for %d networks", networks))
	}
}

// refresh shows what can be typed, and why what was typed is not saved.
func (s *metadataSection) refresh() {
	text, study := "", s.m.Study()
	switch {
	case study == nil:
	case len(study.Columns) == 0:
		text = "There is none yet. Add a column to group and colour networks by it."
	case study.Path == "":
		text = "Double-click a cell, or press Enter, to type a value; it counts until the study is closed."
	default:
		text = "Double-click a cell, or press Enter, to type a value; it is saved in metadata.csv."
	}
	s.hint.SetText(text)
	refusal := ""
	if r := s.m.NotSaved(); r != nil {
		refusal = r.String()
	}
	s.refusal.SetText(refusal)
	showRow(s.refusal, refusal != "")
	s.showSeveral()
	s.Section.Relayout()
}
