package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
)

// groupsAgainst is a column of metadata against the distance within groups.
func groupsAgainst(res *analysis.GroupsResult, opts GroupsOptions) Figure {
	i := len(res.Scatters) - 1
	if k := slices.IndexFunc(res.Scatters, func(s analysis.Scatter) bool { return s.Layer == opts.Layer }); k >= 0 {
		i = k
	}
	if i < 0 || len(res.Scatters[i].Points) == 0 {
		return empty(KindAgainst, "Groups", "There is no column to draw the distance against; choose one under Against (--against).")
	}
	sc := res.Scatters[i]
	p := Panel{
		X: Axis{Label: spaced(res.Against)},
		Y: valueAxis(res.Measure, res.Side, Distance).at(sc.Layer),
	}
	p.Text, p.Shorter = correlation(sc)
	groups, pairs := map[string]int{}, pairsAtLayer(res, sc.Layer)
	for _, pt := range sc.Points {
		g, ok := groups[pt.Group]
		if !ok {
			g = len(p.Series)
			groups[pt.Group] = g
			p.Series = append(p.Series, Series{Name: pt.Group, Form: Dots, Colour: Colour{Category: g}})
		}
		name := strings.Join(pt.Networks, " vs ")
		p.Series[g].Points = append(p.Series[g].Points, Point{
			X: pt.X, Y: pt.Y, Name: name, Pair: pairOf(pairs, pt.Networks), Networks: pt.Networks,
			Tip: tip(name, pt.Group, spaced(res.Against)+" "+compact(pt.X), "distance "+short(pt.Y)),
		})
	}
	p.Order = orderDots(p.Series, res)
	what := "Each dot is a network with its mean distance from the others of its group"
	if res.AgainstPairs {
		what = "Each dot is a pair of networks within a group"
	}
	return Figure{
		Kind:    KindAgainst,
		Title:   sentence("%s distance at %s against %s", res.Measure.Title(), sc.Layer, spaced(res.Against)),
		Caption: fmt.Sprintf("%s, at %s; r is Pearson's correlation, with its 95 %% interval%s.", what, sc.Layer, restsOn(sc)),
		Panels:  []Panel{p},
	}
}

// pairsAtLayer are the indices of a layer's pairs by their networks.
func pairsAtLayer(res *analysis.GroupsResult, layer string) map[[2]string]int {
	at := map[[2]string]int{}
	for i, p := range res.Pairs {
		if p.Layer == layer {
			at[[2]string{p.A, p.B}] = i
		}
	}
	return at
}

// pairOf is the index of a pair of networks; None for one network.
func pairOf(pairs map[[2]string]int, networks []string) int {
	if len(networks) != 2 {
		return None
	}
	if i, ok := pairs[[2]string{networks[0], networks[1]}]; ok {
		return i
	}
	return None
}

// orderDots gives groups that are numbers ordered colours, whose order it
// returns, and names a lone group nothing.
func orderDots(series []Series, res *analysis.GroupsResult) *Order {
	if len(series) == 1 {
		series[0].Name = ""
	}
	if !res.Numeric || len(series) < 3 {
		return nil
	}
	var names []string
	for _, g := range res.Groups {
		if g.Kind == analysis.Within {
			names = append(names, g.Name)
		}
	}
	for i := range series {
		if k := slices.Index(names, series[i].Name); k >= 0 {
			series[i].Colour = Ordered(k, len(names))
		}
	}
	return &Order{Label: spaced(res.By), Names: names}
}

// correlation is r with its interval as text, and what stands for it where it finds
// no room. An r that rests on differences between groups never stands alone.
func correlation(s analysis.Scatter) (text string, shorter []string) {
	if s.R == nil {
		return "", nil
	}
	r, interval := "r = "+coefficient(*s.R), ""
	if s.Low != nil && s.High != nil {
		all := coefficients(*s.R, *s.Low, *s.High)
		r, interval = "r = "+all[0], fmt.Sprintf(" [%s, %s]", all[1], all[2])
	}
	w := s.Within
	if w == nil || !w.Rests {
		return r + interval, []string{r}
	}
	where, inside := ", within groups ", ", within "
	if w.By == analysis.ClumpParts {
		where = ", within clumps "
	}
	value := "no spread"
	if w.R != nil {
		value = coefficient(*w.R)
	}
	return r + interval + where + value, []string{r + where + value, r + inside + value}
}

// coefficient is a correlation to two decimals, or to three where two would say that
// it is whole.
func coefficient(r float64) string { return coefficients(r)[0] }

// coefficients are correlations, all to as many decimals as one of them needs.
func coefficients(all ...float64) []string {
	decimals := 2
	for _, r := range all {
		if size := math.Abs(r); size >= 0.995 && size != 1 {
			decimals = 3
		}
	}
	list := make([]string, len(all))
	for i, r := range all {
		if size := math.Abs(r); size >= 0.9995 && size != 1 {
			r = math.Copysign(0.999, r)
		}
		list[i] = minus(fmt.Sprintf("%.*f", decimals, r))
	}
	return list
}

// restsOn says in a caption what r rests on, where that is more than the points.
func restsOn(s analysis.Scatter) string {
	if s.Within == nil || !s.Within.Rests {
		return ""
	}
	return ". " + s.Within.Sentence()
}
