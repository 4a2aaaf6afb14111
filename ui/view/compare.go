package view

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// comparer is what the centre of the Compare view reads and changes.
type comparer interface {
	plateModel
	Answer() model.Answer
	Choice() model.Choice
	OpenPair(index int)
	Back() bool
	BackTo() model.View
}

// CompareModel is all that the Compare view reads and changes.
type CompareModel interface {
	comparer
	chooser
	compareMeasurer
	looker
	exporter
}

// Compare is the view that compares two networks.
type Compare struct {
	// Centre is the figure with its title and caption, Inspector the column
	// right of it.
	Centre, Inspector fyne.CanvasObject

	m          comparer
	plate      *plate
	back       *widgets.Button
	data       *dataSection
	measure    *measureSection
	appearance *appearanceSection
	export     *exportSection
}

// NewCompare makes the view. Its loop draws the figure.
func NewCompare(m CompareModel, host Host, loop widgets.Loop) *Compare {
	v := &Compare{
		m:          m,
		data:       newDataSection(m, host),
		measure:    newMeasureSection(m),
		appearance: newAppearanceSection(m, host),
		export:     newExportSection(m, host),
	}
	v.Inspector = newColumn(v.export.foot, v.data.Section, v.measure.Section, v.appearance.Section, v.export.Section).whole
	v.back = widgets.NewButton("Layers", look.IconBack.Resource(), func() { v.m.Back() })
	v.back.Kind = widgets.Bare
	v.back.SetToolTip("Back to where the pair was opened (Esc)")
	v.back.Hide()
	v.plate = newPlate(m, Surroundings{Host: host, Loop: loop}, model.CompareView, v.back)
	v.plate.figure.OnTapped = func(h figure.Hit) { m.OpenPair(h.Pair) }
	v.plate.reading = func() string { return scores(m.Answer().Spectrum) }
	v.Centre = v.plate.centre
	return v
}

// backTitle is what the button says that leads back from a pair.
func backTitle(to model.View) string {
	if to == model.CompareView {
		return "Layers"
	}
	return to.Title()
}

// Figure is the widget that shows the figure.
func (v *Compare) Figure() *widgets.Figure { return v.plate.figure }

// Refresh shows what has changed in the model.
func (v *Compare) Refresh(c model.Change) {
	if c.Has(model.ChoiceChanged | model.StudyChanged | model.SelectionChanged) {
		v.data.refresh()
		v.measure.refresh()
	}
	if c.Has(model.LookChanged | model.AnswerChanged) {
		v.appearance.refresh()
	}
	if c.Has(model.ChoiceChanged | model.ExportChanged | model.SelectionChanged | model.LookChanged | model.AnswerChanged | model.StudyChanged) {
		v.export.refresh()
	}
	if text := backTitle(v.m.BackTo()); v.back.Text != text {
		v.back.SetText(text)
	}
	showRow(v.back, v.m.Answer().Spectrum != nil || v.m.Refusal() != nil && v.m.Choice().Pair != nil)
	v.plate.refresh(c)
}

// weightedBy says whose weights PWCCA has.
func weightedBy(s similarity.Side) string {
	switch s {
	case similarity.Second:
		return "weighted by B"
	case similarity.Both:
		return "mean of both sides"
	}
	return "weighted by A"
}

// scores are the numbers of a pair, to stand before its caption.
func scores(s *analysis.SpectrumResult) string {
	if s == nil || len(s.Coefficients) == 0 {
		return ""
	}
	return fmt.Sprintf("PWCCA %.3f (%s), mean CCA %.3f, null level %.3f, Bartlett's k %d of %d. ",
		s.Pair.Similarity, weightedBy(s.Side), s.MeanCCA(), s.Null, s.BartlettK, len(s.Coefficients))
}
