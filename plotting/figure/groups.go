package figure

import (
	"fmt"
	"math"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/spelling"
)

// GroupsOptions chooses how Groups is drawn. The zero value draws layers on the
// x axis with the standard deviation over pairs.
type GroupsOptions struct {
	Form   GroupsForm
	Layer  string // of the other forms; "" is the last that has a value
	Spread GroupSpread
	Pairs  SinglePairs
}

// GroupsForm is what stands on the x axis.
type GroupsForm int

// The forms.
const (
	ByLayer   GroupsForm = iota // layers, a ribbon for each group and between (figure 3)
	ByNumber                    // the numbers that make the groups (figure 4a)
	AgainstIt                   // a column of metadata, a dot for each network or pair (figure 4b)
)

// GroupSpread is what ribbons and bars show.
type GroupSpread int

// The spreads.
const (
	StdSpread      GroupSpread = iota // sample standard deviation over pairs
	IntervalSpread                    // 95 % interval of the mean, by a jackknife over networks
	NoSpread
)

// SinglePairs says whether every pair has a dot.
type SinglePairs int

// The choices.
const (
	PairsHidden SinglePairs = iota
	PairsShown
)

// Groups shows the distances of networks within groups and between them (Morcos
// et al. 2018, figures 3, 4, A5, A7, A9 and A10).
func Groups(res *analysis.GroupsResult, opts GroupsOptions) Figure {
	if res == nil || !slices.ContainsFunc(res.Groups, func(g analysis.GroupSeries) bool { return slices.ContainsFunc(g.Mean, finite) }) {
		note := "There are no pairs of networks to compare."
		if res != nil {
			note = firstWarning(res.Warnings, note)
		}
		return empty(KindGroups, "Groups", note)
	}
	switch opts.Form {
	case ByNumber:
		return groupsByNumber(res, opts)
	case AgainstIt:
		return groupsAgainst(res, opts)
	}
	return groupsByLayer(res, opts)
}

// Most groups whose pairs between are drawn one by one.
const mostBetween = 3

func groupsByLayer(res *analysis.GroupsResult, opts GroupsOptions) Figure {
	list := shownGroups(res)
	x := counting(len(res.Layers))
	p := Panel{
		X: Axis{Label: "layer", Categories: res.Layers},
		Y: valueAxis(res.Measure, res.Side, Distance),
	}
	var nulls []levels
	within := count(list, analysis.Within)
	var curves []Series
	for i, g := range list {
		colour := Colour{Category: i}
		switch ordered := res.Numeric && within > 2; {
		case ordered && g.Kind == analysis.Within:
			colour = Ordered(i, within)
		case ordered:
			colour = Colour{Category: 1 + i - within, Ink: true}
		}
		s := curve(g.Name, colour, x, g.Mean)
		s.Spread, s.Networks, s.Paired = groupSpread(g, opts.Spread), membersOf(res, g), pairedBy(res, g)
		for k := range s.Points {
			s.Points[k].Tip = groupTip(g, res.Layers[k], k)
		}
		nulls = append(nulls, levels{x, g.Null})
		if opts.Pairs == PairsShown {
			p.Series = append(p.Series, singlePairs(res, g, colour, dodge(i, len(list))))
		}
		p.Series, curves = append(p.Series, s), append(curves, s)
	}
	if res.Numeric && within > 2 {
		p.Order = &Order{Label: spaced(res.By)}
		for _, g := range list[:within] {
			p.Order.Names = append(p.Order.Names, g.Name)
		}
	}
	p.Series = append(append(p.Series, lowest(nulls)), absent(curves...)...)
	p.Y.Range = span(p.Series...)
	return Figure{
		Kind:    KindGroups,
		Title:   groupsTitle(res),
		Caption: groupsCaption(opts, hasNull(p)) + fewerPairs(res.Layers, list),
		Panels:  []Panel{p},
	}
}

// groupsTitle says what the groups have in common, unless that is no more than
// being a group.
func groupsTitle(res *analysis.GroupsResult) string {
	measure := res.Measure.Title()
	switch by := spaced(res.By); by {
	case "":
		return sentence("%s distance between networks by layer", measure)
	case "group", "groups":
		return sentence("%s distance within and between groups, by layer", measure)
	default:
		return sentence("%s distance by layer, networks grouped by %s", measure, by)
	}
}

// shownGroups are the series that are drawn: within the groups, then between
// them; between many groups all pairs together.
func shownGroups(res *analysis.GroupsResult) []analysis.GroupSeries {
	var within, between []analysis.GroupSeries
	for _, g := range res.Groups {
		if !slices.ContainsFunc(g.Mean, finite) {
			continue
		}
		if g.Kind == analysis.Within {
			within = append(within, g)
		} else {
			between = append(between, g)
		}
	}
	if len(between) > mostBetween {
		between = []analysis.GroupSeries{pooled(res, between)}
	}
	return append(within, between...)
}

func count(list []analysis.GroupSeries, kind analysis.GroupKind) int {
	n := 0
	for _, g := range list {
		if g.Kind == kind {
			n++
		}
	}
	return n
}

// pooled is one series of all pairs between groups.
func pooled(res *analysis.GroupsResult, between []analysis.GroupSeries) analysis.GroupSeries {
	out := analysis.GroupSeries{Name: "between groups", Kind: analysis.Between}
	for k := range res.Layers {
		var values []float64
		for _, p := range res.Pairs {
			isBetween := slices.ContainsFunc(between, func(g analysis.GroupSeries) bool { return g.Name == p.Series })
			if isBetween && p.Layer == res.Layers[k] && p.Distance != nil {
				values = append(values, *p.Distance)
			}
		}
		mean, std := meanStd(values)
		out.Mean, out.Std, out.Used = append(out.Mean, mean), append(out.Std, std), append(out.Used, len(values))
		out.Pairs = max(out.Pairs, len(values))
	}
	return out
}

// meanStd is the mean and the sample standard deviation; NaN of too few values.
func meanStd(values []float64) (mean, std float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		std += (v - mean) * (v - mean)
	}
	if len(values) == 0 {
		return math.NaN(), math.NaN()
	}
	return mean, math.Sqrt(std / (n - 1)) // NaN for one
}

func groupSpread(g analysis.GroupSeries, spread GroupSpread) Spread {
	switch spread {
	case NoSpread:
		return Spread{}
	case IntervalSpread:
		s := Spread{Name: "95 % interval"}
		for i := range g.Mean {
			s.Ranges = append(s.Ranges, Range{at(g.Low, i), at(g.High, i)})
		}
		if !slices.ContainsFunc(s.Ranges, func(r Range) bool { return finite(r.Min) && finite(r.Max) }) {
			return Spread{}
		}
		return s
	}
	return around("± std", g.Mean, g.Std)
}

func groupTip(g analysis.GroupSeries, layer string, k int) string {
	pairs, interval := "", ""
	if k < len(g.Used) {
		if pairs = spelling.Count(g.Used[k], "pair"); g.Used[k] < g.Pairs {
			pairs = fmt.Sprintf("%d of %d pairs have a value", g.Used[k], g.Pairs)
		}
	}
	if low := at(g.Low, k); finite(low) {
		interval = fmt.Sprintf("mean between %s and %s (95 %%)", short(low), short(at(g.High, k)))
	}
	return tip(g.Name, layer, "distance "+plusMinus(at(g.Mean, k), at(g.Std, k)), interval, pairs, nullTip(at(g.Null, k)))
}

// dodge moves the dots of a group aside, so that groups stand next to one
// another.
func dodge(i, n int) float64 { return 0.16 * (float64(i) - float64(n-1)/2) / max(1, float64(n-1)/2) }

// singlePairs are the pairs of a series as dots; pooled series have all.
func singlePairs(res *analysis.GroupsResult, g analysis.GroupSeries, c Colour, aside float64) Series {
	s := Series{Role: Detail, Form: Dots, Colour: c}
	for i, p := range res.Pairs {
		own := p.Series == g.Name || g.Groups == nil && isBetween(res, p.Series)
		if k := slices.Index(res.Layers, p.Layer); own && p.Distance != nil && k >= 0 {
			s.Points = append(s.Points, Point{
				X: float64(k) + aside, Y: *p.Distance, Pair: i, Name: versus(p.A, p.B), Networks: []string{p.A, p.B},
				Tip: tip(p.Layer, versus(join(p.A, res.Step), join(p.B, res.Step)), "distance "+short(*p.Distance), nullTip(at(g.Null, k))),
			})
		}
	}
	return s
}

// membersOf are the networks of the groups that a series is about.
func membersOf(res *analysis.GroupsResult, g analysis.GroupSeries) []string {
	var names []string
	for _, m := range res.Members {
		if g.Groups == nil || slices.Contains(g.Groups, m.Group) {
			names = append(names, m.Network)
		}
	}
	return names
}

// pairedBy are the networks of each group that a series is about.
func pairedBy(res *analysis.GroupsResult, g analysis.GroupSeries) [][]string {
	var names []string
	groups := map[string][]string{}
	for _, m := range res.Members {
		if g.Groups != nil && !slices.Contains(g.Groups, m.Group) {
			continue
		}
		if groups[m.Group] == nil {
			names = append(names, m.Group)
		}
		groups[m.Group] = append(groups[m.Group], m.Network)
	}
	var list [][]string
	for _, name := range names {
		list = append(list, groups[name])
	}
	return list
}

func isBetween(res *analysis.GroupsResult, series string) bool {
	return slices.ContainsFunc(res.Groups, func(g analysis.GroupSeries) bool {
		return g.Name == series && g.Kind == analysis.Between
	})
}

func groupsCaption(opts GroupsOptions, null bool) string {
	spread := ""
	switch opts.Spread {
	case StdSpread:
		spread = ", mean ± standard deviation over pairs"
	case IntervalSpread:
		spread = ", mean with its 95 % interval by a jackknife over networks"
	}
	s := fmt.Sprintf("Distances of pairs of networks within a group and between groups%s: a group that lies lower has learned representations more alike", spread)
	if null {
		s += nearNull
	}
	return s + "."
}

// chosenLayer is the place of the layer asked for, or of the last with a value.
func chosenLayer(res *analysis.GroupsResult, name string) int {
	if k := slices.Index(res.Layers, name); k >= 0 {
		return k
	}
	for k := len(res.Layers) - 1; k >= 0; k-- {
		if slices.ContainsFunc(res.Groups, func(g analysis.GroupSeries) bool { return finite(at(g.Mean, k)) }) {
			return k
		}
	}
	return 0
}

func groupsByNumber(res *analysis.GroupsResult, opts GroupsOptions) Figure {
	k := chosenLayer(res, opts.Layer)
	layer := res.Layers[k]
	within := numberedGroups(res, k)
	if len(within) == 0 {
		return empty(KindGroups, "Groups", fmt.Sprintf("The groups of %s are not numbers; put the layers on the x axis.", orElse(spaced(res.By), "the networks")))
	}
	s := Series{Spread: Spread{Form: Bars}}
	var level levels
	for _, g := range within {
		all, one := groupSpread(g, opts.Spread), Missing()
		if k < len(all.Ranges) {
			one, s.Spread.Name = all.Ranges[k], all.Name
		}
		s.Spread.Ranges = append(s.Spread.Ranges, one)
		s.Points = append(s.Points, Point{X: *g.Value, Y: g.Mean[k], Name: g.Name, Pair: None, Networks: membersOf(res, g), Tip: groupTip(g, layer, k)})
		level.x, level.y = append(level.x, *g.Value), append(level.y, at(g.Null, k))
	}
	p := Panel{X: numberAxis(res.By, level.x), Y: valueAxis(res.Measure, res.Side, Distance).at(layer)}
	if opts.Pairs == PairsShown {
		for _, g := range within {
			p.Series = append(p.Series, pairsAt(res, g, k))
		}
	}
	p.Series = append(p.Series, s, lowest([]levels{level}))
	p.Y.Range = span(p.Series...)
	return Figure{
		Kind:    KindGroups,
		Title:   sentence("%s distance at %s between networks of the same %s", res.Measure.Title(), layer, spaced(res.By)),
		Caption: fmt.Sprintf("Distances at %s of pairs of networks with the same %s: the lower, the more alike are their representations.", layer, spaced(res.By)),
		Panels:  []Panel{p},
	}
}

// numberedGroups are the groups that are numbers and have a value at a layer.
func numberedGroups(res *analysis.GroupsResult, k int) []analysis.GroupSeries {
	var within []analysis.GroupSeries
	for _, g := range res.Groups {
		if g.Kind == analysis.Within && g.Value != nil && finite(at(g.Mean, k)) {
			within = append(within, g)
		}
	}
	return within
}

// pairsAt are the pairs of a numeric group at a layer as dots above its number.
func pairsAt(res *analysis.GroupsResult, g analysis.GroupSeries, k int) Series {
	dots := singlePairs(res, g, Colour{}, 0)
	dots.Points = slices.DeleteFunc(dots.Points, func(pt Point) bool { return pt.X != float64(k) })
	for i := range dots.Points {
		dots.Points[i].X = *g.Value
	}
	return dots
}

// numberAxis is an axis for the numbers of a column: logarithmic where they
// grow by factors, with a tick at each where they are few.
func numberAxis(label string, values []float64) Axis {
	a := Axis{Label: spaced(label)}
	low, high := slices.Min(values), slices.Max(values)
	if low > 0 && high >= 8*low {
		a.Scale = Log
	}
	distinct := slices.Clone(values)
	slices.Sort(distinct)
	if distinct = slices.Compact(distinct); len(distinct) <= mostCategories {
		a.At = distinct
	}
	return a
}
