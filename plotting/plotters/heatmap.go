package plotters

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// HeatMap draws a matrix of cells. Cell (row, col) covers the square of side 1
// round (col, row) in data coordinates, so row 0 is at the bottom. Cells are
// crisp on every canvas: pixel-aligned on a Raster, elsewhere overlapping
// rectangles or, where those would make a file large, an image.
type HeatMap struct {
	Rows, Cols int
	Values     []float64 // row-major
	Min, Max   float64   // values that get the ends of the ramp; Min ≥ Max is allowed
	Ramp       Ramp
	Missing    color.RGBA // of cells whose value is not finite
	// Fade is how much of a cell's colour is lost to that of the Sheet, from 0 to 1;
	// nil is nothing.
	Fade  func(row, col int) float64
	Sheet color.RGBA
	// Numbers writes values into cells where they fit. The zero value, with no
	// handler, writes none. Its colour is chosen for contrast.
	Numbers text.Style
}

var (
	_ plot.Plotter    = (*HeatMap)(nil)
	_ plot.DataRanger = (*HeatMap)(nil)
)

// DataRange is half a cell beyond the outer cell centres.
func (h *HeatMap) DataRange() (xmin, xmax, ymin, ymax float64) {
	return -0.5, float64(h.Cols) - 0.5, -0.5, float64(h.Rows) - 0.5
}

// Plot draws the cells, then their numbers.
func (h *HeatMap) Plot(c draw.Canvas, p *plot.Plot) {
	if h.Rows == 0 || h.Cols == 0 {
		return
	}
	x, y := p.Transforms(&c)
	edge := func(col, row int) vg.Point {
		return vg.Point{X: x(float64(col) - 0.5), Y: y(float64(row) - 0.5)}
	}
	if r := raster(c); r != nil {
		box := pixelBox(r, vg.Rectangle{Min: edge(0, 0), Max: edge(h.Cols, h.Rows)})
		paint(r, box, h.Cols, h.Rows, func(col, row int) color.RGBA { return h.colour(h.Rows-1-row, col) })
	} else if h.Rows*h.Cols > mostRectangles {
		c.DrawImage(vg.Rectangle{Min: edge(0, 0), Max: edge(h.Cols, h.Rows)}, h.image())
	} else {
		h.rectangles(c, edge)
	}
	if h.Numbers.Handler != nil {
		h.numbers(c, edge)
	}
}

// Most cells drawn as rectangles on a vector canvas.
const mostRectangles = 2500

// Sides of the image that stands for cells: some viewers smooth images however
// they are asked not to, which with several pixels to a cell hardly shows.
const imageSide = 1600

// image has a square of pixels to a cell, and a palette where 256 colours are
// enough.
func (h *HeatMap) image() image.Image {
	palette, index := color.Palette{}, make(map[color.RGBA]uint8)
	for row := range h.Rows {
		for col := range h.Cols {
			c := h.colour(row, col)
			if _, ok := index[c]; !ok {
				index[c], palette = uint8(len(palette)), append(palette, c)
			}
		}
	}
	scale := max(1, imageSide/max(h.Rows, h.Cols))
	bounds := image.Rect(0, 0, h.Cols*scale, h.Rows*scale)
	at := func(x, y int) color.RGBA { return h.colour(h.Rows-1-y/scale, x/scale) }
	if len(palette) > 256 {
		img := image.NewRGBA(bounds)
		for y := range bounds.Dy() {
			for x := range bounds.Dx() {
				img.SetRGBA(x, y, at(x, y))
			}
		}
		return img
	}
	img := image.NewPaletted(bounds, palette)
	for y := range bounds.Dy() {
		line := img.Pix[y*img.Stride:][:img.Stride]
		if y%scale > 0 {
			copy(line, img.Pix[(y-1)*img.Stride:])
			continue
		}
		for x := range line {
			line[x] = index[at(x, y)]
		}
	}
	return img
}

// colour is the fill of a cell.
func (h *HeatMap) colour(row, col int) color.RGBA {
	c := h.Missing
	if v := h.Values[row*h.Cols+col]; !math.IsNaN(v) && !math.IsInf(v, 0) {
		c = h.Ramp.At(position(v, h.Min, h.Max))
	}
	return Mix(c, h.Sheet, h.fade(row, col))
}

func (h *HeatMap) fade(row, col int) float64 {
	if h.Fade == nil {
		return 0
	}
	return h.Fade(row, col)
}

// Mix is a colour that has lost a share of itself to another.
func Mix(c, to color.RGBA, share float64) color.RGBA {
	if share == 0 {
		return c
	}
	mix := func(a, b uint8) uint8 { return uint8(math.Round((1-share)*float64(a) + share*float64(b))) }
	return color.RGBA{R: mix(c.R, to.R), G: mix(c.G, to.G), B: mix(c.B, to.B), A: mix(c.A, to.A)}
}

// position is where v stands between lo and hi; a half where they are equal.
func position(v, lo, hi float64) float64 {
	if lo >= hi {
		return 0.5
	}
	return (v - lo) / (hi - lo)
}

// rectangles draws runs of equal cells as one rectangle each, reaching one
// cell further right and up. The cells painted after it cover the excess, so
// no viewer can show a seam between neighbours.
func (h *HeatMap) rectangles(c draw.Canvas, edge func(col, row int) vg.Point) {
	for row := range h.Rows {
		for col := 0; col < h.Cols; {
			fill, end := h.colour(row, col), col+1
			for end < h.Cols && h.colour(row, end) == fill {
				end++
			}
			box := vg.Rectangle{Min: edge(col, row), Max: edge(min(end+1, h.Cols), min(row+2, h.Rows))}
			c.SetColor(fill)
			c.Fill(box.Path())
			col = end
		}
	}
}

// numbers writes the values, all or none, so that a matrix never has some.
func (h *HeatMap) numbers(c draw.Canvas, edge func(col, row int) vg.Point) {
	labels, widest := make([]string, len(h.Values)), vg.Length(0)
	for i, v := range h.Values {
		if labels[i] = cellNumber(v); labels[i] != "" {
			widest = max(widest, Width(h.Numbers, labels[i]))
		}
	}
	cell := edge(1, 1).Sub(edge(0, 0))
	if widest > 0.86*cell.X || h.Numbers.Font.Size*CapHeight > 0.7*cell.Y {
		return
	}
	sty := h.Numbers
	sty.XAlign, sty.YAlign = draw.XCenter, draw.YCenter
	for row := range h.Rows {
		for col := range h.Cols {
			fill := h.colour(row, col)
			sty.Color = Mix(contrast(fill), fill, h.fade(row, col))
			Write(c, sty, edge(col, row).Add(cell.Scale(0.5)), labels[row*h.Cols+col])
		}
	}
}

// cellNumber has two decimals, fewer for large values, and a minus sign where Go
// writes a hyphen.
func cellNumber(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return ""
	case math.Abs(v) >= 10:
		return strings.ReplaceAll(fmt.Sprintf("%.3g", v), "-", "−")
	case math.Abs(v) < 0.005:
		v = 0 // never −0.00
	}
	return strings.ReplaceAll(fmt.Sprintf("%.2f", v), "-", "−")
}

// contrast is the text colour that reads best on a fill.
func contrast(fill color.RGBA) color.RGBA {
	if luminance(fill) > 0.28 {
		return color.RGBA{R: 0x1a, G: 0x1a, B: 0x1a, A: 0xff}
	}
	return color.RGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
}

// ColorBar fills its canvas with the ramp, lowest at the bottom. Its axis is
// p.Y, from Min to Max; it draws for Min equal to Max too.
type ColorBar struct {
	Ramp Ramp
}

var _ plot.Plotter = (*ColorBar)(nil)

// Steps of a bar on a vector canvas; more would only make files larger.
const barSteps = 128

// Plot draws the bar.
func (b *ColorBar) Plot(c draw.Canvas, _ *plot.Plot) {
	at := func(i, n int) color.RGBA { return b.Ramp.At((float64(i) + 0.5) / float64(n)) }
	if r := raster(c); r != nil {
		box := pixelBox(r, c.Rectangle)
		n := max(box.Dy(), 1)
		paint(r, box, 1, n, func(_, row int) color.RGBA { return at(n-1-row, n) })
		return
	}
	for i := range barSteps {
		low := c.Y(float64(i) / barSteps)
		high := c.Y(min(float64(i+2)/barSteps, 1))
		c.SetColor(at(i, barSteps))
		c.Fill(vg.Rectangle{Min: vg.Point{X: c.Min.X, Y: low}, Max: vg.Point{X: c.Max.X, Y: high}}.Path())
	}
}
