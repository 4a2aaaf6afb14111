package plotters

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Raster is a canvas made of pixels. Plotters paint cells straight onto it, so
// that cell edges fall on pixel edges: filled paths would leave half-covered
// pixels, seen as hairline seams.
type Raster interface {
	vg.Canvas
	// Pixels is the image being drawn on.
	Pixels() *image.RGBA
	// ToPixel is where a point of the untransformed canvas falls, in pixels
	// from the top left, y down.
	ToPixel(vg.Point) (x, y float64)
}

// raster finds the pixel canvas under a draw.Canvas; nil for vector canvases.
func raster(c vg.Canvas) Raster {
	r, _ := beneath(c).(Raster)
	return r
}

// beneath is the canvas under a draw.Canvas, which may be nested many times
// over.
func beneath(c vg.Canvas) vg.Canvas {
	for {
		switch v := c.(type) {
		case draw.Canvas:
			c = v.Canvas
		case *draw.Canvas:
			c = v.Canvas
		default:
			return c
		}
	}
}

// pixelBox is where a rectangle of the canvas falls, edges rounded to pixels.
func pixelBox(r Raster, box vg.Rectangle) image.Rectangle {
	x0, y1 := r.ToPixel(box.Min)
	x1, y0 := r.ToPixel(box.Max)
	round := func(v float64) int { return int(math.Round(v)) }
	return image.Rect(round(x0), round(y0), round(x1), round(y1))
}

// paint sets every pixel of box to the colour at(x, y), x and y counting cells
// of a cols × rows grid from the top left. Each pixel takes the cell its centre
// is in.
func paint(r Raster, box image.Rectangle, cols, rows int, at func(col, row int) color.RGBA) {
	img := r.Pixels()
	clip := box.Intersect(img.Bounds())
	if clip.Empty() {
		return
	}
	cell := func(offset, size, count int) int { return min((2*offset+1)*count/(2*size), count-1) }
	lastRow, lastLine := -1, []uint8(nil)
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		row := cell(y-box.Min.Y, box.Dy(), rows)
		line := img.Pix[img.PixOffset(clip.Min.X, y) : img.PixOffset(clip.Max.X-1, y)+4]
		if row == lastRow {
			copy(line, lastLine)
			continue
		}
		for x := clip.Min.X; x < clip.Max.X; x++ {
			c := at(cell(x-box.Min.X, box.Dx(), cols), row)
			i := 4 * (x - clip.Min.X)
			line[i], line[i+1], line[i+2], line[i+3] = c.R, c.G, c.B, c.A
		}
		lastRow, lastLine = row, line
	}
}
