package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// Next is the mark that one comes to from another by going right (1, 0), left
// (-1, 0), down (0, 1) or up (0, -1), for those who have no pointer: along the curve
// of a point, from cell to cell, or to what lies nearest that way. From nil it is the
// first mark. It is false where there is none.
func (d *Drawing) Next(from *figure.Hit, right, down int) (figure.Hit, bool) {
	if from == nil {
		return d.first()
	}
	x, y := from.Mark.Center()
	w := way{x, y, float64(right), float64(down)}
	if from.Point != figure.None && right != 0 {
		along := d.best(w, func(m mark) bool { return m.panel == from.Panel && m.series == from.Series })
		if along != nil {
			return *along, true
		}
	}
	best := d.best(w, func(mark) bool { return true })
	for _, h := range d.beside(w) {
		if w.cost(h) < w.costOf(best) {
			best = &h
		}
	}
	if best == nil || math.IsInf(w.cost(*best), 1) {
		return figure.Hit{}, false
	}
	return *best, true
}

// first is a mark to begin at.
func (d *Drawing) first() (figure.Hit, bool) {
	s := d.scene
	switch {
	case len(s.grids) > 0 && len(s.grids[0].matrix.Cols) > 0 && len(s.grids[0].matrix.Rows) > 0:
		return d.cellHit(s.grids[0], s.grids[0].turned(len(s.grids[0].matrix.Rows)-1), 0), true
	case len(s.marks) > 0:
		return d.markHit(s.marks[0]), true
	case len(s.branches) > 0:
		b := s.branches[0]
		return d.branchHit(b, len(b.tree.Columns)+b.merge, b.bar), true
	case len(s.strips) > 0:
		return d.stripHit(s.strips[0], 0), true
	}
	return figure.Hit{}, false
}

// best is the point among some that is best to come to, nil for none.
func (d *Drawing) best(w way, among func(mark) bool) *figure.Hit {
	var best *figure.Hit
	for _, m := range d.scene.marks {
		if !among(m) {
			continue
		}
		if h := d.markHit(m); w.cost(h) < w.costOf(best) {
			best = &h
		}
	}
	return best
}

// beside are, of every matrix and strip, the cell that is nearest on the way, of every
// rule the place that is, and all branches, entries of legends and labels.
func (d *Drawing) beside(w way) []figure.Hit {
	var list []figure.Hit
	for _, g := range d.scene.grids {
		cols, rows := len(g.matrix.Cols), len(g.matrix.Rows)
		at := d.ahead(w, g.area, cols, rows)
		if row, col, ok := g.cell(at); ok {
			list = append(list, d.cellHit(g, row, col))
		}
	}
	for _, b := range d.scene.strips {
		if col, ok := b.column(d.ahead(w, b.area, b.count, 1)); ok {
			list = append(list, d.stripHit(b, col))
		}
	}
	for _, b := range d.scene.branches {
		list = append(list, d.branchHit(b, len(b.tree.Columns)+b.merge, b.bar))
	}
	for _, c := range d.scene.captions {
		list = append(list, d.captionHit(c))
	}
	for _, l := range d.scene.lines {
		if l.of.series == figure.None {
			on, _ := l.near(d.place(w.x, w.y))
			list = append(list, d.lineHit(l, on))
		}
	}
	return list
}

// ahead is the place a cell further on the way, or the nearest to it in the area.
func (d *Drawing) ahead(w way, area vg.Rectangle, cols, rows int) vg.Point {
	size := area.Size()
	wide, high := size.X/vg.Length(max(cols, 1)), size.Y/vg.Length(max(rows, 1))
	at := d.place(w.x, w.y)
	if at.X >= area.Min.X && at.X < area.Max.X && at.Y >= area.Min.Y && at.Y < area.Max.Y {
		return at.Add(vg.Point{X: vg.Length(w.right) * wide, Y: -vg.Length(w.down) * high})
	}
	inside := func(v, least, most, cell vg.Length) vg.Length { return min(max(v, least+cell/2), most-cell/2) }
	return vg.Point{X: inside(at.X, area.Min.X, area.Max.X, wide), Y: inside(at.Y, area.Min.Y, area.Max.Y, high)}
}

// way is from where and whereto one goes, in pixels.
type way struct{ x, y, right, down float64 }

// cost is how far a mark is, the more so the further it is from straight ahead;
// infinite for one that is not ahead, or says nothing.
func (w way) cost(h figure.Hit) float64 {
	const slip, askew = 0.5, 2
	x, y := h.Mark.Center()
	ahead := (x-w.x)*w.right + (y-w.y)*w.down
	if ahead <= slip || h.Tip == "" {
		return math.Inf(1)
	}
	return ahead + askew*math.Abs((x-w.x)*w.down-(y-w.y)*w.right)
}

func (w way) costOf(h *figure.Hit) float64 {
	if h == nil {
		return math.Inf(1)
	}
	return w.cost(*h)
}
