package plotters

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
	"gonum.org/v1/plot/vg/vgimg"
)

// pixelCanvas is a Raster with one pixel to a point.
type pixelCanvas struct {
	*vgimg.Canvas
	high float64
}

func newPixelCanvas(wide, high int) pixelCanvas {
	return pixelCanvas{vgimg.NewWith(vgimg.UseWH(vg.Length(wide), vg.Length(high)), vgimg.UseDPI(72)), float64(high)}
}

func (c pixelCanvas) Pixels() *image.RGBA { return c.Image().(*image.RGBA) }

func (c pixelCanvas) ToPixel(p vg.Point) (x, y float64) { return float64(p.X), c.high - float64(p.Y) }

func unitPlot(x0, x1, y0, y1 float64) *plot.Plot {
	p := plot.New()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = x0, x1, y0, y1
	return p
}

func heatPlot(h *HeatMap) *plot.Plot { return unitPlot(h.DataRange()) }

func TestHeatMapPixelsAreCells(t *testing.T) {
	h := &HeatMap{
		Rows: 3, Cols: 2, Values: []float64{0, 1, 0.5, math.NaN(), 2, -1},
		Min: 0, Max: 1, Ramp: Viridis(), Missing: color.RGBA{R: 9, G: 9, B: 9, A: 255},
	}
	c := newPixelCanvas(41, 61)
	// Nested canvases and edges between pixels, as in a figure.
	nested := draw.Crop(draw.Crop(draw.New(c), 0.4, 0, 0, 0), 0, -0.3, 0.2, 0)
	h.Plot(nested, heatPlot(h))
	img := c.Pixels()
	for _, want := range []struct {
		x, y int
		fill color.RGBA
	}{
		{10, 50, h.Ramp[0]},   // row 0 is at the bottom
		{30, 50, h.Ramp[255]}, //
		{10, 30, h.Ramp.At(0.5)},
		{30, 30, h.Missing},
		{10, 10, h.Ramp[255]}, // beyond the range: the ends
		{30, 10, h.Ramp[0]},
	} {
		if got := img.RGBAAt(want.x, want.y); got != want.fill {
			t.Errorf("pixel %d,%d is %v, want %v", want.x, want.y, got, want.fill)
		}
	}
	known := map[color.RGBA]bool{h.Missing: true, h.Ramp[0]: true, h.Ramp[255]: true, h.Ramp.At(0.5): true}
	for y := range 61 {
		for x := range 41 {
			if c := img.RGBAAt(x, y); !known[c] {
				t.Fatalf("pixel %d,%d is %v, the colour of no cell", x, y, c)
			}
		}
	}
}

func TestHeatMapDrawsEqualValues(t *testing.T) {
	h := &HeatMap{Rows: 2, Cols: 2, Values: []float64{3, 3, 3, 3}, Min: 3, Max: 3, Ramp: Viridis()}
	c := newPixelCanvas(10, 10)
	h.Plot(draw.New(c), heatPlot(h))
	if got, want := c.Pixels().RGBAAt(5, 5), h.Ramp.At(0.5); got != want {
		t.Errorf("a constant matrix has colour %v, want %v", got, want)
	}
	(&ColorBar{Ramp: Viridis()}).Plot(draw.New(c), unitPlot(0, 1, 3, 3))
	if got := c.Pixels().RGBAAt(5, 9); got != Viridis().At(0.05) {
		t.Errorf("the bar's lowest pixel is %v", got)
	}
}

// On a vector canvas every cell overlaps the next right and above it, runs of
// equal cells are one rectangle, and nothing leaves the matrix.
func TestHeatMapRectanglesOverlap(t *testing.T) {
	h := &HeatMap{Rows: 2, Cols: 3, Values: []float64{0, 0, 1, 1, 0, 1}, Min: 0, Max: 1, Ramp: Viridis()}
	rec := &recorder.Canvas{}
	h.Plot(draw.NewCanvas(rec, 30, 20), heatPlot(h))
	var boxes []vg.Rectangle
	for _, a := range rec.Actions {
		if f, ok := a.(*recorder.Fill); ok {
			boxes = append(boxes, vg.Rectangle{Min: f.Path[0].Pos, Max: f.Path[2].Pos})
		}
	}
	box := func(x0, y0, x1, y1 vg.Length) vg.Rectangle {
		return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}
	}
	want := []vg.Rectangle{
		box(0, 0, 30, 20), box(20, 0, 30, 20),
		box(0, 10, 20, 20), box(10, 10, 30, 20), box(20, 10, 30, 20),
	}
	if len(boxes) != len(want) {
		t.Fatalf("%d rectangles, want %d: %v", len(boxes), len(want), boxes)
	}
	for i, b := range boxes {
		if math.Abs(float64(b.Min.X-want[i].Min.X))+math.Abs(float64(b.Min.Y-want[i].Min.Y))+
			math.Abs(float64(b.Max.X-want[i].Max.X))+math.Abs(float64(b.Max.Y-want[i].Max.Y)) > 1e-9 {
			t.Errorf("rectangle %d is %v, want %v", i, b, want[i])
		}
	}
}

func TestRunsSplitAtGaps(t *testing.T) {
	nan := math.NaN()
	runs := Runs(plotter.XYs{{X: 0, Y: nan}, {X: 1, Y: 1}, {X: 2, Y: 2}, {X: 3, Y: math.Inf(1)}, {X: 4, Y: 4}, {X: 5, Y: nan}})
	if len(runs) != 2 || len(runs[0]) != 2 || len(runs[1]) != 1 || runs[1][0].X != 4 {
		t.Errorf("runs are %v", runs)
	}
}

func labelStyle() text.Style {
	return text.Style{
		Color:   color.Black,
		Font:    font.Font{Typeface: "Liberation", Variant: "Sans", Size: 8},
		Handler: text.Plain{Fonts: font.NewCache(liberation.Collection())},
	}
}

// Wherever the curve runs, the label of the level stays off it and inside.
func TestLabelKeepsClearOfCurve(t *testing.T) {
	c := draw.NewCanvas(&recorder.Canvas{}, 200, 120)
	p := unitPlot(0, 10, 0, 1)
	for level := 0.05; level < 1; level += 0.05 {
		for phase := range 12 {
			curve := make(plotter.XYs, 11)
			for i := range curve {
				curve[i] = plotter.XY{X: float64(i), Y: 0.5 + 0.45*math.Sin(float64(phase)/2+float64(i)/3)}
			}
			l := &Labels{
				Labels: []Label{{Text: "null level", On: plotter.XYs{{X: 0, Y: level}, {X: 10, Y: level}}}},
				Style:  labelStyle(), Avoid: []plotter.XYs{curve}, Clear: 3, Gap: 2,
			}
			o := l.obstacles(&c, p)
			box, ok := o.best(l.candidates(&c, p, l.Labels[0]))
			if !ok || o.touches(box) != 0 {
				t.Errorf("level %.2f, phase %d: the label at %v touches something", level, phase, box)
			}
		}
	}
}

// A remark keeps more than half a line away from the label of a level, wherever
// that is.
func TestRemarkKeepsClearOfLabels(t *testing.T) {
	c := draw.NewCanvas(&recorder.Canvas{}, 200, 120)
	p := unitPlot(0, 10, 0, 1)
	for level := 0.05; level < 1; level += 0.05 {
		l := &Labels{
			Labels: []Label{
				{Text: "null level", On: plotter.XYs{{X: 0, Y: level}, {X: 10, Y: level}}},
				{Text: "τ = 1.00, p = 0.17", Anywhere: true},
			},
			Style: labelStyle(), Gap: 2,
		}
		o := l.obstacles(&c, p)
		first, _ := o.best(l.candidates(&c, p, l.Labels[0]))
		o.boxes = append(o.boxes, first)
		second, _ := o.best(l.candidates(&c, p, l.Labels[1]))
		if overlap(grow(first, 0.5*l.Style.Font.Size), second) {
			t.Errorf("level %.2f: the label at %v and the remark at %v", level, first, second)
		}
	}
}

func TestCellNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0.5: "0.50", -0.25: "−0.25", -0.001: "0.00", -12.34: "−12.3", math.NaN(): "",
	} {
		if got := cellNumber(v); got != want {
			t.Errorf("%g is written %q, want %q", v, got, want)
		}
	}
}

// The name of a rule that finds no free place lies on a veil; one that does, does
// not.
func TestVeil(t *testing.T) {
	veil := color.NRGBA{R: 255, G: 255, B: 255, A: 190}
	var zigzag plotter.XYs
	for i := range 11 {
		zigzag = append(zigzag, plotter.XY{X: float64(i), Y: float64(i % 2)})
	}
	for _, c := range []struct {
		curve plotter.XYs
		veils int
	}{{plotter.XYs{{X: 0, Y: 1}, {X: 10, Y: 1}}, 0}, {zigzag, 1}} {
		rec := &recorder.Canvas{}
		l := &Labels{
			Labels: []Label{{Text: "Bartlett k = 5", On: plotter.XYs{{X: 5}}, Upright: true}},
			Style:  labelStyle(), Avoid: []plotter.XYs{c.curve}, Gap: 2, Veil: veil,
		}
		l.Plot(draw.NewCanvas(rec, 200, 60), unitPlot(0, 10, 0, 1))
		veils := 0
		for _, a := range rec.Actions {
			if s, ok := a.(*recorder.SetColor); ok && s.Color == veil {
				veils++
			}
		}
		if veils != c.veils {
			t.Errorf("%d veils, want %d", veils, c.veils)
		}
	}
}

// written are the words that a plot of labels writes, with their boxes.
func written(l *Labels, c *draw.Canvas, p *plot.Plot) (words []string, boxes []vg.Rectangle) {
	o := l.obstacles(c, p)
	for _, label := range l.Labels {
		if s, box, ok := l.place(o, c, p, label); ok {
			words, boxes = append(words, s), append(boxes, box)
			o.boxes = append(o.boxes, box)
		}
	}
	return words, boxes
}

// The label of a level is never nearer to another level than to its own, however
// little room there is: it loses words, or is left out.
func TestLabelIsNearestToItsLevel(t *testing.T) {
	p := unitPlot(0, 10, 0, 1)
	curve := plotter.XYs{{X: 0, Y: 1}, {X: 2, Y: 0.6}, {X: 10, Y: 0}}
	level := func(y float64) plotter.XYs { return plotter.XYs{{X: 0, Y: y}, {X: 10, Y: y}} }
	shortened, left := 0, 0
	for width := vg.Length(60); width < 240; width += 10 {
		c := draw.NewCanvas(&recorder.Canvas{}, width, 0.6*width)
		for edge := 0.15; edge < 0.9; edge += 0.05 {
			l := &Labels{
				Labels: []Label{
					{Text: "null mean", Shorter: []string{"mean"}, On: level(0.12)},
					{Text: "null upper edge", Shorter: []string{"edge"}, On: level(edge)},
				},
				Style: labelStyle(), Avoid: []plotter.XYs{curve}, Clear: 2, Gap: 2,
			}
			words, boxes := written(l, &c, p)
			left += 2 - len(words)
			for i, box := range boxes {
				own, other := level(0.12), level(edge)
				if words[i] == "edge" || words[i] == "null upper edge" {
					own, other = other, own
				}
				if words[i] == "mean" || words[i] == "edge" {
					shortened++
				}
				if away(toCanvas(&c, p, own), box) > away(toCanvas(&c, p, other), box) {
					t.Errorf("%v wide, edge at %.2f: %q is nearer to the other level", width, edge, words[i])
				}
				if crossings(toCanvas(&c, p, curve), box) > 0 {
					t.Errorf("%v wide, edge at %.2f: %q covers the curve", width, edge, words[i])
				}
			}
		}
	}
	if shortened == 0 || left == 0 {
		t.Errorf("%d labels were shortened and %d left out, want some of both", shortened, left)
	}
}

// A level within a ribbon has its label beside the ribbon, or none.
func TestLabelKeepsClearOfRibbon(t *testing.T) {
	c, p := draw.NewCanvas(&recorder.Canvas{}, 200, 120), unitPlot(0, 10, 0, 1)
	for end, want := range map[float64]int{6: 1, 10: 0} {
		low, high := plotter.XYs{{X: 0, Y: 0.1}, {X: end, Y: 0.1}}, plotter.XYs{{X: 0, Y: 0.9}, {X: end, Y: 0.9}}
		l := &Labels{
			Labels: []Label{{Text: "null level", On: plotter.XYs{{X: 0, Y: 0.5}, {X: 10, Y: 0.5}}}},
			Style:  labelStyle(), Avoid: []plotter.XYs{low, high}, Ribbons: []Ribbon{{Low: low, High: high}}, Gap: 2,
		}
		words, boxes := written(l, &c, p)
		if len(words) != want {
			t.Errorf("ribbon up to %g: %d labels, want %d", end, len(words), want)
		}
		for _, box := range boxes {
			if box.Min.X < vg.Length(end)*20 {
				t.Errorf("the label at %v covers the ribbon", box)
			}
		}
	}
}

// A remark that is wider than the panel loses words, and is left out before it
// leaves the panel.
func TestRemarkStaysInside(t *testing.T) {
	p := unitPlot(0, 10, 0, 1)
	for width, want := range map[vg.Length]string{240: "bottom-up τ = 1.00, p = 0.17", 60: "τ = 1.00", 20: ""} {
		c := draw.NewCanvas(&recorder.Canvas{}, width, 60)
		l := &Labels{
			Labels: []Label{{Text: "bottom-up τ = 1.00, p = 0.17", Shorter: []string{"τ = 1.00"}, Anywhere: true}},
			Style:  labelStyle(), Gap: 2,
		}
		words, _ := written(l, &c, p)
		if got := strings.Join(words, ""); got != want {
			t.Errorf("in %v: %q, want %q", width, got, want)
		}
	}
}

func TestLabelOfNowhereIsLeftOut(t *testing.T) {
	rec := &recorder.Canvas{}
	l := &Labels{Labels: []Label{{Text: "null", On: plotter.XYs{{X: 0, Y: math.NaN()}}}}, Style: labelStyle()}
	l.Plot(draw.NewCanvas(rec, 100, 100), unitPlot(0, 1, 0, 1))
	for _, a := range rec.Actions {
		if _, ok := a.(*recorder.FillString); ok {
			t.Error("a label was written for a line that is nowhere")
		}
	}
}

func TestTouches(t *testing.T) {
	box := vg.Rectangle{Max: vg.Point{X: 10, Y: 10}}
	for _, c := range []struct {
		a, b vg.Point
		want bool
	}{
		{vg.Point{X: -5, Y: 5}, vg.Point{X: 15, Y: 5}, true},
		{vg.Point{X: -5, Y: 15}, vg.Point{X: 15, Y: 15}, false},
		{vg.Point{X: -5, Y: 8}, vg.Point{X: 3, Y: 16}, false},
		{vg.Point{X: 5, Y: 5}, vg.Point{X: 5, Y: 5}, true},
		{vg.Point{X: 11, Y: 0}, vg.Point{X: 11, Y: 10}, false},
	} {
		if got := touches(c.a, c.b, box); got != c.want {
			t.Errorf("%v to %v touches: %v", c.a, c.b, got)
		}
	}
}
