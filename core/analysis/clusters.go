package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// ClustersSpec asks which networks resemble each other at a layer.
type ClustersSpec struct {
	How
	Reduction
	Layer    string          `json:"layer"` // "" only where there is one
	Step     string          `json:"step,omitempty"`
	Timestep study.Timestep  `json:"timestep"`
	Networks []string        `json:"networks,omitempty"` // none: all
	Linkage  cluster.Linkage `json:"linkage,omitempty"`  // "" is average
	Cut      CutSpec         `json:"cut"`
	// Columns choose metadata columns and their order; none means all, by name.
	Columns []string `json:"columns,omitempty"`
}

// ClustersResult is the answer of Clusters. What is said of networks is in the
// order of Labels, but for Order.
type ClustersResult struct {
	Analysis string             `json:"analysis"` // "clusters"
	Measure  similarity.Measure `json:"measure"`
	Side     similarity.Side    `json:"side"`
	Kept
	Reduction
	Datapoints int            `json:"datapoints,omitempty"` // of the random subset; 0 is all
	Seed       uint64         `json:"seed"`                 // of the subsets of datapoints and neurons
	Layer      string         `json:"layer"`
	Step       string         `json:"step"` // as asked; "" is each network's last
	Timestep   study.Timestep `json:"timestep"`
	Labels     []string       `json:"labels"`    // the networks
	Distances  [][]float64    `json:"distances"` // symmetric, zero on the diagonal
	Null       *float64       `json:"null"`      // mean distance of independent layers of these sizes; nil where no level is known
	// Method is the linkage; Linkage its rows in SciPy's convention, [i, j, height,
	// size]; Order the leaves from left to right, such that neighbours are as near
	// as the tree allows.
	Method  cluster.Linkage `json:"method"`
	Linkage cluster.Tree    `json:"linkage"`
	Order   []int           `json:"order"`
	// Cophenetic is the correlation of the distances with those that the tree
	// gives; nil for two networks, or where all distances are equal.
	Cophenetic *float64      `json:"cophenetic"`
	Map        *cluster.Map  `json:"map,omitempty"` // classical scaling; nil for too many networks
	Columns    []Column      `json:"columns"`
	LeftOut    []LeftNetwork `json:"leftOut,omitempty"`
	Clustering
	Warnings []warning.Warning `json:"warnings"`
}

// mostCategories of a numeric column; with more it is a quantity.
const mostCategories = 12

// Column is a metadata column of the networks compared.
type Column struct {
	Name   string   `json:"name"`
	Values []string `json:"values"` // "" where a network has none
	// Numbers are the values of a column that has only numbers, null where a
	// network has none; nil for other columns.
	Numbers Values `json:"numbers,omitempty"`
	// Categorical columns are compared with the clusters: words, and numbers that
	// networks share, with at most mostCategories values: learning rates, but not
	// accuracies of which some happen to be 1.
	Categorical bool `json:"categorical"`
}

// LeftNetwork is a network that could not be compared with the others.
type LeftNetwork struct {
	Network string `json:"network"`
	Reason  string `json:"reason"`
}

// Clusters compares all pairs of networks at a layer and clusters them by their
// distances (Morcos et al. 2018, figure 5). Networks that cannot be compared with
// the others are left out with a warning; the error is for comparisons of which
// fewer than two networks are left.
func Clusters(ctx context.Context, src Source, catalog Population, spec ClustersSpec, report Progress) (*ClustersResult, error) {
	how, err := spec.normalized(similarity.Both)
	method, errLinkage := cluster.ParseLinkage(string(spec.Linkage))
	if err := errors.Join(err, errLinkage, spec.check(), spec.Cut.check()); err != nil {
		return nil, err
	}
	spec.How = how
	res := &ClustersResult{
		Analysis: "clusters", Measure: how.Measure, Side: how.Side, Kept: how.kept(how.Measure), Reduction: spec.Reduction,
		Datapoints: how.Datapoints, Seed: how.Seed, Layer: spec.Layer, Step: spec.Step, Timestep: spec.Timestep,
		Method: method, Warnings: oneSided(how),
	}
	networks, refs, err := res.plan(catalog, spec)
	if err != nil {
		return nil, err
	}
	pairs, err := allPairs(ctx, spec.apply(src, catalog, how.Seed), refs, how, report)
	if err != nil {
		return nil, err
	}
	if networks, err = res.compared(networks, pairs); err != nil {
		return nil, err
	}
	if res.Columns, err = describedBy(networks, spec.Columns); err != nil {
		return nil, err
	}
	if err := res.link(ctx); err != nil {
		return nil, err
	}
	return Cut(res, spec.Cut)
}

// plan finds the networks that have the layer.
func (r *ClustersResult) plan(catalog Population, spec ClustersSpec) ([]study.Network, []study.Ref, error) {
	if layers := catalog.Layers(); r.Layer == "" {
		if len(layers) != 1 {
			return nil, nil, fmt.Errorf("name the layer to cluster the networks by: %s", strings.Join(layers, ", "))
		}
		r.Layer = layers[0]
	}
	all, err := networksOf(catalog, spec.Networks)
	if err != nil {
		return nil, nil, err
	}
	var networks []study.Network
	var refs []study.Ref
	for _, n := range all {
		ref, errRef := catalog.Resolve(study.Ref{Network: n.Name, Step: spec.Step, Layer: r.Layer, Timestep: spec.Timestep})
		if errRef != nil {
			err = errors.Join(err, errRef)
			r.LeftOut = append(r.LeftOut, LeftNetwork{n.Name, errRef.Error()})
			continue
		}
		networks, refs = append(networks, n), append(refs, ref)
	}
	if len(refs) < 2 {
		return nil, nil, firstOf(err)
	}
	return networks, refs, nil
}

// compared takes in the pairs of those networks that all have values with each
// other.
func (r *ClustersResult) compared(networks []study.Network, pairs []Pair) ([]study.Network, error) {
	if err := allRefused(pairs); err != nil {
		return nil, err
	}
	r.warn(cautions(pairs)...)
	n := len(networks)
	keep := r.leaveOut(networks, pairs)
	distances, nulls := square(pairs, n, distanceOf), square(pairs, n, nullOf)
	var kept []study.Network
	var null float64
	for _, i := range keep {
		row := make([]float64, 0, len(keep))
		for _, j := range keep {
			row = append(row, distances[i][j])
			if i < j {
				null += nulls[i][j]
			}
		}
		kept = append(kept, networks[i])
		r.Labels = append(r.Labels, networks[i].Name)
		r.Distances = append(r.Distances, row)
	}
	r.Null = finite(null / float64(len(keep)*(len(keep)-1)/2))
	if len(r.LeftOut) > 0 {
		names := make([]string, len(r.LeftOut))
		for i, l := range r.LeftOut {
			names[i] = l.Network
		}
		r.caution(warning.LeftOut, "%s left out: %s (%s)", spelling.Count(len(names), "network"), spelling.First(names, named), r.LeftOut[0].Reason)
	}
	return kept, nil
}

// warn adds warnings, without those that a reduction makes of every layer.
func (r *ClustersResult) warn(list ...warning.Warning) {
	for _, w := range list {
		if w.Code != warning.RankDeficient || !r.thresholds() {
			r.Warnings = warning.Merge(r.Warnings, w)
		}
	}
}

func (r *ClustersResult) caution(code warning.Code, format string, args ...any) {
	r.warn(warning.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

// leaveOut drops the network with most refused pairs, of equals the last, until
// all that remain have values with each other. It returns these.
func (r *ClustersResult) leaveOut(networks []study.Network, pairs []Pair) []int {
	n := len(networks)
	gone, refused := make([]bool, n), make([]int, n)
	each := func(f func(i, j int, p Pair)) {
		for i := range n {
			for j := i + 1; j < n; j++ {
				if p := pairs[pairIndex([2]int{i, j}, n)]; p.Refused != "" && !gone[i] && !gone[j] {
					f(i, j, p)
				}
			}
		}
	}
	for {
		clear(refused)
		reasons := make([]string, n)
		each(func(i, j int, p Pair) {
			refused[i]++
			refused[j]++
			reasons[i], reasons[j] = p.Refused, p.Refused
		})
		worst := 0
		for i, count := range refused {
			if count >= refused[worst] {
				worst = i
			}
		}
		if refused[worst] == 0 {
			break
		}
		gone[worst] = true
		r.LeftOut = append(r.LeftOut, LeftNetwork{networks[worst].Name, reasons[worst]})
	}
	var keep []int
	for i := range n {
		if !gone[i] {
			keep = append(keep, i)
		}
	}
	return keep
}

// link makes the tree, its order and the map.
func (r *ClustersResult) link(ctx context.Context) error {
	d, err := cluster.FromSquare(r.Distances)
	if err != nil {
		return err
	}
	if r.Linkage, err = cluster.Link(d, r.Method); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	r.Order = r.Linkage.Leaves()
	if d.Len() <= cluster.OptimalLimit {
		r.Order = r.Linkage.OptimalLeaves(d)
	} else {
		r.caution(warning.TooMany, "%d networks are more than %d, so the leaves are in the tree's own order, not the optimal one", d.Len(), cluster.OptimalLimit)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if d.Len() <= cluster.ScalingLimit {
		m := cluster.Scale(d)
		r.Map = &m
	} else {
		r.caution(warning.TooMany, "%d networks are more than %d, so there is no map of them", d.Len(), cluster.ScalingLimit)
	}
	if r.Method == cluster.Ward {
		r.caution(warning.NotEuclidean, "Ward's linkage is meant for Euclidean distances, which those by %s are not; see whether average linkage finds the same clusters", r.Measure.Title())
	}
	r.Cophenetic = finite(r.Linkage.CopheneticR(d))
	return ctx.Err()
}

// describedBy are the networks' metadata columns.
func describedBy(networks []study.Network, names []string) ([]Column, error) {
	have := columnsOf(networks)
	columns := []Column{}
	for _, name := range orAll(names, have) {
		if !slices.Contains(have, name) {
			return nil, noColumn(name, "a value", networks)
		}
		columns = append(columns, columnOf(networks, name))
	}
	return columns, nil
}

func columnOf(networks []study.Network, name string) Column {
	c := Column{Name: name}
	numbers, numeric := missing(len(networks)), true
	for i, n := range networks {
		value := strings.TrimSpace(n.Metadata[name])
		c.Values = append(c.Values, value)
		if v, ok := n.Number(name); ok {
			numbers[i] = v
		} else {
			numeric = numeric && value == ""
		}
	}
	if numeric {
		c.Numbers = numbers
	}
	have, valued := map[string]int{}, 0
	for i, value := range c.Values {
		if value != "" {
			have[c.category(i)]++
			valued++
		}
	}
	c.Categorical = len(have) > 1 && (!numeric || len(have) <= min(mostCategories, valued/2) && shared(have, valued))
	return c
}

// shared reports whether four in five of the networks have a value that another
// has, too.
func shared(have map[string]int, networks int) bool {
	alone := 0
	for _, n := range have {
		if n == 1 {
			alone++
		}
	}
	return 5*alone <= networks
}
