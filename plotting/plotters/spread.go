package plotters

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Band fills the area between two curves over the same x, with a gap wherever
// either is not finite. A point without neighbours has an upright line.
type Band struct {
	Low, High plotter.XYs
	Fill      color.Color // mostly translucent
	Lone      vg.Length   // width of the line at a lone point
}

var _ plot.Plotter = (*Band)(nil)

// Plot draws the band.
func (b *Band) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	at := func(xy plotter.XY) vg.Point { return vg.Point{X: x(xy.X), Y: y(xy.Y)} }
	c.SetColor(b.Fill)
	for start := 0; start < len(b.Low); start++ {
		end := start
		for end < len(b.Low) && whole(b.Low[end]) && whole(b.High[end]) {
			end++
		}
		switch {
		case end == start+1:
			low, high := at(b.Low[start]), at(b.High[start])
			low.X -= b.Lone / 2
			high.X += b.Lone / 2
			c.Fill(outline(polygonWithin(&c, []vg.Point{low, {X: high.X, Y: low.Y}, high, {X: low.X, Y: high.Y}})))
		case end > start:
			var points []vg.Point
			for _, xy := range b.Low[start:end] {
				points = append(points, at(xy))
			}
			for i := end - 1; i >= start; i-- {
				points = append(points, at(b.High[i]))
			}
			c.Fill(outline(polygonWithin(&c, points)))
		}
		start = end
	}
}

// ErrorBars draws an upright line with caps from low to high at each x.
type ErrorBars struct {
	Low, High plotter.XYs
	Line      draw.LineStyle
	Cap       vg.Length // width of the caps
}

var _ plot.Plotter = (*ErrorBars)(nil)

// Plot draws the bars.
func (e *ErrorBars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, low := range e.Low {
		if !whole(low) || !whole(e.High[i]) {
			continue
		}
		at, from, to := x(low.X), y(low.Y), y(e.High[i].Y)
		if !c.ContainsX(at) {
			continue
		}
		c.StrokeLines(e.Line, within(&c, []vg.Point{{X: at, Y: from}, {X: at, Y: to}})...)
		for _, end := range []vg.Length{from, to} {
			if c.ContainsY(end) {
				c.StrokeLine2(e.Line, at-e.Cap/2, end, at+e.Cap/2, end)
			}
		}
	}
}

// Histogram fills bars from zero round its points, and outlines the whole.
type Histogram struct {
	XYs   plotter.XYs
	Width float64 // of a bar, in data units
	Fill  color.Color
	Line  draw.LineStyle
}

var _ plot.Plotter = (*Histogram)(nil)

// Plot draws the bars.
func (h *Histogram) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, run := range Runs(h.XYs) {
		bars := steps(run, h.Width, x, y)
		c.SetColor(h.Fill)
		c.Fill(outline(polygonWithin(&c, bars)))
		c.StrokeLines(h.Line, within(&c, bars)...) // open: the axis closes it
	}
}

// Stripe fills a band of x across the canvas.
type Stripe struct {
	From, To float64
	Fill     color.Color
}

var _ plot.Plotter = (*Stripe)(nil)

// Plot draws the stripe.
func (s *Stripe) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	from, to := x(s.From), x(s.To)
	if !finite(float64(from)) || !finite(float64(to)) {
		return
	}
	if from, to = max(from, c.Min.X), min(to, c.Max.X); from < to {
		c.SetColor(s.Fill)
		c.Fill(vg.Rectangle{Min: vg.Point{X: from, Y: c.Min.Y}, Max: vg.Point{X: to, Y: c.Max.Y}}.Path())
	}
}
