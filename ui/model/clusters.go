package model

import (
	"cmp"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
)

func clustersKind() kind[analysis.ClustersSpec, recipe.ClustersDrawing, analysis.ClustersResult] {
	return kind[analysis.ClustersSpec, recipe.ClustersDrawing, analysis.ClustersResult]{
		Kind: recipe.Clusters(),
		first: func(s *study.Study) (analysis.ClustersSpec, *Sentence) {
			spec := analysis.ClustersSpec{How: firstHow(similarity.Both)}
			if len(s.Networks) < 2 {
				return spec, needsNetworks("Clusters are made of networks")
			}
			if shared := sharedLayers(s); len(shared) > 0 {
				spec.Layer = cmp.Or(deepest(shared, func(name string) bool { return pairFits(s, nil, name, spec.How) }), shared[len(shared)-1])
			}
			return spec, nil
		},
		saved:   func(r *analysis.ClustersResult, d recipe.ClustersDrawing) any { return d.CutOf(r) },
		drawing: firstScatter,
		columns: true,
		file:    func(s analysis.ClustersSpec) []string { return []string{"clusters", s.Layer} },
		pair: func(r *analysis.ClustersResult, _ analysis.ClustersSpec, index int) (a, b study.Ref) {
			n := len(r.Labels)
			if index >= n*n {
				return a, b
			}
			ref := func(i int) study.Ref {
				return study.Ref{Network: r.Labels[i], Step: r.Step, Layer: r.Layer, Timestep: r.Timestep}
			}
			return ref(index / n), ref(index % n)
		},
	}
}

// sharedLayers are the layers of the first network's last checkpoint that
// another network has.
func sharedLayers(s *study.Study) []string {
	var names []string
	first := s.Networks[0]
	for _, l := range layersOf(s, analysis.Endpoint{Network: first.Name, Step: lastStep(first)}) {
		if slices.ContainsFunc(s.Networks[1:], func(n study.Network) bool {
			return has(layersOf(s, analysis.Endpoint{Network: n.Name, Step: lastStep(n)}), l.Name)
		}) {
			names = append(names, l.Name)
		}
	}
	return names
}

// MaxHeight is the highest merge of a tree.
func MaxHeight(r *analysis.ClustersResult) float64 {
	top := 0.0
	if r != nil {
		for _, merge := range r.Linkage {
			top = max(top, merge.Height)
		}
	}
	return top
}

// Leaves is the number of networks that were clustered.
func Leaves(r *analysis.ClustersResult) int {
	if r == nil {
		return 0
	}
	return len(r.Labels)
}

// firstScatter has two columns of numbers for the case that they are asked for.
func firstScatter(s *study.Study) (d recipe.ClustersDrawing) {
	numbers := NumberColumns(s)
	slices.SortStableFunc(numbers, func(a, b string) int { return repeats(a) - repeats(b) })
	if len(numbers) > 1 {
		d.X, d.Y = numbers[0], numbers[1]
	}
	return d
}

// repeats is 1 for a column that tells repetitions apart, which come last.
func repeats(column string) int {
	if study.Repeats(column) {
		return 1
	}
	return 0
}

// NumberColumns are the metadata columns of which every value is a number, and one
// at least is there.
func NumberColumns(s *study.Study) []string {
	return slices.DeleteFunc(MetadataColumns(s), func(column string) bool {
		some := false
		return slices.ContainsFunc(s.Networks, func(n study.Network) bool {
			_, number := n.Number(column)
			some = some || number
			return strings.TrimSpace(n.Metadata[column]) != "" && !number
		}) || !some
	})
}

// ClusterLayers are the layers that two of the networks have at least, or else any
// has; no networks mean all.
func ClusterLayers(s *study.Study, networks []string) []string {
	all := LayerChoices(s, networks)
	shared := slices.DeleteFunc(slices.Clone(all), func(layer string) bool {
		have := 0
		for _, n := range s.Networks {
			if len(networks) > 0 && !slices.Contains(networks, n.Name) {
				continue
			}
			if anyLayerOf(n, func(l study.Layer) bool { return l.Name == layer }) {
				have++
			}
		}
		return have < 2
	})
	if len(shared) == 0 {
		return all
	}
	return shared
}
