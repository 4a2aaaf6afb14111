package view

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// NewGroups makes the view of how alike networks of one group are, and of
// different ones.
func NewGroups(s Surroundings, m *model.Groups) *Analysis {
	edit := func(f func(*analysis.GroupsSpec)) { model.EditGroups(m, f) }
	by := newPicker("Groups by", "A column of metadata whose values are the groups", func(column string) {
		edit(func(c *analysis.GroupsSpec) { c.By = column })
	})
	networks := s.newNetworks("Which networks are compared with each other", func(names []string) {
		edit(func(c *analysis.GroupsSpec) { c.Networks = allOr(names, m.Study().NetworkNames()) })
	})
	layers := newField("Layers", "At which layers", widgets.NewPickList("layers", func(names []string) {
		edit(func(c *analysis.GroupsSpec) { c.Layers = allOr(names, model.SharedLayers(m.Study(), c.Networks)) })
	}))
	step := newStepRow("Of every network", s.Model, model.Checkpoints(model.GroupsView), func(name string) {
		edit(func(c *analysis.GroupsSpec) { c.Step = name })
	})
	against := newPicker("Against", "A column of numbers, to be drawn against the distance within groups", func(column string) {
		edit(func(c *analysis.GroupsSpec) { c.Against = column })
	})
	time := newTimeField("Timestep", "Position in the sequence, counted from 0", s.Model, model.Moments(model.GroupsView))
	reduction := newReductionRows(func(f func(*analysis.Reduction)) {
		edit(func(c *analysis.GroupsSpec) { f(&c.Reduction) })
	})
	how := newHowRows(m)
	drawing := newGroupsDrawing(m)
	section := how.section(reduction.neurons, reduction.variance)
	return newAnalysis(s, parts{
		view:    model.GroupsView,
		data:    widgets.NewSection("Data", by.row, networks.row, layers.row, step.row, time.row, against.row),
		measure: section,
		drawing: drawing.rows(),
		open:    m.OpenPair,
		refresh: func() {
			spec, open := m.Spec(), m.Study()
			columns := withNone(model.MetadataColumns(open))
			by.set(columns, orWord("all in one"), spec.By)
			networks.control.Set(open.NetworkNames(), spec.Networks)
			shared := model.SharedLayers(open, spec.Networks)
			layers.control.Set(shared, spec.Layers)
			showRow(layers.row, len(shared) > 0)
			step.show(withNone(model.StepChoices(open, spec.Networks)), orWord("last"), spec.Step)
			showTime(time)
			against.set(withNone(model.NumberColumns(open)), orWord("nothing"), spec.Against)
			reduction.set(spec.Reduction)
			how.refresh()
			how.reduced(spec.Reduction)
			drawing.refresh()
		},
	})
}

// reductionRows make networks of different widths comparable.
type reductionRows struct {
	neurons, variance     fyne.CanvasObject
	neuronsOf, varianceOf *widgets.NumberEntry
}

func newReductionRows(edit func(func(*analysis.Reduction))) reductionRows {
	var r reductionRows
	r.neuronsOf = widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e6, Whole: true, Empty: "all"}, func(v float64) {
		edit(func(d *analysis.Reduction) { d.Neurons = int(v) })
	})
	r.varianceOf = widgets.NewNumberEntry(widgets.NumberOptions{Max: 0.9999, Empty: "all"}, func(v float64) {
		edit(func(d *analysis.Reduction) { d.KeepVariance = v })
	})
	r.neurons = widgets.NewRow("Neurons", "Compare this many neurons of every layer, drawn at random, so that different widths compare", r.neuronsOf)
	r.variance = widgets.NewRow("Variance", "Keep only the strongest directions that hold this share of a layer's variance", r.varianceOf)
	return r
}

func (r reductionRows) set(d analysis.Reduction) {
	r.neuronsOf.SetValue(float64(d.Neurons))
	r.varianceOf.SetValue(d.KeepVariance)
}

// groupsDrawing chooses how groups are drawn.
type groupsDrawing struct {
	m            *model.Groups
	form, spread *widgets.Segmented
	layer        *picker[string]
	pairs        *widgets.Check
}

func newGroupsDrawing(m *model.Groups) *groupsDrawing {
	return &groupsDrawing{
		m: m,
		form: widgets.NewSegmented([]string{"Layers", "Numbers", "Scatter"}, func(i int) {
			m.EditOptions(func(o *figure.GroupsOptions) { o.Form = figure.GroupsForm(i) })
		}),
		layer: newPicker("Layer", "At which layer", func(name string) {
			m.EditOptions(func(o *figure.GroupsOptions) { o.Layer = name })
		}),
		spread: widgets.NewSegmented([]string{"Std", "95 %", "None"}, func(i int) {
			m.EditOptions(func(o *figure.GroupsOptions) { o.Spread = figure.GroupSpread(i) })
		}),
		pairs: widgets.NewCheck("Every pair", func(on bool) {
			m.EditOptions(func(o *figure.GroupsOptions) {
				o.Pairs = figure.PairsHidden
				if on {
					o.Pairs = figure.PairsShown
				}
			})
		}),
	}
}

func (d *groupsDrawing) rows() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewRow("Draw", "Layers along the axis; the numbers that make the groups; or the column chosen under Against", d.form),
		d.layer.row,
		widgets.NewRow("Spread", "Standard deviation over pairs, or the 95 % interval of the mean by a jackknife over networks", d.spread),
		widgets.NewRow("Dots", "A dot for every pair of networks, behind the curves", d.pairs),
	}
}

func (d *groupsDrawing) refresh() {
	o := d.m.Options()
	d.form.SetSelected(int(o.Form))
	d.form.SetReasons(model.GroupsReasons(d.m)...)
	d.spread.SetSelected(int(o.Spread))
	d.pairs.Set(o.Pairs == figure.PairsShown)
	var layers []string
	if r := d.m.Result(); r != nil {
		layers = r.Layers
	}
	d.layer.set(withNone(layers), orWord("last"), o.Layer)
	showRow(d.layer.row, o.Form != figure.ByLayer)
	widgets.Offer(d.spread, model.DotsReason(o))
	widgets.Offer(d.pairs, model.DotsReason(o))
}
