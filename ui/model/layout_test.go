package model

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
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

// A study whose names can be understood in several ways opens where that is asked;
// what is answered counts even where it cannot be noted, and is said to be of no
// file then.
func TestAQuestionOfLayout(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		r.library.layout = study.Layout{Name: "network_layer.npy", Ambiguous: true}
		r.library.path = filepath.Join(folder, "gone")
		r.Open(folder)
		r.settle()
		if r.View() != StudyView {
			t.Errorf("view %d is shown", r.View())
		}
		r.SetView(CompareView)
		r.ReadAs("network_checkpoint_layer.npy")
		r.settle()
		if s := r.Study(); s.Layout.Name != "network_checkpoint_layer.npy" || r.View() != CompareView {
			t.Errorf("read as %+v in view %d", s.Layout, r.View())
		}
		why := r.NotNoted()
		if why == nil || !strings.Contains(why.What, "study.json: the choice cannot be saved") || !strings.Contains(why.Try, "counts until the study is closed") {
			t.Errorf("%+v", why)
		}
		r.Undo()
		r.settle()
		if s := r.Study(); s.Layout.Name != "network_layer.npy" || r.NotNoted() != nil {
			t.Errorf("undone to %+v, not noted %v", s.Layout, r.NotNoted())
		}
		r.Redo()
		r.settle()
		if s := r.Study(); s.Layout.Name != "network_checkpoint_layer.npy" || r.NotNoted() == nil {
			t.Errorf("made again it is %+v, not noted %v", s.Layout, r.NotNoted())
		}
		r.Open(folder)
		r.settle()
		if r.NotNoted() != nil {
			t.Error("what was not noted outlives the study")
		}
	})
}

// The guess that is kept is noted, so that nobody is asked again.
func TestTheGuessIsKept(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		r.library.layout = study.Layout{Name: "network_layer.npy", Ambiguous: true}
		r.library.path = t.TempDir()
		r.Open(folder)
		r.settle()
		r.ReadAs("network_layer.npy")
		r.settle()
		text, err := os.ReadFile(filepath.Join(r.library.path, "study.json"))
		if err != nil || !strings.Contains(string(text), `"layout": "network_layer.npy"`) {
			t.Errorf("%s, %v", text, err)
		}
	})
}

func TestReadAxes(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		r.library.axes = []study.RankAxes{{Rank: 2, Axes: study.Flat}}
		r.library.path = t.TempDir()
		r.Open(folder)
		r.settle()
		r.SetMeasure(similarity.CKA)
		r.ReadAxes(study.Transposed)
		r.settle()
		text, err := os.ReadFile(filepath.Join(r.library.path, "study.json"))
		if err != nil || !strings.Contains(string(text), `"axes": "p×n"`) || r.NotNoted() != nil {
			t.Errorf("%s, %v, %v", text, err, r.NotNoted())
		}
		if r.Study().Path != r.library.path || !r.Unsaved() {
			t.Error("the measure that was chosen before is no longer unsaved")
		}
		if last := r.library.read[len(r.library.read)-1]; last.Axes != nil || r.Choice().Measure != similarity.CKA {
			t.Errorf("opened with %+v, measure %s", last, r.Choice().Measure)
		}
		r.library.path = filepath.Join(folder, "gone")
		r.Open(folder)
		r.settle()
		r.ReadAxes(study.Transposed)
		r.settle()
		if last := r.library.read[len(r.library.read)-1]; !slices.Equal(last.Axes, []study.Axes{study.Transposed}) || r.NotNoted() == nil {
			t.Errorf("opened with %+v, %v", last, r.NotNoted())
		}
		s, err := r.Session()
		if err != nil || !slices.Equal(s.Study.Axes, []study.Axes{study.Transposed}) {
			t.Errorf("the session has %v, %v", s.Study.Axes, err)
		}
	})
}
