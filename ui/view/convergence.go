package view

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// NewConvergence makes the view of how layers approach a checkpoint through
// training.
func NewConvergence(s Surroundings, m *model.Convergence) *Analysis {
	edit := func(f func(*analysis.ConvergenceSpec)) { m.Edit(f) }
	networks := s.newNetworks("Networks with several checkpoints", func(names []string) {
		edit(func(c *analysis.ConvergenceSpec) { c.Networks = names })
	})
	layers := newField("Layers", "Which layers are followed", widgets.NewPickList("layers", func(names []string) {
		edit(func(c *analysis.ConvergenceSpec) { c.Layers = allOr(names, model.LayerChoices(m.Study(), c.Networks)) })
	}))
	reference := newPicker("Reference", "The checkpoint that every layer is compared with", func(step string) {
		edit(func(c *analysis.ConvergenceSpec) { c.Reference.Step = step })
	})
	time := newTimeField("Timestep", "Position in the sequence, counted from 0", s.Model, model.Moments(model.ConvergenceView))
	tolerance := widgets.NewNumberEntry(widgets.NumberOptions{Max: 1, Empty: "0.1"}, func(v float64) {
		edit(func(c *analysis.ConvergenceSpec) { c.Tolerance = v })
	})
	relative := widgets.NewCheck("Share of the way", func(on bool) {
		edit(func(c *analysis.ConvergenceSpec) { c.Relative = on })
	})
	how := newHowRows(m)
	drawing := newConvergenceDrawing(m)
	return newAnalysis(s, parts{
		view: model.ConvergenceView,
		data: widgets.NewSection("Data", networks.row, layers.row, reference.row, time.row,
			widgets.NewRow("Settled at", "How near to its last distance a layer must come, and stay, to count as converged", tolerance),
			widgets.NewRow("", "The tolerance is a share of each layer's way from its first distance to its last", relative)),
		measure: how.section(),
		drawing: drawing.rows(),
		open:    m.OpenPair,
		refresh: func() {
			spec := m.Spec()
			networks.control.Set(model.Trained(m.Study()), spec.Networks)
			layers.control.Set(model.LayerChoices(m.Study(), spec.Networks), spec.Layers)
			reference.set(withNone(model.StepChoices(m.Study(), spec.Networks)), orWord("own last checkpoint"), spec.Reference.Step)
			showTime(time)
			tolerance.SetValue(spec.Tolerance)
			relative.Set(spec.Relative)
			widgets.Offer(tolerance, model.SettlingReason(m.Options()))
			widgets.Offer(relative, model.SettlingReason(m.Options()))
			how.refresh()
			drawing.refresh()
		},
	})
}

// allOr is nil, which means all, for a choice of all there are.
func allOr(names, all []string) []string {
	if len(names) == len(all) {
		return nil
	}
	return names
}

// convergenceDrawing chooses how convergence is drawn.
type convergenceDrawing struct {
	m           *model.Convergence
	form, steps *widgets.Segmented
	training    *widgets.Check
}

func newConvergenceDrawing(m *model.Convergence) *convergenceDrawing {
	return &convergenceDrawing{
		m: m,
		form: widgets.NewSegmented([]string{"Curves", "Heat map"}, func(i int) {
			m.EditOptions(func(o *figure.ConvergenceOptions) { o.Form = figure.ConvergenceForm(i) })
		}),
		steps: newStepScale(func(s figure.StepScale) {
			m.EditOptions(func(o *figure.ConvergenceOptions) { o.Steps = s })
		}),
		training: widgets.NewCheck("Training curves", func(on bool) {
			m.EditOptions(func(o *figure.ConvergenceOptions) {
				o.Training = figure.TrainingHidden
				if on {
					o.Training = figure.TrainingBeneath
				}
			})
		}),
	}
}

// newStepScale chooses the axis of training steps.
func newStepScale(chosen func(figure.StepScale)) *widgets.Segmented {
	return widgets.NewSegmented([]string{"Auto", "Linear", "Log"}, func(i int) { chosen(figure.StepScale(i)) })
}

const stepScaleTip = "The axis of training steps; Auto is logarithmic where checkpoints lie at steps that grow by factors"

func (d *convergenceDrawing) rows() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewRow("Draw", "Curves: a line for each layer. Heat map: a row for each layer.", d.form),
		widgets.NewRow("Steps", stepScaleTip, d.steps),
		widgets.NewRow("Beneath", "Loss and accuracy below the layers, where the study has them and one network is shown", d.training),
	}
}

func (d *convergenceDrawing) refresh() {
	o := d.m.Options()
	d.form.SetSelected(int(o.Form))
	d.steps.SetSelected(int(o.Steps))
	d.training.Set(o.Training == figure.TrainingBeneath)
	widgets.Offer(d.steps, model.ScaleReason(o))
	widgets.Offer(d.training, model.TrainingReason(d.m))
}
