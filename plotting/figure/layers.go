package figure

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/semblance-app/semblance/core/analysis"
	labelnames "github.com/semblance-app/semblance/core/names"
	"github.com/semblance-app/semblance/core/similarity"
)

// Quantity is which of the two complementary numbers a figure shows.
type Quantity int

// The quantities.
const (
	Similarity Quantity = iota
	Distance            // 1 − similarity; for Euclidean a ratio of lengths
)

// String is the quantity's name in axis labels.
func (q Quantity) String() string {
	if q == Distance {
		return "distance"
	}
	return "similarity"
}

// of is the pair's number.
func (q Quantity) of(p *analysis.Pair) float64 {
	if q == Distance {
		return p.Distance
	}
	return p.Similarity
}

// null is the null level on the same scale, NaN where none is known.
func (q Quantity) null(p *analysis.Pair) float64 {
	switch {
	case p.Null == nil:
		return math.NaN()
	case q == Distance:
		return 1 - *p.Null
	}
	return *p.Null
}

// CellNumbers says whether matrix cells carry their value as text.
type CellNumbers int

// The choices. Numbers that do not fit their cell are never drawn.
const (
	NumbersWhenFew CellNumbers = iota // up to 12 × 12 cells
	NumbersNever
)

// LayersOptions chooses what Layers shows. The zero value shows similarity,
// with numbers in the cells of a small matrix.
type LayersOptions struct {
	Show    Quantity
	Numbers CellNumbers
}

// Most cells per side that carry numbers.
const maxNumbered = 12

// Layers shows the comparison of two networks: a curve over the layers they
// share, or, where every layer was compared with every layer, a heat map.
// A result without a single value gives an empty figure whose note says why.
func Layers(res *analysis.LayersResult, opts LayersOptions) Figure {
	if res == nil || len(res.Pairs) == 0 {
		return Figure{Kind: KindLayers, Title: "Layers", Note: "There are no layers to compare."}
	}
	if !slices.ContainsFunc(res.Pairs, func(p analysis.Pair) bool { return finite(opts.Show.of(&p)) }) {
		return Figure{Kind: KindLayers, Title: "Layers", Note: orElse(res.Pairs[0].Refused, "No pair of layers has a value.")}
	}
	if res.AllLayers {
		return layerMatrix(res, opts)
	}
	return layerCurve(res, opts)
}

func layerCurve(res *analysis.LayersResult, opts LayersOptions) Figure {
	a, b := names(&res.Pairs[0])
	data := Series{Name: versus(a, b), Networks: ends(&res.Pairs[0]), Points: make([]Point, 0, len(res.Pairs))}
	null := Series{Name: "null level", Shorter: []string{"null"}, Role: Null}
	span, hasNull, tips := Unit(), false, tips(res.Pairs, opts.Show)
	for i := range res.Pairs {
		p := &res.Pairs[i]
		value, level := opts.Show.of(p), opts.Show.null(p)
		data.Points = append(data.Points, Point{X: float64(i), Y: value, Tip: tips[i], Pair: i})
		null.Points = append(null.Points, Point{X: float64(i), Y: level, Pair: None})
		span = span.Span(value, level)
		hasNull = hasNull || finite(level)
	}
	series := []Series{data}
	if hasNull {
		series = append(series, null)
	}
	series = append(series, absent(data)...)
	y := valueAxis(res.Measure, res.Side, opts.Show)
	y.Range = span
	return Figure{
		Kind:    KindLayers,
		Title:   sentence("%s %s of %s by layer", res.Measure.Title(), opts.Show, both(a, b)),
		Caption: curveCaption(res, opts.Show, hasNull),
		Panels: []Panel{{
			X:      Axis{Label: "layer", Categories: res.LayersA},
			Y:      y,
			Series: series,
		}},
	}
}

func layerMatrix(res *analysis.LayersResult, opts LayersOptions) Figure {
	a, b := names(&res.Pairs[0])
	rows, cols := len(res.LayersA), len(res.LayersB)
	m := &Matrix{
		Rows:    res.LayersA,
		Cols:    res.LayersB,
		Values:  make([]float64, rows*cols),
		Tips:    make([]string, rows*cols),
		Pairs:   make([]int, rows*cols),
		Range:   Unit(),
		Numbers: opts.Numbers == NumbersWhenFew && rows <= maxNumbered && cols <= maxNumbered,
	}
	for i := range m.Values {
		m.Values[i], m.Pairs[i] = math.NaN(), None
	}
	for i := range min(len(res.Pairs), len(m.Values)) {
		m.Values[i], m.Pairs[i] = opts.Show.of(&res.Pairs[i]), i
	}
	copy(m.Tips, tips(res.Pairs, opts.Show))
	m.Range = m.Range.Span(m.Values...)
	return Figure{
		Kind:    KindLayerMatrix,
		Title:   sentence("%s %s of %s", res.Measure.Title(), opts.Show, everyLayer(a, b)),
		Caption: matrixCaption(res, opts.Show, a, b),
		Panels: []Panel{{
			X:      Axis{Label: b + ", layer", Short: apartFrom(b, a), Categories: res.LayersB},
			Y:      Axis{Label: a + ", layer", Short: apartFrom(a, b), Categories: res.LayersA},
			Matrix: m.labelled(valueAxis(res.Measure, res.Side, opts.Show)),
		}},
	}
}

// apartFrom is a name without much of what a long one shares with another.
func apartFrom(name, other string) string {
	const most = 24 // characters
	shared := labelnames.SharedBy(slices.Values([]string{name, other}))
	return shared.Cut(name, func(s string) bool { return utf8.RuneCountInString(s) <= most })
}

// everyLayer names what a matrix of all layers compares.
func everyLayer(a, b string) string {
	if a == b {
		return "all layers of " + a
	}
	return fmt.Sprintf("every layer of %s with every layer of %s", a, b)
}

func curveCaption(res *analysis.LayersResult, q Quantity, hasNull bool) string {
	s := fmt.Sprintf("Each point compares the layer of that name in the two networks; the %s, the more alike%s",
		direction(q), weighting(res))
	if hasNull {
		s += "; the dashed line is what independent data of the same size would score"
	}
	return s + "."
}

func matrixCaption(res *analysis.LayersResult, q Quantity, a, b string) string {
	return fmt.Sprintf("Each cell compares a layer of %s (row) with a layer of %s (column), depth growing up and right; the %s, the more alike%s.",
		a, b, direction(q), weighting(res))
}

func direction(q Quantity) string {
	if q == Distance {
		return "lower"
	}
	return "higher"
}

// weighting says whose neurons weighted the coefficients, which matters for
// PWCCA alone.
func weighting(res *analysis.LayersResult) string {
	if res.Measure != similarity.PWCCA && res.Measure != "" {
		return ""
	}
	switch res.Side {
	case similarity.Second:
		return " (weights from the second network)"
	case similarity.Both:
		return " (mean of both sides' weights)"
	}
	return " (weights from the first network)"
}
