package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// grid draws the figures of a grid, their data areas in line with one another.
func (p *picture) grid(area vg.Rectangle, fig figure.Figure) {
	parts := fig.Parts()
	if fig.Grid.Legend {
		series := seriesPanels(fig.Panels)
		area = p.sharedKey(area, series, p.allEntries(area, series))
		p.legendAt = LegendNone // in the parts
	}
	boxes := p.boxes(area, fig)
	least := p.aligned(boxes, parts, fig.Grid.Columns)
	panel, sheet := 0, p.c.Rectangle
	for i, part := range parts {
		before := p.scene.sizes()
		p.least, p.about = least[i], about(part.Panels)
		p.c.Rectangle = boxes[i] // titles keep within the part
		p.panels(boxes[i], part)
		p.c.Rectangle = sheet
		p.scene.shift(before, panel)
		panel += len(part.Panels)
		if fig.Grid.Letters {
			p.writeLetter(i, vg.Point{X: boxes[i].Min.X, Y: boxes[i].Max.Y + p.letterRow()})
		}
	}
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

// partWidth is that of each part of a grid in a width.
func (l *look) partWidth(g *figure.Grid, width vg.Length) vg.Length {
	return (width - l.multiplesGap()*vg.Length(g.Columns-1)) / vg.Length(g.Columns)
}

// rowHeights are what suits the rows of a grid of a width, without what stands
// above the parts.
func (p *picture) rowHeights(fig figure.Figure, width vg.Length) []vg.Length {
	var rows []vg.Length
	w := p.partWidth(fig.Grid, width)
	for i, part := range fig.Parts() {
		if i%fig.Grid.Columns == 0 {
			rows = append(rows, 0)
		}
		last := &rows[len(rows)-1]
		*last = max(*last, p.partHeight(part, w))
	}
	return rows
}

// partHeight is what suits a part of a width, without what cells as wide as they
// can be leave over.
func (p *picture) partHeight(part figure.Figure, width vg.Length) vg.Length {
	const highest = 4 // times the width, of which keys take most where it is narrow
	height := min(p.natural(part, width), highest*width)
	panel := &part.Panels[0]
	if panel.Matrix == nil || len(part.Panels) > 1 {
		return height
	}
	area := p.cellsArea(vg.Rectangle{Max: vg.Point{X: width, Y: height}}, panel)
	plan := p.planMatrix(area, panel, rising(panel.Matrix))
	return height - max(0, area.Size().Y-plan.around.bottom-plan.around.top-plan.place.Size().Y)
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

// boxes share an area out among the parts: columns of the same width, and rows as
// high as suits them in proportion.
func (p *picture) boxes(area vg.Rectangle, fig figure.Figure) []vg.Rectangle {
	size, gap, head := area.Size(), p.gridGap(), p.gridHead(fig.Grid)
	rows := p.rowHeights(fig, size.X)
	wanted := vg.Length(0)
	for _, h := range rows {
		wanted += h
	}
	free := max(p.font, size.Y-head*vg.Length(len(rows))-gap.Y*vg.Length(len(rows)-1))
	w := p.partWidth(fig.Grid, size.X)
	var out []vg.Rectangle
	top := area.Max.Y
	for row, h := range rows {
		h *= free / wanted
		for column := range fig.Grid.Columns {
			if row*fig.Grid.Columns+column < len(fig.Grid.Parts) {
				x := area.Min.X + vg.Length(column)*(w+gap.X)
				out = append(out, vg.Rectangle{Min: vg.Point{X: x, Y: top - head - h}, Max: vg.Point{X: x + w, Y: top - head}})
			}
		}
		top -= head + h + gap.Y
	}
	return out
}

// aligned is the room that each part needs round its data for those of a column
// to begin and end together, and those of a row to stand on one line. Matrices
// line up with matrices, and series with series.
func (p *picture) aligned(boxes []vg.Rectangle, parts []figure.Figure, columns int) []frame {
	frames, kinds := make([]frame, len(parts)), make([]int, len(parts))
	out := make([]frame, len(parts))
	// Room for others may turn labels, which then need more room themselves.
	for range 3 {
		for i, part := range parts {
			p.least = out[i]
			frames[i], kinds[i] = p.measured(boxes[i], part)
		}
		for i := range parts {
			for j := range parts {
				if kinds[i] == kinds[j] && kinds[i] != unaligned {
					out[i] = out[i].with(frames[j], i%columns == j%columns, i/columns == j/columns)
				}
			}
		}
	}
	return out
}

// with is a frame that has room for another one, in the same column or row.
func (f frame) with(o frame, column, row bool) frame {
	if column {
		f.left, f.right = max(f.left, o.left), max(f.right, o.right)
	}
	if row {
		f.top, f.bottom = max(f.top, o.top), max(f.bottom, o.bottom)
	}
	return f
}

// What lines up with what.
const (
	unaligned = iota
	alignedSeries
	alignedCells
)

// measured is the room round the data of a part by itself.
func (p *picture) measured(area vg.Rectangle, part figure.Figure) (frame, int) {
	panels := part.Panels
	first, n := &panels[0], len(panels)
	switch {
	case first.Matrix != nil && n == 1:
		return p.planMatrix(p.cellsArea(area, first), first, rising(first.Matrix)).around, alignedCells
	case first.Matrix != nil, part.Arrange == figure.Multiples && n > 1 && p.columns(area.Size().X, n) > 1:
		return frame{}, unaligned
	}
	plan := p.stack(area, panels, map[string]bool{})
	top, bottom := plan.places[0], plan.places[n-1]
	return frame{
		left: top.Min.X - area.Min.X, right: area.Max.X - top.Max.X,
		top: area.Max.Y - top.Max.Y, bottom: bottom.Min.Y - area.Min.Y,
	}, alignedSeries
}

// sizes are how many marks of each kind a scene has.
func (s *scene) sizes() [4]int {
	return [4]int{len(s.marks), len(s.grids), len(s.strips), len(s.branches)}
}

// shift adds a number to the panels of the marks after the first ones.
func (s *scene) shift(from [4]int, panels int) {
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
}
