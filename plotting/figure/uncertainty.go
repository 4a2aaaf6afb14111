package figure

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/analysis"
)

// UncertaintyOptions chooses what Uncertainty shows.
type UncertaintyOptions struct {
	Show Quantity
}

// Uncertainty shows one pair's similarity beside those that shuffled datapoints
// give, with the interval that subsampling gives it.
func Uncertainty(res *analysis.UncertaintyResult, opts UncertaintyOptions) Figure {
	if res == nil || !finite(res.Pair.Similarity) || res.Permutation == nil && res.Subsampling == nil {
		note := "There is nothing to show."
		if res != nil {
			note = orElse(res.Pair.Refused, firstWarning(res.Warnings, note))
		}
		return empty(KindUncertainty, "Uncertainty", note)
	}
	a, b := names(&res.Pair)
	observed := opts.Show.of(&res.Pair)
	panel := Panel{
		X:     valueAxis(res.Measure, res.Side, opts.Show),
		Y:     Axis{Label: "shuffled pairs", Bare: res.Permutation == nil},
		Rules: []Rule{{X: observed, Label: "observed " + short(observed), Strong: true, Mark: observedMark(res, opts.Show)}},
	}
	if s := res.Subsampling; s != nil {
		low, high := opts.Show.ends(s)
		panel.Rules[0].Within = Range{low, high}
	}
	if p := res.Permutation; p != nil {
		values := make([]float64, len(p.Values))
		for i, v := range p.Values {
			values[i] = opts.Show.turned(v)
		}
		panel.Series = []Series{histogram("datapoints shuffled", values)}
		panel.Series[0].Networks = ends(&res.Pair)
		rule := &panel.Rules[0]
		rule.Shorter = []string{short(observed) + ", " + byChance(p)}
		rule.Label += ", " + byChance(p)
		panel.Y.Range = Range{0, tallest(panel.Series[0])}
		panel.X.Range = apartOnUnit(values, panel.Rules[0])
	} else {
		alone(&panel, opts.Show.null(&res.Pair))
	}
	if s := res.Subsampling; s != nil {
		// The band is that of the rule; this names it in the legend.
		panel.Series = append(panel.Series, Series{Name: fmt.Sprintf("%.0f %% interval", 100*s.Level), Form: Histogram, Colour: Colour{Category: 1}})
	}
	against := "against chance"
	if res.Permutation == nil {
		against = "with its interval"
	}
	return Figure{
		Kind:    KindUncertainty,
		Title:   sentence("%s %s of %s %s", res.Measure.Title(), opts.Show, layers(&res.Pair), against),
		Caption: uncertaintyCaption(res, opts.Show, versus(a, b)),
		Panels:  []Panel{panel},
	}
}

// alone shows an interval on the whole scale, with the null level where it is known:
// nothing else says how narrow it is.
func alone(panel *Panel, null float64) {
	panel.Y.Label = ""
	panel.X.Range = Unit().Span(panel.Rules[0].Within.Min, panel.Rules[0].Within.Max)
	if finite(null) {
		panel.Rules = append(panel.Rules, Rule{X: null, Label: "null level"})
	}
}

// apartOnUnit is the whole scale where what was observed lies far from chance, so that
// the distance is seen for what it is; else nothing, which is that of the data.
func apartOnUnit(chance []float64, observed Rule) Range {
	const far = 0.25
	r := Range{observed.X, observed.X}.Span(chance...)
	if !observed.Within.IsZero() {
		r = r.Span(observed.Within.Min, observed.Within.Max)
	}
	if r.Max-r.Min < far {
		return Range{}
	}
	return Unit().Span(r.Min, r.Max)
}

// observedMark tells of the pair as it was recorded; it is the only one.
func observedMark(res *analysis.UncertaintyResult, q Quantity) *Point {
	a, b := names(&res.Pair)
	interval, null := "", ""
	if s := res.Subsampling; s != nil {
		low, high := q.ends(s)
		interval = fmt.Sprintf("%.0f %% interval %s to %s", 100*s.Level, short(low), short(high))
	}
	if p := res.Permutation; p != nil {
		null = fmt.Sprintf("by chance %s", plusMinus(q.turned(p.Mean), p.Std))
	}
	return &Point{
		Pair: 0, Networks: ends(&res.Pair),
		Tip: tip(layers(&res.Pair), versus(a, b), q.String()+" "+short(q.of(&res.Pair)), interval, null),
	}
}

// ends are those of an interval, the lower first.
func (q Quantity) ends(s *analysis.SubsamplingInterval) (low, high float64) {
	low, high = q.turned(s.Low), q.turned(s.High)
	return min(low, high), max(low, high)
}

// turned is a similarity as the quantity.
func (q Quantity) turned(similarity float64) float64 {
	if q == Distance {
		return 1 - similarity
	}
	return similarity
}

func uncertaintyCaption(res *analysis.UncertaintyResult, q Quantity, pair string) string {
	s := fmt.Sprintf("The line is the %s of %s of %s, %s", q, layers(&res.Pair), pair, short(q.of(&res.Pair)))
	if i := res.Subsampling; i != nil {
		low, high := q.ends(i)
		s += fmt.Sprintf(", in its %.0f %% interval from %s to %s by %d subsamples of the datapoints", 100*i.Level, short(low), short(high), i.Subsamples)
	}
	if p := res.Permutation; p != nil {
		s += fmt.Sprintf("; the bars are what %d shufflings of one layer's datapoints give, which is chance (%s)", p.Permutations, byChance(p))
	} else if finite(q.null(&res.Pair)) {
		s += "; near the null level a value says nothing"
	}
	return s + "."
}

// byChance is the p-value of a null, a bound where no shuffling reached what was
// observed: more of them might have made it less.
func byChance(null *analysis.PermutationNull) string {
	if null.Unreached() {
		return "p ≤ " + pValue(null.PValue)
	}
	return "p = " + pValue(null.PValue)
}

// pValue is a p-value to two digits.
func pValue(p float64) string { return fmt.Sprintf("%.2g", p) }

// histogram counts values in bins of equal, round width.
func histogram(name string, values []float64) Series {
	width := binWidth(values)
	first := math.Floor(slices.Min(values) / width)
	counts := make([]int, int(math.Floor(slices.Max(values)/width)-first)+1)
	for _, v := range values {
		counts[int(math.Floor(v/width)-first)]++
	}
	s := Series{Name: name, Form: Histogram, Colour: Colour{Category: 0}}
	for i, n := range counts {
		from := (first + float64(i)) * width
		s.Points = append(s.Points, Point{
			X: from + width/2, Y: float64(n), Pair: None,
			Tip: tip(fmt.Sprintf("%s to %s", compact(from), compact(from+width)), fmt.Sprintf("%d of %d", n, len(values))),
		})
	}
	s.Width = width
	return s
}

// binWidth is that of Freedman and Diaconis (1981), twice the interquartile range over
// the cube root of the number of values, to the nearest round number; no more than
// mostBins of them hold the values.
func binWidth(values []float64) float64 {
	const mostBins = 60
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	quartile := func(p float64) float64 { return stat.Quantile(p, stat.LinInterp, sorted, nil) }
	width := 2 * (quartile(0.75) - quartile(0.25)) / math.Cbrt(float64(n))
	return roundWidth(max(width, (sorted[n-1]-sorted[0])/mostBins))
}

// roundWidth is the 1, 2 or 5 times a power of ten that is nearest to v by its ratio;
// for no spread at all a hundredth.
func roundWidth(v float64) float64 {
	if !(v > 1e-9) {
		return 0.01
	}
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	near := unit
	for _, m := range []float64{2, 5, 10} {
		if math.Abs(math.Log(m*unit/v)) < math.Abs(math.Log(near/v)) {
			near = m * unit
		}
	}
	return near
}

func tallest(s Series) float64 {
	top := 1.0
	for _, p := range s.Points {
		top = max(top, p.Y)
	}
	return 1.15 * top
}
