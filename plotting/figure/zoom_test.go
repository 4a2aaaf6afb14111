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
	p := figure.Zoomed(fig, figure.Range{Min: 5, Max: 25}).Panels[0]
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
	if same := figure.Zoomed(fig, figure.Range{}); len(same.Panels[0].Series[0].Points) != 4 {
		t.Error("no range leaves something out")
	}
}

func TestZoomedOnALogarithmicAxis(t *testing.T) {
	fig := figure.Figure{Panels: []figure.Panel{{
		X: figure.Axis{Scale: figure.Log}, Y: figure.Axis{Scale: figure.Log},
		Series: []figure.Series{{Points: []figure.Point{{X: 1, Y: 1}, {X: 100, Y: 10000}}}},
	}}}
	got := figure.Zoomed(fig, figure.Range{Min: 10, Max: 200}).Panels[0].Series[0].Points
	if len(got) != 2 || math.Abs(got[0].Y-100) > 1e-9 {
		t.Errorf("points %v", got)
	}
}
