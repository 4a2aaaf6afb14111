package plotters

import (
	"image"
	"image/color"
	"image/draw"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// Veil covers boxes of the canvas with a translucent colour. On a Raster their
// edges are those of cells, so that none shines through.
type Veil struct {
	Boxes []vg.Rectangle
	Fill  color.NRGBA
}

var _ plot.Plotter = (*Veil)(nil)

// Plot draws the veil; it needs no coordinates.
func (v *Veil) Plot(c vgdraw.Canvas, _ *plot.Plot) {
	r := raster(c)
	for _, box := range v.Boxes {
		if r != nil {
			draw.Draw(r.Pixels(), pixelBox(r, box), image.NewUniform(v.Fill), image.Point{}, draw.Over)
			continue
		}
		c.SetColor(v.Fill)
		c.Fill(box.Path())
	}
}
