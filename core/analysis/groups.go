package analysis

import (
	"context"
	"errors"
	"fmt"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// GroupsSpec asks how similar networks are within and between the groups that a
// metadata column makes.
type GroupsSpec struct {
	How
	Reduction
	// By is the metadata column whose values are the groups; "" puts all networks
	// into one.
	By string `json:"by"`
	// Against, a column of numbers, asks for a scatter of it with the distance
	// within groups: each network with its mean distance from the others of its
	// group (figure 4b), or with AgainstPairs each pair at its mean number.
	Against      string         `json:"against,omitempty"`
	AgainstPairs bool           `json:"againstPairs,omitempty"`
	Networks     []string       `json:"networks,omitempty"` // none: all
	Layers       []string       `json:"layers,omitempty"`   // none: all that two networks have, in depth order
	Step         string         `json:"step,omitempty"`     // of every network; "" is its last
	Timestep     study.Timestep `json:"timestep"`
}

// GroupsResult is the answer of Groups.
type GroupsResult struct {
	Analysis string             `json:"analysis"` // "groups"
	Measure  similarity.Measure `json:"measure"`
	Side     similarity.Side    `json:"side"`
	Kept
	Reduction
	Datapoints int            `json:"datapoints,omitempty"` // of the random subset; 0 is all
	Seed       uint64         `json:"seed"`                 // of the subsets of datapoints and neurons
	By         string         `json:"by"`
	Numeric    bool           `json:"numeric"` // the groups are numbers, in ascending order
	Step       string         `json:"step"`    // as asked; "" is each network's last
	Timestep   study.Timestep `json:"timestep"`
	Layers     []string       `json:"layers"`
	// Ranks are the lowest and highest numerical rank of each layer among the
	// networks; 0 for the measures that compare row by row.
	Ranks  [][2]int      `json:"ranks"`
	Groups []GroupSeries `json:"groups"` // within each group, then between each two
	// Members are the networks compared, with their groups.
	Members []GroupMember `json:"networks"`
	Pairs   []GroupPair   `json:"pairs"` // by layer
	// Against and what follows are for a scatter, one for each layer.
	Against      string    `json:"against,omitempty"`
	AgainstPairs bool      `json:"againstPairs,omitempty"`
	Scatters     []Scatter `json:"scatters,omitempty"`
	// Correlation is that of the last scatter, which is the deepest layer's: the
	// one the paper shows. nil where there is none.
	Correlation *float64          `json:"correlation"`
	Warnings    []warning.Warning `json:"warnings"`
}

// GroupKind says which pairs a series is of.
type GroupKind string

// The kinds of pairs.
const (
	Within  GroupKind = "within"  // both networks in one group
	Between GroupKind = "between" // one in each of two groups
)

// GroupSeries is the distance of the pairs within a group, or between two, over
// the layers. What has no value at a layer is null there.
type GroupSeries struct {
	Name   string    `json:"name"`
	Kind   GroupKind `json:"kind"`
	Groups []string  `json:"groups"`          // the one, or the two
	Value  *float64  `json:"value,omitempty"` // of the group within a numeric column
	Mean   Values    `json:"mean"`
	Std    Values    `json:"std"` // sample standard deviation over the pairs, a spread and no error of the mean
	// Low and High bound the mean with 95 % confidence, by a jackknife over
	// networks, as pairs that share one are dependent; within what distances can be,
	// and so farther from the mean on the side where there is more room.
	Low   Values `json:"low"`
	High  Values `json:"high"`
	Null  Values `json:"null"`  // mean distance of independent layers of these sizes
	Pairs int    `json:"pairs"` // most at any layer
	Used  []int  `json:"used"`  // pairs with a value at each layer
}

// GroupMember is one network and its group.
type GroupMember struct {
	Network string `json:"network"`
	Group   string `json:"group"`
}

// GroupPair is one pair of networks at one layer.
type GroupPair struct {
	A        string   `json:"a"`
	B        string   `json:"b"`
	Layer    string   `json:"layer"`
	Series   string   `json:"series"`   // the name of its series
	Distance *float64 `json:"distance"` // nil where refused
	Refused  string   `json:"refused,omitempty"`
}

// Groups compares all pairs of networks layer by layer, and sums them up within
// and between groups (Morcos et al. 2018, figures 3, 4, A5, A7, A9, A10). Networks
// without a value in the column are left out with a warning, refused pairs are in
// the result without a value; the error is for comparisons of which nothing is
// left.
func Groups(ctx context.Context, src Source, catalog Population, spec GroupsSpec, report Progress) (*GroupsResult, error) {
	how, err := spec.normalized(similarity.Both)
	if err := errors.Join(err, spec.check()); err != nil {
		return nil, err
	}
	spec.How = how
	res := &GroupsResult{
		Analysis: "groups", Measure: how.Measure, Side: how.Side, Kept: how.kept(how.Measure), Reduction: spec.Reduction,
		Datapoints: how.Datapoints, Seed: how.Seed, By: spec.By, Step: spec.Step, Timestep: spec.Timestep,
		Against: spec.Against, AgainstPairs: spec.AgainstPairs, Warnings: oneSided(how),
	}
	networks, err := networksOf(catalog, spec.Networks)
	if err != nil {
		return nil, err
	}
	if err := checkAgainst(spec, networks); err != nil {
		return nil, err
	}
	split, err := res.partition(networks, spec.By)
	if err != nil {
		return nil, err
	}
	levels, err := res.plan(catalog, spec, split)
	if err != nil {
		return nil, err
	}
	src = spec.apply(src, catalog, how.Seed)
	if err := compareLevels(ctx, src, how, levels, report); err != nil {
		return nil, err
	}
	return res, res.fill(levels, split)
}

// layerPairs is one layer of the networks that have it.
type layerPairs struct {
	layer   string
	members []int // places in the partition's members
	refs    []study.Ref
	pairs   []Pair
}

// each calls f with every pair and the places of its networks in the partition's
// members.
func (l layerPairs) each(f func(p Pair, i, j int)) {
	k := 0
	for a, i := range l.members {
		for _, j := range l.members[a+1:] {
			f(l.pairs[k], i, j)
			k++
		}
	}
}

// plan finds out which networks have which layers.
func (r *GroupsResult) plan(catalog Population, spec GroupsSpec, split partition) ([]layerPairs, error) {
	var levels []layerPairs
	var missing error
	var alone []string
	for _, layer := range orAll(spec.Layers, catalog.Layers()) {
		l := layerPairs{layer: layer}
		var without []string
		for at, m := range split.members {
			ref, err := catalog.Resolve(study.Ref{Network: m.network.Name, Step: spec.Step, Layer: layer, Timestep: spec.Timestep})
			if err != nil {
				missing, without = errors.Join(missing, err), append(without, m.network.Name)
				continue
			}
			l.members, l.refs = append(l.members, at), append(l.refs, ref)
		}
		if len(l.refs) < 2 {
			if len(spec.Layers) > 0 {
				return nil, firstOf(missing)
			}
			alone = append(alone, layer)
			continue
		}
		if len(without) > 0 {
			r.warn(warning.LeftOut, "%s left out at %s: %v", spelling.First(without, named), layer, firstOf(missing))
		}
		levels, missing = append(levels, l), nil
		r.Layers = append(r.Layers, layer)
	}
	switch {
	case len(levels) > 0 && len(alone) > 0:
		r.warn(warning.LeftOut, "%s left out: a layer needs two networks that have it", spelling.First(alone, named))
		fallthrough
	case len(levels) > 0:
		return levels, nil
	case missing == nil:
		return nil, errors.New("the study has no layers to compare; choose other networks or layers")
	}
	return nil, fmt.Errorf("no two of the networks have a layer in common (%w)", firstOf(missing))
}

// firstOf is the first of several errors: one is enough to act on.
func firstOf(err error) error {
	for {
		joined, ok := err.(interface{ Unwrap() []error })
		if !ok || len(joined.Unwrap()) == 0 {
			return err
		}
		err = joined.Unwrap()[0]
	}
}

func (r *GroupsResult) warn(code warning.Code, format string, args ...any) {
	r.Warnings = warning.Merge(r.Warnings, warning.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

// compareLevels fills in the pairs, layer by layer, as one piece of work.
func compareLevels(ctx context.Context, src Source, how How, levels []layerPairs, report Progress) error {
	done, total := 0, 0
	for _, l := range levels {
		total += pairSteps(len(l.refs), how)
	}
	for i := range levels {
		l := &levels[i]
		var err error
		if l.pairs, err = allPairs(ctx, src, l.refs, how, report.part(done, total)); err != nil {
			return err
		}
		done += pairSteps(len(l.refs), how)
	}
	return nil
}

// fill takes in what was compared.
func (r *GroupsResult) fill(levels []layerPairs, split partition) error {
	var all []Pair
	for _, l := range levels {
		all = append(all, l.pairs...)
		r.Ranks = append(r.Ranks, ranksOf(l.pairs))
	}
	for _, w := range cautions(all) {
		if w.Code != warning.RankDeficient || !r.thresholds() { // else as asked
			r.Warnings = warning.Merge(r.Warnings, w)
		}
	}
	if err := allRefused(all); err != nil {
		return err
	}
	for _, m := range split.members {
		r.Members = append(r.Members, GroupMember{Network: m.network.Name, Group: split.groups[m.group].name})
	}
	series := split.series()
	for _, l := range levels {
		sums := make([]seriesSum, len(series))
		l.each(func(p Pair, i, j int) {
			at := split.between(i, j)
			sums[at].add(p, [2]int{i, j}, split)
			r.Pairs = append(r.Pairs, GroupPair{
				A: p.A.Network, B: p.B.Network, Layer: l.layer, Series: series[at].Name, Distance: finite(p.Distance), Refused: p.Refused,
			})
		})
		for at := range series {
			series[at].append(sums[at], r.Measure.MaxDistance())
		}
	}
	for _, s := range series {
		if s.Pairs > 0 {
			r.Groups = append(r.Groups, s)
		}
	}
	r.warnOfSingles(split)
	r.scatter(levels, split)
	return nil
}

// warnOfSingles says which groups have no pairs within.
func (r *GroupsResult) warnOfSingles(split partition) {
	sizes := make([]int, len(split.groups))
	for _, m := range split.members {
		sizes[m.group]++
	}
	var single []string
	for g, size := range sizes {
		if size == 1 {
			single = append(single, split.groups[g].name)
		}
	}
	if len(single) > 0 {
		r.warn(warning.Metadata, "%s of the column %s with one network only, so without pairs within: %s",
			spelling.Count(len(single), "group"), r.By, spelling.First(single, named))
	}
}

// ranksOf are the lowest and highest rank of the layers compared.
func ranksOf(pairs []Pair) [2]int {
	lowest, highest := pairs[0].RankA, 0
	for _, p := range pairs {
		lowest, highest = min(lowest, p.RankA, p.RankB), max(highest, p.RankA, p.RankB)
	}
	return [2]int{lowest, highest}
}
