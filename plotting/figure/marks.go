package figure

import "math"

// Role says how a series is to be read.
type Role int

// The roles.
const (
	Data   Role = iota // measured: coloured, in the legend
	Null               // what independent data would score: thin, dashed, labelled on the line
	Bound              // an edge of what independent data would score: thin, dotted, labelled on the line
	Detail             // what a series of data was made from: small, faint, behind it, in no legend
	Absent             // without a value: small muted crosses at the x axis, whatever their y; not in CSV
)

// Form says how the points of a series are drawn.
type Form int

// The forms.
const (
	Curve     Form = iota // a line through the points, with markers where there is room
	Stems                 // a thin line from zero to each point
	Dots                  // markers without a line
	Histogram             // bars from zero, as wide as the series says
)

// Series is one run of points, in drawing order.
type Series struct {
	Name string // legend entry or direct label; "" for neither
	// Shorter is what may stand for a direct label where it finds no room, the
	// longest first.
	Shorter []string
	Role    Role
	Form    Form
	Colour  Colour
	Points  []Point
	Spread  Spread
	Width   float64 // of the bars of a histogram, in units of x
	// Networks are those that the whole series is about; nil for none. Points may
	// have their own.
	Networks []string
	// Paired are the groups whose networks make the pairs that the series is about:
	// one where pairs are within it, several where they are between them; nil where
	// it is about networks one by one.
	Paired [][]string
	// Dim sets the series back behind the others.
	Dim bool
}

// About are the networks that the series and its points are about, each once; nil
// for none.
func (s *Series) About() []string {
	if s.Networks != nil {
		return s.Networks
	}
	var names []string
	seen := map[string]bool{}
	for _, pt := range s.Points {
		for _, name := range pt.Networks {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// Spread is the interval round each point of a series; without Ranges there is
// none.
type Spread struct {
	Form   SpreadForm
	Name   string  // what it is: "± std"
	Ranges []Range // one for each point, NaN where it has none
}

// SpreadForm says how a spread is drawn.
type SpreadForm int

// The forms of a spread.
const (
	Ribbon SpreadForm = iota // a translucent band along the curve
	Bars                     // an upright line through each point
)

// Around is the range from v − d to v + d.
func Around(v, d float64) Range { return Range{v - d, v + d} }

// Missing is the range of a point that has none.
func Missing() Range { return Range{math.NaN(), math.NaN()} }

// Colour picks the colour of a series: a category of the palette, or a
// position on the ordered ramp (checkpoints, timesteps, depth).
type Colour struct {
	Category int // from 0; gives dash and marker too
	Ordered  bool
	Position float64 // with Ordered: on the ramp, in [0, 1]
	Muted    bool    // what has no colour of its own; Category gives its marker
	// Ink is the colour of the axes, for what stands beside ordered colours, any of
	// which a category's may be near; Category, from 1, gives dash and marker.
	Ink bool
}

// Ordered is the colour of the i-th of n things in order.
func Ordered(i, n int) Colour {
	c := Colour{Ordered: true}
	if n > 1 {
		c.Position = float64(i) / float64(n-1)
	}
	return c
}

// Order is the key to ordered colours: one step for each name, the first at
// position 0 and the last at 1.
type Order struct {
	Label string
	Names []string
}

// Point is one mark. A Y that is not finite is a gap in the curve.
type Point struct {
	X, Y float64
	Name string // whose point it is, where the series and x do not say; for CSV
	Tip  string // what hover shows, in short lines; "" cannot be hovered
	Pair int    // index into the result's pairs; None for no pair
	// Networks are those that the point is about, where the series has several.
	Networks []string
	// Passed is a place that the curve passes and no datum; it has no marker.
	Passed bool
}

// None is the index of nothing.
const None = -1

// Rule is a thin vertical line across the panel with a label.
type Rule struct {
	X     float64
	Label string
	// Shorter is what may stand for the label where it finds no room, the longest
	// first.
	Shorter []string
	// Strong marks what was measured; others are for orientation.
	Strong bool
	// Within is an interval round X, drawn as a band; the zero value is none.
	Within Range
	// Mark is what hover, a click and the selection know of the line; nil for
	// nothing. Its place does not count.
	Mark *Point
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
	Short      string    // what stands for a label that finds no room, or ""
	// Numbers asks for each value written in its cell where it fits.
	Numbers bool
	// Down puts row 0 at the top, as tables and cluster maps have it.
	Down bool
	// Oblong cells may be wider than high, as rows and columns are different things.
	Oblong bool
	// Networks reports whether rows and columns are networks, in the same order.
	Networks bool
	// Lit are the columns, and of networks the rows, that stand out; nil is all.
	Lit []bool
}

// At is the value of a cell.
func (m *Matrix) At(row, col int) float64 { return m.Values[row*len(m.Cols)+col] }

// Few reports whether there are so few cells that their values can be read.
func (m *Matrix) Few() bool { return len(m.Rows) <= maxNumbered && len(m.Cols) <= maxNumbered }

// Strip is a row of cells above a matrix, one to a column: a piece of metadata
// in colours, explained by a legend of its own.
type Strip struct {
	Label string
	// Names are the categories and Category has one of them for each column, or
	// None. Without Names the strip shows Values, NaN where there is none.
	Names    []string
	Category []int
	Values   []float64
	Scale    Scale // of Values
	Range    Range // that the colours of Values span; the zero value takes it from them
	// Clusters are the colours of the categories where these are the tree's
	// clusters, None for a muted one of a single network; nil elsewhere.
	Clusters []int
	// Ordered draws the categories in the colours of the ordered ramp.
	Ordered bool
	Tips    []string // per column, or nil
	Tip     string   // what hover shows of its name, in short lines; "" is the name
}

// Numeric reports whether the strip shows numbers, not categories.
func (s *Strip) Numeric() bool { return len(s.Names) == 0 }

// Coloured are the categories that have a colour of their own, and whether there
// are single ones besides.
func (s *Strip) Coloured() (shown []int, single bool) {
	for i := range s.Names {
		if s.Clusters != nil && s.Clusters[i] == None {
			single = true
		} else {
			shown = append(shown, i)
		}
	}
	return shown, single
}

// Members are those of the columns that are in a category, or that have no value,
// None.
func (s *Strip) Members(category int, columns []string) []string {
	return s.columns(columns, func(j int) bool { return s.category(j) == category })
}

// Singles are those of the columns that are the only ones of their clusters.
func (s *Strip) Singles(columns []string) []string {
	return s.columns(columns, func(j int) bool {
		c := s.category(j)
		return c != None && s.Clusters != nil && s.Clusters[c] == None
	})
}

// Gaps reports whether columns have no value.
func (s *Strip) Gaps() bool {
	for j := range max(len(s.Category), len(s.Values)) {
		if s.category(j) == None {
			return true
		}
	}
	return false
}

// category is that of a column, None where it has no value; of numbers any is 0.
func (s *Strip) category(j int) int {
	switch {
	case !s.Numeric():
		return s.Category[j]
	case finite(s.Values[j]):
		return 0
	}
	return None
}

func (s *Strip) columns(names []string, in func(int) bool) []string {
	var list []string
	for j, name := range names {
		if in(j) {
			list = append(list, name)
		}
	}
	return list
}

// Hit is the mark under the pointer.
type Hit struct {
	Panel    int
	Series   int // None for all but a point or a curve between points
	Point    int // None for all but a point
	Row, Col int // None for all but a cell
	// Strip is the strip the pointer is on, and Leaf the column there or that of a
	// leaf whose line in the tree it is; None elsewhere.
	Strip, Leaf int
	// Label is the legend entry, or the label of a row, a column or a strip, that
	// the pointer is on, in full; "" elsewhere.
	Label string
	// Branch is the merge of the tree that the pointer is on, None elsewhere and
	// on the line of a single leaf.
	Branch int
	Tip    string
	Pair   int // index into the result's pairs; None for no pair
	// Networks are those that the mark is about; nil for none.
	Networks []string
	// Mark is the mark's box in pixels, the origin at the top left: the whole
	// cell, the square round a point's centre, or what a branch spans.
	Mark Box
	// Below are of a branch or a leaf of the tree the box of all that is below it and,
	// where they are written, that of its networks' names; nil elsewhere.
	Below []Box
}

// NoHit is a hit on nothing in a panel, to be filled in.
func NoHit(panel int) Hit {
	return Hit{
		Panel: panel, Series: None, Point: None, Row: None, Col: None,
		Strip: None, Leaf: None, Branch: None, Pair: None,
	}
}

// IsCell reports whether the mark is a matrix cell.
func (h Hit) IsCell() bool { return h.Row != None }

// Box is a rectangle in pixels, y down.
type Box struct{ X, Y, Width, Height float64 }

// Center is the middle of the box.
func (b Box) Center() (x, y float64) { return b.X + b.Width/2, b.Y + b.Height/2 }
