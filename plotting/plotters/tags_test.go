package plotters

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

// Names stand beside their dots, on no other and on no dot; few have all a place, and of
// a crowd some are left out.
func TestTagsCoverNothing(t *testing.T) {
	for _, n := range []int{1, 6, 200} {
		rng := rand.New(rand.NewPCG(1, uint64(n)))
		canvas := draw.NewCanvas(&recorder.Canvas{}, 300, 240)
		l := &Labels{Labels: []Label{{Text: "r = −0.96", Anywhere: true}}, Style: labelStyle(), Gap: 2, Clear: 4}
		for i := range n {
			at := plotter.XY{X: 10 * rng.Float64(), Y: rng.Float64()}
			l.Tags = append(l.Tags, Tag{Text: fmt.Sprintf("network-%d", i), On: at})
			l.Avoid = append(l.Avoid, plotter.XYs{at})
		}
		p := unitPlot(0, 10, 0, 1)
		l.Plot(canvas, p)
		x, y := p.Transforms(&canvas)
		var boxes []vg.Rectangle
		for i, tag := range l.Tags {
			if tag.Box == (vg.Rectangle{}) {
				continue
			}
			for _, other := range boxes {
				if overlap(tag.Box, other) {
					t.Errorf("of %d, %s at %v lies on %v", n, tag.Text, tag.Box, other)
				}
			}
			for _, dot := range l.Tags {
				at := vg.Point{X: x(dot.On.X), Y: y(dot.On.Y)}
				if overlap(tag.Box, vg.Rectangle{Min: at, Max: at}) {
					t.Errorf("of %d, %s at %v lies on a dot at %v", n, tag.Text, tag.Box, at)
				}
			}
			if b := tag.Box; b.Min.X < canvas.Min.X || b.Max.X > canvas.Max.X || b.Min.Y < canvas.Min.Y || b.Max.Y > canvas.Max.Y {
				t.Errorf("of %d, name %d is outside, at %v", n, i, b)
			}
			boxes = append(boxes, tag.Box)
		}
		if n <= 6 && len(boxes) != n || n == 200 && (len(boxes) < 20 || len(boxes) == n) {
			t.Errorf("%d of %d names have a place", len(boxes), n)
		}
	}
}

// The names of dots that crowd stand further off, at the ends of lines.
func TestTagsOfACrowd(t *testing.T) {
	canvas := draw.NewCanvas(&recorder.Canvas{}, 240, 200)
	l := &Labels{Style: labelStyle(), Gap: 2, Clear: 4}
	for i, at := range []plotter.XY{{X: 30, Y: 100}, {X: 32, Y: 104}, {X: 36, Y: 104}, {X: 38, Y: 101}, {X: 31, Y: 93}} {
		l.Tags = append(l.Tags, Tag{Text: fmt.Sprintf("generalizing-%d", i), On: at})
		l.Avoid = append(l.Avoid, plotter.XYs{at})
	}
	l.Plot(canvas, unitPlot(0, 240, 0, 200))
	for _, tag := range l.Tags {
		if tag.Box == (vg.Rectangle{}) {
			t.Errorf("%s has no place", tag.Text)
		}
	}
}
