package render

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
)

// wash is a translucent area, with its path as a procedure of the program: it
// is filled several times.
type wash struct {
	path   string // the procedure's body
	name   string // of the procedure
	bounds vg.Rectangle
	colour color.NRGBA
}

// washes are the translucent areas of a sheet, from the first. Each is filled
// with its colour as it looks on the sheet, and where it overlaps earlier ones,
// within their outlines, as it looks on them. Other things that were drawn under
// it are hidden; figures draw what is translucent first.
type washes []wash

// wash is a path as a translucent area of the pen's colour.
func (e *eps) wash(path vg.Path) wash {
	w := wash{path: e.trace(path, epsWords()), colour: e.paint(), bounds: vg.Rectangle{
		Min: vg.Point{X: vg.Length(math.Inf(1)), Y: vg.Length(math.Inf(1))},
		Max: vg.Point{X: vg.Length(math.Inf(-1)), Y: vg.Length(math.Inf(-1))},
	}}
	for _, comp := range path {
		if comp.Type == vg.CloseComp {
			continue // it has no place
		}
		for _, pt := range append(slices.Clone(comp.Control), comp.Pos) {
			x, y := e.top().m.apply(pt)
			reach := comp.Radius
			w.bounds.Min.X, w.bounds.Max.X = min(w.bounds.Min.X, vg.Length(x)-reach), max(w.bounds.Max.X, vg.Length(x)+reach)
			w.bounds.Min.Y, w.bounds.Max.Y = min(w.bounds.Min.Y, vg.Length(y)-reach), max(w.bounds.Max.Y, vg.Length(y)+reach)
		}
	}
	return w
}

// meeting are those of other areas that it may overlap.
func (w wash) meeting(others []wash) []wash {
	var out []wash
	for _, v := range others {
		if w.bounds.Min.X < v.bounds.Max.X && v.bounds.Min.X < w.bounds.Max.X &&
			w.bounds.Min.Y < v.bounds.Max.Y && v.bounds.Min.Y < w.bounds.Max.Y {
			out = append(out, v)
		}
	}
	return out
}

// All combinations of areas are drawn, so these bound their number: how many are
// seen through one another at a place, and how many an area is seen through to.
// Those are the first, since bands, which are large, come before dots.
const (
	deepestWash = 3
	mostWashes  = 4
)

// add is the program that fills the next area.
func (l *washes) add(w wash, sheet color.Color) string {
	var out strings.Builder
	w.name = fmt.Sprintf("A%d", len(*l))
	out.WriteString("/" + w.name + " {" + w.path + "} def\n")
	under := w.meeting(*l)
	under = under[:min(len(under), mostWashes)]
	w.fill(&out, sheet, under, deepestWash-1)
	*l = append(*l, w)
	return out.String()
}

// fill fills an area over a colour, then within each of the areas under it.
// Those come from the last to the first, so that what is painted last at a
// place has all areas there in it.
func (w wash) fill(out *strings.Builder, sheet color.Color, under []wash, depth int) {
	mixed := over(w.colour, sheet)
	out.WriteString(shares(mixed) + " C " + w.name + " F\n")
	if depth == 0 {
		return
	}
	for i, v := range slices.Backward(under) {
		out.WriteString("gsave " + v.name + " clip newpath\n")
		w.fill(out, over(v.colour, sheet), v.meeting(under[i+1:]), depth-1)
		out.WriteString("grestore\n")
	}
}

// over is a translucent colour as it looks on another.
func over(c color.NRGBA, under color.Color) color.NRGBA {
	u := color.NRGBAModel.Convert(under).(color.NRGBA)
	part := float64(c.A) / 255
	mix := func(a, b uint8) uint8 { return uint8(math.Round(part*float64(a) + (1-part)*float64(b))) }
	return color.NRGBA{R: mix(c.R, u.R), G: mix(c.G, u.G), B: mix(c.B, u.B), A: 255}
}
