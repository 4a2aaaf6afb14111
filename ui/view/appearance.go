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
	Concerns() render.Concern
	HasNumbers() bool
	TextsReason() string
}

// appearanceSection chooses how the figure looks.
type appearanceSection struct {
	*widgets.Section
	m      looker
	text   *widgets.Slider
	points *widgets.Text
	ramp   *options[render.Ramp]
	legend *options[render.Legend]
	labels *options[render.Labels]
	// What is drawn or not.
	exported, title  *widgets.Check
	numbers, letters field[*widgets.Check]
	texts            field[*widgets.Button]
	rare             *rareChoices
}

// newAppearanceSection makes the section, with a view's own rows on top.
func newAppearanceSection(m looker, host Host, own ...fyne.CanvasObject) *appearanceSection {
	s := &appearanceSection{m: m, points: widgets.NewText("", widgets.TextStyle{})}
	style := func(f func(*render.Style)) { s.edit(func(l *model.Look) { f(&l.Style) }) }
	s.text = widgets.NewSlider(model.MinTextPoints, model.MaxTextPoints)
	s.text.Step = 0.5
	s.text.OnChanged = func(v float64) { style(func(to *render.Style) { to.FontSize = v }) }
	s.ramp = newOptions("Colour map", "Colours of matrices, checkpoints and depth; all are perceptually even and safe for colour-blind eyes", render.Ramps(),
		func(v render.Ramp) { style(func(to *render.Style) { to.Ramp = v }) })
	s.legend = newOptions("Legend", "Where the names of the curves stand", render.Legends(),
		func(v render.Legend) { style(func(to *render.Style) { to.Legend = v }) })
	s.labels = newOptions("Labels", "The names of networks beside their dots, where they find room; automatic: where there are few", render.LabelChoices(),
		func(v render.Labels) { style(func(to *render.Style) { to.Labels = v }) })
	s.checks()
	s.texts = newField("Wording", "Word a label or a name as your paper does; a double-click on it in the figure does so too", widgets.NewButton("Texts…", nil, host.EditTexts))
	s.rare = newRareChoices(style)
	s.Section = widgets.NewSection("Appearance", append(own,
		widgets.NewRow("Text size", "Of the exported figure, in points; lines and markers go with it", container.NewBorder(nil, nil, nil, s.points, s.text)),
		s.ramp.row, s.legend.row, s.labels.row,
		s.numbers.row, s.letters.row, s.texts.row,
		widgets.NewRow("Show", "Title: above the figure, in the file too. As exported: in the colours and on the background of the exported file, whose layout it has always.",
			widgets.NewLine(s.title, s.exported)),
		s.rare.fold,
	)...)
	s.rare.fold.OnFolded = s.Section.Relayout
	return s
}

func (s *appearanceSection) edit(f func(*model.Look)) {
	l := s.m.Look()
	f(&l)
	s.m.SetLook(l)
}

func (s *appearanceSection) checks() {
	s.exported = widgets.NewCheck("As exported", func(on bool) { s.edit(func(l *model.Look) { l.AsExported = on }) })
	s.numbers = newField("Cells", "The values in the cells of the matrix, where they fit",
		widgets.NewCheck("Numbers", func(on bool) { s.edit(func(l *model.Look) { l.Numbers = on }) }))
	s.title = widgets.NewCheck("Title", func(on bool) { s.edit(func(l *model.Look) { l.Style.Title = on }) })
	s.letters = newField("Panels", "A letter at the upper left corner of each panel",
		widgets.NewCheck("Letters a, b, c", func(on bool) { s.edit(func(l *model.Look) { l.Style.Letters = on }) }))
}

// refresh shows the model's look, and the choices that concern the figure.
func (s *appearanceSection) refresh() {
	l, concern := s.m.Look(), s.m.Concerns()
	s.points.SetText(fmt.Sprintf("%g pt", l.Style.FontSize))
	s.text.Set(s.text.Min, s.text.Max, s.text.Step, l.Style.FontSize)
	s.ramp.set(l.Style.Ramp, concern.Ramp)
	s.legend.set(l.Style.Legend, concern.Legend)
	s.labels.set(l.Style.Labels, concern.Labels)
	for check, on := range map[*widgets.Check]bool{
		s.exported: l.AsExported, s.numbers.control: l.Numbers, s.title: l.Style.Title, s.letters.control: l.Style.Letters,
	} {
		check.Set(on)
	}
	showRow(s.numbers.row, s.m.HasNumbers())
	showRow(s.letters.row, concern.Letters)
	widgets.Offer(s.texts.control, s.m.TextsReason())
	s.rare.refresh(l.Style, concern)
	s.Section.Relayout()
}

// options is a row that chooses one of a style's options.
type options[T comparable] struct {
	field[*widgets.Choice]
	all []render.Option[T]
}

func newOptions[T comparable](label, hint string, all []render.Option[T], chosen func(T)) *options[T] {
	return &options[T]{newField(label, hint, widgets.NewChoice(func(i int) { chosen(all[i].Value) })), all}
}

// set shows the chosen one, where the choice concerns the figure.
func (o *options[T]) set(chosen T, concerns bool) {
	o.control.Set(optionTitles(o.all), o.all[indexOf(o.all, chosen)].Title)
	showRow(o.row, concerns)
}

func optionTitles[T comparable](all []render.Option[T]) []string {
	return titles(all, func(o render.Option[T]) string { return o.Title })
}

// indexOf is the index of a value among options; 0, the default, for others.
func indexOf[T comparable](all []render.Option[T], v T) int {
	return max(0, slices.IndexFunc(all, func(o render.Option[T]) bool { return o.Value == v }))
}
