package render

import (
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"

	"github.com/semblance-app/semblance/plotting/figure"
)

// seriesFigure has names on its y axis of some width, and a legend or none.
func seriesFigure(top float64, names ...string) figure.Figure {
	p := figure.Panel{X: figure.Axis{Label: "step"}, Y: figure.Axis{Label: "distance", Range: figure.Range{Max: top}}}
	for i, name := range names {
		p.Series = append(p.Series, figure.Series{Name: name, Colour: figure.Colour{Category: i}, Points: []figure.Point{
			{X: 0, Y: 0, Tip: "t"}, {X: 1e6, Y: top, Tip: "t"}, {X: 2e6, Y: 0, Tip: "t"},
		}})
	}
	return figure.Figure{Title: "f", Panels: []figure.Panel{p}}
}

// planes are the data areas of a grid's series, as drawn.
func planes(t *testing.T, fig figure.Figure) []vg.Rectangle {
	t.Helper()
	var boxes []vg.Rectangle
	for _, a := range drawFigure(draw.NewCanvas(&recorder.Canvas{}, 500, 400), fig, Style{}).planes {
		boxes = append(boxes, a.box)
	}
	if len(boxes) != len(fig.Panels) {
		t.Fatalf("%d of %d panels were drawn", len(boxes), len(fig.Panels))
	}
	return boxes
}

func TestPartsOfAGridLineUp(t *testing.T) {
	parts := []figure.Figure{
		seriesFigure(1, "a", "b"), seriesFigure(100000, "one"),
		seriesFigure(100000, "one"), seriesFigure(1, "a rather long name", "another long name", "and one more of them"),
		seriesFigure(10, "x"),
	}
	boxes := planes(t, figure.InGrid(parts, figure.GridOptions{Columns: 2}))
	for i, a := range boxes {
		for j, b := range boxes {
			if i%2 == j%2 && (a.Min.X != b.Min.X || a.Max.X != b.Max.X) {
				t.Errorf("panels %d and %d of a column are from %v to %v and from %v to %v", i, j, a.Min.X, a.Max.X, b.Min.X, b.Max.X)
			}
			if i/2 == j/2 && (a.Min.Y != b.Min.Y || a.Max.Y != b.Max.Y) {
				t.Errorf("panels %d and %d of a row are from %v to %v and from %v to %v", i, j, a.Min.Y, a.Max.Y, b.Min.Y, b.Max.Y)
			}
			if i < j && a.Max.X > b.Min.X && b.Max.X > a.Min.X && a.Max.Y > b.Min.Y && b.Max.Y > a.Min.Y {
				t.Errorf("panels %d and %d overlap: %v and %v", i, j, a, b)
			}
		}
	}
}

func TestMarksOfAGridAreOfTheirPanels(t *testing.T) {
	parts := []figure.Figure{seriesFigure(1, "a"), seriesFigure(2, "b"), seriesFigure(3, "c")}
	scene := drawFigure(draw.NewCanvas(&recorder.Canvas{}, 500, 400), figure.InGrid(parts, figure.GridOptions{Columns: 2}), Style{})
	count := map[int]int{}
	for _, m := range scene.marks {
		count[m.panel]++
	}
	if len(count) != 3 || count[0] != 3 || count[1] != 3 || count[2] != 3 {
		t.Errorf("marks by panel %v", count)
	}
}
