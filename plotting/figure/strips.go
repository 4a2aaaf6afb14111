package figure

import (
	"fmt"
	"math"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
)

const (
	mostStrips = 3
	// More categories than this are no longer told apart by colour.
	mostInStrip = 24
)

// Barred are the metadata columns that a bar beside the tree can show: numbers,
// and words that networks share.
func Barred(res *analysis.ClustersResult) []string {
	var names []string
	for _, c := range res.Columns {
		if BarReason(res, c.Name) == "" {
			names = append(names, c.Name)
		}
	}
	return names
}

// BarReason is why no bar can show a column, "" where one can.
func BarReason(res *analysis.ClustersResult, column string) string {
	i := slices.IndexFunc(res.Columns, func(c analysis.Column) bool { return c.Name == column })
	if i < 0 || len(distinct(res.Columns[i])) == 0 {
		return "no network has a value"
	}
	switch c := res.Columns[i]; {
	case numeric(c) || words(c):
		return ""
	case len(distinct(c)) > mostInStrip:
		return fmt.Sprintf("more than %d values", mostInStrip)
	}
	return "all have the same value"
}

// FirstBarred are the few of them that have a bar unless others are chosen: what says
// something of the networks and does not merely identify them, those that make groups
// first.
func FirstBarred(res *analysis.ClustersResult) []string {
	var first []analysis.Column
	for _, c := range res.Columns {
		if (numeric(c) || words(c)) && !identifies(c) {
			first = append(first, c)
		}
	}
	slices.SortStableFunc(first, func(a, b analysis.Column) int { return telling(a) - telling(b) })
	var names []string
	for _, c := range first[:min(mostStrips, len(first))] {
		names = append(names, c.Name)
	}
	return names
}

// columnStrips are the strips of the columns asked for; none means the first few.
// Columns that no strip can show have none.
func columnStrips(res *analysis.ClustersResult, asked []string) []Strip {
	if len(asked) == 0 {
		asked = FirstBarred(res)
	}
	var strips []Strip
	for _, name := range asked {
		i := slices.IndexFunc(res.Columns, func(c analysis.Column) bool { return c.Name == name })
		if i >= 0 && (numeric(res.Columns[i]) || words(res.Columns[i])) {
			strips = append(strips, columnStrip(res, res.Columns[i]))
		}
	}
	return strips
}

// numeric reports whether the strip of a column shows numbers.
func numeric(c analysis.Column) bool {
	return slices.ContainsFunc(c.Numbers, finite) && (!c.Categorical || len(distinct(c)) > mostInStrip)
}

// words reports whether the strip of a column shows categories: not as many as
// there are networks, and no more than colours tell apart.
func words(c analysis.Column) bool {
	n := len(distinct(c))
	return c.Categorical && n > 0 && n <= mostInStrip
}

// telling is the place of a column among those that have a strip: first what
// makes groups, then measured numbers, and last what few networks have or all share.
func telling(c analysis.Column) int {
	switch {
	case 2*filled(c) < len(c.Values) || len(distinct(c)) == 1:
		return 2
	case c.Categorical:
		return 0
	}
	return 1
}

// filled counts the networks that have a value.
func filled(c analysis.Column) (n int) {
	for _, v := range c.Values {
		if v != "" {
			n++
		}
	}
	return n
}

// identifies reports whether a column numbers or names the networks, as seeds do:
// one that says so, or whole numbers or words of which no two are the same.
func identifies(c analysis.Column) bool {
	if study.Repeats(c.Name) {
		return true
	}
	measured := func(v float64) bool { return finite(v) && v != math.Trunc(v) }
	return len(distinct(c)) == filled(c) && !slices.ContainsFunc(c.Numbers, measured)
}

func columnStrip(res *analysis.ClustersResult, c analysis.Column) Strip {
	s := Strip{Label: spaced(c.Name)}
	if a, ok := res.Agreement[c.Name]; ok && finite(a) && res.Cut.Count > 1 {
		s.Tip = tip(s.Label, minus(fmt.Sprintf("adjusted Rand index of the clusters with it %.2f", a)))
	}
	if !numeric(c) {
		s.Names = distinct(c)
		s.Ordered = c.Numbers != nil && len(s.Names) > 2 && !study.Repeats(c.Name)
	}
	for _, i := range res.Order {
		s.Tips = append(s.Tips, fmt.Sprintf("%s\n%s %s", res.Labels[i], c.Name, orElse(c.Values[i], "missing")))
		if s.Numeric() {
			s.Values = append(s.Values, at(c.Numbers, i))
		} else {
			s.Category = append(s.Category, slices.Index(s.Names, c.Values[i]))
		}
	}
	s.Scale = scaleOf(s.Values)
	return s
}

// scaleOf is logarithmic for positive numbers that grow by large factors.
func scaleOf(values []float64) Scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if finite(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	if low > 0 && high >= 50*low {
		return Log
	}
	return Linear
}

// distinct are the values of a column, numbers ascending and words in the order
// they come up in.
func distinct(c analysis.Column) []string {
	var names []string
	numbers := map[string]float64{}
	for i, v := range c.Values {
		if v != "" && !slices.Contains(names, v) {
			names = append(names, v)
			numbers[v] = at(c.Numbers, i)
		}
	}
	if c.Numbers != nil {
		slices.SortStableFunc(names, func(a, b string) int { return int(math.Copysign(1, numbers[a]-numbers[b])) })
	}
	return names
}
