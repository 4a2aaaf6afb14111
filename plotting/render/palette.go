package render

import (
	"image/color"
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// colours are those of data, and those of metadata beside data, which differ.
func (p Palette) colours(dark bool) (data, beside []color.RGBA) {
	switch p {
	case Tol:
		return tolBright(dark), okabeIto(dark)
	case Grey:
		return greys(dark), tagGreys(dark)
	}
	return okabeIto(dark), tolMuted(dark)
}

// colours are those of the ramp.
func (r Ramp) colours() plotters.Ramp {
	switch r {
	case Cividis:
		return plotters.Cividis()
	case Magma:
		return plotters.Magma()
	case Greys:
		return plotters.Greys()
	}
	return plotters.Viridis()
}

// shown is the part of the ramp whose lines show on a sheet; on a dark one
// all have a contrast of 3 to 1.
func (r Ramp) shown(dark bool) figure.Range {
	switch {
	case dark && r == Magma: // begins in black
		return figure.Range{Min: 0.5, Max: 1}
	case dark:
		return figure.Range{Min: 0.4, Max: 1}
	}
	return figure.Range{Max: 0.84}
}

// okabeIto is the palette of Okabe and Ito (2008), distinct with the common
// colour-vision deficiencies, ordered so that the first are dark enough for
// thin lines on white. On a dark sheet the same hues are in the same order where
// they show: sky blue and blue trade places, blue is lightened, black is white.
func okabeIto(dark bool) []color.RGBA {
	colours := []color.RGBA{
		rgb(0x0072b2), // blue
		rgb(0xd55e00), // vermilion
		rgb(0x009e73), // bluish green
		rgb(0xcc79a7), // reddish purple
		rgb(0xe69f00), // orange
		rgb(0x56b4e9), // sky blue
		rgb(0x000000), // black
		rgb(0xf0e442), // yellow
	}
	if dark {
		colours[0], colours[5], colours[6] = rgb(0x56b4e9), rgb(0x4a90d9), rgb(0xffffff)
		colours[1], colours[2] = rgb(0xe8742a), rgb(0x1fb58a)
	}
	return colours
}

// tolBright are the bright colours of Paul Tol, "Colour schemes", SRON technical
// note SRON/EPS/TN/09-002, issue 3.2, 2021; distinct with the common
// colour-vision deficiencies. The last is black in place of his pale grey, which
// is that of missing cells; the darkest are lightened on a dark sheet.
func tolBright(dark bool) []color.RGBA {
	colours := []color.RGBA{
		rgb(0x4477aa), // blue
		rgb(0xee6677), // red
		rgb(0x228833), // green
		rgb(0xaa3377), // purple
		rgb(0xccbb44), // yellow
		rgb(0x66ccee), // cyan
		rgb(0x000000), // black
	}
	if dark {
		colours[0], colours[2], colours[3], colours[6] = rgb(0x6f9fd4), rgb(0x45ad57), rgb(0xcf6aa3), rgb(0xffffff)
	}
	return colours
}

// greys are in an order in which neighbours differ.
func greys(dark bool) []color.RGBA {
	if dark {
		return []color.RGBA{rgb(0xf2f2f2), rgb(0x9a9a9a), rgb(0xc8c8c8), rgb(0x767676)}
	}
	return []color.RGBA{rgb(0x111111), rgb(0x808080), rgb(0x4a4a4a), rgb(0xa6a6a6)}
}

// tagGreys tell more categories apart than greys, as areas may.
func tagGreys(dark bool) []color.RGBA {
	colours := []color.RGBA{rgb(0x2b2b2b), rgb(0x9a9a9a), rgb(0x5e5e5e), rgb(0xc4c4c4), rgb(0x454545), rgb(0x7c7c7c), rgb(0xb0b0b0)}
	if dark {
		colours[0], colours[4] = rgb(0xf0f0f0), rgb(0xdcdcdc)
	}
	return colours
}

// tolMuted are the muted colours of the same note, for metadata beside data in
// the colours of Okabe and Ito; the darkest are lightened on a dark sheet.
func tolMuted(dark bool) []color.RGBA {
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
	c := l.own(s)
	if s.Dim {
		return l.dim(c)
	}
	return c
}

// setBack is how much of what is set back is lost in the sheet.
const setBack = 0.72

// dim is a colour set back towards the sheet.
func (l *look) dim(c color.RGBA) color.RGBA {
	return plotters.Mix(c, l.sheet, setBack)
}

// own is the colour of a series that is not set back.
func (l *look) own(s figure.Series) color.RGBA {
	switch {
	case s.Role == figure.Null || s.Role == figure.Bound || s.Role == figure.Absent:
		return l.muted
	case s.Colour.Muted:
		return l.muted
	case s.Colour.Ink:
		return l.ink
	case s.Colour.Ordered:
		return l.ordered(s.Colour.Position)
	}
	return l.category(s.Colour.Category)
}

// category is a colour of the palette; those after the last are the same paler,
// and then nearer to the ink.
func (l *look) category(i int) color.RGBA {
	c := l.palette[i%len(l.palette)]
	switch round := i / len(l.palette); {
	case round == 0:
		return c
	case round%2 == 1:
		return plotters.Mix(c, l.sheet, 0.5)
	}
	return plotters.Mix(c, l.ink, 0.5)
}

// among is the place of a category among n dashes or shapes. Those that share a
// colour of the palette do not share it before n rounds.
func (l *look) among(category, n int) int {
	a, b := len(l.palette), n
	for b != 0 {
		a, b = b, a%b
	}
	period := len(l.palette) / a * n
	return (category + category/period) % n
}

// ordered is the colour of a position on the ramp, for lines and markers: the
// ramp without the end that would be lost on the sheet.
func (l *look) ordered(position float64) color.RGBA {
	position = min(max(position, 0), 1)
	return l.ramp.At(l.shown.Min + position*(l.shown.Max-l.shown.Min))
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
	return patterns[l.among(category, len(patterns))]
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
	shape := shapes[l.among(s.Colour.Category, len(shapes))]
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
