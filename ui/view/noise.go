package view

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// noiseSurroundings are what the view of signal and noise asks beside what all do.
type noiseSurroundings interface {
	trackModel
	Selected() []string
	ChanceSelected()
}

// NewNoise makes the view of what tells signal from noise.
func NewNoise(s Surroundings, around noiseSurroundings, m *model.Noise) *Analysis {
	show := newPicker("Show", "What tells signal from noise: coefficients, directions that last, a pair against chance, or toy data of which the truth is known", func(v recipe.NoiseShow) {
		m.Edit(func(n *recipe.NoiseSpec) { n.Show = v })
	})
	training, chance := newTrainingRows(around, m), newChanceRows(around, m)
	seed := newNoiseSeed(m)
	drawing := newNoiseDrawing(m)
	how := newHowRows(m)
	section := how.section(drawing.values)
	rows := slices.Concat([]fyne.CanvasObject{show.row}, training.rows(), chance.rows(), []fyne.CanvasObject{seed.row})
	return newAnalysis(s, parts{
		view:    model.NoiseView,
		data:    widgets.NewSection("Data", rows...),
		measure: section,
		drawing: []fyne.CanvasObject{drawing.stepsRow},
		open:    m.OpenPair,
		refresh: func() {
			spec := m.Spec()
			show.set(noiseShows(), noiseTitle, spec.Show)
			show.control.SetReasons(titles(noiseShows(), func(v recipe.NoiseShow) string { return model.NoiseReason(m.Study(), v) })...)
			training.refresh()
			chance.refresh()
			seed.refresh()
			drawing.refresh()
			showRow(section, spec.NeedsStudy())
			how.refresh()
			how.coefficients(spec.Show == recipe.NoiseSpectra)
			showRow(how.seed.row, spec.Show != recipe.NoiseChance) // which has it among its draws
			if spec.Show == recipe.NoiseStability {
				widgets.Offer(how.rtol, "") // by any measure, directions are of the layer's rank
			}
		},
	})
}

// noiseShows are the ways, those of recorded layers first.
func noiseShows() []recipe.NoiseShow {
	return []recipe.NoiseShow{recipe.NoiseSpectra, recipe.NoiseStability, recipe.NoiseChance, recipe.NoiseSynthetic, recipe.NoiseToyRNN}
}

func noiseTitle(v recipe.NoiseShow) string {
	return [...]string{
		recipe.NoiseSpectra:   "CCA coefficients in training",
		recipe.NoiseStability: "Stable directions",
		recipe.NoiseSynthetic: "Signals in noise",
		recipe.NoiseToyRNN:    "Toy recurrent networks",
		recipe.NoiseChance:    "One pair against chance",
	}[v]
}

// noiseSeed is the seed of whatever is drawn at random.
type noiseSeed struct {
	field[*widgets.NumberEntry]
	m *model.Noise
}

func newNoiseSeed(m *model.Noise) noiseSeed {
	entry := widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e15, Whole: true}, func(v float64) {
		m.Edit(func(n *recipe.NoiseSpec) {
			if n.Show == recipe.NoiseChance {
				n.Stability.Seed = uint64(v)
			} else {
				n.Synthetic.Seed, n.ToyRNN.Seed = uint64(v), uint64(v)
			}
		})
	})
	return noiseSeed{newField("Seed", "Of everything random", entry), m}
}

func (s noiseSeed) refresh() {
	spec := s.m.Spec()
	value := spec.Synthetic.Seed
	if spec.Show == recipe.NoiseChance {
		value = spec.Stability.Seed
	}
	s.control.SetValue(float64(value))
	showRow(s.row, spec.Show == recipe.NoiseChance || !spec.NeedsStudy())
}

// noiseDrawing chooses how the answer is drawn.
type noiseDrawing struct {
	m                *model.Noise
	steps, show      *widgets.Segmented
	stepsRow, values *fyne.Container
}

func newNoiseDrawing(m *model.Noise) noiseDrawing {
	d := noiseDrawing{
		m:     m,
		steps: newStepScale(func(v figure.StepScale) { m.EditOptions(func(o *recipe.NoiseDrawing) { o.Steps = v }) }),
		show: widgets.NewSegmented([]string{"Similarity", "Distance"}, func(i int) {
			m.EditOptions(func(o *recipe.NoiseDrawing) { o.Show = figure.Quantity(i) })
		}),
	}
	d.stepsRow = widgets.NewRow("Steps", stepScaleTip, d.steps)
	d.values = widgets.NewRow("Values", "Similarity from 0 to 1, or distance, 1 less it", d.show)
	return d
}

func (d noiseDrawing) refresh() {
	o, show := d.m.Options(), d.m.Spec().Show
	d.steps.SetSelected(int(o.Steps))
	d.show.SetSelected(int(o.Show))
	showRow(d.stepsRow, show == recipe.NoiseStability)
	showRow(d.values, show == recipe.NoiseChance)
}
