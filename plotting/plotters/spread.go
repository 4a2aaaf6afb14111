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
			c.Fill(vg.Rectangle{Min: low, Max: high}.Path())
		case end > start:
			var path vg.Path
			path.Move(at(b.Low[start]))
			for _, xy := range b.Low[start+1 : end] {
				path.Line(at(xy))
			}
			for i := end - 1; i >= start; i-- {
				path.Line(at(b.High[i]))
			}
			path.Close()
			c.Fill(path)
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
		c.StrokeLine2(e.Line, at, from, at, to)
		for _, end := range []vg.Length{from, to} {
			c.StrokeLine2(e.Line, at-e.Cap/2, end, at+e.Cap/2, end)
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
		outline := steps(run, h.Width, x, y)
		c.SetColor(h.Fill)
		c.Fill(outline)
		c.SetLineStyle(h.Line)
		c.Stroke(outline[:len(outline)-1]) // open: the axis closes it
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
	if from, to := x(s.From), x(s.To); finite(float64(from)) && finite(float64(to)) {
		c.SetColor(s.Fill)
		c.Fill(vg.Rectangle{Min: vg.Point{X: from, Y: c.Min.Y}, Max: vg.Point{X: to, Y: c.Max.Y}}.Path())
	}
}
