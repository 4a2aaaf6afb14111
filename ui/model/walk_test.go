package model

import (
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/recipe"
)

func TestWalking(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.NextView(-1)
		if r.View() != StudyView {
			t.Errorf("view %v before Compare", r.View())
		}
		r.NextView(-1)
		if r.View() != PanelsView {
			t.Errorf("view %v before the first", r.View())
		}
		r.SetView(ClustersView)
		layers := LayerChoices(r.Study(), nil)
		r.Analyses().Clusters.Edit(func(s *analysis.ClustersSpec) { s.Layer = layers[1] })
		r.NextLayer(-1)
		r.NextLayer(-1)
		if got := r.Analyses().Clusters.Spec().Layer; got != layers[0] {
			t.Errorf("layer %q, want the first, %q", got, layers[0])
		}
		r.NextLayer(1)
		if got := r.Analyses().Clusters.Spec().Layer; got != layers[1] {
			t.Errorf("layer %q, want %q", got, layers[1])
		}
		for _, v := range []View{CompareView, GroupsView} {
			r.SetView(v)
			r.NextLayer(1)
			if !strings.Contains(r.Note(), "from layer to layer") {
				t.Errorf("%v says %q where all layers are shown", v, r.Note())
			}
		}
		r.SetView(CompareView)
		r.SetPair(recipe.LayerPair{})
		before := *r.Choice().Pair
		r.NextLayer(1)
		if *r.Choice().Pair == before {
			t.Error("the pair has not moved")
		}
	})
}
