package figure_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

// cells is a matrix of that many rows and columns, each value 10·row + column.
func cells(rows, cols int) figure.Figure {
	m := &figure.Matrix{}
	for r := range rows {
		m.Rows = append(m.Rows, fmt.Sprint("r", r))
		for c := range cols {
			m.Values = append(m.Values, float64(10*r+c))
		}
	}
	for c := range cols {
		m.Cols = append(m.Cols, fmt.Sprint("c", c))
	}
	return figure.Figure{Panels: []figure.Panel{{Matrix: m}}}
}

func TestZoomedIntoCells(t *testing.T) {
	fig := cells(4, 5)
	for _, c := range []struct {
		window figure.Window
		want   []float64
	}{
		{figure.Window{X: figure.Range{Min: 0.7, Max: 2.2}, Rows: figure.Range{Min: 1.8, Max: 3.4}}, []float64{21, 22, 31, 32}},
		{figure.Window{Rows: figure.Range{Min: 2.6, Max: 3.4}}, []float64{30, 31, 32, 33, 34}},
		{figure.Window{X: figure.Range{Min: 4.1, Max: 4.2}}, []float64{4, 14, 24, 34}},
	} {
		p := figure.Zoomed(fig, c.window).Panels[0]
		if got := p.Matrix.Values; !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.window, got, c.want)
		}
		if first := p.Matrix.Values[0]; float64(10*p.Y.First+p.X.First) != first {
			t.Errorf("%+v begins at row %d, column %d", c.window, p.Y.First, p.X.First)
		}
	}
	if same := figure.Zoomed(fig, figure.Window{}); &same.Panels[0] != &fig.Panels[0] {
		t.Error("all of a figure is another figure")
	}
}

func TestWindowsStayWithinTheirFigure(t *testing.T) {
	r := func(a, b float64) figure.Range { return figure.Range{Min: a, Max: b} }
	curves := func(s figure.Scale) figure.Figure {
		return figure.Figure{Panels: []figure.Panel{
			{X: figure.Axis{Scale: s}, Series: []figure.Series{{Points: []figure.Point{{X: 1}, {X: 10}}}}},
			{X: figure.Axis{Scale: s}, Series: []figure.Series{{Points: []figure.Point{{X: 5}, {X: 100}}}}},
		}}
	}
	networks := cells(3, 3)
	networks.Panels[0].Matrix.Networks = true
	for _, c := range []struct {
		what       string
		fig        figure.Figure
		from, want figure.Window
	}{
		{"inside", curves(figure.Linear), figure.Window{X: r(2, 50)}, figure.Window{X: r(2, 50)}},
		{"moved beyond the end", curves(figure.Linear), figure.Window{X: r(90, 110)}, figure.Window{X: r(80, 100)}},
		{"moved before the beginning", curves(figure.Linear), figure.Window{X: r(-9, 11)}, figure.Window{X: r(1, 21)}},
		{"wider than all", curves(figure.Linear), figure.Window{X: r(-50, 60)}, figure.Window{}},
		{"moved beyond the end, logarithmic", curves(figure.Log), figure.Window{X: r(20, 200)}, figure.Window{X: r(10, 100)}},
		{"cells", cells(4, 5), figure.Window{X: r(3.5, 5.5), Rows: r(-2.5, 0.5)}, figure.Window{X: r(2.5, 4.5), Rows: r(-0.5, 2.5)}},
		{"all columns, some rows", cells(4, 5), figure.Window{X: r(-3, 9), Rows: r(0.5, 1.5)}, figure.Window{Rows: r(0.5, 1.5)}},
		{"rows of networks", networks, figure.Window{X: r(0.5, 1.5), Rows: r(0, 1)}, figure.Window{X: r(0.5, 1.5)}},
		{"nothing chosen", cells(4, 5), figure.Window{X: r(2, 2)}, figure.Window{}},
	} {
		got := c.from.Within(c.fig)
		for _, pair := range [][2]figure.Range{{got.X, c.want.X}, {got.Rows, c.want.Rows}} {
			if d := max(pair[0].Min-pair[1].Min, pair[1].Min-pair[0].Min, pair[0].Max-pair[1].Max, pair[1].Max-pair[0].Max); d > 1e-9 {
				t.Errorf("%s: %+v became %+v, want %+v", c.what, c.from, got, c.want)
			}
		}
	}
}
