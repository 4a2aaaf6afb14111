package model

import (
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
)

func TestUndoAndRedo(t *testing.T) { inBubble(t, undoAndRedo) }

func undoAndRedo(t *testing.T, r *rig) {
	if r.CanUndo() {
		t.Error("there is something to undo in a study just opened")
	}
	r.Swap()
	swapped := r.Choice()
	r.EditHow(func(h *analysis.How) { h.Measure = similarity.CKA })
	r.Undo() // both came at once and are one step
	if got := r.Choice(); got.A == swapped.A || got.Measure != similarity.PWCCA {
		t.Errorf("undone to %+v", got)
	}
	r.Redo()
	if got := r.Choice(); got.A != swapped.A || got.Measure != similarity.CKA {
		t.Errorf("made again to %+v", got)
	}
	r.Redo() // nothing is left
	r.Undo()
	r.SetDPI(600)
	if r.Undo(); r.CanUndo() {
		t.Error("there is more to undo than was done")
	}
	if got := r.Export().DPI; got != DefaultExport().DPI {
		t.Errorf("%v dpi", got)
	}
}

// A choice is undone in its own view, and the theme is not a choice.
func TestUndoLeadsToTheView(t *testing.T) { inBubble(t, undoLeadsToTheView) }

func undoLeadsToTheView(t *testing.T, r *rig) {
	r.SetView(GroupsView)
	r.Analyses().Groups.Edit(func(s *analysis.GroupsSpec) { s.Layers = []string{"conv1"} })
	r.settle()
	r.SetView(CompareView)
	l := r.Look()
	l.Theme = DarkTheme
	r.SetLook(l)
	r.Undo()
	if r.View() != GroupsView || r.Analyses().Groups.Spec().Layers != nil {
		t.Errorf("view %v, layers %v", r.View(), r.Analyses().Groups.Spec().Layers)
	}
	if r.Look().Theme != DarkTheme {
		t.Error("the theme was undone")
	}
}
