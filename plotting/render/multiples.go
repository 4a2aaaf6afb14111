package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// multiples draws panels side by side, in as many columns as are wide enough,
// under one key; a few that do not fit side by side go one above the other on
// one x axis.
func (p *picture) multiples(area vg.Rectangle, panels []figure.Panel) {
	if inMosaic(panels) {
		p.mosaic(area, panels)
		return
	}
	if panels[0].Matrix != nil {
		columns := p.matrixColumns(area.Size(), len(panels))
		p.heads = p.headsOf(panels, p.headWidth(area.Size().X, columns))
		for i, place := range gridded(area, len(panels), columns, p.gridGap()) {
			p.matrix(place, i, &panels[i], common{})
		}
		return
	}
	columns := p.columns(area.Size().X, len(panels))
	p.heads = p.headsOf(panels, p.headWidth(area.Size().X, columns))
	if columns == 1 {
		p.curves(area, 0, panels, map[string]bool{})
		return
	}
	var named map[string]bool
	entries := p.allEntries(area, panels)
	if within := p.legendAt == LegendInside || p.legendAt == LegendEnds; within && !p.barred(&panels[0], entries) {
		named = map[string]bool{}
	} else {
		area = p.sharedKey(area, panels, entries)
	}
	places, rooms := p.evenly(area, panels, columns, named != nil)
	for i, place := range places {
		p.least = rooms[i]
		p.curves(place, i, []figure.Panel{inner(panels, i, columns)}, named)
		if p.legendAt == LegendEnds {
			clear(named) // in every panel, lest the first be narrower
		}
	}
	p.least = frame{}
}

// evenly shares an area out among panels with series, so that their data are as
// wide and as high as one another's, whatever stands beside them; keyed says
// whether that is legends too.
func (p *picture) evenly(area vg.Rectangle, panels []figure.Panel, columns int, keyed bool) ([]vg.Rectangle, []frame) {
	boxes, at := gridded(area, len(panels), columns, p.gridGap()), spots(len(panels), columns)
	frames, rooms := make([]frame, len(panels)), make([]frame, len(panels))
	for range 2 { // ticks depend on the size
		for i, box := range boxes {
			var named map[string]bool
			if keyed {
				named = map[string]bool{}
			}
			frames[i] = p.stack(box, []figure.Panel{inner(panels, i, columns)}, named).around(box)
		}
		rooms = inLine(frames, at)
		boxes = p.boxed(area, rooms, at)
	}
	return boxes, rooms
}

// inLine are frames with room for those of the others in their rows and columns.
func inLine(frames []frame, at []spot) []frame {
	rooms := make([]frame, len(frames))
	for i := range rooms {
		for j := range frames {
			column := at[i].col == at[j].col
			rooms[i] = rooms[i].with(frames[j], sides{left: column, right: column, row: at[i].row == at[j].row})
		}
	}
	return rooms
}

// boxed are boxes in rows and columns that have so much room round data of the
// same size.
func (l *look) boxed(area vg.Rectangle, rooms []frame, at []spot) []vg.Rectangle {
	gap := l.gridGap()
	var wide, high []frame // of the columns, and of the rows
	for i, room := range rooms {
		if at[i].col == len(wide) {
			wide = append(wide, room)
		}
		if at[i].row == len(high) {
			high = append(high, room)
		}
	}
	free := area.Size().Sub(vg.Point{X: gap.X * vg.Length(len(wide)-1), Y: gap.Y * vg.Length(len(high)-1)})
	for _, room := range wide {
		free.X -= room.left + room.right
	}
	for _, room := range high {
		free.Y -= room.top + room.bottom
	}
	data := vg.Point{X: max(l.font, free.X/vg.Length(len(wide))), Y: max(l.font, free.Y/vg.Length(len(high)))}
	out := make([]vg.Rectangle, len(rooms))
	corner := vg.Point{X: area.Min.X, Y: area.Max.Y}
	for i, room := range rooms {
		if i > 0 && at[i].row > at[i-1].row {
			above := rooms[i-1]
			corner = vg.Point{X: area.Min.X, Y: corner.Y - data.Y - above.top - above.bottom - gap.Y}
		}
		size := data.Add(vg.Point{X: room.left + room.right, Y: room.top + room.bottom})
		out[i] = vg.Rectangle{Min: vg.Point{X: corner.X, Y: corner.Y - size.Y}, Max: vg.Point{X: corner.X + size.X, Y: corner.Y}}
		corner.X += size.X + gap.X
	}
	return out
}

// gridGap is the distance between panels in a grid.
func (l *look) gridGap() vg.Point { return vg.Point{X: l.multiplesGap(), Y: 1.2 * l.font} }

func (l *look) multiplesGap() vg.Length { return 1.8 * l.font }

// columns is how many panels stand side by side at a width; 1 stands for a
// stack.
func (l *look) columns(width vg.Length, n int) int {
	const narrowest, mostStacked = 14, 3 // ems, panels
	columns := int((width + l.multiplesGap()) / (narrowest*l.font + l.multiplesGap()))
	if columns < n && n <= mostStacked {
		return 1
	}
	return max(1, min(columns, n))
}

// inner is the i-th panel in its place in a grid: axis titles that the panel to
// its left has are left out, and those that a whole row below has.
func inner(panels []figure.Panel, i, columns int) figure.Panel {
	p := panels[i]
	if i%columns > 0 && panels[i-1].Y.Label == p.Y.Label {
		p.Y.Label = ""
	}
	if row := i / columns; (row+2)*columns <= len(panels) && panels[i+columns].X.Label == p.X.Label {
		p.X.Label = ""
	}
	return p
}

// matrixColumns is the number of columns that gives matrices the most room.
func (l *look) matrixColumns(size vg.Point, n int) int {
	best, most := 1, vg.Length(0)
	for columns := 1; columns <= n; columns++ {
		rows := (n + columns - 1) / columns
		// A colour bar and labels take about seven ems of the width.
		side := min(size.X/vg.Length(columns)-7*l.font, size.Y/vg.Length(rows)-4*l.font)
		if side > most {
			best, most = columns, side
		}
	}
	return best
}

// allEntries are the series of all panels, each name once.
func (l *look) allEntries(area vg.Rectangle, panels []figure.Panel) []entry {
	named := make(map[string]bool)
	var entries []entry
	for i := range panels {
		for _, e := range l.entries(&panels[i], named) {
			e.marker = l.markersFit(e.series, area.Size().X/vg.Length(len(panels)+1))
			entries = append(entries, e)
		}
	}
	return entries
}

// widestBar is the most of the width that a colour bar right of several panels
// takes.
const widestBar = 0.15

// sharedKey draws the key of all panels, and gives the area that is left.
func (p *picture) sharedKey(area vg.Rectangle, panels []figure.Panel, entries []entry) vg.Rectangle {
	if p.legendAt == LegendNone {
		return area
	}
	order := panels[0].Order
	if p.barred(&panels[0], entries) {
		area = p.legendAbove(area, p.rows(unordered(entries), area.Size().X))
		k := p.barKey(order, nil, keyRoom{width: area.Size().X, height: 0.8 * area.Size().Y, aside: widestBar * area.Size().X})
		place := area
		place.Max.X -= k.width
		place.Max.Y -= k.height
		area = place
		place.Min.Y += 3 * p.font
		p.orderedBar(k.steps, place)
		return area
	}
	entries = p.headed(entries, order)
	switch p.legendAt {
	case LegendRight:
		if k, ok := p.besideKey(entries, area.Size().Y, 0.3*area.Size().X); ok {
			area.Max.X -= k.width
			p.legend(vg.Point{X: area.Max.X + p.font, Y: area.Max.Y}, k.beside)
			return area
		}
	case LegendBelow:
		rows := p.rows(entries, area.Size().X)
		height := p.rowsHeight(len(rows))
		p.legend(vg.Point{X: area.Min.X, Y: area.Min.Y + height - 0.35*p.font}, rows)
		area.Min.Y += height
		return area
	}
	return p.legendAbove(area, p.rows(entries, area.Size().X))
}

// legendAbove draws a legend at the top of an area, and gives what is left.
func (p *picture) legendAbove(area vg.Rectangle, rows [][]entry) vg.Rectangle {
	p.legend(vg.Point{X: area.Min.X, Y: area.Max.Y}, rows)
	if len(rows) > 0 {
		area.Max.Y -= p.rowsHeight(len(rows)) + 0.3*p.font
	}
	return area
}

// gridded divides an area into n equal ones, in rows from the top.
func gridded(area vg.Rectangle, n, columns int, gap vg.Point) []vg.Rectangle {
	rows := (n + columns - 1) / columns
	size := area.Size()
	w := (size.X - gap.X*vg.Length(columns-1)) / vg.Length(columns)
	h := (size.Y - gap.Y*vg.Length(rows-1)) / vg.Length(rows)
	out := make([]vg.Rectangle, n)
	for i := range out {
		corner := vg.Point{
			X: area.Min.X + vg.Length(i%columns)*(w+gap.X),
			Y: area.Max.Y - vg.Length(i/columns)*(h+gap.Y) - h,
		}
		out[i] = vg.Rectangle{Min: corner, Max: corner.Add(vg.Point{X: w, Y: h})}
	}
	return out
}
