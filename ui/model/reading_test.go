package model

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// noted is what study.json has, without spaces; "" where there is none.
func (r *recording) noted() string {
	r.Helper()
	text, err := os.ReadFile(filepath.Join(r.folder, "study.json"))
	if err != nil && !os.IsNotExist(err) {
		r.Fatal(err)
	}
	return strings.Join(strings.Fields(string(text)), "")
}

// otherLayout is one that the study can be read by and is not.
func (r *rig) otherLayout(t *testing.T) string {
	t.Helper()
	list := r.Study().Layouts()
	if len(list) < 2 {
		t.Fatalf("the study can be read by %+v alone", list)
	}
	return list[1].Name
}

// onFlat is onRecorded for two networks of two layers in one folder, which could as well
// be four layers.
func onFlat(t *testing.T, test func(t *testing.T, r *rig, on *recording)) {
	t.Helper()
	on, results := &recording{T: t, folder: filepath.Join(t.TempDir(), "study")}, t.TempDir()
	for k, name := range []string{"gen_x", "gen_y", "mem_x", "mem_y"} {
		rng := rand.New(rand.NewPCG(uint64(k), 1))
		values := make([]float32, 60*2)
		for i := range values {
			values[i] = float32(rng.NormFloat64())
		}
		var file bytes.Buffer
		if err := arrayfile.WriteNPY(&file, []int{60, 2}, values); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(on.folder, name+".npy"), file.String())
	}
	synctest.Test(t, func(t *testing.T) {
		r := &rig{loop: &testLoop{posted: make(chan func(), 1000)}, store: &memoryStore{}}
		r.Model = New(Options{Loop: r.loop, Library: &diskLibrary{results: resultcache.New(results, resultcache.DefaultMaxBytes)}, Recent: r.store})
		defer r.Close()
		r.Open(on.folder)
		r.settle()
		if r.Study() == nil {
			t.Fatal(r.Failure())
		}
		test(t, r, on)
	})
}

func TestALayoutIsUndone(t *testing.T) {
	onFlat(t, func(t *testing.T, r *rig, on *recording) {
		r.SetMeasure(similarity.CKA)
		r.settle()
		file := filepath.Join(filepath.Dir(on.folder), "one.semblance")
		r.saves(t, file)
		networks, layout, before := len(r.NetworkNames()), r.Study().Layout.Name, r.Choice()
		other := r.otherLayout(t)
		r.SetView(StudyView)
		r.ReadAs(other)
		r.settle()
		if r.Study().Layout.Name != other || !strings.Contains(on.noted(), other) || !r.CanUndo() {
			t.Fatalf("read as %s, noted %s", r.Study().Layout.Name, on.noted())
		}
		there := r.Choice()
		r.SetDPI(600)
		r.settle()
		r.Undo()
		r.settle()
		if r.Export().DPI == 600 || r.Study().Layout.Name != other {
			t.Error("the choice made last is not what is undone first")
		}
		r.Undo()
		r.settle()
		if s := r.Study(); s.Layout.Name != layout || len(r.NetworkNames()) != networks || !r.Choice().equal(before) || r.View() != StudyView {
			t.Errorf("undone to %s of %v with %+v", s.Layout.Name, r.NetworkNames(), r.Choice())
		}
		if got := on.noted(); got != "" {
			t.Errorf("study.json is left with %s", got)
		}
		if r.SessionPath() != file || r.Unsaved() || r.Changed() != nil {
			t.Errorf("session %q, unsaved %v, changed %v", r.SessionPath(), r.Unsaved(), r.Changed())
		}
		r.SetView(CompareView)
		r.settle()
		wantsUnchanged(t, r)
		r.Redo()
		r.settle()
		if r.Study().Layout.Name != other || !strings.Contains(on.noted(), other) || !r.Choice().equal(there) {
			t.Errorf("made again, it is read as %s with %+v, noted %s", r.Study().Layout.Name, r.Choice(), on.noted())
		}
		r.Redo()
		r.settle()
		if r.Export().DPI != 600 || r.CanRedo() {
			t.Error("what followed cannot be made again")
		}
		for range 3 {
			r.Undo()
			r.settle()
		}
		if r.Choice().Measure != similarity.PWCCA || r.CanUndo() {
			t.Errorf("what was before cannot be undone: %s", r.Choice().Measure)
		}
	})
}

func TestAxesAreUndone(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		on.writes("study.json", `{"name": "Mine"}`)
		r.OpenAgain()
		r.settle()
		r.SetMetadata([]string{"gen-0"}, "group", "mine")
		r.ReadAxes(study.Transposed) // while that is written
		r.settle()
		r.settle()
		if a := r.Study().Axes[0]; a.Axes != study.Transposed || on.noted() != `{"name":"Mine","axes":"p×n"}` {
			t.Fatalf("read by %+v, noted %s", a, on.noted())
		}
		if n, _ := r.Study().Network("gen-0"); n.Metadata["group"] != "mine" {
			t.Errorf("what was typed is lost: %v", n.Metadata)
		}
		r.Undo()
		r.settle()
		if a := r.Study().Axes[0]; a.Axes != study.Flat || a.Chosen || on.noted() != `{"name":"Mine"}` {
			t.Errorf("undone to %+v, noted %s", a, on.noted())
		}
		r.Undo()
		r.settle()
		if n, _ := r.Study().Network("gen-0"); n.Metadata["group"] != "gen" || r.CanUndo() {
			t.Errorf("what was typed before cannot be undone: %v", n.Metadata)
		}
		r.Redo()
		r.settle()
		r.Redo()
		r.settle()
		if a := r.Study().Axes[0]; a.Axes != study.Transposed || r.Changed() != nil {
			t.Errorf("made again, it is %+v", a)
		}
	})
}

// What another program did to the study meanwhile ends the history.
func TestALayoutOfAStudyThatChangedIsNotFollowedBack(t *testing.T) {
	onFlat(t, func(t *testing.T, r *rig, on *recording) {
		r.SetMeasure(similarity.CKA)
		r.settle()
		layout, network := r.Study().Layout.Name, r.NetworkNames()[0]
		r.ReadAs(r.otherLayout(t))
		r.settle()
		on.writes("metadata.csv", "network,group\n"+network+",of somebody else\n")
		r.Undo()
		r.settle()
		if r.Study().Layout.Name != layout || on.noted() != "" {
			t.Errorf("undone to %s, noted %s", r.Study().Layout.Name, on.noted())
		}
		if n, _ := r.Study().Network(network); n.Metadata["group"] != "of somebody else" || r.CanUndo() || r.CanRedo() {
			t.Errorf("%s has %v", network, n.Metadata)
		}
	})
}
