package render

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// rowNames is how the names of rows give way to cells that have too little of the width.
type rowNames struct {
	most vg.Length // width of a name
	size vg.Length // of the text in that of other text
	bare bool      // there are none
	lost bool      // there is no height for all of them, and so for none
}

// found reports whether every row has its name, or is to have none, where cells have
// their share of a width.
func (plan *matrixPlan) found(width vg.Length) bool {
	return (plan.rows.bare || !plan.rows.lost) && plan.room >= fairShare*width
}

// fairShare is the part of the width that cells have before strips and rows have
// names in full.
const fairShare = 0.45

// The most of the width of a sheet that a row's name takes, and the least of which
// something can be read, in ems of its text.
const (
	widestRow = 0.28
	shortest  = 3
)

// nameCells names strips and rows, and finds the size of all cells together. Where they
// would be left too little of the width, first the strips' names are shortened, then the
// rows' give way.
func (p *picture) nameCells(plan *matrixPlan, panel *figure.Panel, m *figure.Matrix, size vg.Point) vg.Point {
	whole := rowNames{most: widestRow * size.X, size: 1}
	plan.names, plan.rows = widestStrip*p.font, whole
	extent := p.sizeCells(plan, panel, m, size)
	if plan.found(size.X) {
		return extent
	}
	short := max(p.barRoom(plan.scale), p.noValueRoom(m)) - 0.4*p.font
	plan.names = short
	if extent = p.sizeCells(plan, panel, m, size); plan.found(size.X) || !slices.Equal(panel.Matrix.Rows, panel.Matrix.Cols) || allNumbers(m.Rows) {
		return extent
	}
	lost := plan.rows.lost
	if extent, ok := p.narrowNames(plan, panel, m, size); ok {
		return extent
	}
	plan.rows = whole
	plan.rows.bare = true
	if lost { // whatever stands beside them
		plan.names = widestStrip * p.font
		if extent = p.sizeCells(plan, panel, m, size); plan.found(size.X) {
			return extent
		}
		plan.names = short
	}
	return p.sizeCells(plan, panel, m, size)
}

// narrowNames has the rows' names in smaller text, and then shortened, unless the columns
// have them too. The second result is false where nothing of them could be read, or need
// be.
func (p *picture) narrowNames(plan *matrixPlan, panel *figure.Panel, m *figure.Matrix, size vg.Point) (vg.Point, bool) {
	least := min(1, p.leastName()/p.font)
	for _, s := range []vg.Length{max(slightlySmaller, least), least} {
		plan.rows.size = s
		if extent := p.sizeCells(plan, panel, m, size); plan.found(size.X) {
			return extent, true
		}
	}
	if len(plan.x.ticks) > 0 {
		return vg.Point{}, false
	}
	// Names as wide as the axis of the tree take nothing from the cells.
	free := p.titleRoom(plan.height.title) + p.beyond(plan.height) - p.labelGap(plan.y) - p.titleRoom(plan.y.title)
	plan.rows.most = max(free, least*p.widest(plan.y.ticks)-(fairShare*size.X-plan.room))
	if plan.rows.most < shortest*least*p.font {
		return vg.Point{}, false
	}
	extent := p.sizeCells(plan, panel, m, size)
	return extent, !plan.rows.lost
}

// labelCells gives the axes of a heat map their labels; sizes are those of the
// sheet and of the cells together.
func (l *look) labelCells(plan *matrixPlan, panel *figure.Panel, m *figure.Matrix, sizes [2]vg.Point) {
	sheet, extent := sizes[0], sizes[1]
	wide, high := extent.X/vg.Length(len(m.Cols)), extent.Y/vg.Length(len(m.Rows))
	cols, rows := l.sayAll(m.Cols), l.sayAll(m.Rows)
	below := l.whole(cols, wide, func(spacing, size vg.Length) categories { return l.below(cols, spacing, 0.34*sheet.Y/size) })
	beside := l.whole(rows, high, func(spacing, size vg.Length) categories {
		small := min(size, plan.rows.size)
		c := l.beside(rows, spacing*size/small, plan.rows.most/small)
		if small < 1 {
			c.small = small
		}
		return c
	})
	if panel.Tree != nil && (len(below.ticks) < len(m.Cols) || len(beside.ticks) < len(m.Rows)) {
		plan.rows.lost = true // every fifth network's name would say nothing of the others
	}
	if plan.rows.lost {
		below, beside = categories{}, categories{}
	}
	if n := len(below.ticks); n > 0 && n < len(beside.ticks) && slices.Equal(rows, cols) && allNumbers(cols) {
		beside.ticks = below.ticks // numbers that lie nearer upright are to be alike both ways
	}
	if plan.rows.bare || plan.common.rows {
		beside = categories{}
	}
	if plan.common.cols {
		below = categories{}
	}
	if panel.Tree != nil && below.angle != 0 {
		below = categories{} // the rows have the same names
	}
	switch { // alike both ways
	case below.small > 0 && beside.small == 0:
		beside.small = below.small
	case beside.small > 0 && below.small == 0 && slices.Equal(m.Rows, m.Cols):
		below.small = beside.small
	}
	plan.x.ticks, plan.x.angle, plan.x.small = below.ticks, below.angle, below.small
	plan.y.ticks, plan.y.small = beside.ticks, beside.small
	if plan.foot.width == 0 {
		l.entitle(&plan.x, panel.X.Label, panel.X.Short)
		l.addPattern(&plan.x, below.pattern, sheet.X)
	}
	l.entitle(&plan.y, panel.Y.Label, panel.Y.Short)
	l.addPattern(&plan.y, beside.pattern, extent.Y)
	// A label beside every cell needs no mark; one beside every fifth does.
	some := func(ticks []tick, all int) bool { return len(ticks) > 0 && len(ticks) < all }
	plan.x.marks, plan.y.marks = some(plan.x.ticks, len(m.Cols)), some(plan.y.ticks, len(m.Rows))
}
