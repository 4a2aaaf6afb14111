package render

import (
	"image/color"
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// okabeIto is the palette of Okabe and Ito (2008), distinct with the common
// colour-vision deficiencies, ordered so that the first are dark enough for
// thin lines on white.
func okabeIto() []color.RGBA {
	return []color.RGBA{
		rgb(0x0072b2), // blue
		rgb(0xd55e00), // vermilion
		rgb(0x009e73), // bluish green
		rgb(0xcc79a7), // reddish purple
		rgb(0xe69f00), // orange
		rgb(0x56b4e9), // sky blue
		rgb(0x000000), // black
		rgb(0xf0e442), // yellow
	}
}

// okabeItoDark has the same hues in the same order where they show on a dark
// sheet: sky blue and blue trade places, blue is lightened, black is white.
func okabeItoDark() []color.RGBA {
	return []color.RGBA{
		rgb(0x56b4e9), // sky blue
		rgb(0xe8742a), // vermilion, lightened
		rgb(0x1fb58a), // bluish green, lightened
		rgb(0xcc79a7), // reddish purple
		rgb(0xe69f00), // orange
		rgb(0x4a90d9), // blue, lightened
		rgb(0xffffff), // white
		rgb(0xf0e442), // yellow
	}
}

// tagColours are the muted colours of Paul Tol (2021), for metadata beside data
// in the colours of Okabe and Ito; the darkest are lightened on a dark sheet.
func tagColours(dark bool) []color.RGBA {
	colours := []color.RGBA{
		rgb(0xcc6677), // rose
		rgb(0x332288), // indigo
		rgb(0xddcc77), // sand
		rgb(0x117733), // green
		rgb(0x88ccee), // cyan
		rgb(0x882255), // wine
		rgb(0x44aa99), // teal
		rgb(0x999933), // olive
		rgb(0xaa4499), // purple
	}
	if dark {
		colours[1], colours[3], colours[5] = rgb(0x7b6fd0), rgb(0x2fa05a), rgb(0xb8508a)
	}
	return colours
}

// colour of a series.
func (l *look) colour(s figure.Series) color.RGBA {
	switch {
	case s.Role == figure.Null || s.Role == figure.Bound || s.Role == figure.Absent:
		return l.muted
	case s.Colour.Ordered:
		return l.ordered(s.Colour.Position)
	}
	return l.palette[s.Colour.Category%len(l.palette)]
}

// ordered is the colour of a position on the ramp, for lines and markers: the
// ramp without the end that would be lost on the sheet.
func (l *look) ordered(position float64) color.RGBA {
	position = min(max(position, 0), 1)
	if l.dark {
		return l.ramp.At(0.22 + 0.78*position)
	}
	return l.ramp.At(0.84 * position)
}

// stroke of a series: colour, and a dash that tells series apart in grey.
func (l *look) stroke(s figure.Series) draw.LineStyle {
	line := draw.LineStyle{Color: l.colour(s), Width: l.line}
	switch {
	case s.Role == figure.Null:
		line.Width, line.Dashes = 1.25*l.axis, l.dash(4, 2.5)
	case s.Role == figure.Bound:
		line.Width, line.Dashes = 1.25*l.axis, l.dash(1, 1.8)
	case s.Form == figure.Stems:
		line.Width = 0.8 * l.line
	case !s.Colour.Ordered:
		line.Dashes = l.dashes(s.Colour.Category)
	}
	return line
}

// dashes of a category; the first is solid.
func (l *look) dashes(category int) []vg.Length {
	patterns := [][]vg.Length{
		nil, l.dash(5, 2), l.dash(2, 1.5), l.dash(6, 1.5, 1.5, 1.5),
		l.dash(8, 2.5), l.dash(3, 1.5, 1, 1.5), l.dash(1.2, 1.2), l.dash(8, 1.5, 2, 1.5, 2, 1.5),
	}
	return patterns[category%len(patterns)]
}

// dash is a pattern for 8-point text, in proportion to the size of the text.
func (l *look) dash(pattern ...float64) []vg.Length {
	out := make([]vg.Length, len(pattern))
	for i, p := range pattern {
		out[i] = vg.Points(p) * l.font / 8
	}
	return out
}

// glyph of a category: a shape that tells series apart in grey, outlined in
// the colour of the sheet.
func (l *look) glyph(s figure.Series) draw.GlyphStyle {
	shapes := []plotters.Marker{
		{},
		{Sides: 4, Turn: math.Pi / 4},
		{Sides: 3},
		{Sides: 4},
		{Sides: 3, Turn: math.Pi},
		{Sides: 5},
		{Sides: 6},
		{Sides: 3, Turn: math.Pi / 2},
	}
	shape := shapes[s.Colour.Category%len(shapes)]
	shape.Outline, shape.Width = l.sheet, 0.16*l.marker
	style := draw.GlyphStyle{Color: l.colour(s), Radius: l.marker / 2, Shape: shape}
	switch s.Role {
	case figure.Absent:
		style.Shape = plotters.Cross{Width: 1.25 * l.axis}
	case figure.Detail:
		shape.Outline = nil
		style.Color, style.Radius, style.Shape = faint(l.colour(s), 0.4), 0.6*style.Radius, shape
	}
	return style
}
