package view

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// exporter is what the Export section reads and changes.
type exporter interface {
	Export() model.Export
	Size() render.Size
	SetPreset(string)
	SetSize(render.Size)
	SetDPI(float64)
	SetFormat(render.Format)
	SetExportSelection(bool)
	Selected() []string
	SetProvenance(bool)
	AddToPanels()
	View() model.View
	Withheld() string
}

// exportSection chooses how the figure becomes a file, and makes it one.
type exportSection struct {
	*widgets.Section
	m             exporter
	preset        *widgets.Choice
	width, height *widgets.NumberEntry
	dpi           field[*widgets.NumberEntry]
	format        *picker[render.Format]
	selection     field[*widgets.Check]
	provenance    field[*widgets.Check]
	save, add     *widgets.Button
	// foot is what one does with the figure; it stays in sight below the sections.
	foot fyne.CanvasObject
}

func newExportSection(m exporter, host Host) *exportSection {
	s := &exportSection{m: m}
	s.preset = widgets.NewChoice(func(i int) { m.SetPreset(model.PresetTitles()[i]) })
	side := widgets.NumberOptions{Min: 10, Max: 2000, Parse: render.Length}
	s.width = widgets.NewNumberEntry(side, func(v float64) {
		m.SetSize(render.Size{WidthMM: v, HeightMM: m.Size().HeightMM})
	})
	s.height = widgets.NewNumberEntry(side, func(v float64) {
		m.SetSize(render.Size{WidthMM: m.Size().WidthMM, HeightMM: v})
	})
	s.width.SetToolTip("Width on paper, in millimetres, or with its unit: 3.5in, 8.9cm, 252pt")
	s.height.SetToolTip("Height on paper, in millimetres, or with its unit: 3in, 7.6cm, 216pt")
	s.dpi = newField("Resolution", "Dots per inch", widgets.NewNumberEntry(widgets.NumberOptions{Min: 36, Max: 2400, Whole: true, Unit: "dpi"}, m.SetDPI))
	s.format = newPicker("Format", "SVG, PDF, EPS and TeX are made of lines and letters, PNG of pixels, CSV of the numbers drawn", m.SetFormat)
	s.selection = newField("Selection", "The networks that are not selected are set back in the file too, as they are here",
		widgets.NewCheck("Stands out in the file", m.SetExportSelection))
	s.provenance = newField("Carries", "PNG, SVG and PDF then open here again as they were made. They carry the names in the study, its place without your home folder, the choices and the numbers that are drawn",
		widgets.NewCheck("How it was made", m.SetProvenance))
	s.save = widgets.NewButton("Save figure…", theme.DocumentSaveIcon(), host.ExportFigure)
	s.save.Kind = widgets.Accent
	s.add = widgets.NewButton("Add to panels", theme.ContentAddIcon(), m.AddToPanels)
	s.save.SetToolTip("Choose where to save it (Ctrl+E)")
	s.add.SetToolTip("Make it a panel of a figure of several (Ctrl+M)")
	s.save.Disable() // until there is a figure
	s.add.Disable()
	s.Section = widgets.NewSection("Export",
		widgets.NewRow("Preset", "The width that a journal asks for and the text that suits it; lines and markers go with the text, and the height with what is drawn", s.preset),
		widgets.NewRow("Size, mm", "Width and height on paper", container.NewGridWithColumns(2, s.width, s.height)),
		s.format.row,
		s.dpi.row,
		s.selection.row,
		s.provenance.row,
	)
	s.foot = container.New(layout.NewCustomPaddedLayout(6, 8, look.InspectorMargin, look.InspectorMargin), container.NewBorder(nil, nil, nil, s.add, s.save))
	return s
}

// refresh shows the model's export settings.
func (s *exportSection) refresh() {
	e := s.m.Export()
	s.preset.Set(model.PresetTitles(), e.Preset)
	size := s.m.Size()
	s.width.SetValue(size.WidthMM)
	s.height.SetValue(size.HeightMM)
	s.dpi.control.SetValue(e.DPI)
	s.format.set(model.Formats(), formatTitle, e.Format)
	showRow(s.dpi.row, e.Format == render.PNG)
	s.selection.control.Set(e.Selection)
	showRow(s.selection.row, len(s.m.Selected()) > 0)
	s.provenance.control.Set(!e.NoProvenance)
	showRow(s.provenance.row, provenance.Carries("."+string(e.Format)))
	s.offer()
	showRow(s.add, s.m.View() != model.PanelsView)
	why := model.PictureReason(e.Format)
	for _, c := range []widgets.Offered{s.width, s.height, s.selection.control} {
		widgets.Offer(c, why)
	}
	s.Section.Relayout()
}

// offer lets the figure be kept, or says why not.
func (s *exportSection) offer() {
	why := s.m.Withheld()
	widgets.Offer(s.save, why)
	widgets.Offer(s.add, why)
}

func formatTitle(f render.Format) string {
	switch f {
	case render.TeX:
		return "TeX (PGF)"
	case render.CSV:
		return "CSV of what is drawn"
	case model.ResultJSON:
		return "JSON of the result"
	}
	return strings.ToUpper(string(f))
}
