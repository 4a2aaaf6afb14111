package view

import (
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
	s.Section = widgets.NewSection("Metadata", s.hint, container.NewGridWithColumns(2, add, load), s.refusal)
	return s
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
	s.Section.Relayout()
}
