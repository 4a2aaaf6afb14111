package model

import (
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// Way is a choice that may bring a figure where there is a refusal.
type Way struct {
	Label, Hint string
	Choose      func()
}

// Ways are those for the view that is shown, the nearest to what was asked first.
func (m *Model) Ways() []Way {
	refusal := m.Refusal()
	if refusal == nil || m.opened == nil {
		return nil
	}
	var list []Way
	r, edit := refusal.Remedies, m.EditHow
	if a := m.analysisOf(m.view); a != nil {
		edit = a.EditHow
	}
	if r.Datapoints > 0 {
		list = append(list, Way{"Compare all datapoints", "Takes back the subset, which is under Advanced", func() {
			edit(func(h *analysis.How) { h.Datapoints = 0 })
		}})
	}
	if layer, use := m.otherLayer(); layer != "" && r.CKA && r.Datapoints == 0 {
		list = append(list, Way{"Use " + layer, "Compares at that layer, which has datapoints enough", use})
	}
	if r.CKA && m.measures() {
		list = append(list, Way{"Use CKA", "Compares by linear CKA, which does not need more datapoints than neurons", func() {
			edit(func(h *analysis.How) { h.Measure = similarity.CKA })
		}})
	}
	if r.Axes != "" {
		list = append(list, Way{"Use axes " + string(r.Axes), "Reads the arrays of the study so; Axes in the Study view takes that back", func() { m.ReadAxes(r.Axes) }})
	}
	return list
}

// Nothing reports whether the study has nothing for the view that is shown.
func (m *Model) Nothing() bool {
	a := m.analysisOf(m.view)
	return a != nil && a.nothing()
}

// measures reports whether the view that is shown compares by any measure.
func (m *Model) measures() bool {
	switch m.view {
	case CompareView:
		return m.choice.Pair == nil
	case ConvergenceView, GroupsView, ClustersView:
		return true
	}
	return false
}

// otherLayer is one that can be compared in place of the one of the view that is shown,
// and how to choose it; "" for none.
func (m *Model) otherLayer() (layer string, use func()) {
	s := m.opened.Study
	switch m.view {
	case ClustersView:
		c := m.analyses.Clusters
		spec := c.Spec()
		layer = deepest(ClusterLayers(s, spec.Networks), func(name string) bool { return pairFits(s, spec.Networks, name, spec.How) })
		use = func() { c.Edit(func(s *analysis.ClustersSpec) { s.Layer = layer }) }
		if layer == spec.Layer {
			layer = ""
		}
	case NoiseView:
		n := m.analyses.Noise
		spec := n.Spec()
		switch spec.Show {
		case recipe.NoiseSpectra, recipe.NoiseStability:
			layer = deepestOf(s, spec.Stability.Network, spec.Stability.How)
			use = func() { n.Edit(func(s *recipe.NoiseSpec) { s.Stability.Layer = layer }) }
		case recipe.NoiseChance:
			a, b := spec.Chance.A, spec.Chance.B
			layer = deepest(s.Common(a, b), func(name string) bool { return refsFit(s, a, b, name, spec.Stability.How) })
			use = func() { n.Edit(func(s *recipe.NoiseSpec) { s.Chance.A.Layer, s.Chance.B.Layer = layer, layer }) }
		}
	}
	return layer, use
}

// fits reports whether a layer can be compared with another, as far as its shape tells.
func fits(l study.Layer, how analysis.How) bool {
	return how.Measure.Fits(l.Matrix(how.Recipe().LoadOptions))
}

// deepest is the last layer of which f holds, "" for none.
func deepest(layers []string, f func(name string) bool) string {
	for _, name := range slices.Backward(layers) {
		if f(name) {
			return name
		}
	}
	return ""
}

// deepestOf is the deepest layer of a network that fits at its last checkpoint, "" for
// none.
func deepestOf(s *study.Study, name string, how analysis.How) string {
	n := network(s, name)
	if n == nil {
		return ""
	}
	for _, l := range slices.Backward(layersOf(s, analysis.Endpoint{Network: name, Step: lastStep(*n)})) {
		if fits(l, how) {
			return l.Name
		}
	}
	return ""
}

// pairFits reports whether two of the networks, none for all, have a layer that fits, of
// the same datapoints.
func pairFits(s *study.Study, networks []string, layer string, how analysis.How) bool {
	having := map[int]int{}
	for _, n := range s.Networks {
		if len(networks) > 0 && !slices.Contains(networks, n.Name) {
			continue
		}
		l, err := s.Find(study.Ref{Network: n.Name, Layer: layer})
		if err != nil || !fits(l, how) {
			continue
		}
		if having[l.Datapoints()]++; having[l.Datapoints()] > 1 {
			return true
		}
	}
	return false
}

// refsFit reports whether the layers of that name at two checkpoints fit, of the same
// datapoints.
func refsFit(s *study.Study, a, b study.Ref, layer string, how analysis.How) bool {
	a.Layer, b.Layer = layer, layer
	x, errX := s.Find(a)
	y, errY := s.Find(b)
	return errX == nil && errY == nil && fits(x, how) && fits(y, how) && x.Datapoints() == y.Datapoints()
}
