package figure

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind names what a figure shows; file names and session files use it.
type Kind string

// The kinds of figure.
const (
	KindLayers      Kind = "layers"       // same-named layers of two networks, a curve
	KindLayerMatrix Kind = "layer-matrix" // every layer of A with every layer of B
	KindSpectrum    Kind = "spectrum"     // sorted CCA coefficients of one pair
	KindSpectra     Kind = "spectra"      // those of a layer at several checkpoints
	KindStability   Kind = "stability"    // early and late directions through training
	KindConvergence Kind = "convergence"  // layers through training against a reference
	KindConvergeMap Kind = "converge-map" // the same as a heat map
	KindTimesteps   Kind = "timesteps"    // the steps of a sequence against one of them
	KindStepMatrix  Kind = "step-matrix"  // all steps of a sequence against all
	KindGroups      Kind = "groups"       // pairs within groups and between them, by layer
	KindAgainst     Kind = "against"      // a column of metadata against the distance
	KindClusters    Kind = "clusters"     // dendrogram, ordered matrix, metadata
	KindClusterMap  Kind = "cluster-map"  // networks in the plane, by multidimensional scaling
	KindMetadata    Kind = "metadata"     // two columns of metadata
	KindSynthetic   Kind = "synthetic"    // measures against a known truth
	KindToyRNN      Kind = "toy-rnn"      // measures on toy recurrent networks
	KindUncertainty Kind = "uncertainty"  // a value in its permutation null
	KindGrid        Kind = "grid"         // several figures
)

// Figure is everything a picture shows.
type Figure struct {
	Kind    Kind
	Title   string // what it is, in a few words; not drawn, goes into the file
	Caption string // one sentence on how to read it; not drawn
	// Panels are stacked from top to bottom and share the x axis of the last,
	// unless Arrange says otherwise.
	Panels  []Panel
	Arrange Arrangement
	// Grid says that the panels are those of several figures; nil for one.
	Grid *Grid
	// Note stands in the middle of an empty figure and says why it is empty.
	Note string
}

// Empty reports whether there is nothing to draw but the note.
func (f Figure) Empty() bool { return len(f.Panels) == 0 }

// Nothing is ErrEmpty with what the note says, for a figure that is empty.
func (f Figure) Nothing() error {
	clause := strings.TrimSuffix(f.Note, ".")
	if first, size := utf8.DecodeRuneInString(clause); size < len(clause) && unicode.IsLower(rune(clause[size])) || strings.HasPrefix(clause, "A ") {
		clause = string(unicode.ToLower(first)) + clause[size:]
	}
	return fmt.Errorf("%w: %s", ErrEmpty, clause)
}

// Arrangement says where the panels of a figure stand.
type Arrangement int

// The arrangements.
const (
	Stacked   Arrangement = iota // one above the other, on one x axis
	Multiples                    // side by side where the sheet is wide enough, else stacked
)

// Panel is one pair of axes. It holds either series (and rules) or a matrix.
type Panel struct {
	Title  string // above the panel, where several stand together
	X, Y   Axis
	Series []Series
	Rules  []Rule
	// Order is the key to the series with ordered colours; nil for none.
	Order *Order
	// Text is a remark in a free corner, such as r = −0.96.
	Text string
	// Shorter is what may stand for the remark where it finds no room, the longest
	// first.
	Shorter []string
	Matrix  *Matrix
	// Tree stands above the matrix, its leaves over the columns; Strips lie
	// between the two.
	Tree   *Tree
	Strips []Strip
	// Networks are those that all of the panel is about, where others stand beside
	// it; nil for none.
	Networks []string
	// Square gives a unit the same length in both directions.
	Square bool
	// Apart moves dots that would hide one another aside, as little as shows each.
	Apart bool
	// Share is the panel's height as a multiple of the other panels'; 0 means 1.
	Share float64
}

// Axis is one direction of a panel.
type Axis struct {
	Label string
	// Short is what stands for a label that finds no room; "" means that its
	// middle goes.
	Short string
	// Range is what the axis spans; the zero value takes it from the data. With
	// Categories it is ignored.
	Range Range
	// Categories name the positions 0, 1, 2 …; nil means a numeric axis.
	Categories []string
	// First is the position of the first category among all there are, where a
	// part of them is shown; of a matrix that of its first column.
	First int
	// At are the numbers that have ticks; nil means round ones.
	At []float64
	// Holds are numbers that a numeric axis has room for as if its own panel had
	// them.
	Holds []float64
	// Whole keeps ticks at whole numbers.
	Whole bool
	Scale Scale
	// Bare leaves out the tick labels, where the numbers mean nothing.
	Bare bool
}

// Scale says how numbers become lengths.
type Scale int

// The scales.
const (
	Linear Scale = iota
	// Log is logarithmic for positive numbers. Zero stands at a place of its own
	// left of them, set off by a break in the axis; negative numbers are left out.
	Log
)

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

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
