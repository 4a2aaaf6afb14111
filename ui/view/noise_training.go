package view

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// trainingRows choose the layer that is followed through training, and of stable
// directions whose they are.
type trainingRows struct {
	m                          *model.Noise
	network, layer, early, mid *picker[string]
	time                       timeField
	count                      field[*widgets.NumberEntry]
}

func newTrainingRows(around trackModel, m *model.Noise) *trainingRows {
	edit := func(f func(*analysis.StabilitySpec)) {
		m.Edit(func(n *recipe.NoiseSpec) { f(&n.Stability) })
	}
	entry := widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e5, Whole: true, Empty: model.UsualDirections(m)}, func(v float64) {
		edit(func(c *analysis.StabilitySpec) { c.K = int(v) })
	})
	return &trainingRows{
		m: m,
		network: newPicker("Network", "A network with several checkpoints", func(name string) {
			edit(func(c *analysis.StabilitySpec) { c.Network, c.Early, c.Mid = name, "", "" })
		}),
		layer: newPicker("Layer", "Which layer (the next: Ctrl+↓)", func(name string) {
			edit(func(c *analysis.StabilitySpec) { c.Layer = name })
		}),
		time: newTimeField("Timestep", "Position in the sequence, counted from 0", around, model.Moments(model.NoiseView)),
		early: newPicker("Early", "The checkpoint in whose space the directions lie", func(step string) {
			edit(func(c *analysis.StabilitySpec) { c.Early = step })
		}),
		mid: newPicker("Middle", "The checkpoint whose correlation with them chooses the stable and the unstable ones", func(step string) {
			edit(func(c *analysis.StabilitySpec) { c.Mid = step })
		}),
		count: newField("Directions", "How many are in either set, the most and the least stable ones; half of all where there are fewer than 200", entry),
	}
}

func (r *trainingRows) rows() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.network.row, r.layer.row, r.time.row, r.early.row, r.mid.row, r.count.row}
}

func (r *trainingRows) refresh() {
	spec, open := r.m.Spec(), r.m.Study()
	at := spec.Stability
	directions := spec.Show == recipe.NoiseStability
	followed := directions || spec.Show == recipe.NoiseSpectra
	networks := []string{at.Network}
	r.network.set(model.Trained(open), orWord(""), at.Network)
	r.layer.set(model.LayerChoices(open, networks), orWord(""), at.Layer)
	checkpoints := withNone(model.StepChoices(open, networks))
	r.early.set(checkpoints, orWord("a tenth of training"), at.Early)
	r.mid.set(checkpoints, orWord("half of training"), at.Mid)
	r.count.control.SetValue(float64(at.K))
	r.count.control.SetEmpty(model.UsualDirections(r.m))
	showRow(r.network.row, followed)
	showRow(r.layer.row, followed)
	showRow(r.time.row, r.time.control.refresh() > 1 && followed)
	showRow(r.early.row, directions)
	showRow(r.mid.row, directions)
	showRow(r.count.row, directions)
}
