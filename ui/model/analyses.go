package model

import (
	"cmp"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// The analyses that have a view of their own.
type (
	// Convergence is every layer against a reference checkpoint, through training.
	Convergence = Analysis[analysis.ConvergenceSpec, figure.ConvergenceOptions, analysis.ConvergenceResult]
	// Timesteps is every timestep of sequences against a reference one.
	Timesteps = Analysis[analysis.TimestepsSpec, figure.TimestepsOptions, analysis.TimestepsResult]
	// Groups is pairs of networks within and between groups.
	Groups = Analysis[analysis.GroupsSpec, figure.GroupsOptions, analysis.GroupsResult]
	// Clusters is all pairs of networks at a layer, clustered.
	Clusters = Analysis[analysis.ClustersSpec, recipe.ClustersDrawing, analysis.ClustersResult]
	// Noise is what tells signal from noise.
	Noise = Analysis[recipe.NoiseSpec, recipe.NoiseDrawing, recipe.NoiseResult]
	// Panels is several figures as one.
	Panels = Analysis[recipe.PanelsSpec, recipe.PanelsDrawing, recipe.PanelsResult]
)

// Analyses are those of a model.
type Analyses struct {
	Convergence *Convergence
	Timesteps   *Timesteps
	Groups      *Groups
	Clusters    *Clusters
	Noise       *Noise
	Panels      *Panels
}

// Analyses are the model's.
func (m *Model) Analyses() Analyses { return m.analyses }

func (m *Model) newAnalyses() {
	m.analyses = Analyses{
		Convergence: &Convergence{m: m, kind: convergenceKind()},
		Timesteps:   &Timesteps{m: m, kind: timestepsKind()},
		Groups:      &Groups{m: m, kind: groupsKind()},
		Clusters:    &Clusters{m: m, kind: clustersKind()},
		Noise:       &Noise{m: m, kind: noiseKind()},
		Panels:      &Panels{m: m, kind: panelsKind(m.board)},
	}
}

// analysisOf is the analysis of a view, nil for the others.
func (m *Model) analysisOf(v View) shown {
	switch v {
	case ConvergenceView:
		return m.analyses.Convergence
	case TimestepsView:
		return m.analyses.Timesteps
	case GroupsView:
		return m.analyses.Groups
	case ClustersView:
		return m.analyses.Clusters
	case NoiseView:
		return m.analyses.Noise
	case PanelsView:
		return m.analyses.Panels
	}
	return nil
}

// eachAnalysis visits all of them.
func (m *Model) eachAnalysis(visit func(shown)) {
	for v := ConvergenceView; v <= lastView; v++ {
		visit(m.analysisOf(v))
	}
}

func firstHow(side similarity.Side) analysis.How {
	return analysis.How{Measure: similarity.PWCCA, Side: side, Conv: study.ConvMean}
}

func convergenceKind() kind[analysis.ConvergenceSpec, figure.ConvergenceOptions, analysis.ConvergenceResult] {
	return kind[analysis.ConvergenceSpec, figure.ConvergenceOptions, analysis.ConvergenceResult]{
		Kind: recipe.Convergence(),
		first: func(s *study.Study) (analysis.ConvergenceSpec, *Sentence) {
			spec := analysis.ConvergenceSpec{How: firstHow(similarity.First)}
			trained := Trained(s)
			if len(trained) == 0 {
				return spec, &Sentence{
					What: "No network of this study has several checkpoints, so there is no training to follow.",
					Try:  "Open a study recorded while training: NETWORK/STEP/LAYER.npy.",
				}
			}
			spec.Networks = trained[:1]
			return spec, nil
		},
		file: func(s analysis.ConvergenceSpec) []string {
			return append([]string{"convergence"}, single(s.Networks)...)
		},
		pair: func(r *analysis.ConvergenceResult, s analysis.ConvergenceSpec, index int) (a, b study.Ref) {
			for _, series := range r.Series {
				if index < len(series.Steps) {
					return study.Ref{Network: series.Network, Step: series.Steps[index], Layer: series.Layer, Timestep: s.Timestep}, series.Reference
				}
				index -= len(series.X)
			}
			return a, b
		},
	}
}

func timestepsKind() kind[analysis.TimestepsSpec, figure.TimestepsOptions, analysis.TimestepsResult] {
	return kind[analysis.TimestepsSpec, figure.TimestepsOptions, analysis.TimestepsResult]{
		Kind: recipe.Timesteps(),
		first: func(s *study.Study) (analysis.TimestepsSpec, *Sentence) {
			spec := analysis.TimestepsSpec{How: firstHow(similarity.First)}
			spec.Measures = []similarity.Measure{similarity.PWCCA, similarity.Cosine, similarity.Euclidean}
			if !hasSequences(s) {
				return spec, &Sentence{
					What: "No array of this study has a sequence axis.",
					Try:  "Open recurrent states recorded as datapoints × timesteps × neurons, or give the period of one long sequence under Data.",
				}
			}
			spec.Networks, spec.Layers, spec.By = firstSequences(s, spec.How)
			return spec, nil
		},
		columns: true,
		file: func(s analysis.TimestepsSpec) []string {
			return append([]string{"timesteps"}, single(s.Networks)...)
		},
		pair: timestepPair,
	}
}

func groupsKind() kind[analysis.GroupsSpec, figure.GroupsOptions, analysis.GroupsResult] {
	return kind[analysis.GroupsSpec, figure.GroupsOptions, analysis.GroupsResult]{
		Kind: recipe.Groups(),
		first: func(s *study.Study) (analysis.GroupsSpec, *Sentence) {
			spec := analysis.GroupsSpec{How: firstHow(similarity.Both)}
			if len(s.Networks) < 2 {
				return spec, needsNetworks("Groups compare pairs of networks")
			}
			spec.By, spec.Against = firstGrouping(s), firstAgainst(s)
			return spec, nil
		},
		columns: true,
		file:    func(s analysis.GroupsSpec) []string { return []string{"groups", s.By} },
		pair: func(r *analysis.GroupsResult, _ analysis.GroupsSpec, index int) (a, b study.Ref) {
			if index >= len(r.Pairs) {
				return a, b
			}
			p := r.Pairs[index]
			ref := func(network string) study.Ref {
				return study.Ref{Network: network, Step: r.Step, Layer: p.Layer, Timestep: r.Timestep}
			}
			return ref(p.A), ref(p.B)
		},
	}
}

// mostConditions is how many networks are overlaid unasked.
const mostConditions = 8

// firstSequences are the networks with sequences as runs of conditions, where a
// column of metadata groups them; or else a few of them at the layer nearest to
// the output, one that can be compared before others, or one at all its layers.
func firstSequences(s *study.Study, how analysis.How) (networks, layers []string, by string) {
	for _, n := range s.Networks {
		if anyLayerOf(n, func(l study.Layer) bool { return l.Timesteps > 1 }) {
			networks = append(networks, n.Name)
		}
	}
	if by = firstGrouping(s); by != "" && len(networks) == len(s.Networks) {
		return networks, nil, by
	}
	if len(networks) == 1 || len(networks) > mostConditions {
		return networks[:1], nil, ""
	}
	everywhere := func(such func(study.Layer) bool) string {
		return deepest(SequenceChoices(s, networks), func(name string) bool {
			lacks := func(network study.Network) bool {
				return slices.Contains(networks, network.Name) && !anyLayerOf(network, func(l study.Layer) bool { return l.Name == name && l.Timesteps > 1 && such(l) })
			}
			return !slices.ContainsFunc(s.Networks, lacks)
		})
	}
	layer := cmp.Or(everywhere(func(l study.Layer) bool { return fits(l, how) }), everywhere(func(study.Layer) bool { return true }))
	if layer == "" {
		return networks[:1], nil, ""
	}
	return networks, []string{layer}, ""
}

// timestepPair is a point of a series with its reference or, counted after them,
// a cell of a matrix.
func timestepPair(r *analysis.TimestepsResult, s analysis.TimestepsSpec, index int) (a, b study.Ref) {
	for _, series := range r.Series {
		if index < len(series.X) {
			a = study.Ref{Network: series.Network, Step: series.Reference.Step, Layer: series.Layer, Timestep: study.At(int(series.X[index]))}
			return a, series.Reference
		}
		index -= len(series.X)
	}
	for _, m := range r.Matrices {
		if n := len(m.X); index < n*n {
			ref := study.Ref{Network: m.Network, Step: s.Step, Layer: m.Layer}
			a, b = ref, ref
			a.Timestep, b.Timestep = study.At(int(m.X[index/n])), study.At(int(m.X[index%n]))
			return a, b
		}
		index -= len(m.X) * len(m.X)
	}
	return a, b
}

func needsNetworks(why string) *Sentence {
	return &Sentence{What: why + ", and this study has one.", Try: "Open a folder that holds several networks."}
}

// Trained are the networks with several checkpoints.
func Trained(s *study.Study) []string {
	var names []string
	if s == nil {
		return nil
	}
	for _, n := range s.Networks {
		if len(n.Checkpoints) > 1 {
			names = append(names, n.Name)
		}
	}
	return names
}

// MetadataColumns are the study's, by name.
func MetadataColumns(s *study.Study) []string {
	var names []string
	if s == nil {
		return nil
	}
	for _, n := range s.Networks {
		for column := range n.Metadata {
			if !slices.Contains(names, column) {
				names = append(names, column)
			}
		}
	}
	slices.Sort(names)
	return names
}

// firstGrouping is the column with the fewest values of which one at least is
// shared by networks, "" for none. Columns that tell repetitions apart come last.
func firstGrouping(s *study.Study) string {
	best, fewest, repeats := "", len(s.Networks), false
	for _, column := range MetadataColumns(s) {
		values := map[string]bool{}
		for _, n := range s.Networks {
			values[n.Metadata[column]] = true
		}
		if len(values) < 2 || len(values) >= len(s.Networks) {
			continue
		}
		again := study.Repeats(column)
		if best == "" || repeats && !again || repeats == again && len(values) < fewest {
			best, fewest, repeats = column, len(values), again
		}
	}
	return best
}

// firstAgainst is a column of accuracies, that of the test if there are several,
// "" for none.
func firstAgainst(s *study.Study) string {
	best := ""
	for _, column := range NumberColumns(s) {
		if name := strings.ToLower(column); strings.Contains(name, "acc") && (best == "" || strings.Contains(name, "test")) {
			best = column
		}
	}
	return best
}

// single is a name in a list of one.
func single(names []string) []string {
	if len(names) == 1 {
		return names
	}
	return nil
}

// LayerChoices are the layers that any of the networks has at its last
// checkpoint, in the order of the study; no networks mean all.
func LayerChoices(s *study.Study, networks []string) []string { return layersOfAtLeast(s, networks, 1) }

// SharedLayers are those of them that two networks have, which can be compared.
func SharedLayers(s *study.Study, networks []string) []string { return layersOfAtLeast(s, networks, 2) }

// layersOfAtLeast are the layers that so many of the networks have.
func layersOfAtLeast(s *study.Study, networks []string, least int) []string {
	if s == nil {
		return nil
	}
	var names []string
	having := map[string]int{}
	for _, n := range s.Networks {
		if len(networks) > 0 && !slices.Contains(networks, n.Name) {
			continue
		}
		for _, l := range layersOf(s, analysis.Endpoint{Network: n.Name, Step: lastStep(n)}) {
			if having[l.Name]++; having[l.Name] == least {
				names = append(names, l.Name)
			}
		}
	}
	all := s.Layers()
	slices.SortStableFunc(names, func(a, b string) int { return slices.Index(all, a) - slices.Index(all, b) })
	return names
}

// SequenceChoices are those of them that have timesteps.
func SequenceChoices(s *study.Study, networks []string) []string {
	return slices.DeleteFunc(LayerChoices(s, networks), func(name string) bool {
		return !anyLayer(s, func(l study.Layer) bool { return l.Name == name && l.Timesteps > 1 })
	})
}

// StepChoices are the checkpoints of the networks, in order of training; no
// networks mean all.
func StepChoices(s *study.Study, networks []string) []string {
	var steps []string
	if s == nil {
		return nil
	}
	for _, n := range s.Networks {
		if len(networks) > 0 && !slices.Contains(networks, n.Name) {
			continue
		}
		for _, c := range n.Checkpoints {
			if !slices.Contains(steps, c.Name) {
				steps = append(steps, c.Name)
			}
		}
	}
	slices.SortStableFunc(steps, study.CompareSteps)
	return steps
}

// LongestSequence is the number of timesteps of the longest sequence.
func LongestSequence(s *study.Study) int {
	most := 0
	anyLayer(s, func(l study.Layer) bool {
		most = max(most, l.Timesteps)
		return false
	})
	return most
}
