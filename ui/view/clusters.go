package view

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// NewClusters makes the view of networks clustered by their distances.
func NewClusters(s Surroundings, m *model.Clusters) *Analysis {
	edit := func(f func(*analysis.ClustersSpec)) { m.Edit(f) }
	layer := newPicker("Layer", "At which layer networks are compared (the next: Ctrl+↓)", func(name string) {
		edit(func(c *analysis.ClustersSpec) { c.Layer = name })
	})
	step := newStepRow("Of every network", s.Model, model.Checkpoints(model.ClustersView), func(name string) {
		edit(func(c *analysis.ClustersSpec) { c.Step = name })
	})
	networks := s.newNetworks("Which networks are clustered", func(names []string) {
		edit(func(c *analysis.ClustersSpec) { c.Networks = allOr(names, m.Study().NetworkNames()) })
	})
	linkage := newPicker("Linkage", "How far two clusters are from each other: average, complete, single, weighted, Ward", func(l cluster.Linkage) {
		edit(func(c *analysis.ClustersSpec) { c.Linkage = l })
	})
	time := newTimeField("Timestep", "Position in the sequence, counted from 0", s.Model, model.Moments(model.ClustersView))
	reduction := newReductionRows(func(f func(*analysis.Reduction)) {
		edit(func(c *analysis.ClustersSpec) { f(&c.Reduction) })
	})
	cut := newCutRows(m)
	how := newHowRows(m)
	drawing := newClustersDrawing(m)
	section := how.section(reduction.neurons, reduction.variance)
	return newAnalysis(s, parts{
		view: model.ClustersView,
		data: widgets.NewSection("Data", layer.row, step.row, time.row, networks.row, linkage.row,
			widgets.NewRow("Cut", "Where the tree falls into clusters: at the largest gap between merges that makes clear ones, into a number of clusters, or at a height", cut.way), cut.place),
		measure: section,
		drawing: drawing.rows(),
		open:    m.OpenPair,
		cut: func(height float64) {
			m.EditOptions(func(d *recipe.ClustersDrawing) { d.Cut = analysis.CutSpec{Height: height} })
		},
		refresh: func() {
			spec, open := m.Spec(), m.Study()
			layer.set(model.ClusterLayers(open, spec.Networks), orWord("the only one"), spec.Layer)
			step.show(withNone(model.StepChoices(open, spec.Networks)), orWord("last"), spec.Step)
			showTime(time)
			networks.control.Set(open.NetworkNames(), spec.Networks)
			linkage.set(cluster.Linkages(), linkageTitle, linkageOf(spec.Linkage))
			reduction.set(spec.Reduction)
			cut.refresh()
			widgets.Offer(linkage.control, model.CutReason(m.Options()))
			how.refresh()
			how.reduced(spec.Reduction)
			drawing.refresh()
		},
	})
}

// linkageOf is the linkage that stands for none.
func linkageOf(l cluster.Linkage) cluster.Linkage {
	if l == "" {
		return cluster.Average
	}
	return l
}

func linkageTitle(l cluster.Linkage) string {
	name := string(linkageOf(l))
	return strings.ToUpper(name[:1]) + name[1:]
}

// The ways to cut, in the order of the switch.
const (
	cutByGap = iota
	cutByNumber
	cutByHeight
)

// cutRows choose where the tree is cut; nothing is compared again.
type cutRows struct {
	m      *model.Clusters
	way    *widgets.Segmented
	place  *fyne.Container
	slider *widgets.Slider
	label  *widgets.Text
}

func newCutRows(m *model.Clusters) *cutRows {
	c := &cutRows{m: m, slider: widgets.NewSlider(0, 1), label: widgets.NewText("", widgets.TextStyle{})}
	c.way = widgets.NewSegmented([]string{"Gap", "Number", "Height"}, func(i int) {
		r := m.Result()
		if r == nil {
			return
		}
		m.EditOptions(func(d *recipe.ClustersDrawing) {
			d.Cut = analysis.CutSpec{}
			switch i {
			case cutByNumber:
				d.Cut.Clusters = r.Cut.Count
			case cutByHeight:
				d.Cut.Height = r.Cut.Height
			}
		})
	})
	c.slider.OnChanged = func(v float64) {
		m.EditOptions(func(d *recipe.ClustersDrawing) {
			if d.Cut.Clusters > 0 {
				d.Cut.Clusters = int(v)
			} else if d.Cut.Height > 0 {
				d.Cut.Height = v
			}
		})
	}
	c.place = widgets.NewRow("", "Into how many clusters, or at which height; the dashed line in the tree can be dragged too", container.NewBorder(nil, nil, nil, c.label, c.slider))
	return c
}

func (c *cutRows) refresh() {
	cut, way := c.m.Options().Cut, cutByGap
	switch {
	case cut.Clusters > 0:
		way = cutByNumber
		c.show(1, float64(model.Leaves(c.m.Result())), 1, float64(cut.Clusters))
	case cut.Height > 0:
		way = cutByHeight
		top := model.MaxHeight(c.m.Result())
		c.show(top/1000, top, top/1000, cut.Height)
	}
	c.way.SetSelected(way)
	why := model.CutReason(c.m.Options())
	widgets.Offer(c.way, why)
	widgets.Offer(c.slider, why)
	showRow(c.place, way != cutByGap)
}

func (c *cutRows) show(low, high, step, value float64) {
	c.slider.Set(low, max(high, low+step), step, value)
	c.label.SetText(fmt.Sprintf("%.3g", value))
}

// clustersDrawing chooses how clusters are drawn.
type clustersDrawing struct {
	m        *model.Clusters
	form     *widgets.Segmented
	x, y, by *picker[string]
	bars     *clustersBars
}

func newClustersDrawing(m *model.Clusters) *clustersDrawing {
	column := func(label, hint string, to func(*recipe.ClustersDrawing) *string) *picker[string] {
		return newPicker(label, hint, func(name string) {
			m.EditOptions(func(d *recipe.ClustersDrawing) { *to(d) = name })
		})
	}
	return &clustersDrawing{
		m: m,
		form: widgets.NewSegmented([]string{"Tree", "Map", "Scatter"}, func(i int) {
			m.EditOptions(func(d *recipe.ClustersDrawing) { d.Form = recipe.ClustersForm(i) })
		}),
		x:  column("Across", "A column of numbers", func(d *recipe.ClustersDrawing) *string { return &d.X }),
		y:  column("Upwards", "A column of numbers", func(d *recipe.ClustersDrawing) *string { return &d.Y }),
		by: column("Colour by", "A column of metadata that gives the colours, or the clusters", func(d *recipe.ClustersDrawing) *string { return &d.By }),

		bars: newClustersBars(m),
	}
}

func (d *clustersDrawing) rows() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewRow("Draw", "Tree: dendrogram, matrix and metadata. Map: networks in the plane by their distances. Scatter: two metadata columns.", d.form),
		d.x.row, d.y.row, d.by.row, d.bars.row, d.bars.list,
	}
}

func (d *clustersDrawing) refresh() {
	o := d.m.Options()
	columns := model.MetadataColumns(d.m.Study())
	numbers := model.NumberColumns(d.m.Study())
	d.form.SetSelected(int(o.Form))
	d.form.SetReasons(model.ClustersReasons(d.m)...)
	d.x.set(numbers, orWord("choose"), o.X)
	d.y.set(numbers, orWord("choose"), o.Y)
	d.by.set(withNone(columns), orWord("clusters"), o.By)
	showRow(d.x.row, o.Form == recipe.ClustersScatter)
	showRow(d.y.row, o.Form == recipe.ClustersScatter)
	showRow(d.by.row, o.Form != recipe.ClustersTree)
	d.bars.refresh(o.Form == recipe.ClustersTree)
}
