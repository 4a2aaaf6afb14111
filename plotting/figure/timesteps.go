package figure

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
)

// TimestepsOptions chooses how Timesteps is drawn.
type TimestepsOptions struct {
	Form TimestepsForm
}

// TimestepsForm is one of the two ways to draw timesteps.
type TimestepsForm int

// The forms.
const (
	StepCurves TimestepsForm = iota // against the reference
	StepMatrix                      // every timestep against every other, where the result has that
)

// Timesteps shows how the states of sequence models approach those at a
// reference timestep (Morcos et al. 2018, figures A2–A4): a panel for each
// measure, conditions overlaid.
func Timesteps(res *analysis.TimestepsResult, opts TimestepsOptions) Figure {
	if res == nil || !slices.ContainsFunc(res.Series, func(s analysis.TimestepSeries) bool { return slices.ContainsFunc(s.Distance, finite) }) {
		note := "There are no timesteps to compare."
		if res != nil {
			note = firstWarning(res.Warnings, note)
		}
		return empty(KindTimesteps, "Timesteps", note)
	}
	if opts.Form == StepMatrix && len(res.Matrices) > 0 {
		return timestepMatrices(res)
	}
	fig := Figure{
		Kind:  KindTimesteps,
		Title: "Distance of each timestep from " + timestepReference(res),
		Caption: fmt.Sprintf("States of a sequence model at each timestep against those at %s: the lower, the nearer%s",
			timestepReference(res), spreadWords(res)),
		Arrange: Multiples,
	}
	for _, m := range res.Measures {
		fig.Panels = append(fig.Panels, timestepPanel(res, m))
	}
	sameWords(fig.Panels)
	if slices.ContainsFunc(fig.Panels, hasNull) {
		fig.Caption += nearNull
	}
	fig.Caption += "."
	return fig
}

// timestepLine is a curve before it has its colour.
type timestepLine struct {
	network, layer string
	x, y, std      []float64
	null           []float64
	networks       []string // that it is the mean of, or the one
	pair           int      // of the first point, None where points are no pairs
}

func timestepPanel(res *analysis.TimestepsResult, m similarity.Measure) Panel {
	lines := timestepLines(res, m)
	p := Panel{
		X: Axis{Label: "timestep", Whole: true},
		Y: valueAxis(m, res.Side, Distance),
	}
	name := lineNames(lines)
	order := &Order{Label: "series"}
	var nulls []levels
	var curves []Series
	for i, l := range lines {
		// Layers have an order; so many lines have no other colours left.
		colour := Colour{Category: i}
		if len(lines) > mostCategories || name.layersOnly {
			colour = Ordered(i, len(lines))
			p.Order = order
		}
		s := curve(name.of(l), colour, l.x, l.y)
		s.Spread, s.Networks = around("± std", l.y, l.std), l.networks
		order.Names = append(order.Names, s.Name)
		for k := range s.Points {
			s.Points[k].Tip = tip(join(l.network, l.layer), fmt.Sprintf("timestep %s vs %s", compact(l.x[k]), timestepReference(res)),
				m.Title()+" distance "+plusMinus(l.y[k], at(l.std, k)), nullTip(at(l.null, k)))
			if l.pair != None {
				s.Points[k].Pair = l.pair + k
			}
		}
		curves, nulls = append(curves, s), append(nulls, levels{l.x, l.null})
	}
	switch {
	case name.layersOnly:
		order.Label = "layer"
	case res.By != "" && res.By != analysis.AllRuns:
		order.Label, p.Order = spaced(res.By), order
	}
	if !slices.ContainsFunc(curves, hasValue) { // another panel has values
		p.Text, p.Order = "no value", nil
		p.X.Holds, p.Y.Range = lines[0].x, Unit()
		return p
	}
	p.Series = append(append(valued(curves), lowest(nulls)), absent(curves...)...)
	p.Y.Range = span(p.Series...)
	return p
}

// Most categories that differ in colour.
const mostCategories = 8

// timestepLines are the conditions, or, where networks are not gathered, the
// sequences themselves.
func timestepLines(res *analysis.TimestepsResult, m similarity.Measure) []timestepLine {
	var lines []timestepLine
	for _, c := range res.Conditions {
		if c.Measure == m {
			name := c.Name
			if res.By == analysis.AllRuns {
				name = fmt.Sprintf("mean of %d networks", len(c.Networks))
			}
			lines = append(lines, timestepLine{name, c.Layer, c.X, c.Mean, c.Std, c.Null, c.Networks, None})
		}
	}
	if len(lines) > 0 {
		return lines
	}
	first := 0
	for _, s := range res.Series {
		if s.Measure == m {
			lines = append(lines, timestepLine{s.Network, s.Layer, s.X, s.Distance, nil, s.Null, []string{s.Network}, paired(res, first)})
		}
		first += len(s.X)
	}
	return lines
}

// paired is the index of a pair, counted by the series' points and after them by
// the cells of the matrices. The rows of one long sequence have no spectrum of
// their own to open.
func paired(res *analysis.TimestepsResult, index int) int {
	if res.Modulo > 0 {
		return None
	}
	return index
}

// lineNaming says which parts of a line's name tell lines apart.
type lineNaming struct{ networks, layers, layersOnly bool }

func lineNames(lines []timestepLine) lineNaming {
	var n lineNaming
	for _, l := range lines {
		n.networks = n.networks || l.network != lines[0].network
		n.layers = n.layers || l.layer != lines[0].layer
	}
	n.layersOnly = n.layers && !n.networks
	return n
}

func (n lineNaming) of(l timestepLine) string {
	switch {
	case n.networks && n.layers:
		return l.network + ", " + l.layer
	case n.layers:
		return l.layer
	}
	return l.network
}

func timestepMatrices(res *analysis.TimestepsResult) Figure {
	fig := Figure{
		Kind:    KindStepMatrix,
		Title:   "Distances between all timesteps",
		Caption: "Each cell compares the states of a sequence model at two timesteps: the darker, the more alike, and the diagonal is each timestep with itself.",
		Arrange: Multiples,
	}
	var lines []timestepLine
	for _, t := range res.Matrices {
		lines = append(lines, timestepLine{network: t.Network, layer: t.Layer})
	}
	name := lineNames(lines)
	first := 0
	for _, s := range res.Series {
		first += len(s.X)
	}
	for k, t := range res.Matrices {
		m := (&Matrix{}).labelled(valueAxis(t.Measure, res.MatrixSide, Distance))
		for i, x := range t.X {
			m.Rows = append(m.Rows, compact(x))
			m.Values = append(m.Values, t.Distance[i]...)
			for j := range t.X {
				m.Pairs = append(m.Pairs, paired(res, first+i*len(t.X)+j))
				null := ""
				if i < len(t.Null) {
					null = nullTip(at(t.Null[i], j))
				}
				m.Tips = append(m.Tips, tip(join(t.Network, t.Layer), fmt.Sprintf("timesteps %s and %s", compact(x), compact(t.X[j])),
					"distance "+short(at(t.Distance[i], j)), null))
			}
		}
		m.Cols, m.Range = m.Rows, Unit().Span(m.Values...)
		m.Numbers = len(m.Rows) <= maxNumbered
		first += len(t.X) * len(t.X)
		p := Panel{X: Axis{Label: "timestep"}, Y: Axis{Label: "timestep"}, Matrix: m, Networks: []string{t.Network}}
		if name.networks || name.layers {
			p.Title = name.of(lines[k])
		}
		fig.Panels = append(fig.Panels, p)
	}
	sameColours(fig.Panels)
	return fig
}

func timestepReference(res *analysis.TimestepsResult) string {
	if i, ok := res.Reference.Index(); ok {
		return fmt.Sprintf("timestep %d", i)
	}
	return "the last"
}

func spreadWords(res *analysis.TimestepsResult) string {
	if len(res.Conditions) > 0 {
		return ", mean ± std over networks"
	}
	return ""
}
