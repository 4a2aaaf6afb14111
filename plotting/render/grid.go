package render

import (
	"math"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// grid draws the figures of a grid, their data areas in line with one another.
func (p *picture) grid(area vg.Rectangle, fig figure.Figure) {
	parts := fig.Parts()
	if fig.Grid.Legend {
		series := seriesPanels(fig.Panels)
		area = p.sharedKey(area, series, p.allEntries(area, series))
	}
	boxes, least := p.placed(area, fig)
	short, places := p.shortTitles(boxes, least, fig), fig.Grid.Places()
	panel, sheet := 0, p.c.Rectangle
	p.hung = true
	for i, part := range parts {
		before := p.scene.sizes()
		p.least, p.about, p.short = least[i], about(part.Panels), short[places[i].Row]
		p.c.Rectangle = boxes[i] // titles keep within the part
		p.inPart(fig, part, func() { p.panels(boxes[i], part) })
		p.c.Rectangle = sheet
		p.scene.shift(before, panel)
		panel += len(part.Panels)
		whole := boxes[i]
		whole.Max.Y += p.gridHead(fig.Grid)
		p.scene.parts = append(p.scene.parts, whole)
		if fig.Grid.Letters {
			p.writeLetter(i, vg.Point{X: boxes[i].Min.X, Y: boxes[i].Max.Y + p.letterRow()})
		}
	}
}

// shortTitles are the rows of a grid in which an axis finds room for the short form of its
// title alone: its neighbours have theirs then.
func (p *picture) shortTitles(boxes []vg.Rectangle, least []frame, fig figure.Figure) map[int]bool {
	rows := map[int]bool{}
	places := fig.Grid.Places()
	for i, part := range fig.Parts() {
		if part.Panels[0].Matrix != nil {
			continue
		}
		p.least = least[i]
		p.inPart(fig, part, func() {
			for _, y := range p.stack(boxes[i], part.Panels, map[string]bool{}).ys {
				rows[places[i].Row] = rows[places[i].Row] || y.short != "" && p.width(y.title) > y.high-y.low
			}
		})
	}
	return rows
}

// inPart does something for a part, which has no key of its own to series that all have in
// common.
func (p *picture) inPart(fig, part figure.Figure, do func()) {
	before := p.legendAt
	if fig.Grid.Legend && len(seriesPanels(part.Panels)) > 0 {
		p.legendAt = LegendNone
	}
	do()
	p.legendAt = before
}

// seriesPanels are the panels that have series.
func seriesPanels(panels []figure.Panel) []figure.Panel {
	var list []figure.Panel
	for _, panel := range panels {
		if panel.Matrix == nil {
			list = append(list, panel)
		}
	}
	return list
}

// gridHead is the height above every part.
func (l *look) gridHead(g *figure.Grid) vg.Length {
	if g.Letters {
		return l.letterRow()
	}
	return 0
}

// columnWidth is that of each column of a grid in a width.
func (l *look) columnWidth(g *figure.Grid, width vg.Length) vg.Length {
	return (width - l.multiplesGap()*vg.Length(g.Columns-1)) / vg.Length(g.Columns)
}

// spanned is where the columns of a place begin and end in a grid of a width.
func (l *look) spanned(g *figure.Grid, at figure.Place, width vg.Length) (from, to vg.Length) {
	step := l.columnWidth(g, width) + l.multiplesGap()
	return vg.Length(at.From) * step, vg.Length(at.To)*step - l.multiplesGap()
}

// rowHeights are what suits the rows of a grid of a width, without what stands
// above the parts.
func (p *picture) rowHeights(fig figure.Figure, width vg.Length) []vg.Length {
	var rows []vg.Length
	places := fig.Grid.Places()
	for i, part := range fig.Parts() {
		if places[i].Row == len(rows) {
			rows = append(rows, 0)
		}
		last := &rows[len(rows)-1]
		p.inPart(fig, part, func() { *last = max(*last, p.spanHeight(fig.Grid, places[i], part, width)) })
	}
	return rows
}

// spanHeight is what suits a part in its place. One that has most of a grid's
// width is not as high as it would be alone: curves are only longer than others,
// and matrices leave some of the width.
func (p *picture) spanHeight(g *figure.Grid, at figure.Place, part figure.Figure, width vg.Length) vg.Length {
	const curves, cells = 0.5, 0.62 // of the width of the grid, at most
	from, to := p.spanned(g, at, width)
	w := to - from
	most := curves * width
	if part.Panels[0].Matrix != nil {
		most = cells * width
	}
	if g.Columns > 1 && w > most {
		return p.partHeight(part, most, w)
	}
	return p.partHeight(part, w, w)
}

// partHeight is what would suit a part of a width, without what cells as wide as they
// can be leave over in the width that it has.
func (p *picture) partHeight(part figure.Figure, suited, width vg.Length) vg.Length {
	const highest = 4 // times the width, of which keys take most where it is narrow
	height := min(p.natural(part, suited), highest*suited)
	panel := &part.Panels[0]
	if panel.Matrix == nil || len(part.Panels) > 1 {
		return height
	}
	plan := p.planMatrix(vg.Rectangle{Max: vg.Point{X: width, Y: height}}, panel, rising(panel.Matrix), common{})
	return height - max(0, plan.area.Size().Y-plan.around.bottom-plan.around.top-plan.place.Size().Y)
}

// gridHeight is what suits a grid of a width.
func (p *picture) gridHeight(fig figure.Figure, width vg.Length) vg.Length {
	rows := p.rowHeights(fig, width)
	height := p.gridGap().Y * vg.Length(len(rows)-1)
	for _, h := range rows {
		height += h + p.gridHead(fig.Grid)
	}
	if fig.Grid.Legend {
		height += 2 * p.legendRow()
	}
	return height
}

// placed are the places of the parts, and the room that each needs round its data. Rows
// of which the data are about as high as one another are made so.
func (p *picture) placed(area vg.Rectangle, fig figure.Figure) ([]vg.Rectangle, []frame) {
	const about = 0.85
	rows := p.rowHeights(fig, area.Size().X)
	boxes := p.boxes(area, fig, rows)
	least := p.aligned(boxes, fig)
	around := make([]vg.Length, len(rows))
	lowest, highest, sum := vg.Length(math.Inf(1)), vg.Length(0), vg.Length(0)
	for i, at := range fig.Grid.Places() {
		if fig.Parts()[i].Panels[0].Matrix != nil {
			return boxes, least
		}
		around[at.Row] = least[i].top + least[i].bottom
		data := boxes[i].Size().Y - around[at.Row]
		lowest, highest = min(lowest, data), max(highest, data)
		rows[at.Row] = boxes[i].Size().Y
	}
	if lowest <= about*highest {
		return boxes, least
	}
	for i := range rows {
		sum += rows[i] - around[i]
	}
	for i := range rows {
		rows[i] = around[i] + sum/vg.Length(len(rows))
	}
	boxes = p.boxes(area, fig, rows)
	return boxes, p.aligned(boxes, fig)
}

// boxes share an area out among the parts: columns of the same width, and rows in
// proportion to heights.
func (p *picture) boxes(area vg.Rectangle, fig figure.Figure, heights []vg.Length) []vg.Rectangle {
	size, gap, head := area.Size(), p.gridGap(), p.gridHead(fig.Grid)
	rows := slices.Clone(heights)
	wanted := vg.Length(0)
	for _, h := range rows {
		wanted += h
	}
	free := max(p.font, size.Y-head*vg.Length(len(rows))-gap.Y*vg.Length(len(rows)-1))
	var tops []vg.Length
	top := area.Max.Y - head
	for i := range rows {
		rows[i] *= free / wanted
		tops = append(tops, top)
		top -= rows[i] + gap.Y + head
	}
	var out []vg.Rectangle
	for _, at := range fig.Grid.Places() {
		from, to := p.spanned(fig.Grid, at, size.X)
		out = append(out, vg.Rectangle{
			Min: vg.Point{X: area.Min.X + from, Y: tops[at.Row] - rows[at.Row]},
			Max: vg.Point{X: area.Min.X + to, Y: tops[at.Row]},
		})
	}
	return out
}

// aligned is the room that each part needs round its data for those of a column
// to begin and end together, those of a row to stand on one line, and those with
// one x axis to be as long as one another. Matrices line up with matrices, and
// series with series.
func (p *picture) aligned(boxes []vg.Rectangle, fig figure.Figure) []frame {
	parts, places := fig.Parts(), fig.Grid.Places()
	frames, kinds := make([]frame, len(parts)), make([]int, len(parts))
	out := make([]frame, len(parts))
	// Room for others may turn labels, which then need more room themselves.
	for range 3 {
		for i, part := range parts {
			p.least = out[i]
			p.inPart(fig, part, func() { frames[i], kinds[i] = p.measured(boxes[i], part) })
		}
		for i := range parts {
			for j := range parts {
				if kinds[i] == kinds[j] && kinds[i] != unaligned {
					out[i] = out[i].with(frames[j], sidesOf(places[i], places[j], sameAbscissa(parts[i], parts[j])))
				}
			}
		}
	}
	return out
}

// sides says which sides of two places are in common.
type sides struct{ left, right, row bool }

// sidesOf are those of two places; with one x axis, those that are as wide as
// one another have left and right in common.
func sidesOf(a, b figure.Place, oneAxis bool) sides {
	equal := oneAxis && a.To-a.From == b.To-b.From
	return sides{left: a.From == b.From || equal, right: a.To == b.To || equal, row: a.Row == b.Row}
}

// sameAbscissa reports whether two parts share their x axis.
func sameAbscissa(a, b figure.Figure) bool {
	x, y := &a.Panels[len(a.Panels)-1].X, &b.Panels[len(b.Panels)-1].X
	return x.Holds != nil && x.Scale == y.Scale && slices.Equal(x.Holds, y.Holds)
}

// with is a frame that has room for another one, on the sides they have in common.
func (f frame) with(o frame, common sides) frame {
	if common.left {
		f.left = max(f.left, o.left)
	}
	if common.right {
		f.right = max(f.right, o.right)
	}
	if common.row {
		f.top, f.bottom = max(f.top, o.top), max(f.bottom, o.bottom)
	}
	return f
}

// What lines up with what.
const (
	unaligned = iota
	alignedSeries
	alignedCells
	alignedTrees // cells under a tree
)

// measured is the room round the data of a part by itself.
func (p *picture) measured(area vg.Rectangle, part figure.Figure) (frame, int) {
	panels := part.Panels
	first, n := &panels[0], len(panels)
	switch {
	case first.Matrix != nil && n == 1:
		kind := alignedCells
		if first.Tree != nil {
			kind = alignedTrees
		}
		return p.planMatrix(area, first, rising(first.Matrix), common{}).around, kind
	case first.Matrix != nil, part.Arrange == figure.Multiples && n > 1 && p.columns(area.Size().X, n) > 1:
		return frame{}, unaligned
	}
	return p.stack(area, panels, map[string]bool{}).around(area), alignedSeries
}

// sizes are how many marks of each kind a scene has.
func (s *scene) sizes() [5]int {
	return [5]int{len(s.marks), len(s.grids), len(s.strips), len(s.branches), len(s.lines)}
}

// shift adds a number to the panels of the marks after the first ones.
func (s *scene) shift(from [5]int, panels int) {
	for i := range s.marks[from[0]:] {
		s.marks[from[0]+i].panel += panels
	}
	for i := range s.grids[from[1]:] {
		s.grids[from[1]+i].panel += panels
	}
	for i := range s.strips[from[2]:] {
		s.strips[from[2]+i].panel += panels
	}
	for i := range s.branches[from[3]:] {
		s.branches[from[3]+i].panel += panels
	}
	for i := range s.lines[from[4]:] {
		s.lines[from[4]+i].of.panel += panels
	}
}
