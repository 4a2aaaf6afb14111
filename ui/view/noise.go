package view

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// NewNoise makes the view of what tells signal from noise.
func NewNoise(s Surroundings, m *model.Noise) *Analysis {
	stability := func(f func(*analysis.StabilitySpec)) {
		m.Edit(func(n *recipe.NoiseSpec) { f(&n.Stability) })
	}
	show := newPicker("Show", "What tells signal from noise: coefficients, directions that last, or toy data of which the truth is known", func(v recipe.NoiseShow) { m.Edit(func(n *recipe.NoiseSpec) { n.Show = v }) })
	network := newPicker("Network", "A network with several checkpoints", func(name string) {
		stability(func(c *analysis.StabilitySpec) { c.Network, c.Early, c.Mid = name, "", "" })
	})
	layer := newPicker("Layer", "Which layer (the next: Ctrl+↓)", func(name string) {
		stability(func(c *analysis.StabilitySpec) { c.Layer = name })
	})
	time := newTimeField("Timestep", "Position in the sequence, counted from 0", s.Model, model.Moments(model.NoiseView))
	early := newPicker("Early", "The checkpoint in whose space the directions lie", func(step string) {
		stability(func(c *analysis.StabilitySpec) { c.Early = step })
	})
	mid := newPicker("Middle", "The checkpoint whose correlation with them chooses the stable and the unstable ones", func(step string) {
		stability(func(c *analysis.StabilitySpec) { c.Mid = step })
	})
	count := widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e5, Whole: true, Empty: "100", Refused: m.Say}, func(v float64) {
		stability(func(c *analysis.StabilitySpec) { c.K = int(v) })
	})
	countRow := widgets.NewRow("Directions", "How many are in either set; half of all where there are few", count)
	seed := widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e15, Whole: true, Refused: m.Say}, func(v float64) {
		m.Edit(func(n *recipe.NoiseSpec) { n.Synthetic.Seed, n.ToyRNN.Seed = uint64(v), uint64(v) })
	})
	seedRow := widgets.NewRow("Seed", "Of everything random", seed)
	steps := newScale(func(v figure.Scale) { m.EditOptions(func(o *figure.Scale) { *o = v }) })
	stepsRow := widgets.NewRow("Steps", "The axis of training steps", steps)
	how := newHowRows(m)
	section := how.section()
	return newAnalysis(s, parts{
		view:    model.NoiseView,
		data:    widgets.NewSection("Data", show.row, network.row, layer.row, time.row, early.row, mid.row, countRow, seedRow),
		measure: section,
		drawing: []fyne.CanvasObject{stepsRow},
		open:    m.OpenPair,
		refresh: func() {
			spec, open := m.Spec(), m.Study()
			show.set(noiseShows(open), noiseTitle, spec.Show)
			recorded := spec.Show == recipe.NoiseSpectra || spec.Show == recipe.NoiseStability
			directions := spec.Show == recipe.NoiseStability
			networks := []string{spec.Stability.Network}
			network.set(model.Trained(open), orWord(""), spec.Stability.Network)
			layer.set(model.LayerChoices(open, networks), orWord(""), spec.Stability.Layer)
			checkpoints := withNone(model.StepChoices(open, networks))
			early.set(checkpoints, orWord("a tenth of training"), spec.Stability.Early)
			mid.set(checkpoints, orWord("half of training"), spec.Stability.Mid)
			count.SetValue(float64(spec.Stability.K))
			seed.SetValue(float64(spec.Synthetic.Seed))
			showRow(network.row, recorded)
			showRow(layer.row, recorded)
			showRow(time.row, time.control.refresh() > 1 && recorded)
			showRow(early.row, directions)
			showRow(mid.row, directions)
			showRow(countRow, directions)
			showRow(seedRow, !recorded)
			showRow(stepsRow, directions)
			showRow(section, recorded)
			how.refresh()
			steps.SetSelected(scaleIndex(m.Options()))
		},
	})
}

// noiseShows are the ways that a study has activations for.
func noiseShows(s *study.Study) []recipe.NoiseShow {
	if len(model.Trained(s)) == 0 {
		return []recipe.NoiseShow{recipe.NoiseSynthetic, recipe.NoiseToyRNN}
	}
	return []recipe.NoiseShow{recipe.NoiseSpectra, recipe.NoiseStability, recipe.NoiseSynthetic, recipe.NoiseToyRNN}
}

func noiseTitle(v recipe.NoiseShow) string {
	return [...]string{
		recipe.NoiseSpectra:   "CCA coefficients in training",
		recipe.NoiseStability: "Stable directions",
		recipe.NoiseSynthetic: "Signals in noise",
		recipe.NoiseToyRNN:    "Toy recurrent networks",
	}[v]
}
