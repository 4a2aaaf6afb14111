package render

import (
	"image/color"
	"slices"

	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Style is how a figure looks. The zero value is the documented default of
// every field, fit for a paper; it is plain data, so that a session can keep it.
type Style struct {
	// FontSize of all text, in points; 0 means 8, and down to 6 on sheets
	// narrower than 62 mm.
	FontSize float64 `json:"fontSize,omitempty"`
	// LineWidth of curves, in points; 0 means 1.25 for 8-point text and in
	// proportion for other sizes. Axes and null levels are about half as wide.
	LineWidth float64 `json:"lineWidth,omitempty"`
	// MarkerSize is the diameter of markers, in points; 0 means 4.5 for 8-point
	// text and in proportion for other sizes.
	MarkerSize float64 `json:"markerSize,omitempty"`
	// Family of all text; the zero value is sans serif.
	Family Family `json:"family,omitempty"`
	// Sheet is what the figure stands on; the zero value is white paper.
	Sheet Sheet `json:"sheet,omitempty"`
	// Transparent leaves the sheet unpainted; colours still suit the Sheet.
	Transparent bool `json:"transparent,omitempty"`
	// Ramp colours matrices and ordered series; the zero value is viridis.
	Ramp Ramp `json:"ramp,omitempty"`
}

// Family is a family of fonts.
type Family string

// The families.
const (
	Sans  Family = ""      // Liberation Sans, as wide as Arial and Helvetica
	Serif Family = "serif" // Liberation Serif, as wide as Times
)

// Sheet is the background a figure is drawn for.
type Sheet string

// The sheets.
const (
	Light Sheet = ""
	Dark  Sheet = "dark"
)

// Ramp names an ordered run of colours.
type Ramp string

// The ramps.
const (
	Viridis Ramp = ""
	Greys   Ramp = "greys"
)

// look is a Style with every choice made.
type look struct {
	font, line, marker vg.Length
	axis               vg.Length // width of axes, ticks and null levels
	ink, muted, sheet  color.RGBA
	missing            color.RGBA // cells without a value
	dark               bool
	palette            []color.RGBA
	ramp, slate        plotters.Ramp // slate for numbers beside a matrix
	tags               []color.RGBA  // for categories beside a matrix
	handler            text.Handler
	variant            font.Variant
	widths             map[string]vg.Length // of body text measured before
}

// on is the look on a sheet of a width: text is smaller where the sheet has no
// room for 22 ems of it.
func (s Style) on(width vg.Length) look {
	if !(s.FontSize > 0) {
		s.FontSize = min(8, max(6, float64(width)/22))
	}
	return s.look()
}

func (s Style) look() look {
	size := points(s.FontSize, 8)
	l := look{
		font:    size,
		line:    points(s.LineWidth, 1.25*size/8),
		marker:  points(s.MarkerSize, 4.5*size/8),
		axis:    0.6 * size / 8,
		ink:     rgb(0x1a1a1a),
		muted:   rgb(0x6a6a6a),
		sheet:   rgb(0xffffff),
		missing: rgb(0xdedede),
		palette: okabeIto(),
		ramp:    plotters.Viridis(),
		slate:   plotters.Slate(),
		tags:    tagColours(s.Sheet == Dark),
		handler: text.Plain{Fonts: fonts()},
		variant: "Sans",
		widths:  make(map[string]vg.Length),
	}
	if s.Sheet == Dark {
		l.ink, l.muted, l.sheet, l.missing = rgb(0xdedede), rgb(0x9c9c9c), rgb(0x1c1d20), rgb(0x3d3f44)
		l.palette, l.dark = okabeItoDark(), true
		slices.Reverse(l.slate) // much stands out from the sheet, little does not
	}
	if s.Ramp == Greys {
		l.ramp = plotters.Greys()
	}
	if s.Family == Serif {
		l.variant = "Serif"
	}
	return l
}

func points(v float64, otherwise vg.Length) vg.Length {
	if v > 0 {
		return vg.Points(v)
	}
	return otherwise
}

// text is a style for text of the given size.
func (l *look) text(size vg.Length, c color.Color) text.Style {
	return text.Style{
		Color:   c,
		Font:    font.Font{Typeface: "Liberation", Variant: l.variant, Size: size},
		XAlign:  draw.XLeft,
		YAlign:  draw.YCenter,
		Handler: l.handler,
	}
}

// plain is body text in the colour of the axes.
func (l *look) plain() text.Style { return l.text(l.font, l.ink) }

// width is the width of body text. Laying out a figure asks for the same
// labels again and again, and measuring is slow.
func (l *look) width(s string) vg.Length {
	w, ok := l.widths[s]
	if !ok {
		w = l.plain().Width(s)
		l.widths[s] = w
	}
	return w
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}
