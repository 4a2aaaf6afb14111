package render

import "github.com/semblance-app/semblance/plotting/figure"

// Style is how a figure looks. The zero value is the documented default of
// every field, fit for a paper; it is plain data, comparable, and kept in
// sessions as JSON. A field that does not concern a figure does nothing there:
// a single matrix has no legend to place.
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
	// Background is what the figure stands on; the zero value is white paper.
	Background
	// Palette colours categories; the zero value is that of Okabe and Ito.
	Palette Palette `json:"palette,omitempty"`
	// Ramp colours matrices and ordered series; the zero value is viridis.
	Ramp Ramp `json:"ramp,omitempty"`
	// Legend is where the names of series stand; the zero value chooses. The bar
	// that explains many ordered colours stands right of the panels, or above where
	// that is wanted or right of them it would leave the data too little width.
	Legend Legend `json:"legend,omitempty"`
	// Labels are the names of networks beside the dots that stand for them; the zero
	// value has them where there are few.
	Labels Labels `json:"labels,omitempty"`
	// Texts are what is written in place of texts that figures have; the zero value
	// leaves all as they are. What a person wrote has nothing added to it, such as that
	// an axis is logarithmic.
	Texts figure.Wording `json:"texts,omitzero"`
	// Title draws the figure's title above it.
	Title bool `json:"title,omitempty"`
	// Letters marks the panels of a figure that has several: a, b, c.
	Letters bool `json:"letters,omitempty"`
	// X and Y are the axes of panels with series, where they are of numbers that
	// mean something. In a stack, Y is the axis of the first panel and of others
	// of its kind.
	X AxisStyle `json:"x,omitzero"`
	Y AxisStyle `json:"y,omitzero"`
	// Values is the colour bar of matrices. Values beyond its ends have the
	// colours of the ends.
	Values AxisStyle `json:"values,omitzero"`
}

// Background is the sheet a figure stands on.
type Background struct {
	// Sheet says for what the colours are; the zero value is for white paper.
	Sheet Sheet `json:"sheet,omitempty"`
	// Transparent leaves the sheet unpainted; colours still suit the Sheet.
	Transparent bool `json:"transparent,omitempty"`
}

// AxisStyle is what a person wants of an axis. The zero value leaves all to the
// figure.
type AxisStyle struct {
	// Min and Max are the ends. They count where Min is below Max and, on a
	// logarithmic axis, both are above zero.
	Min Given[float64] `json:"min,omitzero"`
	Max Given[float64] `json:"max,omitzero"`
	// Scale of the axis. It is linear all the same where no number is positive,
	// and where bars or stems stand on zero. That of a colour bar is linear.
	Scale AxisScale `json:"scale,omitempty"`
	// Decimals of the tick labels, at least; the ticks are then no closer than
	// these tell apart, where that leaves two. Powers of ten have none.
	Decimals Given[int] `json:"decimals,omitzero"`
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

// Palette names colours for categories. Dashes and markers tell the categories
// apart as well.
type Palette string

// The palettes.
const (
	OkabeIto Palette = ""
	Tol      Palette = "tol"  // bright, by Paul Tol
	Grey     Palette = "grey" // for print without colour
)

// Ramp names an ordered run of colours.
type Ramp string

// The ramps. All are perceptually even and readable with the common
// colour-vision deficiencies.
const (
	Viridis Ramp = ""
	Cividis Ramp = "cividis"
	Magma   Ramp = "magma"
	Greys   Ramp = "greys"
)

// Legend is a place for the names of series.
type Legend string

// The places.
const (
	LegendAuto   Legend = ""       // names beside the curves' ends if they fit, else above, or right if data keep most of the width
	LegendAbove  Legend = "above"  // in rows above the panel
	LegendRight  Legend = "right"  // in a column right of the panels, if it fits
	LegendBelow  Legend = "below"  // in rows below the x axis
	LegendInside Legend = "inside" // in the panel's corner that covers least
	LegendEnds   Legend = "ends"   // beside the curves' ends if there is the height for it
	LegendNone   Legend = "none"
)

// Labels says whether dots have the names of their networks beside them.
type Labels string

// The choices. A name that finds no place is left out; hover tells it.
const (
	LabelsAuto  Labels = "" // where there are few dots, each of one network
	LabelsNames Labels = "names"
	LabelsNone  Labels = "none"
)

// AxisScale is how the numbers of an axis become lengths.
type AxisScale string

// The scales.
const (
	ScaleAuto   AxisScale = "" // as the figure has it
	ScaleLinear AxisScale = "linear"
	ScaleLog    AxisScale = "log"
)

// Option is a value of a style as it is typed and as menus show it.
type Option[T comparable] struct {
	Value       T
	Name, Title string
}

// Families lists the families of fonts, the default first.
func Families() []Option[Family] {
	return []Option[Family]{{Sans, "sans", "Sans"}, {Serif, "serif", "Serif"}}
}

// Palettes lists the palettes, the default first.
func Palettes() []Option[Palette] {
	return []Option[Palette]{{OkabeIto, "okabe-ito", "Okabe–Ito"}, {Tol, "tol", "Tol"}, {Grey, "grey", "Grey"}}
}

// Ramps lists the ramps, the default first.
func Ramps() []Option[Ramp] {
	return []Option[Ramp]{
		{Viridis, "viridis", "Viridis"}, {Cividis, "cividis", "Cividis"}, {Magma, "magma", "Magma"}, {Greys, "greys", "Greys"},
	}
}

// Legends lists the places of legends, the default first.
func Legends() []Option[Legend] {
	return []Option[Legend]{
		{LegendAuto, "auto", "Automatic"},
		{LegendAbove, "above", "Above"},
		{LegendRight, "right", "Right"},
		{LegendBelow, "below", "Below"},
		{LegendInside, "inside", "Inside"},
		{LegendEnds, "ends", "At line ends"},
		{LegendNone, "none", "None"},
	}
}

// LabelChoices lists the choices of names beside dots, the default first.
func LabelChoices() []Option[Labels] {
	return []Option[Labels]{{LabelsAuto, "auto", "Automatic"}, {LabelsNames, "names", "Names"}, {LabelsNone, "none", "None"}}
}

// Backgrounds lists the backgrounds, the default first.
func Backgrounds() []Option[Background] {
	return []Option[Background]{
		{Background{}, "light", "White"},
		{Background{Sheet: Dark}, "dark", "Dark"},
		{Background{Transparent: true}, "transparent", "None, for white"},
		{Background{Sheet: Dark, Transparent: true}, "transparent-dark", "None, for dark"},
	}
}

// Scales lists the scales of axes, the default first.
func Scales() []Option[AxisScale] {
	return []Option[AxisScale]{{ScaleAuto, "auto", "Automatic"}, {ScaleLinear, "linear", "Linear"}, {ScaleLog, "log", "Logarithmic"}}
}
