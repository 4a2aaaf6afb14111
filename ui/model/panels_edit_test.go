package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
)

// edits opens a panel and waits for its figure.
func (r *rig) edits(t *testing.T, i int) {
	t.Helper()
	r.OpenPanel(i)
	r.settle()
	if at, ok := r.EditedPanel(); !ok || at != i {
		t.Fatalf("panel %d is edited (%v), not %d, in view %v: %q", at, ok, i, r.View(), r.Note())
	}
}

func TestEditingAPanel(t *testing.T) {
	withPanels(t, func(t *testing.T, r *rig, _ string) {
		groups := r.Analyses().Groups
		groups.EditHow(func(h *analysis.How) { h.Measure = similarity.CKA }) // since it was added
		r.settle()
		own := groups.Spec()
		r.SetView(PanelsView)
		r.settle()
		panels := r.analyses.Panels.Spec().Panels

		r.edits(t, 1)
		if r.View() != GroupsView || groups.Spec().Measure != similarity.PWCCA {
			t.Errorf("view %v, measured by %s", r.View(), groups.Spec().Measure)
		}
		groups.EditOptions(func(o *figure.GroupsOptions) { o.Spread = figure.NoSpread })
		r.settle()
		r.LeavePanel()
		r.settle()
		if _, ok := r.EditedPanel(); ok || r.View() != PanelsView || !reflect.DeepEqual(r.analyses.Panels.Spec().Panels, panels) || !reflect.DeepEqual(groups.Spec(), own) || groups.Options().Spread == figure.NoSpread {
			t.Errorf("left without an update: view %v, panels %+v, groups %+v", r.View(), r.analyses.Panels.Spec().Panels, groups.Spec())
		}
		r.Undo() // in the edit again
		r.settle()
		if at, ok := r.EditedPanel(); !ok || at != 1 || groups.Options().Spread != figure.NoSpread {
			t.Errorf("undone: panel %d (%v) in view %v", at, ok, r.View())
		}
		r.UpdatePanel()
		r.settle()
		now := r.analyses.Panels.Spec().Panels
		if r.View() != PanelsView || reflect.DeepEqual(now[1].Drawing, panels[1].Drawing) || !reflect.DeepEqual(now[0], panels[0]) || groups.Spec().Measure != similarity.CKA {
			t.Errorf("updated: view %v, panel %s", r.View(), now[1].Drawing)
		}
		for _, want := range []View{GroupsView, GroupsView, PanelsView} { // the update, the spread, the opening
			r.Undo()
			r.settle()
			if r.View() != want {
				t.Errorf("undo leads to %v, not %v", r.View(), want)
			}
		}
		if _, ok := r.EditedPanel(); ok || !reflect.DeepEqual(r.analyses.Panels.Spec().Panels, panels) || groups.Spec().Measure != similarity.CKA {
			t.Error("the panels are not what they were")
		}
		for r.CanRedo() {
			r.Redo()
			r.settle()
		}
		if r.View() != PanelsView || !reflect.DeepEqual(r.analyses.Panels.Spec().Panels, now) {
			t.Errorf("done again: view %v", r.View())
		}
	})
}

func TestEditingAPanelOfAnotherStudy(t *testing.T) {
	withPanels(t, func(t *testing.T, r *rig, first string) {
		r.SetView(PanelsView)
		r.settle()
		second, choice := r.Study(), r.Choice()
		if !r.PanelElsewhere(0) || r.PanelElsewhere(1) {
			t.Error("the first panel is about the other study")
		}
		r.edits(t, 0)
		if r.View() != CompareView || r.Study().Path != first || len(r.ListPanels()) != 2 {
			t.Errorf("view %v of %s", r.View(), r.Study().Path)
		}
		r.SetMeasure(similarity.CKA)
		r.settle()
		r.UpdatePanel()
		r.settle()
		if r.Study() != second || r.View() != PanelsView || !r.Choice().equal(choice) {
			t.Errorf("back in view %v of %s, %+v", r.View(), r.Study().Path, r.Choice())
		}
		panels := r.analyses.Panels.Spec().Panels
		if !strings.Contains(string(panels[0].Spec), `"cka"`) || !r.PanelElsewhere(0) || len(r.drawn(t).Parts()) != 2 {
			t.Errorf("panel %s", panels[0].Spec)
		}
		r.Undo()
		r.settle()
		if got := r.analyses.Panels.Spec().Panels; r.Study() != second || strings.Contains(string(got[0].Spec), `"cka"`) {
			t.Errorf("undone: %s", got[0].Spec)
		}
		if !r.CanUndo() {
			t.Error("what was chosen before the edit cannot be undone any more")
		}
		r.edits(t, 0)
		r.edits(t, 1) // which ends the other
		if r.Study() != second || r.View() != GroupsView {
			t.Errorf("view %v of %s", r.View(), r.Study().Path)
		}
	})
}

func TestPanelsAreMovedAndDoubled(t *testing.T) {
	withPanels(t, func(t *testing.T, r *rig, _ string) {
		r.DuplicatePanel(0)
		r.DuplicatePanel(7) // there is none
		titles := func() (list []View) {
			for _, p := range r.ListPanels() {
				list = append(list, p.View)
			}
			return list
		}
		if got := titles(); !slices.Equal(got, []View{CompareView, CompareView, GroupsView}) {
			t.Errorf("doubled: %v", got)
		}
		r.MovePanel(2, 0)
		r.MovePanel(0, 3) // there is no such place
		if got := titles(); !slices.Equal(got, []View{GroupsView, CompareView, CompareView}) {
			t.Errorf("moved: %v", got)
		}
		r.SetView(PanelsView)
		r.settle()
		r.edits(t, 0)
		r.MovePanel(0, 2)
		if at, ok := r.EditedPanel(); !ok || at != 2 {
			t.Errorf("the panel that is edited is at %d (%v)", at, ok)
		}
		r.RemovePanel(2)
		if _, ok := r.EditedPanel(); ok {
			t.Error("a panel is edited that is not there")
		}
	})
}
