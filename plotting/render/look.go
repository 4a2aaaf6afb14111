package render

import (
	"image/color"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
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
	shown              figure.Range  // the part of the ramp for lines
	tags               []color.RGBA  // for categories beside a matrix
	handler            text.Handler
	variant            font.Variant
	widths             map[string]vg.Length // of body text measured before
	legendAt           Legend
	labels             Labels
	x, y, values       AxisStyle
	mainY              string // label of the axes that y is about
	letters            bool
	words              figure.Words
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
		font:     size,
		line:     points(s.LineWidth, 1.25*size/8),
		marker:   points(s.MarkerSize, 4.5*size/8),
		axis:     0.6 * size / 8,
		ink:      rgb(0x1a1a1a),
		muted:    rgb(0x6a6a6a),
		sheet:    rgb(0xffffff),
		missing:  rgb(0xdedede),
		ramp:     s.Ramp.colours(),
		slate:    plotters.Slate(),
		handler:  text.Plain{Fonts: fonts()},
		variant:  "Sans",
		widths:   make(map[string]vg.Length),
		legendAt: s.Legend,
		labels:   s.Labels,
		words:    s.Texts.Words(),
		x:        s.X, y: s.Y, values: s.Values,
	}
	if s.Palette == Grey {
		l.slate = plotters.Greys()
		slices.Reverse(l.slate)
	}
	if s.Sheet == Dark {
		l.ink, l.muted, l.sheet, l.missing = rgb(0xdedede), rgb(0x9c9c9c), rgb(0x1c1d20), rgb(0x3d3f44)
		l.dark = true
		slices.Reverse(l.slate) // much stands out from the sheet, little does not
	}
	l.shown = s.Ramp.shown(l.dark)
	l.palette, l.tags = s.Palette.colours(l.dark)
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

// bold is a bold style for text of the given size, in the colour of the axes.
func (l *look) bold(size vg.Length) text.Style {
	sty := l.text(size, l.ink)
	sty.Font.Weight = xfont.WeightBold
	return sty
}

// plain is body text in the colour of the axes.
func (l *look) plain() text.Style { return l.text(l.font, l.ink) }

// width is the width of body text. Laying out a figure asks for the same
// labels again and again, and measuring is slow.
func (l *look) width(s string) vg.Length {
	w, ok := l.widths[s]
	if !ok {
		w = plotters.Width(l.plain(), s)
		l.widths[s] = w
	}
	return w
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}
