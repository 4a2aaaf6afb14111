package analysis

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// partition is networks in groups.
type partition struct {
	groups  []group
	members []member
}

type group struct {
	name  string
	value *float64 // where all groups are numbers
}

type member struct {
	network study.Network
	group   int // place in groups
}

// partition puts the networks into groups by a column, numbers in ascending order
// and words in natural order.
func (r *GroupsResult) partition(networks []study.Network, by string) (partition, error) {
	var p partition
	var with []study.Network
	var without []string
	r.Numeric = by != ""
	for _, n := range networks {
		if by != "" && n.Metadata[by] == "" {
			without = append(without, n.Name)
			continue
		}
		_, ok := n.Number(by)
		r.Numeric = r.Numeric && ok
		with = append(with, n)
	}
	switch {
	case len(with) == 0:
		return p, noColumn(by, "a value", networks)
	case len(without) > 0:
		r.warn(warning.Metadata, "%s left out, without a value in the metadata column %s: %s",
			spelling.Count(len(without), "network"), by, spelling.First(without, named))
	}
	if len(with) == 1 {
		return p, fmt.Errorf("only %s has a value in the metadata column %s, and comparing networks takes two or more; give others one, or choose another column", with[0].Name, by)
	}
	names := make([]group, len(with))
	for i, n := range with {
		names[i] = groupOf(n, by, r.Numeric)
		if !slices.ContainsFunc(p.groups, names[i].same) {
			p.groups = append(p.groups, names[i])
		}
	}
	slices.SortStableFunc(p.groups, group.compare)
	for i, n := range with {
		p.members = append(p.members, member{network: n, group: slices.IndexFunc(p.groups, names[i].same)})
	}
	return p, nil
}

func groupOf(n study.Network, by string, numeric bool) group {
	if by == "" {
		return group{name: "all"}
	}
	g := group{name: strings.TrimSpace(n.Metadata[by])}
	if numeric {
		v, _ := n.Number(by)
		g.value = &v
	}
	return g
}

// same reports whether h is the same group: 0.1 is 0.10.
func (g group) same(h group) bool { return g.compare(h) == 0 }

func (g group) compare(h group) int {
	if g.value != nil && h.value != nil {
		return cmp.Compare(*g.value, *h.value)
	}
	return study.CompareNames(g.name, h.name)
}

// series are the empty series: within each group, then between each two.
func (p partition) series() []GroupSeries {
	var list []GroupSeries
	for _, g := range p.groups {
		list = append(list, GroupSeries{Name: g.name, Kind: Within, Groups: []string{g.name}, Value: g.value})
	}
	for i, g := range p.groups {
		for _, h := range p.groups[i+1:] {
			list = append(list, GroupSeries{Name: g.name + " – " + h.name, Kind: Between, Groups: []string{g.name, h.name}})
		}
	}
	return list
}

// between is the place in series of the pairs of members i and j.
func (p partition) between(i, j int) int {
	g, h := p.members[i].group, p.members[j].group
	if g == h {
		return g
	}
	return len(p.groups) + pairIndex([2]int{min(g, h), max(g, h)}, len(p.groups))
}

// seriesSum gathers one series' pairs at one layer.
type seriesSum struct {
	pairs            int
	distances, nulls []float64
	networks         map[int]*networkSum // by place in the partition's members
}

// networkSum is the sum of the pairs that one network is in.
type networkSum struct {
	group    int
	distance float64
	pairs    int
}

func (s *seriesSum) add(p Pair, members [2]int, split partition) {
	s.pairs++
	if math.IsNaN(p.Distance) {
		return
	}
	s.distances = append(s.distances, p.Distance)
	if p.Null != nil {
		s.nulls = append(s.nulls, nullOf(p))
	}
	if s.networks == nil {
		s.networks = map[int]*networkSum{}
	}
	for _, m := range members {
		if s.networks[m] == nil {
			s.networks[m] = &networkSum{group: split.members[m].group}
		}
		s.networks[m].distance += p.Distance
		s.networks[m].pairs++
	}
}

// append adds a layer to the series, of distances between 0 and most.
func (s *GroupSeries) append(sum seriesSum, most float64) {
	mean, std := stat.MeanStdDev(sum.distances, nil)
	low, high := sum.interval(mean, most)
	s.Mean, s.Std, s.Null = append(s.Mean, mean), append(s.Std, std), append(s.Null, stat.Mean(sum.nulls, nil))
	s.Low, s.High = append(s.Low, low), append(s.High, high)
	s.Used, s.Pairs = append(s.Used, len(sum.distances)), max(s.Pairs, sum.pairs)
}

// interval bounds the mean of the pairs with 95 % confidence, by its error on the scale
// of log(d/(most − d)). There the mean of bounded distances is nearer to normal, as
// Miller (1974) advises for the jackknife, and the interval stays between 0 and most:
// the same error on their own scale leads beyond them, and where many distances are
// near a bound holds the true mean in 85 to 90 of 100 cases rather than in 95. NaN
// where leaving a network out leaves no pair.
func (s seriesSum) interval(mean, most float64) (low, high float64) {
	variance, freedom := s.jackknife(mean)
	switch {
	case math.IsNaN(variance):
		return math.NaN(), math.NaN()
	case variance == 0, mean <= 0, mean >= most: // but for rounding, all distances are equal
		return mean, mean
	}
	t := distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile((1 + level) / 2)
	centre, slope := math.Log(mean/(most-mean)), mean*(most-mean)/most
	margin := t * math.Sqrt(variance) / slope
	back := func(x float64) float64 { return most / (1 + math.Exp(-x)) }
	return back(centre - margin), back(centre + margin)
}

// jackknife estimates the variance of the mean of the pairs, and its degrees of
// freedom: θᵢ is the mean without network i, and over the m networks of a group
// (m−1)/m·Σ(θᵢ − θ̄)² the variance, with m−1 degrees; between two groups it is the sum
// of both groups' (Arvesen 1969), with Satterthwaite's. NaN where leaving a network out
// leaves no pair.
func (s seriesSum) jackknife(mean float64) (variance, freedom float64) {
	count := len(s.distances)
	thetas := map[int][]float64{} // by group
	for _, m := range slices.Sorted(maps.Keys(s.networks)) {
		n := s.networks[m]
		if n.pairs == count {
			return math.NaN(), math.NaN()
		}
		thetas[n.group] = append(thetas[n.group], (mean*float64(count)-n.distance)/float64(count-n.pairs))
	}
	if len(thetas) == 0 {
		return math.NaN(), math.NaN()
	}
	var denominator float64
	for _, g := range slices.Sorted(maps.Keys(thetas)) {
		m := float64(len(thetas[g]))
		v := stat.Variance(thetas[g], nil) * (m - 1) * (m - 1) / m
		variance += v
		denominator += v * v / (m - 1)
	}
	return variance, variance * variance / denominator
}
