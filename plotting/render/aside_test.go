package render

import (
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

// Six networks at one place are six dots, others stay where they are, and numbers
// that are data are never moved.
func TestDotsStandApart(t *testing.T) {
	l := Style{}.look()
	a := plane{c: draw.NewCanvas(&recorder.Canvas{}, 200, 100), coords: coordinates(figure.Range{Max: 2}, figure.Range{Max: 1})}
	panel := figure.Panel{Apart: true, Series: []figure.Series{
		{Form: figure.Dots, Points: []figure.Point{{X: 1, Y: 0.5}, {X: 1, Y: 0.5}, {X: 1.001, Y: 0.5}}},
		{Form: figure.Dots, Points: []figure.Point{{X: 1, Y: 0.5}, {X: 1, Y: 0.501}, {X: 1, Y: 0.5}, {X: 0.2, Y: 0.2}}},
	}}
	var at []vg.Point
	for _, places := range l.aside(a, &panel) {
		for _, xy := range places {
			at = append(at, vg.Point{X: vg.Length(xy.X) * 100, Y: vg.Length(xy.Y) * 100})
		}
	}
	for i := range at {
		for j := range i {
			if far := vg.Length(distance(at[i], at[j])); far < 0.99*nearestDots*l.marker {
				t.Errorf("dots %d and %d are %v apart", i, j, far)
			}
		}
	}
	for _, pt := range at[:6] {
		if far := vg.Length(distance(pt, vg.Point{X: 100, Y: 50})); far > 2*l.marker {
			t.Errorf("a dot was moved by %v", far)
		}
	}
	if distance(at[6], vg.Point{X: 20, Y: 20}) > 1e-9 {
		t.Errorf("a dot with room round it was moved to %v", at[6])
	}
	panel.Apart = false
	if places := l.aside(a, &panel); places[1][0] != places[0][0] {
		t.Error("data were moved")
	}
}

// A heap of many dots stays near its place.
func TestDotsStayNear(t *testing.T) {
	dots := make([]dot, 300)
	pushApart(dots, 4, 16)
	for _, d := range dots {
		if distance(d.at, d.home) > 16+1e-9 {
			t.Fatalf("a dot was moved to %v", d.at)
		}
	}
}
