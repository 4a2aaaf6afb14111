package model

import (
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// order is the views as the rail has them.
func order() []View {
	return []View{StudyView, CompareView, ConvergenceView, TimestepsView, GroupsView, ClustersView, NoiseView, PanelsView}
}

// NextView shows the view that is by places further down the rail.
func (m *Model) NextView(by int) {
	views := order()
	i := slices.Index(views, m.view)
	m.SetView(views[(i+by+len(views))%len(views)])
}

// NextStep moves to another checkpoint: side A's in Compare and of the pair in
// Signal & noise, every network's in Groups, Clusters and Timesteps.
func (m *Model) NextStep(by int) {
	if m.opened == nil {
		return
	}
	m.Step(Checkpoints(m.view), by)
}

// NextLayer moves to another layer where one is chosen: the pair's in Compare,
// the clusters', those of Signal & noise. Elsewhere it says that all are shown.
func (m *Model) NextLayer(by int) {
	if m.opened == nil {
		return
	}
	switch s := m.opened.Study; m.view {
	case CompareView:
		if p := m.choice.Pair; p != nil {
			m.SetPair(recipe.LayerPair{A: beside(m.AllLayerNames(A), p.A, by), B: beside(m.AllLayerNames(B), p.B, by)})
			return
		}
		m.Say("All layers are compared here; choose One pair to go from layer to layer.")
	case ClustersView:
		m.analyses.Clusters.Edit(func(c *analysis.ClustersSpec) { c.Layer = beside(ClusterLayers(s, c.Networks), c.Layer, by) })
	case NoiseView:
		m.analyses.Noise.Edit(func(n *recipe.NoiseSpec) {
			if n.Show == recipe.NoiseChance {
				n.Chance.A.Layer = beside(ChanceLayers(m.analyses.Noise, A), n.Chance.A.Layer, by)
				n.Chance.B.Layer = beside(ChanceLayers(m.analyses.Noise, B), n.Chance.B.Layer, by)
				return
			}
			n.Stability.Layer = beside(LayerChoices(s, []string{n.Stability.Network}), n.Stability.Layer, by)
		})
	default:
		m.Say("No single layer is shown here; Compare, Clusters and Signal & noise go from layer to layer.")
	}
}

// beside is the name that is by places after another, as far as there are; an
// unknown name counts as the last.
func beside(names []string, name string, by int) string {
	if len(names) == 0 {
		return name
	}
	i := slices.Index(names, name)
	if i < 0 {
		i = len(names) - 1
	}
	return names[min(max(i+by, 0), len(names)-1)]
}
