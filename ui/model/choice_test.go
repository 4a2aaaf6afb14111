package model

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
)

func TestOffers(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		if r.HasConv() || r.Timesteps(A) != 0 || r.MaxDatapoints() != 40 {
			t.Error("plain networks offer conv or timesteps")
		}
		r.SetEndpoint(B, analysis.Endpoint{Network: "c", Step: "step-1", Timestep: study.At(2)})
		if got := r.StepNames(B); !slices.Equal(got, []string{"step-1", "final"}) {
			t.Errorf("steps %v", got)
		}
		if !r.HasConv() || r.Timesteps(B) != 6 {
			t.Error("c's convolutions and sequences are not offered")
		}
		if got := r.LayerNames(A); !slices.Equal(got, []string{"conv1", "conv2"}) {
			t.Errorf("layers in common %v", got)
		}
		r.SetAllLayers(true)
		if got := r.LayerNames(A); len(got) != 3 {
			t.Errorf("layers of a %v", got)
		}
		r.SetEndpoint(B, analysis.Endpoint{Network: "a", Step: "step-1", Timestep: study.At(2)})
		if p := r.Choice().B; p.Step != "final" || p.Timestep != (study.Timestep{}) {
			t.Errorf("a has no step-1 and no timesteps: %+v", p)
		}
	})
}

func TestSwap(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetAllLayers(true)
		r.SetLayers(A, []string{"fc"})
		r.Swap()
		c := r.Choice()
		if c.A.Network != "b" || c.B.Network != "a" || !slices.Equal(c.LayersB, []string{"fc"}) || c.LayersA != nil {
			t.Errorf("swapped %+v", c)
		}
	})
}

func TestLayersThatAreGoneLeaveTheChoice(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetLayers(A, []string{"conv1", "fc"})
		r.SetEndpoint(B, analysis.Endpoint{Network: "c"})
		if got := r.Choice().LayersA; !slices.Equal(got, []string{"conv1"}) {
			t.Errorf("kept %v", got)
		}
	})
}

func TestFirstChoice(t *testing.T) {
	s := fakeStudy()
	s.Networks = s.Networks[2:]
	if c := firstChoice(s); c.A.Step != "step-1" || c.B.Step != "final" || c.AllLayers {
		t.Errorf("one network of two checkpoints: %+v", c)
	}
	s.Networks[0].Checkpoints = s.Networks[0].Checkpoints[:1]
	if c := firstChoice(s); !c.AllLayers || c.A != c.B {
		t.Errorf("one checkpoint: %+v", c)
	}
	s = fakeStudy()
	s.Networks[1].Checkpoints[0].Layers = []study.Layer{{Name: "x"}, {Name: "y"}}
	if c := firstChoice(s); !c.AllLayers {
		t.Errorf("no layer in common: %+v", c)
	}
	if c := firstChoice(&study.Study{}); c.A.Network != "" {
		t.Errorf("nothing: %+v", c)
	}
}

func TestAPairOfAnotherViewIsAVisit(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetView(ClustersView)
		own, how := r.Choice().How, r.Choice().How
		how.Side = similarity.Both
		open := func() {
			r.compareRefs(study.Ref{Network: "a", Step: "final", Layer: "fc"}, study.Ref{Network: "b", Step: "final", Layer: "fc"}, how)
			r.settle()
		}
		open()
		if r.View() != CompareView || r.Choice().How != how || r.BackTo() != ClustersView {
			t.Fatalf("view %d, measured by %+v, back to %d", r.View(), r.Choice().How, r.BackTo())
		}
		if s := r.Answer().Spectrum; s == nil || s.Side != similarity.Both {
			t.Errorf("the spectrum is %+v", s)
		}
		r.Back()
		if r.View() != ClustersView || r.Choice().How != own || r.Choice().Pair != nil {
			t.Errorf("back in view %d, measured by %+v", r.View(), r.Choice().How)
		}
		r.SetView(ClustersView)
		open()
		r.SetMeasure(similarity.CKA)
		r.Back()
		if r.Choice().Measure != similarity.CKA {
			t.Error("what was chosen during the visit is lost")
		}
	})
}

func TestAnotherStudyIsDrawnAnew(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		clusters := r.Analyses().Clusters
		clusters.EditOptions(func(d *recipe.ClustersDrawing) {
			d.Form, d.X, d.Cut.Clusters = recipe.ClustersScatter, "a column of this study", 2
		})
		r.Open("another")
		r.settle()
		if d := clusters.Options(); d.Form != recipe.ClustersTree || d.X != "" || d.Cut.Clusters != 0 {
			t.Errorf("drawn by %+v", d)
		}
	})
}
