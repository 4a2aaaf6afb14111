package view

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// NewTimesteps makes the view of how the timesteps of sequences resemble one of
// them, or each other.
func NewTimesteps(s Surroundings, m *model.Timesteps) *Analysis {
	edit := func(f func(*analysis.TimestepsSpec)) { m.Edit(f) }
	networks := s.newNetworks("Which networks' sequences", func(names []string) {
		edit(func(c *analysis.TimestepsSpec) { c.Networks = allOr(names, m.Study().NetworkNames()) })
	})
	layers := newField("Layers", "Which layers with sequences", widgets.NewPickList("layers", func(names []string) {
		edit(func(c *analysis.TimestepsSpec) { c.Layers = allOr(names, timestepLayers(m)) })
	}))
	step := newStepRow("When in training (the next: Ctrl+→)", s.Model, model.Checkpoints(model.TimestepsView), func(name string) {
		edit(func(c *analysis.TimestepsSpec) { c.Step = name })
	})
	reference := newTimeField("Reference", "The timestep that the others are compared with", s.Model, model.Moments(model.TimestepsView))
	period := widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e6, Whole: true, Empty: "none"}, func(v float64) {
		edit(func(c *analysis.TimestepsSpec) { c.Modulo, c.Layers = int(v), nil })
	})
	by := newPicker("Runs of", "A column of metadata: networks with the same value are runs of one condition, drawn as their mean and spread", func(column string) {
		edit(func(c *analysis.TimestepsSpec) { c.By = column })
	})
	measures := newField("Measures", "Drawn side by side", widgets.NewPickList("measures", func(names []string) {
		edit(func(c *analysis.TimestepsSpec) { c.Measures = measuresOf(names) })
	}))
	how := newHowRows(m)
	form := widgets.NewSegmented([]string{"Curves", "All × all"}, func(i int) {
		edit(func(c *analysis.TimestepsSpec) { c.Matrix = c.Matrix || i == 1 })
		m.EditOptions(func(o *figure.TimestepsOptions) { o.Form = figure.TimestepsForm(i) })
	})
	section := how.section(measures.row)
	return newAnalysis(s, parts{
		view: model.TimestepsView,
		data: widgets.NewSection("Data", networks.row, layers.row, step.row,
			widgets.NewRow("Period", "Arrays without a sequence axis are one long sequence: timestep t is the rows t, t + period, …", period),
			reference.row, by.row), // which comes with a period
		measure: section,
		drawing: []fyne.CanvasObject{widgets.NewRow("Draw", "Every timestep against the reference, or all against all", form)},
		open:    m.OpenPair,
		refresh: func() {
			spec, open := m.Spec(), m.Study()
			networks.control.Set(open.NetworkNames(), spec.Networks)
			layers.control.Set(timestepLayers(m), spec.Layers)
			step.show(withNone(model.StepChoices(open, spec.Networks)), orWord("last"), spec.Step)
			showTime(reference)
			reference.control.offer(model.ReferenceReason(m.Options()))
			period.SetValue(float64(spec.Modulo))
			widgets.Offer(period, model.PeriodReason(open, spec))
			by.set(append(withNone(model.MetadataColumns(open)), analysis.AllRuns), runsTitle, spec.By)
			measures.control.Set(titles(similarity.Measures(), measureTitle), titles(spec.Measures, measureTitle))
			how.refresh()
			how.offer(spec.Measures...)
			showRow(how.measure.row, false)
			form.SetSelected(int(m.Options().Form))
		},
	})
}

func timestepLayers(m *model.Timesteps) []string {
	spec := m.Spec()
	if spec.Modulo > 0 {
		return model.LayerChoices(m.Study(), spec.Networks)
	}
	return model.SequenceChoices(m.Study(), spec.Networks)
}

func runsTitle(column string) string {
	switch column {
	case "":
		return "each network by itself"
	case analysis.AllRuns:
		return "all networks"
	}
	return column
}

// measuresOf are the measures of those titles.
func measuresOf(names []string) []similarity.Measure {
	var list []similarity.Measure
	for _, measure := range similarity.Measures() {
		for _, name := range names {
			if measureTitle(measure) == name {
				list = append(list, measure)
			}
		}
	}
	return list
}
