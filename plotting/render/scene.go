package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// scene is where the marks of a drawing are, in points of the sheet, for hit
// testing.
type scene struct {
	marks    []mark
	lines    []line
	grids    []grid
	strips   []band
	branches []branch
	crowns   []crown
	planes   []across
	captions []caption
	texts    []written
	parts    []vg.Rectangle // of a grid, with their letters
	unnamed  int            // dots whose names found no place
}

// mark is a point that can be hovered.
type mark struct {
	panel, series, point int
	at                   vg.Point
	radius               vg.Length
	tip                  string
	pair                 int
	networks             []string
}

// grid is a matrix as it was drawn.
type grid struct {
	panel  int
	area   vg.Rectangle
	matrix *figure.Matrix
}

// band is a strip as it was drawn.
type band struct {
	panel, strip int
	area         vg.Rectangle
	count        int
	tips         []string
	networks     []string // of the columns, nil where they are none
}

// column is the column of a strip under a point.
func (b band) column(at vg.Point) (col int, ok bool) {
	if at.X < b.area.Min.X || at.X >= b.area.Max.X || at.Y < b.area.Min.Y || at.Y >= b.area.Max.Y {
		return 0, false
	}
	col = int((at.X - b.area.Min.X) / b.area.Size().X * vg.Length(b.count))
	return min(col, b.count-1), true
}

// box is the rectangle of a column.
func (b band) box(col int) vg.Rectangle {
	w := b.area.Size().X / vg.Length(b.count)
	x := b.area.Min.X + vg.Length(col)*w
	return vg.Rectangle{Min: vg.Point{X: x, Y: b.area.Min.Y}, Max: vg.Point{X: x + w, Y: b.area.Max.Y}}
}

// cell is the cell under a point.
func (g grid) cell(at vg.Point) (row, col int, ok bool) {
	size := g.area.Size()
	if at.X < g.area.Min.X || at.X >= g.area.Max.X || at.Y < g.area.Min.Y || at.Y >= g.area.Max.Y {
		return 0, 0, false
	}
	col = int((at.X - g.area.Min.X) / size.X * vg.Length(len(g.matrix.Cols)))
	row = int((at.Y - g.area.Min.Y) / size.Y * vg.Length(len(g.matrix.Rows)))
	return g.turned(min(row, len(g.matrix.Rows)-1)), min(col, len(g.matrix.Cols)-1), true
}

// turned counts rows from the other end where the matrix is drawn downward.
func (g grid) turned(row int) int {
	if g.matrix.Down {
		return len(g.matrix.Rows) - 1 - row
	}
	return row
}

// box is the rectangle of a cell.
func (g grid) box(row, col int) vg.Rectangle {
	size := g.area.Size()
	w, h := size.X/vg.Length(len(g.matrix.Cols)), size.Y/vg.Length(len(g.matrix.Rows))
	corner := g.area.Min.Add(vg.Point{X: vg.Length(col) * w, Y: vg.Length(g.turned(row)) * h})
	return vg.Rectangle{Min: corner, Max: corner.Add(vg.Point{X: w, Y: h})}
}

// across is the x axis of a panel, as wide as it was drawn; categories are
// numbers from the first on. rows are those of a matrix that a person may choose.
type across struct {
	box   vg.Rectangle
	span  figure.Range // in the scale's coordinates
	scale scale
	first int
	rows  *rows
}

// number is the one at a share of the way along the axis; it may be beyond its ends.
func (a across) number(share float64) float64 {
	return a.scale.number(a.span.Min+share*(a.span.Max-a.span.Min)) + float64(a.first)
}

// share is how far along the axis a place is, at its ends at most.
func (a across) share(x vg.Length) float64 {
	return min(max(float64((x-a.box.Min.X)/a.box.Size().X), 0), 1)
}

// rows are those of a matrix, as high as they were drawn; they are numbers from the
// first on.
type rows struct {
	low, high    vg.Length
	count, first int
	down         bool // the first is at the top
}

func (r rows) number(share float64) float64 { return share*float64(r.count) - 0.5 + float64(r.first) }

// share is how far from the first row to the last a place is, at its ends at most.
func (r rows) share(y vg.Length) float64 {
	share := min(max(float64((y-r.low)/(r.high-r.low)), 0), 1)
	if r.down {
		return 1 - share
	}
	return share
}

func (a across) holds(at vg.Point) bool {
	return a.box.Min.X <= at.X && at.X <= a.box.Max.X && a.box.Min.Y <= at.Y && at.Y <= a.box.Max.Y
}
