package plotters

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Curve is a line through points, with a gap wherever one is not finite, and
// optional markers. What lies outside its canvas is left out. A point with gaps on both sides has its marker, or, with
// Lone set, a short level line.
type Curve struct {
	XYs    plotter.XYs
	Line   draw.LineStyle
	Marker draw.GlyphStyle // no Shape: no markers
	// Unmarked points have no marker; nil means that all have.
	Unmarked func(i int) bool
	// Lone is half the length, in data units, of the line that stands for a
	// point without neighbours.
	Lone float64
}

var _ plot.Plotter = (*Curve)(nil)

// Plot draws the line, then the markers over it.
func (l *Curve) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, run := range Runs(l.XYs) {
		if len(run) == 1 && l.Lone > 0 {
			run = level(run[0], l.Lone)
		}
		points := make([]vg.Point, len(run))
		for i, xy := range run {
			points[i] = vg.Point{X: x(xy.X), Y: y(xy.Y)}
		}
		if len(points) > 1 {
			c.StrokeLines(l.Line, within(&c, points)...)
		}
	}
	if l.Marker.Shape == nil {
		return
	}
	for i, xy := range l.XYs {
		if at := (vg.Point{X: x(xy.X), Y: y(xy.Y)}); whole(xy) && holds(&c, at) && (l.Unmarked == nil || !l.Unmarked(i)) {
			c.DrawGlyphNoClip(l.Marker, at)
		}
	}
}

func level(at plotter.XY, half float64) plotter.XYs {
	return plotter.XYs{{X: at.X - half, Y: at.Y}, {X: at.X + half, Y: at.Y}}
}

// Runs splits points at those that are not finite.
func Runs(points plotter.XYs) []plotter.XYs {
	var runs []plotter.XYs
	start := 0
	for i := 0; i <= len(points); i++ {
		if i < len(points) && whole(points[i]) {
			continue
		}
		if i > start {
			runs = append(runs, points[start:i])
		}
		start = i + 1
	}
	return runs
}

// whole reports whether a point has a place.
func whole(xy plotter.XY) bool { return finite(xy.X) && finite(xy.Y) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// Stems draws a line from zero to each point; where the lines would run into
// one another, a filled area with a step for each point.
type Stems struct {
	XYs  plotter.XYs
	Line draw.LineStyle
}

var _ plot.Plotter = (*Stems)(nil)

// Plot draws the stems.
func (s *Stems) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	if n := len(s.XYs); n > 1 && c.Max.X-c.Min.X < 2.5*s.Line.Width*vg.Length(n) {
		for _, run := range Runs(s.XYs) {
			width := 1.0
			if len(run) > 1 {
				width = run[1].X - run[0].X
			}
			c.SetColor(s.Line.Color)
			c.Fill(outline(polygonWithin(&c, steps(run, width, x, y))))
		}
		return
	}
	for _, xy := range s.XYs {
		if whole(xy) {
			c.StrokeLines(s.Line, within(&c, []vg.Point{{X: x(xy.X), Y: y(0)}, {X: x(xy.X), Y: y(xy.Y)}})...)
		}
	}
}

// steps is the outline of bars of a width from zero, one to a point.
func steps(run plotter.XYs, width float64, x, y func(float64) vg.Length) []vg.Point {
	half := width / 2
	points := []vg.Point{{X: x(run[0].X - half), Y: y(0)}}
	for _, xy := range run {
		points = append(points, vg.Point{X: x(xy.X - half), Y: y(xy.Y)}, vg.Point{X: x(xy.X + half), Y: y(xy.Y)})
	}
	return append(points, vg.Point{X: x(run[len(run)-1].X + half), Y: y(0)})
}

// Rule is a vertical line across the canvas, unless it is beside it.
type Rule struct {
	X    float64
	Line draw.LineStyle
}

var _ plot.Plotter = (*Rule)(nil)

// Plot draws the rule.
func (r *Rule) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	if c.ContainsX(x(r.X)) {
		c.StrokeLine2(r.Line, x(r.X), c.Min.Y, x(r.X), c.Max.Y)
	}
}

// Marker draws a filled polygon or disc with an outline in the colour of the
// sheet, so that markers stay apart from lines and from one another.
type Marker struct {
	// Sides of the polygon; fewer than 3 is a disc.
	Sides int
	// Turn rotates the polygon, in radians; at 0 a corner points up.
	Turn    float64
	Outline color.Color
	Width   vg.Length // of the outline
}

var _ draw.GlyphDrawer = Marker{}

// DrawGlyph draws the outline as a larger shape underneath.
func (m Marker) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	if m.Outline != nil && m.Width > 0 {
		c.SetColor(m.Outline)
		c.Fill(m.shape(at, sty.Radius+m.Width))
	}
	c.SetColor(sty.Color)
	c.Fill(m.shape(at, sty.Radius))
}

// Cross draws two slanted strokes.
type Cross struct{ Width vg.Length }

var _ draw.GlyphDrawer = Cross{}

// DrawGlyph draws the strokes from corner to corner of a square.
func (x Cross) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	line, r := draw.LineStyle{Color: sty.Color, Width: x.Width}, sty.Radius
	c.StrokeLine2(line, at.X-r, at.Y-r, at.X+r, at.Y+r)
	c.StrokeLine2(line, at.X-r, at.Y+r, at.X+r, at.Y-r)
}

// shape has the area of a disc of that radius, whatever the number of sides.
func (m Marker) shape(at vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	if m.Sides < 3 {
		p.Move(vg.Point{X: at.X + radius, Y: at.Y})
		p.Arc(at, radius, 0, 2*math.Pi)
		p.Close()
		return p
	}
	n := float64(m.Sides)
	r := radius * vg.Length(math.Sqrt(math.Pi/(n/2*math.Sin(2*math.Pi/n))))
	for i := range m.Sides {
		sin, cos := math.Sincos(math.Pi/2 + m.Turn + 2*math.Pi*float64(i)/n)
		corner := vg.Point{X: at.X + r*vg.Length(cos), Y: at.Y + r*vg.Length(sin)}
		if i == 0 {
			p.Move(corner)
		} else {
			p.Line(corner)
		}
	}
	p.Close()
	return p
}
