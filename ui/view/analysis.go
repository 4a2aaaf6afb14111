package view

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// AnalysisModel is what every view of an analysis reads and changes of the
// model, beside its own analysis.
type AnalysisModel interface {
	plateModel
	looker
	exporter
	trackModel
	Selected() []string
}

// Surroundings are the model, the window round a view, and its loop.
type Surroundings struct {
	Model AnalysisModel
	Host  Host
	Loop  widgets.Loop
}

// Analysis is the view of one analysis.
type Analysis struct {
	// Centre is the figure with its title and caption, Inspector the column
	// right of it.
	Centre, Inspector fyne.CanvasObject

	plate      *plate
	parts      parts
	appearance *appearanceSection
	export     *exportSection
}

// parts are what makes the view of one analysis differ from that of another.
type parts struct {
	view          model.View
	data, measure *widgets.Section
	drawing       []fyne.CanvasObject // rows of Appearance
	refresh       func()
	// open shows more of a pair of the figure; nil where nothing follows.
	open func(pair int)
	// cut moves the cut of a tree to a height; nil where there is none.
	cut func(height float64)
}

func newAnalysis(s Surroundings, p parts) *Analysis {
	v := &Analysis{
		parts:      p,
		plate:      newPlate(s.Model, s, p.view, nil),
		appearance: newAppearanceSection(s.Model, s.Host, p.drawing...),
		export:     newExportSection(s.Model, s.Host),
	}
	v.plate.elsewhere = p.view != model.PanelsView // whose figures come from other views
	v.plate.figure.OnCut = p.cut
	if p.open != nil {
		v.plate.figure.OnTapped = func(h figure.Hit) { p.open(h.Pair) }
	}
	sections := []*widgets.Section{p.data, p.measure, v.appearance.Section, v.export.Section}
	v.Inspector = newColumn(v.export.foot, slices.DeleteFunc(sections, func(s *widgets.Section) bool { return s == nil })...).whole
	v.Centre = v.plate.centre
	return v
}

// Figure is the widget that shows the figure.
func (v *Analysis) Figure() *widgets.Figure { return v.plate.figure }

// Refresh shows what has changed in the model. Without a study there is nothing to
// choose.
func (v *Analysis) Refresh(c model.Change) {
	if v.plate.m.Study() == nil {
		v.plate.refresh(c)
		return
	}
	if c.Has(model.ChoiceChanged | model.StudyChanged | model.ViewChanged | model.AnswerChanged | model.SelectionChanged) {
		v.parts.refresh()
		v.parts.data.Relayout()
		if v.parts.measure != nil {
			v.parts.measure.Relayout()
		}
	}
	if c.Has(model.LookChanged | model.AnswerChanged | model.ViewChanged) {
		v.appearance.refresh()
	}
	if c.Has(model.ChoiceChanged | model.ExportChanged | model.SelectionChanged | model.LookChanged | model.AnswerChanged | model.StudyChanged | model.ViewChanged) {
		v.export.refresh()
	}
	v.plate.refresh(c)
}

// newNetworks is a row that chooses networks, the selected ones at once.
func (s Surroundings) newNetworks(hint string, chosen func([]string)) field[*widgets.PickList] {
	list := widgets.NewPickList("networks", chosen)
	list.Marked = s.Model.Selected
	return newField("Networks", hint, list)
}

// picker is a row that chooses one of some values.
type picker[T comparable] struct {
	field[*widgets.Choice]
	values []T
}

func newPicker[T comparable](label, hint string, chosen func(T)) *picker[T] {
	p := &picker[T]{}
	p.field = newField(label, hint, widgets.NewChoice(func(i int) { chosen(p.values[i]) }))
	return p
}

// set shows the values under their titles, and which is chosen.
func (p *picker[T]) set(values []T, title func(T) string, chosen T) {
	p.values = values
	p.control.Set(titles(values, title), title(chosen))
}

// orWord titles a name by itself and none by a word.
func orWord(none string) func(string) string {
	return func(s string) string {
		if s == "" {
			return none
		}
		return s
	}
}

// withNone puts the empty value before others.
func withNone(values []string) []string { return append([]string{""}, values...) }
