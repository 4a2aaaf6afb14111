package render

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// mosaic is heat maps in rows. Those that follow one another and have the same scale
// are a block, which begins on a row of its own and has one colour bar right of it;
// names of rows and columns that the heat map beside or below has too are left out.
type mosaic struct {
	panels []figure.Panel // without the titles of axes that others have
	common []common
	at     []spot
	boxes  []vg.Rectangle
	rooms  []frame
	blocks []block
}

// block is the run of the heat maps that share a colour bar: those before end that no
// block before has.
type block struct {
	first, end int
	all        *figure.Matrix // their values together
	scale      axis
}

// common is what a heat map has of another one or of its block. The zero value is
// nothing.
type common struct {
	scale      *axis // of the block's colour bar
	rows, cols bool  // whether their names stand elsewhere
}

// spot is the place of a panel among others.
type spot struct{ row, col int }

// spots are those of n panels in rows.
func spots(n, columns int) []spot {
	at := make([]spot, n)
	for i := range at {
		at[i] = spot{i / columns, i % columns}
	}
	return at
}

// blocksOf are the runs of heat maps that have the same scale.
func blocksOf(panels []figure.Panel) []block {
	var blocks []block
	for i := range panels {
		m := panels[i].Matrix
		if n := len(blocks); n > 0 && blocks[n-1].all.Label == m.Label && blocks[n-1].all.Range == m.Range {
			last := &blocks[n-1]
			last.end++
			last.all.Values = append(last.all.Values, m.Values...)
			continue
		}
		all := *m
		all.Values = slices.Clone(m.Values)
		blocks = append(blocks, block{first: i, end: i + 1, all: &all})
	}
	return blocks
}

// arranged is a mosaic of panels in columns, without places.
func arranged(panels []figure.Panel, columns int) mosaic {
	m := mosaic{
		panels: slices.Clone(panels), blocks: blocksOf(panels), common: make([]common, len(panels)),
		rooms: make([]frame, len(panels)),
	}
	row := 0
	for _, b := range m.blocks {
		for _, s := range spots(b.end-b.first, columns) {
			m.at = append(m.at, spot{row + s.row, s.col})
		}
		row = m.at[b.end-1].row + 1
	}
	for k := range m.blocks {
		b := &m.blocks[k]
		for i := b.first; i < b.end; i++ {
			m.common[i] = shared(panels[b.first:b.end], i-b.first, columns)
			m.common[i].scale = &b.scale
		}
	}
	for i := range panels {
		if m.common[i].rows && panels[i-1].Y.Label == panels[i].Y.Label {
			m.panels[i].Y.Label = ""
		}
		for j := i + 1; j < len(panels); j++ {
			if m.at[j].col == m.at[i].col && panels[j].X.Label == panels[i].X.Label {
				m.panels[i].X.Label = ""
			}
		}
	}
	return m
}

// shared says which names the i-th panel of a block has in common with those beside
// and below it.
func shared(panels []figure.Panel, i, columns int) common {
	var c common
	if i%columns > 0 {
		c.rows = slices.Equal(panels[i].Matrix.Rows, panels[i-1].Matrix.Rows)
	}
	if i+columns < len(panels) {
		c.cols = slices.Equal(panels[i].Matrix.Cols, panels[i+columns].Matrix.Cols)
	}
	return c
}

// inMosaic reports whether heat maps stand in a mosaic: those that all have scales of
// their own have bars of their own.
func inMosaic(panels []figure.Panel) bool {
	return panels[0].Matrix != nil && len(blocksOf(panels)) < len(panels)
}

// What stands beside the cells of a mosaic, in ems: names and titles of rows with the
// colour bar, names and titles of columns.
const (
	besideMosaic = 9.5
	belowBlock   = 3
)

// mosaicColumns is the number of columns that gives cells the most room in a size,
// with titles that still tell panels apart, and the width they have then.
func (l *look) mosaicColumns(size vg.Point, panels []figure.Panel) (columns int, width vg.Length) {
	const illegible = 3 // how many times larger cells would have to be to make up for it
	blocks := blocksOf(panels)
	longest := 0
	for _, b := range blocks {
		longest = max(longest, b.end-b.first)
	}
	columns = 1
	for n := longest; n >= 1; n-- {
		heads := l.headsOf(panels, l.pitch(size.X, n))
		rows := vg.Length(rowsOf(blocks, n))
		high := (size.Y-belowBlock*l.font*vg.Length(len(blocks)))/rows - l.aboveCells(heads)
		wide := min(l.cellsWidth(size.X, n), high*ratio(panels[0].Matrix))
		if heads.cut {
			wide /= illegible
		}
		if wide > width+0.01*l.font {
			columns, width = n, wide
		}
	}
	return columns, width
}

// mosaicHeight is about the height that suits a mosaic of a width: as high as it is
// wide at most, unless the cells would be of no use.
func (l *look) mosaicHeight(width vg.Length, panels []figure.Panel) vg.Length {
	const least = 6 // ems that cells are wide
	columns, cells := l.mosaicColumns(vg.Point{X: width, Y: matrixAspect * width}, panels)
	if cells < least*l.font {
		columns, _ = l.mosaicColumns(vg.Point{X: width, Y: page - 2*l.margin()}, panels)
	}
	blocks := blocksOf(panels)
	row := l.cellsWidth(width, columns)/ratio(panels[0].Matrix) + l.aboveCells(l.headsOf(panels, l.pitch(width, columns)))
	return row*vg.Length(rowsOf(blocks, columns)) + belowBlock*l.font*vg.Length(len(blocks))
}

// ratio is the width over height of cells that stand beside others.
func ratio(m *figure.Matrix) vg.Length {
	return vg.Length(min(max(float64(len(m.Cols))/float64(len(m.Rows)), 0.4), 2.5))
}

// rowsOf is the number of rows of blocks in columns.
func rowsOf(blocks []block, columns int) int {
	rows := 0
	for _, b := range blocks {
		rows += (b.end - b.first + columns - 1) / columns
	}
	return rows
}

// cellsWidth is about the width of cells, where there is the height for it.
func (l *look) cellsWidth(width vg.Length, columns int) vg.Length {
	return min(l.pitch(width, columns)-l.multiplesGap(), widestCells*l.font)
}

// aboveCells is about the height of what is above cells in a row.
func (l *look) aboveCells(h heads) vg.Length {
	height := l.gridGap().Y + vg.Length(h.rows)*l.legendRow()
	if l.letters {
		height += l.letterRow()
	}
	return height
}

// pitch is about how far apart the columns of a mosaic of a width are.
func (l *look) pitch(width vg.Length, columns int) vg.Length {
	return (width-besideMosaic*l.font+l.multiplesGap())/vg.Length(columns) - 0.1*l.font
}

// planMosaic finds places for panels whose cells are then as large as one another's.
func (p *picture) planMosaic(area vg.Rectangle, panels []figure.Panel) mosaic {
	columns, _ := p.mosaicColumns(area.Size(), panels)
	m := arranged(panels, columns)
	p.heads = p.headsOf(panels, p.pitch(area.Size().X, columns))
	frames := make([]frame, len(panels))
	for range 3 { // labels depend on the size
		height := area.Size().Y / vg.Length(len(m.blocks))
		m.boxes = p.boxed(p.besideBars(area, &m, height), m.rooms, m.at)
		for i, box := range m.boxes {
			p.least = frame{}
			frames[i] = p.planMatrix(box, &m.panels[i], rising(m.panels[i].Matrix), m.common[i]).around
			frames[i].top += p.headRoom(&m.panels[i])
		}
		m.rooms = inLine(frames, m.at)
	}
	return m
}

// besideBars is what the colour bars of blocks of about a height leave of an area.
func (p *picture) besideBars(area vg.Rectangle, m *mosaic, height vg.Length) vg.Rectangle {
	width := vg.Length(0)
	for k := range m.blocks {
		b := &m.blocks[k]
		b.scale = p.barAxis(b.all, height)
		p.barTicks(&b.scale, b.all.Values, height)
		width = max(width, p.barRoom(b.scale), p.noValueRoom(b.all))
	}
	area.Max.X -= width
	return area
}

// mosaic draws heat maps in rows, those of a block beside its colour bar.
func (p *picture) mosaic(area vg.Rectangle, panels []figure.Panel) {
	m := p.planMosaic(area, panels)
	sheet, places := p.c.Rectangle, make([]vg.Rectangle, len(panels))
	right := area.Min.X
	for i, box := range m.boxes {
		p.least = m.rooms[i]
		p.c.Rectangle.Min.X, p.c.Rectangle.Max.X = box.Min.X-p.multiplesGap(), box.Max.X+p.multiplesGap() // for titles of axes
		places[i] = p.matrix(box, i, &m.panels[i], m.common[i])
		right = max(right, places[i].Max.X+m.rooms[i].right)
	}
	p.c.Rectangle, p.least = sheet, frame{}
	for k := range m.blocks {
		b := &m.blocks[k]
		p.blockBar(b, enclosing(places[b.first:b.end]), right)
	}
}

// blockBar draws the colour bar of a block whose cells lie in an area, right of where
// all cells end.
func (p *picture) blockBar(b *block, cells vg.Rectangle, right vg.Length) {
	plan := matrixPlan{place: cells, scale: b.scale, gaps: hasGaps(b.all)}
	plan.place.Max.X = right
	p.barTicks(&plan.scale, b.all.Values, cells.Size().Y)
	above := cells
	above.Max.Y += p.headHeight()
	p.placeBar(&plan, above, false)
	p.placeKey(&plan)
	plan.scale.low -= p.headHeight()
	p.colourBar(plan.bar, plan.scale)
	if plan.gaps {
		p.noValue(vg.Point{X: plan.bar.Min.X, Y: plan.keyY})
	}
}

// enclosing is the smallest area that holds some.
func enclosing(areas []vg.Rectangle) vg.Rectangle {
	all := areas[0]
	for _, a := range areas[1:] {
		all.Min.X, all.Min.Y = min(all.Min.X, a.Min.X), min(all.Min.Y, a.Min.Y)
		all.Max.X, all.Max.Y = max(all.Max.X, a.Max.X), max(all.Max.Y, a.Max.Y)
	}
	return all
}
