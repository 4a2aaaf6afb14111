package view

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// looker is what the Appearance section reads and changes.
type looker interface {
	Look() model.Look
	SetLook(model.Look)
	IsMatrix() bool
	HasNumbers() bool
}

// appearanceSection chooses how the figure looks.
type appearanceSection struct {
	*widgets.Section
	m        looker
	text     *widgets.Slider
	points   *widgets.Text
	family   *widgets.Segmented
	ramp     field[*widgets.Segmented]
	numbers  *widgets.Check
	exported *widgets.Check
}

func families() []render.Family { return []render.Family{render.Sans, render.Serif} }

func ramps() []render.Ramp { return []render.Ramp{render.Viridis, render.Greys} }

// newAppearanceSection makes the section, with a view's own rows on top.
func newAppearanceSection(m looker, own ...fyne.CanvasObject) *appearanceSection {
	s := &appearanceSection{m: m, points: widgets.NewText("", widgets.TextStyle{})}
	edit := func(f func(*model.Look)) {
		l := m.Look()
		f(&l)
		m.SetLook(l)
	}
	s.text = widgets.NewSlider(model.MinTextPoints, model.MaxTextPoints)
	s.text.Step = 0.5
	s.text.OnChanged = func(v float64) { edit(func(l *model.Look) { l.TextPoints = v }) }
	s.family = widgets.NewSegmented([]string{"Sans", "Serif"}, func(i int) {
		edit(func(l *model.Look) { l.Family = families()[i] })
	})
	s.ramp = newField("Colours", "", widgets.NewSegmented([]string{"Viridis", "Greys"}, func(i int) {
		edit(func(l *model.Look) { l.Ramp = ramps()[i] })
	}))
	s.numbers = widgets.NewCheck("Values", func(on bool) {
		edit(func(l *model.Look) { l.Numbers = on })
	})
	s.exported = widgets.NewCheck("As exported", func(on bool) {
		edit(func(l *model.Look) { l.AsExported = on })
	})
	s.Section = widgets.NewSection("Appearance", append(own,
		widgets.NewRow("Text size", "Of the exported figure, in points; lines and markers go with it", container.NewBorder(nil, nil, nil, s.points, s.text)),
		widgets.NewRow("Font", "", s.family),
		s.ramp.row,
		widgets.NewRow("Show", "Values: in the cells of a matrix, where they fit. As exported: the sheet with the proportions and on the white of the exported file.",
			container.NewHBox(s.exported, s.numbers)),
	)...)
	return s
}

// refresh shows the model's look.
func (s *appearanceSection) refresh() {
	l := s.m.Look()
	s.points.SetText(fmt.Sprintf("%g pt", l.TextPoints))
	s.text.Value = l.TextPoints
	s.text.Refresh()
	s.family.SetSelected(max(0, slices.Index(families(), l.Family)))
	s.ramp.control.SetSelected(max(0, slices.Index(ramps(), l.Ramp)))
	s.numbers.Checked = l.Numbers
	s.numbers.Refresh()
	s.exported.Checked = l.AsExported
	s.exported.Refresh()
	matrix := s.m.IsMatrix()
	showRow(s.ramp.row, matrix)
	showRow(s.numbers, s.m.HasNumbers())
	s.Section.Relayout()
}
