package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// crownShare is the tree's part of the height of the sheet.
const crownShare = 0.24

// planTree gives a tree its height and its axis; both are zero without one.
func (l *look) planTree(plan *matrixPlan, t *figure.Tree, sheet vg.Length) {
	if t == nil {
		return
	}
	plan.crown = crownShare * sheet
	top := 0.0
	for _, m := range t.Merges {
		top = max(top, m.Height)
	}
	span := valueRange(t.Axis.Range, []float64{0, 1.04 * top})
	plan.height = axis{title: t.Axis.Label, span: span, marks: true, ticks: numericTicks(span, max(2, int(plan.crown/(1.4*l.font))), numbering{})}
}

// tree draws the dendrogram above the strips, with its cut.
func (p *picture) tree(plan matrixPlan, index int, panel *figure.Panel) {
	t := panel.Tree
	base := plan.place.Max.Y + p.stripsHeight(panel)
	box := vg.Rectangle{
		Min: vg.Point{X: plan.place.Min.X, Y: base},
		Max: vg.Point{X: plan.place.Max.X, Y: base + plan.crown},
	}
	c, coords := draw.Canvas{Canvas: p.c, Rectangle: box}, coordinates(plan.x.span, plan.height.span)
	ends := t.Ends()
	tree := &plotters.Dendrogram{Width: max(min(0.7*p.line, 0.5*plan.cell), 0.3*p.line)}
	for _, e := range ends {
		tree.Links = append(tree.Links, p.link(t, e))
	}
	tree.Plot(c, coords)
	p.cut(box, t, coords)
	p.scene.crowns = append(p.scene.crowns, crown{box: box, span: plan.height.span, cut: t.Cut})
	height := plan.height
	height.titleX = box.Min.X - p.titleRoom(height.title) - p.beyond(height)
	height.low, height.high = plan.place.Max.Y, p.c.Max.Y-0.5*p.font
	p.leftAxis(box, height, true)
	p.rememberTree(c, coords, index, t)
}

// link is a merge in its colours: those of the clusters, or the muted one where
// a branch spans several.
func (p *picture) link(t *figure.Tree, e figure.Ends) plotters.Link {
	colour := p.muted
	of := func(cluster int) {
		colour = p.muted
		if t.Clusters == nil {
			colour = p.ink
		} else if cluster >= 0 {
			colour = p.palette[cluster%len(p.palette)]
		}
	}
	l := plotters.Link{
		Left:  plotter.XY{X: e.Left.Column, Y: e.Left.Height},
		Right: plotter.XY{X: e.Right.Column, Y: e.Right.Height},
		Top:   e.Top,
	}
	of(e.Left.Cluster)
	l.LeftColour = colour
	of(e.Right.Cluster)
	l.RightColour = colour
	of(e.Cluster)
	l.BarColour = colour
	return l
}

// cut draws the line that cuts the tree, named on its right.
func (p *picture) cut(box vg.Rectangle, t *figure.Tree, coords *plot.Plot) {
	if !finite(t.Cut) || t.Cut < coords.Y.Min || t.Cut > coords.Y.Max {
		return
	}
	c := draw.Canvas{Canvas: p.c, Rectangle: box}
	_, y := coords.Transforms(&c)
	line := draw.LineStyle{Color: p.muted, Width: 1.25 * p.axis, Dashes: p.dash(4, 2.5)}
	p.c.StrokeLine2(line, box.Min.X, y(t.Cut), box.Max.X, y(t.Cut))
	plotters.Write(p.c, p.text(0.94*p.font, p.muted), vg.Point{X: box.Max.X + 0.4*p.font, Y: y(t.Cut)}, "cut")
}

// crown is a tree as it was drawn, with the heights from its bottom to its top.
type crown struct {
	box  vg.Rectangle
	span figure.Range
	cut  float64
}

// height is the tree's at a place on the sheet, within its axis.
func (c crown) height(y vg.Length) float64 {
	share := float64((y - c.box.Min.Y) / c.box.Size().Y)
	return c.span.Min + min(max(share, 0), 1)*(c.span.Max-c.span.Min)
}

// onCut reports whether a place is on the line that cuts the tree.
func (c crown) onCut(at vg.Point) bool {
	if at.X < c.box.Min.X || at.X > c.box.Max.X || !finite(c.cut) {
		return false
	}
	y := c.box.Min.Y + c.box.Size().Y*vg.Length((c.cut-c.span.Min)/(c.span.Max-c.span.Min))
	return math.Abs(float64(y-at.Y)) <= reachPoints/2
}

// branch is a merge as it was drawn: its bar, from where it falls to either
// side.
type branch struct {
	panel, merge int
	bar          vg.Rectangle // from the lower of its ends to its top
	left, right  vg.Length    // heights at which the sides begin
	tip          string
}

func (p *picture) rememberTree(c draw.Canvas, coords *plot.Plot, index int, t *figure.Tree) {
	x, y := coords.Transforms(&c)
	for k, e := range t.Ends() {
		b := branch{
			panel: index, merge: k,
			bar: vg.Rectangle{
				Min: vg.Point{X: x(e.Left.Column), Y: min(y(e.Left.Height), y(e.Right.Height))},
				Max: vg.Point{X: x(e.Right.Column), Y: y(e.Top)},
			},
			left: y(e.Left.Height), right: y(e.Right.Height),
		}
		if t.Tips != nil {
			b.tip = t.Tips[k]
		}
		p.scene.branches = append(p.scene.branches, b)
	}
}

// far is how far a place is from the lines of a branch.
func (b branch) far(at vg.Point) float64 {
	segment := func(x0, x1, y0, y1 vg.Length) float64 {
		dx := max(x0-at.X, 0, at.X-x1)
		dy := max(y0-at.Y, 0, at.Y-y1)
		return math.Hypot(float64(dx), float64(dy))
	}
	return min(
		segment(b.bar.Min.X, b.bar.Max.X, b.bar.Max.Y, b.bar.Max.Y),
		segment(b.bar.Min.X, b.bar.Min.X, min(b.left, b.bar.Max.Y), b.bar.Max.Y),
		segment(b.bar.Max.X, b.bar.Max.X, min(b.right, b.bar.Max.Y), b.bar.Max.Y),
	)
}
