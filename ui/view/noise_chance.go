package view

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// chanceRows choose the pair that is set against chance, and how its datapoints
// are resampled.
type chanceRows struct {
	m        *model.Noise
	sides    [2]*chanceSide
	selected twoSelected
	ask      field[*widgets.Segmented]

	permutations, subsamples, fraction, block field[*widgets.NumberEntry]
}

// none in a question asks for no draws, where 0 is the default number.
const none = -1

func newChanceRows(around noiseSurroundings, m *model.Noise) *chanceRows {
	r := &chanceRows{m: m, selected: newTwoSelected(around.Selected, around.ChanceSelected)}
	r.sides = [2]*chanceSide{newChanceSide(around, m, model.A), newChanceSide(around, m, model.B)}
	r.ask = newField("Ask", "Chance: what unrelated layers of these sizes would score, and a p-value. Interval: how far the value would move with other datapoints.",
		widgets.NewSegmented([]string{"Both", "Chance", "Interval"}, func(i int) {
			r.edit(func(c *recipe.Resamples) {
				c.Permutations, c.Subsamples = max(0, c.Permutations), max(0, c.Subsamples)
				switch i {
				case askChance:
					c.Subsamples = none
				case askInterval:
					c.Permutations = none
				}
			})
		}))
	r.permutations = r.number("Shuffles", "How often one layer's datapoints are shuffled, 19 or more: p-values can be no less than 1 in one more than this",
		widgets.NumberOptions{Min: 19, Max: 1e5, Whole: true, Empty: fmt.Sprint(analysis.DefaultPermutations)},
		func(c *recipe.Resamples, v float64) { c.Permutations = int(v) })
	r.subsamples = r.number("Subsamples", "How many random parts of the datapoints are compared, 40 or more",
		widgets.NumberOptions{Min: 40, Max: 1e5, Whole: true, Empty: fmt.Sprint(analysis.DefaultSubsamples)},
		func(c *recipe.Resamples, v float64) { c.Subsamples = int(v) })
	r.fraction = r.number("Fraction", "Of the datapoints in each part",
		widgets.NumberOptions{Min: 0.01, Max: 0.99, Empty: fmt.Sprint(analysis.DefaultFraction)},
		func(c *recipe.Resamples, v float64) { c.Fraction = v })
	r.block = r.number("Block", "So many datapoints in a row belong together and are moved as one, such as the tokens of one sequence. Where each position of an image is a datapoint, an image is one block unless you say otherwise",
		widgets.NumberOptions{Min: 1, Max: 1e9, Whole: true, Empty: "1"},
		func(c *recipe.Resamples, v float64) { c.Block = int(v) })
	return r
}

// What is asked, in the order of the switch.
const (
	askBoth = iota
	askChance
	askInterval
)

func (r *chanceRows) edit(f func(*recipe.Resamples)) {
	r.m.Edit(func(n *recipe.NoiseSpec) { f(&n.Chance) })
}

func (r *chanceRows) number(label, hint string, o widgets.NumberOptions, set func(*recipe.Resamples, float64)) field[*widgets.NumberEntry] {
	return newField(label, hint, widgets.NewNumberEntry(o, func(v float64) {
		r.edit(func(c *recipe.Resamples) { set(c, v) })
	}))
}

func (r *chanceRows) rows() []fyne.CanvasObject {
	a, b := r.sides[model.A], r.sides[model.B]
	return []fyne.CanvasObject{
		r.selected.row,
		a.network.row, a.step.row, a.time.row, a.layer.row,
		b.network.row, b.step.row, b.time.row, b.layer.row,
		r.ask.row, r.permutations.row, r.subsamples.row, r.fraction.row, r.block.row,
	}
}

func (r *chanceRows) refresh() {
	spec := r.m.Spec()
	on, c := spec.Show == recipe.NoiseChance, spec.Chance
	for _, s := range r.sides {
		s.refresh(on)
	}
	r.selected.refresh(on, c.A.Network, c.B.Network)
	ask := askBoth
	switch {
	case c.Subsamples < 0:
		ask = askChance
	case c.Permutations < 0:
		ask = askInterval
	}
	r.ask.control.SetSelected(ask)
	r.permutations.control.SetValue(float64(max(0, c.Permutations)))
	r.subsamples.control.SetValue(float64(max(0, c.Subsamples)))
	r.fraction.control.SetValue(c.Fraction)
	r.block.control.SetValue(float64(c.Block))
	r.block.control.SetEmpty(model.UsualBlock(r.m))
	showRow(r.ask.row, on)
	showRow(r.permutations.row, on && ask != askInterval)
	showRow(r.subsamples.row, on && ask != askChance)
	showRow(r.fraction.row, on && ask != askChance)
	showRow(r.block.row, on)
}

// chanceSide is the rows of one layer of the pair.
type chanceSide struct {
	m              *model.Noise
	end            model.End
	network, layer *picker[string]
	step           stepRow
	time           timeField
}

func newChanceSide(around trackModel, m *model.Noise, end model.End) *chanceSide {
	edit := func(f func(*study.Ref)) { model.EditChance(m, end, f) }
	name := endName(end)
	return &chanceSide{
		m: m, end: end,
		network: newPicker("Network "+name, "One side of the pair: a trained model", func(s string) {
			edit(func(r *study.Ref) { r.Network = s })
		}),
		step: newStepRow("When in training", around, model.Track{View: model.NoiseView, End: end}, func(s string) {
			edit(func(r *study.Ref) { r.Step = s })
		}),
		time: newTimeField("Timestep", "Position in the sequence, counted from 0", around, model.Track{View: model.NoiseView, End: end, Timesteps: true}),
		layer: newPicker("Layer "+name, "Which of its layers (the next of both: Ctrl+↓)", func(s string) {
			edit(func(r *study.Ref) { r.Layer = s })
		}),
	}
}

func (s *chanceSide) refresh(on bool) {
	spec, open := s.m.Spec(), s.m.Study()
	ref := *model.ChanceEnd(&spec, s.end)
	s.network.set(open.NetworkNames(), orWord(""), ref.Network)
	s.layer.set(model.ChanceLayers(s.m, s.end), orWord(""), ref.Layer)
	showRow(s.network.row, on)
	showRow(s.layer.row, on)
	if on { // the players follow the pair only while it is shown
		s.step.show(model.StepChoices(open, []string{ref.Network}), orWord(""), ref.Step)
		showTime(s.time)
		return
	}
	showRow(s.step.row, false)
	showRow(s.time.row, false)
}
