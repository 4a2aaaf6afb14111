package analysis

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/warning"
)

// fill takes in the compared pairs.
func (r *TimestepsResult) fill(comparisons []timestepComparison) error {
	pairs := make([]Pair, len(comparisons))
	for i, c := range comparisons {
		if pairs[i] = c.pair; c.pair.Refused == "" {
			r.put(c)
		}
	}
	r.Warnings = warning.Merge(r.Warnings, cautions(pairs)...)
	return allRefused(pairs)
}

func (r *TimestepsResult) put(c timestepComparison) {
	null := nullOf(c.pair)
	if c.at < 0 {
		s := &r.Series[c.target]
		s.N, s.Distance[c.column], s.Null[c.column] = c.pair.N, c.pair.Distance, null
		return
	}
	m := &r.Matrices[c.target]
	m.N, m.Distance[c.at][c.column], m.Null[c.at][c.column] = c.pair.N, c.pair.Distance, null
	if m.Measure != similarity.PWCCA || r.MatrixSide == similarity.Both {
		m.Distance[c.column][c.at], m.Null[c.column][c.at] = c.pair.Distance, null
	}
}

// gather averages over the networks of a condition.
func (r *TimestepsResult) gather(catalog Training, by string) error {
	if by == "" {
		return nil
	}
	var without []string
	members := map[int][]TimestepSeries{} // by index of Conditions
	for _, s := range r.Series {
		name, ok := conditionOf(catalog, s.Network, by)
		if !ok {
			if !slices.Contains(without, s.Network) {
				without = append(without, s.Network)
			}
			continue
		}
		i := slices.IndexFunc(r.Conditions, func(c TimestepCondition) bool {
			return c.Name == name && c.Measure == s.Measure && c.Layer == s.Layer
		})
		if i < 0 {
			i = len(r.Conditions)
			r.Conditions = append(r.Conditions, TimestepCondition{Name: name, Measure: s.Measure, Layer: s.Layer})
		}
		members[i] = append(members[i], s)
	}
	if len(r.Conditions) == 0 {
		return fmt.Errorf("no network has a value in the metadata column %s; choose another, or %s to take all networks as runs of one condition", by, AllRuns)
	}
	for _, name := range without {
		r.Warnings = append(r.Warnings, warning.Warning{
			Code: warning.Metadata, Message: fmt.Sprintf("%s has no value in the metadata column %s and is in no condition.", name, by),
		})
	}
	for i := range r.Conditions {
		r.Conditions[i].average(members[i])
	}
	return nil
}

func conditionOf(catalog Training, network, by string) (string, bool) {
	if by == AllRuns {
		return "all", true
	}
	n, _ := catalog.Network(network)
	value := n.Metadata[by]
	return value, value != ""
}

// average takes at each timestep the networks that have it.
func (c *TimestepCondition) average(runs []TimestepSeries) {
	for _, s := range runs {
		c.Networks = append(c.Networks, s.Network)
		if len(s.X) > len(c.X) {
			c.X = s.X
		}
	}
	n := len(c.X)
	c.Mean, c.Std, c.Null = missing(n), missing(n), missing(n)
	for i := range n {
		var distances, nulls []float64
		for _, s := range runs {
			if i < len(s.X) && !math.IsNaN(s.Distance[i]) {
				distances = append(distances, s.Distance[i])
				nulls = append(nulls, s.Null[i])
			}
		}
		if len(distances) > 0 {
			// gonum's sample standard deviation of one value is NaN.
			c.Mean[i], c.Std[i] = stat.MeanStdDev(distances, nil)
			c.Null[i] = stat.Mean(nulls, nil)
		}
	}
}
