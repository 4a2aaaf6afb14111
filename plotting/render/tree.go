package render

import (
	"image/color"
	"math"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// crownShare is the tree's part of the height of the sheet, and lowCrown that where the
// height is what the cells lack.
const (
	crownShare = 0.24
	lowCrown   = 0.17
)

// planTree gives a tree its height and its axis; both are zero without one.
func (l *look) planTree(plan *matrixPlan, t *figure.Tree, sheet vg.Length) {
	if t == nil {
		return
	}
	plan.crown = crownShare * sheet
	if plan.foot.width > 0 {
		plan.crown = lowCrown * sheet
	}
	top := 0.0
	for _, m := range t.Merges {
		top = max(top, m.Height)
	}
	high := 1.04 * top
	if !t.Uncut && t.Cut > top && t.Cut < 1.6*top { // above the whole tree, to be drawn and dragged
		high = max(high, 1.02*t.Cut)
	}
	span := valueRange(t.Axis.Range, []float64{0, high})
	plan.height = axis{span: span, marks: true, ticks: numericTicks(span, max(2, int(plan.crown/(1.4*l.font))), numbering{})}
	l.entitle(&plan.height, t.Axis.Label, t.Axis.Short)
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
	named := namedTree{Tree: t, matrix: panel.Matrix}
	for k, e := range ends {
		tree.Links = append(tree.Links, p.link(named, k, e))
	}
	tree.Plot(c, coords)
	p.scene.crowns = append(p.scene.crowns, crown{box: box, span: plan.height.span, cut: p.cut(box, t, coords)})
	height := plan.height
	height.titleX = box.Min.X - p.titleRoom(height.title) - p.beyond(height)
	height.low, height.high = plan.place.Max.Y, p.c.Max.Y-0.5*p.font
	p.leftAxis(box, height, true)
	p.rememberTree(c, coords, branch{panel: index, tree: named, cells: plan.place, base: base, names: p.namesRoom(plan)})
}

// link is a merge in its colours: those of the clusters, or the muted one where
// a branch spans several.
func (p *picture) link(t namedTree, k int, e figure.Ends) plotters.Link {
	of := func(cluster, node int) color.RGBA {
		colour := p.muted
		if t.Clusters == nil {
			colour = p.ink
		} else if cluster >= 0 {
			colour = p.category(cluster)
		}
		if !t.lit(node) {
			return p.dim(colour)
		}
		return colour
	}
	left, right := t.sides(k)
	l := plotters.Link{
		Left:  plotter.XY{X: e.Left.Column, Y: e.Left.Height},
		Right: plotter.XY{X: e.Right.Column, Y: e.Right.Height},
		Top:   e.Top,
	}
	l.LeftColour = of(e.Left.Cluster, left)
	l.RightColour = of(e.Right.Cluster, right)
	l.BarColour = of(e.Cluster, len(t.Columns)+k)
	return l
}

// cut draws the line that cuts the tree, named on its right, and gives its height;
// where nothing is cut, on a screen a quieter one from which a cut can be dragged,
// and else nothing, at NaN.
func (p *picture) cut(box vg.Rectangle, t *figure.Tree, coords *plot.Plot) float64 {
	at, name, line := t.Cut, p.say(figure.CutText), draw.LineStyle{Color: p.muted, Width: 1.25 * p.axis, Dashes: p.dash(4, 2.5)}
	switch {
	case t.Uncut && p.medium == onScreen:
		at, name, line = coords.Y.Max, "drag to cut", draw.LineStyle{Color: p.muted, Width: p.axis, Dashes: p.dash(1, 2.5)}
	case t.Uncut, !finite(at), at < coords.Y.Min, at > coords.Y.Max:
		return math.NaN()
	}
	c := draw.Canvas{Canvas: p.c, Rectangle: box}
	_, y := coords.Transforms(&c)
	p.c.StrokeLine2(line, box.Min.X, y(at), box.Max.X, y(at))
	own := figure.CutText
	if t.Uncut {
		own = "" // of the window alone
	}
	p.write(p.text(0.94*p.font, p.muted), vg.Point{X: box.Max.X + 0.4*p.font, Y: y(at)}, name, phrase{own, name})
	return at
}

// crown is a tree as it was drawn, with the heights from its bottom to its top.
type crown struct {
	box  vg.Rectangle
	span figure.Range
	cut  float64 // where the line for it is, NaN for none
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
	tree         namedTree
	cells        vg.Rectangle // of the matrix
	base         vg.Length    // height at which the leaves begin
	names        vg.Point     // how far names reach left of the cells, or else below
}

// rememberTree notes the branches, all but for what is known of their tree.
func (p *picture) rememberTree(c draw.Canvas, coords *plot.Plot, b branch) {
	x, y := coords.Transforms(&c)
	for k, e := range b.tree.Ends() {
		b.merge, b.left, b.right = k, y(e.Left.Height), y(e.Right.Height)
		b.bar = vg.Rectangle{
			Min: vg.Point{X: x(e.Left.Column), Y: min(b.left, b.right)},
			Max: vg.Point{X: x(e.Right.Column), Y: y(e.Top)},
		}
		p.scene.branches = append(p.scene.branches, b)
	}
}

// namesRoom is how far the networks' names reach from the cells, with a little air:
// those of the rows, or those of the columns where these alone have them.
func (l *look) namesRoom(plan matrixPlan) vg.Point {
	switch {
	case len(plan.y.ticks) > 0:
		return vg.Point{X: l.beyond(plan.y) + 0.2*l.font}
	case len(plan.x.ticks) > 0:
		return vg.Point{Y: l.depth(plan.x) + 0.2*l.font}
	}
	return vg.Point{}
}

// below is all that is under a node, from a height down, and its networks' names. Rows
// have the order of the columns, the first at the top.
func (b branch) below(node int, top vg.Length) []vg.Rectangle {
	leaves, n := b.tree.leaves(node), vg.Length(len(b.tree.Columns))
	first, last := b.tree.Columns[leaves[0]], b.tree.Columns[leaves[len(leaves)-1]]
	from, to := vg.Length(first)/n, vg.Length(last+1)/n
	size := b.cells.Size()
	left, right := b.cells.Min.X+from*size.X, b.cells.Min.X+to*size.X
	boxes := []vg.Rectangle{{Min: vg.Point{X: left, Y: b.base}, Max: vg.Point{X: right, Y: top}}}
	switch {
	case b.names.X > 0 && b.tree.matrix.Down:
		boxes = append(boxes, vg.Rectangle{
			Min: vg.Point{X: b.cells.Min.X - b.names.X, Y: b.cells.Max.Y - to*size.Y},
			Max: vg.Point{X: b.cells.Min.X, Y: b.cells.Max.Y - from*size.Y},
		})
	case b.names.Y > 0:
		boxes = append(boxes, vg.Rectangle{
			Min: vg.Point{X: left, Y: b.cells.Min.Y - b.names.Y},
			Max: vg.Point{X: right, Y: b.cells.Min.Y},
		})
	}
	return boxes
}

// lines are the bar of a branch and its two sides.
func (b branch) lines() (bar, left, right vg.Rectangle) {
	top := b.bar.Max.Y
	upright := func(x, from vg.Length) vg.Rectangle {
		return vg.Rectangle{Min: vg.Point{X: x, Y: min(from, top)}, Max: vg.Point{X: x, Y: top}}
	}
	bar = vg.Rectangle{Min: vg.Point{X: b.bar.Min.X, Y: top}, Max: b.bar.Max}
	return bar, upright(b.bar.Min.X, b.left), upright(b.bar.Max.X, b.right)
}

// far is how far a place is from the lines of a branch.
func (b branch) far(at vg.Point) float64 {
	bar, left, right := b.lines()
	return min(apart(bar, at), apart(left, at), apart(right, at))
}

// nodeAt is the node that a place near the branch belongs to, with the box of
// what is drawn of it: a side is the line of what is below it.
func (b branch) nodeAt(at vg.Point) (node int, box vg.Rectangle) {
	bar, left, right := b.lines()
	l, r := b.tree.sides(b.merge)
	switch nearest := b.far(at); nearest {
	case apart(bar, at):
		return len(b.tree.Columns) + b.merge, b.bar
	case apart(left, at):
		return l, left
	default:
		return r, right
	}
}

// apart is how far a place is from a box.
func apart(box vg.Rectangle, at vg.Point) float64 {
	dx := max(box.Min.X-at.X, 0, at.X-box.Max.X)
	dy := max(box.Min.Y-at.Y, 0, at.Y-box.Max.Y)
	return math.Hypot(float64(dx), float64(dy))
}

// namedTree is a tree with the matrix whose columns are its leaves.
type namedTree struct {
	*figure.Tree
	matrix *figure.Matrix
}

// sides are the nodes of a merge as they are drawn, the left one first.
func (t namedTree) sides(k int) (left, right int) {
	m := t.Merges[k]
	if t.middle(m.Left) > t.middle(m.Right) {
		return m.Right, m.Left
	}
	return m.Left, m.Right
}

// middle stands for where a node stands: no two nodes have leaves between one
// another's.
func (t namedTree) middle(node int) int { return t.Columns[t.leaves(node)[0]] }

func (t namedTree) leaves(node int) []int {
	if merge := node - len(t.Columns); merge >= 0 {
		return t.Leaves(merge)
	}
	return []int{node}
}

// below are the networks below a node, in the order they stand in.
func (t namedTree) below(node int) []string {
	if !t.matrix.Networks {
		return nil
	}
	var names []string
	for _, leaf := range t.leaves(node) {
		names = append(names, t.matrix.Cols[t.Columns[leaf]])
	}
	return names
}

// lit reports whether all that is below a node stands out.
func (t namedTree) lit(node int) bool {
	return t.matrix.Lit == nil || !slices.ContainsFunc(t.leaves(node), func(leaf int) bool { return !t.matrix.Lit[t.Columns[leaf]] })
}

// describe is what hover shows of a node.
func (t namedTree) describe(node int) string {
	merge := node - len(t.Columns)
	switch {
	case merge < 0:
		return t.matrix.Cols[t.Columns[node]]
	case t.Tips == nil:
		return ""
	}
	return t.Tips[merge]
}
