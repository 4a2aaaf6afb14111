package figure

import "math"

// Kind names what a figure shows; file names and session files use it.
type Kind string

// The kinds of figure.
const (
	KindLayers      Kind = "layers"       // same-named layers of two networks, a curve
	KindLayerMatrix Kind = "layer-matrix" // every layer of A with every layer of B
	KindSpectrum    Kind = "spectrum"     // sorted CCA coefficients of one pair
)

// Figure is everything a picture shows.
type Figure struct {
	Kind    Kind
	Title   string // what it is, in a few words; not drawn, goes into the file
	Caption string // one sentence on how to read it; not drawn
	// Panels are stacked from top to bottom and share the x axis of the last.
	Panels []Panel
	// Note stands in the middle of an empty figure and says why it is empty.
	Note string
}

// Empty reports whether there is nothing to draw but the note.
func (f Figure) Empty() bool { return len(f.Panels) == 0 }

// Panel is one pair of axes. It holds either series (and rules) or a matrix.
type Panel struct {
	X, Y   Axis
	Series []Series
	Rules  []Rule
	Matrix *Matrix
	// Share is the panel's height as a multiple of the other panels'; 0 means 1.
	Share float64
}

// Axis is one direction of a panel.
type Axis struct {
	Label string
	// Range is what the axis spans; the zero value takes it from the data. With
	// Categories it is ignored.
	Range Range
	// Categories name the positions 0, 1, 2 …; nil means a numeric axis.
	Categories []string
	// Whole keeps ticks at whole numbers.
	Whole bool
}

// Range is a closed interval. The zero value means none.
type Range struct{ Min, Max float64 }

// Unit is the range of similarities and distances.
func Unit() Range { return Range{0, 1} }

// IsZero reports whether r is the zero value.
func (r Range) IsZero() bool { return r == Range{} }

// Span is the smallest range that holds r and every finite value.
func (r Range) Span(values ...float64) Range {
	for _, v := range values {
		if finite(v) {
			r.Min, r.Max = min(r.Min, v), max(r.Max, v)
		}
	}
	return r
}

// Role says how a series is to be read.
type Role int

// The roles.
const (
	Data  Role = iota // measured: coloured, in the legend
	Null              // what independent data would score: thin, dashed, labelled on the line
	Bound             // an edge of what independent data would score: thin, dotted, labelled on the line
)

// Form says how the points of a series are drawn.
type Form int

// The forms.
const (
	Curve Form = iota // a line through the points, with markers where there is room
	Stems             // a thin line from zero to each point
)

// Series is one run of points, in drawing order.
type Series struct {
	Name   string // legend entry or direct label; "" for neither
	Role   Role
	Form   Form
	Colour Colour
	Points []Point
}

// Colour picks the colour of a series: a category of the palette, or a
// position on the ordered ramp (checkpoints, timesteps, depth).
type Colour struct {
	Category int // from 0; gives dash and marker too
	Ordered  bool
	Position float64 // with Ordered: on the ramp, in [0, 1]
}

// Point is one mark. A Y that is not finite is a gap in the curve.
type Point struct {
	X, Y float64
	Tip  string // what hover shows, in short lines; "" cannot be hovered
	Pair int    // index into the result's pairs; None for no pair
}

// None is the index of nothing.
const None = -1

// Rule is a thin vertical line across the panel with a label.
type Rule struct {
	X     float64
	Label string
}

// Matrix is a grid of cells. Row 0 is at the bottom and column 0 on the left,
// so that depth grows up and right.
type Matrix struct {
	Rows, Cols []string
	Values     []float64 // row-major; a value that is not finite is missing
	Tips       []string  // per cell, or nil
	Pairs      []int     // per cell, index into the result's pairs; or nil
	Range      Range     // of the colour bar
	Label      string    // of the colour bar
	// Numbers asks for each value written in its cell where it fits.
	Numbers bool
}

// At is the value of a cell.
func (m *Matrix) At(row, col int) float64 { return m.Values[row*len(m.Cols)+col] }

// Hit is the mark under the pointer.
type Hit struct {
	Panel         int
	Series, Point int // None for a cell
	Row, Col      int // None for a point
	Tip           string
	Pair          int // index into the result's pairs; None for no pair
	// Mark is the mark's box in pixels, the origin at the top left: the whole
	// cell, or the square round a point's centre.
	Mark Box
}

// IsCell reports whether the mark is a matrix cell, not a point.
func (h Hit) IsCell() bool { return h.Row != None }

// Box is a rectangle in pixels, y down.
type Box struct{ X, Y, Width, Height float64 }

// Center is the middle of the box.
func (b Box) Center() (x, y float64) { return b.X + b.Width/2, b.Y + b.Height/2 }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
