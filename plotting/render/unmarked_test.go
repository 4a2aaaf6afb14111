package render

import (
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

// Of markers that would lie on one another some stay, the first and the last among
// them.
func TestMarkersKeepApart(t *testing.T) {
	l := Style{}.look()
	c := draw.NewCanvas(&recorder.Canvas{}, 100*l.marker, 100*l.marker)
	a := plane{c: c, coords: coordinates(figure.Range{Max: 100}, figure.Range{Max: 100})}
	marked := func(xs ...float64) []float64 {
		var s figure.Series
		for _, x := range xs {
			s.Points = append(s.Points, figure.Point{X: x, Y: 50})
		}
		points, left := a.xys(s.Points), []float64(nil)
		unmarked := l.unmarked(a, points, s)
		for i, pt := range points {
			if !unmarked(i) {
				left = append(left, pt.X)
			}
		}
		for i := 1; i < len(left); i++ {
			if apart := vg.Length(left[i]-left[i-1]) * l.marker; apart < l.marker && i < len(left)-1 {
				t.Errorf("of %v markers at %v are left", xs, left)
			}
		}
		return left
	}
	for _, xs := range [][]float64{{0, 0.5, 1, 1.5, 2, 4, 8, 16}, {0, 20, 40, 60}, {0, 50, 98, 99, 99.5}, {0, 0.1}} {
		left := marked(xs...)
		if left[0] != xs[0] || len(left) > 1 && left[len(left)-1] != xs[len(xs)-1] {
			t.Errorf("of %v markers at %v are left", xs, left)
		}
	}
	if got := marked(0, 20, 40, 60); len(got) != 4 {
		t.Errorf("markers with room between them are left out: %v", got)
	}
	dots := figure.Series{Form: figure.Dots, Points: []figure.Point{{X: 1, Y: 1}, {X: 1, Y: 1}}}
	if unmarked := l.unmarked(a, a.xys(dots.Points), dots); unmarked(0) || unmarked(1) {
		t.Error("a dot is left out")
	}
}
