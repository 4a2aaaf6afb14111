package model

import (
	"path/filepath"
	"testing"

	"github.com/semblance-app/semblance/core/similarity"
)

func TestAnotherSplitLeavesTheChoices(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		r.library.splits = []string{"train", "test"}
		r.Open(folder)
		r.settle()
		r.SetMeasure(similarity.CKA)
		r.SetView(GroupsView)
		r.ReadSplit("train")
		if r.Busy() && r.Activity().What == "opening "+r.Study().Name {
			t.Error("the split that is read was read again")
		}
		r.ReadSplit("test")
		r.settle()
		if s := r.Study(); s.Split != "test" {
			t.Fatalf("split %q", s.Split)
		}
		if r.Choice().Measure != similarity.CKA || r.View() != GroupsView {
			t.Errorf("measure %s in view %d", r.Choice().Measure, r.View())
		}
		file := filepath.Join(filepath.Dir(folder), "one.semblance")
		r.saves(t, file)
		r.ReadSplit("train")
		r.settle()
		r.OpenSession(file)
		r.settle()
		if s := r.Study(); s.Split != "test" {
			t.Errorf("the session has split %q", s.Split)
		}
	})
}
