package render

import (
	"iter"
	"math"
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
		p.Series = append(p.Series, figure.Series{Name: name, Networks: []string{name}, Colour: figure.Colour{Category: i}, Points: []figure.Point{
			{X: 0, Y: 0, Tip: "t"}, {X: 1e6, Y: top, Tip: "t"}, {X: 2e6, Y: 0, Tip: "t"},
		}})
	}
	return figure.Figure{Title: "f", Panels: []figure.Panel{p}}
}

// planes are the data areas of a grid's series, as drawn.
func planes(t *testing.T, fig figure.Figure) []vg.Rectangle {
	t.Helper()
	var boxes []vg.Rectangle
	for _, a := range drawFigure(draw.NewCanvas(&recorder.Canvas{}, 500, 400), fig, Style{}, onPaper).planes {
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
	fig := figure.InGrid(parts, figure.GridOptions{Columns: 2})
	boxes, places := planes(t, fig), fig.Grid.Places()
	apart := func(a, b vg.Length) bool { return math.Abs(float64(a-b)) > 1e-6 }
	for i, a := range boxes {
		for j, b := range boxes {
			at, other := places[i], places[j]
			if at.From == other.From && apart(a.Min.X, b.Min.X) || at.To == other.To && apart(a.Max.X, b.Max.X) {
				t.Errorf("panels %d and %d are from %v to %v and from %v to %v", i, j, a.Min.X, a.Max.X, b.Min.X, b.Max.X)
			}
			if at.Row == other.Row && (a.Min.Y != b.Min.Y || a.Max.Y != b.Max.Y) {
				t.Errorf("panels %d and %d of a row are from %v to %v and from %v to %v", i, j, a.Min.Y, a.Max.Y, b.Min.Y, b.Max.Y)
			}
			if i < j && a.Max.X > b.Min.X && b.Max.X > a.Min.X && a.Max.Y > b.Min.Y && b.Max.Y > a.Min.Y {
				t.Errorf("panels %d and %d overlap: %v and %v", i, j, a, b)
			}
		}
	}
}

// Shared axes reach from end to end alike, on whichever scale they are drawn.
func TestSharedAxesOfAGridAreAlike(t *testing.T) {
	log := func(steps ...float64) figure.Figure {
		f := seriesFigure(1, "s")
		p := &f.Panels[0]
		p.X.Scale, p.Series[0].Points = figure.Log, nil
		for _, x := range steps {
			p.Series[0].Points = append(p.Series[0].Points, figure.Point{X: x, Y: x / 1500, Tip: "t"})
		}
		return f
	}
	parts := []figure.Figure{log(0, 10, 1500), log(2, 640)}
	for _, style := range []Style{{}, {X: AxisStyle{Scale: ScaleLinear}}, {Y: AxisStyle{Scale: ScaleLog}}} {
		fig := figure.InGrid(parts, figure.GridOptions{Columns: 2, Share: figure.Shared{X: true, Y: true}})
		l := style.of(fig, 500)
		one, other := l.horizontal(fig.Panels[:1]), l.horizontal(fig.Panels[1:])
		if one.span != other.span || one.scale.low != other.scale.low || one.scale.log && one.scale.zero != other.scale.zero {
			t.Errorf("with %+v x axes are %v on %+v and %v on %+v", style, one.span, one.scale, other.span, other.scale)
		}
		up, beside := l.vertical(&fig.Panels[0], 200), l.vertical(&fig.Panels[1], 200)
		if up.span != beside.span || up.scale.low != beside.scale.low {
			t.Errorf("with %+v y axes are %v on %+v and %v on %+v", style, up.span, up.scale, beside.span, beside.scale)
		}
	}
}

// With one x axis the data areas are as long as one another, and so have the same
// ticks.
func TestPanelsWithOneAxisAreEquallyLong(t *testing.T) {
	parts := []figure.Figure{seriesFigure(1, "a"), seriesFigure(123456, "a")}
	for _, shared := range []bool{false, true} {
		boxes := planes(t, figure.InGrid(parts, figure.GridOptions{Columns: 2, Share: figure.Shared{X: shared}}))
		if differ := math.Abs(float64(boxes[0].Size().X - boxes[1].Size().X)); (differ < 1e-6) != shared {
			t.Errorf("with shared axes %v the lengths differ by %v", shared, differ)
		}
	}
}

func TestMarksOfAGridAreOfTheirPanels(t *testing.T) {
	parts := []figure.Figure{seriesFigure(1, "a"), seriesFigure(2, "b"), seriesFigure(3, "c")}
	scene := drawFigure(draw.NewCanvas(&recorder.Canvas{}, 500, 400), figure.InGrid(parts, figure.GridOptions{Columns: 2}), Style{}, onPaper)
	count := map[int]int{}
	for _, m := range scene.marks {
		count[m.panel]++
	}
	for i, l := range scene.lines {
		if l.of.panel != i {
			t.Errorf("the line of panel %d is of panel %d", i, l.of.panel)
		}
	}
	if len(scene.lines) != 3 {
		t.Errorf("%d lines", len(scene.lines))
	}
	if len(count) != 3 || count[0] != 3 || count[1] != 3 || count[2] != 3 {
		t.Errorf("marks by panel %v", count)
	}
}

// Rows of curves with one x axis are as high as one another, whichever has its title.
func TestRowsOfCurvesAreAlike(t *testing.T) {
	fig := figure.InGrid([]figure.Figure{seriesFigure(1, "a", "b"), seriesFigure(2, "a", "b"), seriesFigure(3, "a", "b")},
		figure.GridOptions{Columns: 1, Share: figure.Shared{X: true, Legend: true}})
	boxes := planes(t, fig)
	for _, box := range boxes[1:] {
		if got, want := box.Size().Y, boxes[0].Size().Y; math.Abs(float64(got-want)) > 0.01*float64(want) {
			t.Errorf("data are %v and %v high", want, got)
		}
	}
}

// A legend of series that all panels share leaves a matrix the keys to its strips.
func TestASharedLegendLeavesStripsTheirKeys(t *testing.T) {
	m := &figure.Matrix{Rows: []string{"p", "q"}, Cols: []string{"p", "q"}, Values: []float64{0, 1, 1, 0}, Networks: true}
	matrix := figure.Figure{Title: "m", Panels: []figure.Panel{{
		Matrix: m, Strips: []figure.Strip{{Label: "optimizer", Names: []string{"sgd", "adam"}, Category: []int{0, 1}}},
	}}}
	fig := figure.InGrid([]figure.Figure{seriesFigure(1, "one", "two"), seriesFigure(2, "one", "two"), matrix}, figure.GridOptions{Columns: 3, Share: figure.Shared{Legend: true}})
	if !fig.Grid.Legend {
		t.Fatal("the panels share no legend")
	}
	written := map[string]int{}
	for text := range drawnTexts(fig) {
		written[text]++
	}
	for _, name := range []string{"one", "two", "sgd", "adam"} {
		if written[name] != 1 {
			t.Errorf("%q is written %d times", name, written[name])
		}
	}
}

// drawnTexts are what is written on a sheet.
func drawnTexts(fig figure.Figure) iter.Seq[string] {
	c := &wording{}
	drawFigure(draw.NewCanvas(c, 500, 400), fig, Style{}, onPaper)
	return c.texts()
}
