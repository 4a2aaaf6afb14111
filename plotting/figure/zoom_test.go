package figure_test

import (
	"math"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

func TestZoomed(t *testing.T) {
	points := func(x, y []float64) []figure.Point {
		out := make([]figure.Point, len(x))
		for i := range x {
			out[i] = figure.Point{X: x[i], Y: y[i], Pair: i, Tip: "tip"}
		}
		return out
	}
	x, y := []float64{0, 10, 20, 30}, []float64{0, 1, 3, 9}
	fig := figure.Figure{Panels: []figure.Panel{{
		Series: []figure.Series{
			{Points: points(x, y), Spread: figure.Spread{Ranges: []figure.Range{{Min: 0}, {Min: 1, Max: 2}, {Min: 3, Max: 4}, {Min: 9, Max: 9}}}},
			{Points: points(x, y), Form: figure.Dots},
		},
		Rules: []figure.Rule{{X: 4}, {X: 15}},
	}}}
	p := figure.Zoomed(fig, figure.Window{X: figure.Range{Min: 5, Max: 25}}).Panels[0]
	if p.X.Range != (figure.Range{Min: 5, Max: 25}) || len(p.Rules) != 1 {
		t.Errorf("range %v, rules %v", p.X.Range, p.Rules)
	}
	curve := p.Series[0]
	wantX, wantY := []float64{5, 10, 20, 25}, []float64{0.5, 1, 3, 6}
	for i, pt := range curve.Points {
		if pt.X != wantX[i] || math.Abs(pt.Y-wantY[i]) > 1e-12 {
			t.Errorf("point %d is %v, %v", i, pt.X, pt.Y)
		}
		if end := i == 0 || i == 3; pt.Passed != end || end != (pt.Tip == "") {
			t.Errorf("point %d: passed %v, tip %q", i, pt.Passed, pt.Tip)
		}
	}
	if got := curve.Spread.Ranges; len(got) != 4 || got[0] != (figure.Range{Min: 0.5, Max: 1}) {
		t.Errorf("spread %v", got)
	}
	if dots := p.Series[1].Points; len(dots) != 2 || dots[0].X != 10 || dots[1].Pair != 2 {
		t.Errorf("dots %v", dots)
	}
	if len(fig.Panels[0].Series[0].Points) != 4 || fig.Panels[0].X.Range != (figure.Range{}) {
		t.Error("the figure itself has changed")
	}
	if same := figure.Zoomed(fig, figure.Window{X: figure.Range{}}); len(same.Panels[0].Series[0].Points) != 4 {
		t.Error("no range leaves something out")
	}
}

func TestZoomedOnALogarithmicAxis(t *testing.T) {
	fig := figure.Figure{Panels: []figure.Panel{{
		X: figure.Axis{Scale: figure.Log}, Y: figure.Axis{Scale: figure.Log},
		Series: []figure.Series{{Points: []figure.Point{{X: 1, Y: 1}, {X: 100, Y: 10000}}}},
	}}}
	got := figure.Zoomed(fig, figure.Window{X: figure.Range{Min: 10, Max: 200}}).Panels[0].Series[0].Points
	if len(got) != 2 || math.Abs(got[0].Y-100) > 1e-9 {
		t.Errorf("points %v", got)
	}
}

func TestZoomedIntoATree(t *testing.T) {
	names := []string{"a", "b", "c", "d"}
	m := &figure.Matrix{Rows: names, Cols: names, Networks: true}
	for i := range 16 {
		m.Values, m.Pairs = append(m.Values, float64(i)), append(m.Pairs, i)
	}
	fig := figure.Figure{Panels: []figure.Panel{{
		Matrix: m, Strips: []figure.Strip{{Category: []int{0, 1, 2, 3}}},
		Tree: &figure.Tree{ // the leaves stand as 3, 1, 0, 2
			Columns: []int{2, 1, 3, 0}, Clusters: []int{0, 0, 1, 1},
			Merges: []figure.Merge{{Left: 3, Right: 1, Height: 1}, {Left: 0, Right: 2, Height: 2}, {Left: 4, Right: 5, Height: 3}},
			Tips:   []string{"first", "second", "third"},
		},
	}}}
	p := figure.Zoomed(fig, figure.Window{X: figure.Range{Min: 0.6, Max: 3.2}}).Panels[0]
	if got := p.Matrix.Values; len(p.Matrix.Rows) != 3 || got[0] != 5 || got[8] != 15 || p.Matrix.Pairs[1] != 6 || p.X.First != 1 {
		t.Errorf("values %v, pairs %v, first %d", got, p.Matrix.Pairs, p.X.First)
	}
	if len(p.Tree.Merges) != 2 || p.Tree.Tips[0] != "second" || p.Tree.Tips[1] != "third" || len(p.Tree.Leaves(1)) != 3 {
		t.Errorf("tree %+v", p.Tree)
	}
	if got := p.Strips[0].Category; len(got) != 3 || got[0] != 1 {
		t.Errorf("strip %v", got)
	}
	if one := figure.Zoomed(fig, figure.Window{X: figure.Range{Min: 1.1, Max: 1.2}}).Panels[0]; len(one.Tree.Columns) != 2 || len(one.Tree.Merges) != 1 {
		t.Errorf("of a narrow range %+v", one.Tree)
	}
}

func TestZoomedIntoCategories(t *testing.T) {
	fig := figure.Figure{Panels: []figure.Panel{{
		X:      figure.Axis{Categories: []string{"p", "q", "r", "s"}},
		Series: []figure.Series{{Points: []figure.Point{{X: 0}, {X: 1, Y: 1}, {X: 2, Y: 2}, {X: 3, Y: 3}}}},
	}}}
	p := figure.Zoomed(fig, figure.Window{X: figure.Range{Min: 0.8, Max: 2.1}}).Panels[0]
	if len(p.X.Categories) != 2 || p.X.Categories[0] != "q" || p.X.First != 1 {
		t.Errorf("axis %+v", p.X)
	}
	points := p.Series[0].Points
	if len(points) != 4 || !points[0].Passed || points[1].X != 0 || points[1].Y != 1 || points[2].X != 1 {
		t.Errorf("points %+v", points)
	}
}
