package model

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
)

func TestSelection(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		selected := func(want ...string) {
			t.Helper()
			if got := r.Selected(); !slices.Equal(got, want) {
				t.Errorf("selected are %q, want %q", got, want)
			}
		}
		r.Select([]string{"c", "a", "nobody"})
		selected("a", "c")
		r.settle()
		r.SelectToo([]string{"b", "c"})
		selected("a", "b", "c")
		r.settle()
		r.SelectToo([]string{"c", "b"})
		selected("a")
		r.settle()
		if !r.ClearSelection() || r.ClearSelection() {
			t.Error("a selection is cleared once")
		}
		r.settle()
		for _, want := range [][]string{{"a"}, {"a", "b", "c"}, {"a", "c"}, nil} {
			r.Undo()
			selected(want...)
		}
		r.Redo()
		selected("a", "c")
		if !r.Unsaved() || r.WouldLose() {
			t.Errorf("a selection is unsaved: %v, and would be missed: %v", r.Unsaved(), r.WouldLose())
		}
		r.Open("/studies/other")
		r.settle()
		selected()
	})
}

func TestComparingTheSelected(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetView(StudyView)
		r.Select([]string{"b"})
		r.CompareSelected()
		if r.View() != StudyView {
			t.Error("one network is compared")
		}
		r.Select([]string{"b", "c"})
		r.CompareSelected()
		if c := r.Choice(); r.View() != CompareView || c.A.Network != "b" || c.B.Network != "c" || c.B.Step != "final" {
			t.Errorf("compared are %+v and %+v", c.A, c.B)
		}
	})
}

// What is exported shows the selection only where it is asked to.
func TestShownAndExported(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetView(ClustersView)
		r.Analyses().Clusters.Edit(func(s *analysis.ClustersSpec) { s.Layer = "conv1" })
		r.settle()
		r.Select([]string{"a"})
		lit := func(fig figure.Figure, _ bool) bool { return fig.Panels[0].Matrix.Lit != nil }
		for _, c := range []struct{ as, asked, shown, exported bool }{
			{false, false, true, false}, {true, false, false, false}, {true, true, true, true}, {false, true, true, true},
		} {
			l := r.Look()
			l.AsExported = c.as
			r.SetLook(l)
			r.SetExportSelection(c.asked)
			if shown, exported := lit(r.Shown()), lit(r.exported()); shown != c.shown || exported != c.exported {
				t.Errorf("%+v: shown %v, exported %v", c, shown, exported)
			}
		}
	})
}
