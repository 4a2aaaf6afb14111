package render_test

import (
	"math"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// square is a matrix of n rows and columns; down has row 0 at the top.
func square(n int, down bool) figure.Figure {
	m := &figure.Matrix{Values: make([]float64, n*n), Down: down, Range: figure.Unit()}
	for i := range n {
		name := string(rune('a' + i))
		m.Rows, m.Cols = append(m.Rows, name), append(m.Cols, name)
	}
	return figure.Figure{Panels: []figure.Panel{{Matrix: m}}}
}

// middle is the middle of a cell's mark.
func middle(t *testing.T, d *render.Drawing, row, col int) (x, y float64) {
	t.Helper()
	var found bool
	each(d.Image.Bounds(), func(px, py float64) {
		if h, ok := d.Hit(px, py); ok && h.IsCell() && h.Row == row && h.Col == col && !found {
			x, y = h.Mark.Center()
			found = true
		}
	})
	if !found {
		t.Fatalf("no cell %d, %d", row, col)
	}
	return x, y
}

// What is chosen on the screen are the rows and columns that are seen there, in a part
// as in the whole.
func TestWindowsAreWhatIsSeen(t *testing.T) {
	near := func(a, b float64) bool { return math.Abs(a-b) < 0.05 }
	for _, down := range []bool{false, true} {
		whole := square(6, down)
		for _, first := range []int{0, 2} {
			fig := figure.Zoomed(whole, figure.Window{X: figure.Range{Min: float64(first), Max: 5}, Rows: figure.Range{Min: float64(first), Max: 5}})
			d := draw(t, fig, render.ImageOptions{PixelsWide: 600, PixelsHigh: 500})
			x0, y0 := middle(t, d, 0, 1)
			x1, y1 := middle(t, d, 3, 2)
			w, ok := d.Between(x0, y0, x1, y1)
			f := float64(first)
			if !ok || !near(w.X.Min, f+1) || !near(w.X.Max, f+2) || !near(w.Rows.Min, f) || !near(w.Rows.Max, f+3) {
				t.Errorf("down %v, from %d: %+v", down, first, w)
			}
			// Half as wide, with the same numbers under the pointer.
			n := float64(len(fig.Panels[0].Matrix.Cols))
			w, ok = d.Around(x0, y0, 0.5)
			at := func(r figure.Range, place float64) float64 { return r.Min + (place+0.5)/n*(r.Max-r.Min) }
			if !ok || !near(w.X.Max-w.X.Min, n/2) || !near(at(w.X, 1), f+1) || !near(at(w.Rows, 0), f) {
				t.Errorf("down %v, from %d, nearer: %+v", down, first, w)
			}
			along, ok := d.Along(x0, y0, 0.5)
			if !ok || !near(along.Min, f-0.5+n/2) || !near(along.Max-along.Min, n) {
				t.Errorf("down %v, from %d, further on: %+v", down, first, along)
			}
		}
	}
	d := draw(t, square(3, false), render.ImageOptions{PixelsWide: 600, PixelsHigh: 500})
	if _, ok := d.Around(0, 0, 0.5); ok {
		t.Error("beside the panels there is something to zoom into")
	}
}
