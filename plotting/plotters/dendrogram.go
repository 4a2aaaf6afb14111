package plotters

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Link is a merge of a dendrogram: two sides that rise to a bar.
type Link struct {
	Left, Right plotter.XY // where the sides begin
	Top         float64
	// Colours of the two sides and the bar.
	LeftColour, RightColour, BarColour color.RGBA
}

// Dendrogram draws links. All lines of one colour are one path: a tree of
// hundreds of leaves stays small in a file, and has no gaps at its corners.
type Dendrogram struct {
	Links []Link
	Width vg.Length
}

var _ plot.Plotter = (*Dendrogram)(nil)

// Plot draws the links, in the order their colours first come up.
func (d *Dendrogram) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	paths := make(map[color.RGBA]*vg.Path)
	var order []color.RGBA
	path := func(col color.RGBA) *vg.Path {
		if paths[col] == nil {
			paths[col] = new(vg.Path)
			order = append(order, col)
		}
		return paths[col]
	}
	for _, l := range d.Links {
		left, right, top := x(l.Left.X), x(l.Right.X), y(l.Top)
		if l.LeftColour == l.BarColour && l.RightColour == l.BarColour {
			polyline(path(l.BarColour), vg.Point{X: left, Y: y(l.Left.Y)}, vg.Point{X: left, Y: top},
				vg.Point{X: right, Y: top}, vg.Point{X: right, Y: y(l.Right.Y)})
			continue
		}
		polyline(path(l.LeftColour), vg.Point{X: left, Y: y(l.Left.Y)}, vg.Point{X: left, Y: top})
		polyline(path(l.RightColour), vg.Point{X: right, Y: y(l.Right.Y)}, vg.Point{X: right, Y: top})
		// The bar is drawn with its corners, which the sides would leave open.
		half := d.Width / 2
		polyline(path(l.BarColour), vg.Point{X: left - half, Y: top}, vg.Point{X: right + half, Y: top})
	}
	for _, col := range order {
		c.SetLineStyle(draw.LineStyle{Color: col, Width: d.Width})
		c.Stroke(*paths[col])
	}
}

func polyline(path *vg.Path, points ...vg.Point) {
	path.Move(points[0])
	for _, pt := range points[1:] {
		path.Line(pt)
	}
}
