package model

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/warning"
)

// recording is a folder of three networks each of two groups.
type recording struct {
	*testing.T
	folder string
	times  int
}

func newRecording(t *testing.T) *recording {
	r := &recording{T: t, folder: filepath.Join(t.TempDir(), "study")}
	var table strings.Builder
	table.WriteString("network,group\n")
	for _, name := range r.networks() {
		r.record(name)
		fmt.Fprintf(&table, "%s,%s\n", name, name[:3])
	}
	if err := os.WriteFile(filepath.Join(r.folder, "metadata.csv"), []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *recording) networks() []string {
	return []string{"gen-0", "gen-1", "gen-2", "mem-0", "mem-1", "mem-2"}
}

// record writes networks, every time with other values and at another time.
func (r *recording) record(networks ...string) {
	r.Helper()
	for _, name := range networks {
		r.times++
		rng := rand.New(rand.NewPCG(uint64(r.times), 1))
		var arrays []arrayfile.Array
		for _, key := range []string{"conv1", "fc"} {
			values := make([]float32, 60*4)
			for i := range values {
				values[i] = float32(rng.NormFloat64())
			}
			arrays = append(arrays, arrayfile.Array{Header: arrayfile.Header{Key: key, Shape: []int{60, 4}}, Float32: values})
		}
		var b bytes.Buffer
		if err := arrayfile.WriteNPZ(&b, arrays...); err != nil {
			r.Fatal(err)
		}
		path := filepath.Join(r.folder, name, "final.npz")
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			r.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			r.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Unix(int64(1_700_000_000+r.times), 0)); err != nil {
			r.Fatal(err)
		}
	}
}

// onRecorded opens a folder that was recorded, in Compare, and runs a test on it.
func onRecorded(t *testing.T, test func(t *testing.T, r *rig, on *recording)) {
	t.Helper()
	on, results := newRecording(t), t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		r := &rig{loop: &testLoop{posted: make(chan func(), 1000)}, store: &memoryStore{}}
		library := &diskLibrary{results: resultcache.New(results, resultcache.DefaultMaxBytes)}
		r.Model = New(Options{Loop: r.loop, Library: library, Recent: r.store})
		defer r.Close()
		r.Open(on.folder)
		r.settle()
		if a := r.Answer(); a.Layers == nil || a.Layers.Pairs[0].A.Network != "gen-0" || a.Layers.Pairs[0].B.Network != "gen-1" {
			t.Fatalf("opened with %+v, %v", r.Choice(), r.Refusal())
		}
		test(t, r, on)
	})
}

// wantsChanged fails unless the view that is shown says in the figure's place that the
// study changed.
func wantsChanged(t *testing.T, r *rig) {
	t.Helper()
	if _, drawn := r.Figure(); drawn {
		t.Error("there is a figure")
	}
	s := r.Refusal()
	if s == nil || !s.Changed || s.What != "The study changed on disk since it was opened." {
		t.Errorf("in the figure's place: %+v", s)
	}
	wantsKnown(t, r)
}

// wantsKnown fails unless it is known everywhere that the study changed.
func wantsKnown(t *testing.T, r *rig) {
	t.Helper()
	if r.Changed() == nil || r.Withheld() == "" {
		t.Errorf("it is not known that the study changed: %v, withheld %q", r.Changed(), r.Withheld())
	}
	if !slices.ContainsFunc(r.Warnings(), func(w warning.Warning) bool { return w.Code == warning.StudyChanged }) {
		t.Errorf("no warning tells: %v", r.Warnings())
	}
}

// wantsUnchanged fails unless there is a figure, and nothing to tell of.
func wantsUnchanged(t *testing.T, r *rig) {
	t.Helper()
	if _, drawn := r.Figure(); !drawn || r.Changed() != nil || r.Withheld() != "" {
		t.Errorf("figure %v, refusal %v, changed %v, withheld %q", drawn, r.Refusal(), r.Changed(), r.Withheld())
	}
}

func TestGroupsOfAStudyThatChanged(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		on.record("gen-0", "gen-1", "gen-2") // of which Compare has two in memory
		r.SetView(GroupsView)
		r.settle()
		wantsChanged(t, r)
		if s := r.Refusal(); !strings.Contains(s.Try, "and 2 more files are others now") {
			t.Errorf("it tells of %q", s.Try)
		}
		r.SetView(CompareView)
		r.settle()
		if _, drawn := r.Figure(); !drawn {
			t.Error("the figure that was complete before went away")
		}
		wantsKnown(t, r)
		var saved error
		r.Save(filepath.Join(t.TempDir(), "figure.svg"), func(err error) { saved = err })
		r.settle()
		if s := Explain(saved); !s.Changed {
			t.Errorf("saving it says %v", saved)
		}
	})
}

func TestClustersOfAStudyThatChanged(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		on.record("gen-0", "gen-1", "gen-2")
		r.SetView(ClustersView)
		r.settle()
		wantsChanged(t, r)
	})
}

func TestAllLayersOfANetworkThatChanged(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		on.record("gen-1")
		r.SetAllLayers(true)
		r.settle()
		wantsChanged(t, r)
		r.SetView(StudyView)
		rows, warned := 0, r.RowWarnings()
		for _, row := range r.Catalog().Rows(Query{}) {
			if len(warned(row)) > 0 {
				rows++
				if row.Ref.Network != "gen-1" {
					t.Errorf("the row of %s is marked", row.Ref)
				}
			}
		}
		if rows != 2 {
			t.Errorf("%d rows are marked, want 2", rows)
		}
	})
}

func TestMemoryOfAStudyThatChanged(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		r.SetView(ClustersView)
		r.settle()
		wantsUnchanged(t, r)
		before := r.Analyses().Clusters.Result()
		on.record("gen-1") // every layer is in memory
		r.SetView(StudyView)
		r.SetView(ClustersView)
		r.settle()
		wantsKnown(t, r)
		if r.Analyses().Clusters.Result() != before || r.Refusal() != nil {
			t.Error("the figure that was complete before went away")
		}
		r.Analyses().Clusters.Edit(func(s *analysis.ClustersSpec) { s.Linkage = cluster.Single })
		r.settle()
		wantsChanged(t, r)
	})
}

func TestAStudyThatGoesAndComesBack(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		away := on.folder + "-away"
		move := func(from, to string) {
			t.Helper()
			if err := os.Rename(from, to); err != nil {
				t.Fatal(err)
			}
		}
		move(on.folder, away)
		r.SetView(ClustersView)
		r.settle()
		wantsChanged(t, r)
		if s := r.Refusal(); !strings.Contains(s.Try, "are gone") {
			t.Errorf("it tells of %q", s.Try)
		}
		r.OpenAgain()
		r.settle()
		if r.Lost() == nil || r.Study() == nil {
			t.Errorf("opened again while it is not there: %v", r.Failure())
		}
		move(away, on.folder)
		r.LookAtFiles() // as when a person comes back to the window
		r.settle()
		wantsUnchanged(t, r)
		if n := len(r.Analyses().Clusters.Result().Labels); n != 6 {
			t.Errorf("a tree of %d networks", n)
		}
	})
}

func TestOpenAgain(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		r.OpenAgain()
		r.settle()
		if r.WouldLose() {
			t.Error("opened again, choices that nobody made are to be saved")
		}
		r.AddToPanels()
		r.SetView(ClustersView)
		r.settle()
		r.Analyses().Clusters.EditHow(func(h *analysis.How) { h.Measure = similarity.CKA })
		r.Select([]string{"mem-1"})
		r.settle()
		r.AddToPanels()
		r.settle()
		before, chosen := r.Analyses().Clusters.Result(), r.Model.choices()
		on.record("gen-1")
		r.OpenAgain()
		r.settle()
		wantsUnchanged(t, r)
		after := r.Analyses().Clusters.Result()
		if r.View() != ClustersView || !reflect.DeepEqual(r.Model.choices(), chosen) {
			t.Errorf("what was chosen became %+v in view %v", r.Model.choices(), r.View())
		}
		if reflect.DeepEqual(before.Distances, after.Distances) || after.Measure != similarity.CKA {
			t.Error("the figure is not computed anew")
		}
		if !strings.HasPrefix(r.Note(), "Opened again") {
			t.Errorf("it says %q", r.Note())
		}
		r.SetView(PanelsView)
		r.settle()
		made := r.Analyses().Panels.Result().Made
		if panel := made[1].Result.(*analysis.ClustersResult); !reflect.DeepEqual(panel.Distances, after.Distances) {
			t.Error("the panel is not made anew")
		}
		on.record("mem-0")
		r.SetView(CompareView)
		r.SetView(PanelsView)
		r.settle()
		wantsKnown(t, r)
		r.MovePanel(0, 1)
		r.settle()
		wantsChanged(t, r)
		r.OpenAgain()
		r.settle()
		wantsUnchanged(t, r)
	})
}

// writes writes a file beside the networks, at another time every time.
func (r *recording) writes(name, text string) {
	r.Helper()
	r.times++
	path := filepath.Join(r.folder, name)
	put(r.T, path, text)
	if err := os.Chtimes(path, time.Time{}, time.Unix(int64(1_700_000_000+r.times), 0)); err != nil {
		r.Fatal(err)
	}
}

func TestFilesBesideThatChange(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		r.SetView(GroupsView)
		r.settle()
		wantsUnchanged(t, r)
		for _, change := range []struct{ what, file, text string }{
			{"metadata.csv is another file now", "metadata.csv", "network,group\ngen-0,x\n"},
			{"metadata.csv and 1 more file are others now or new", "study.json", "{}"},
			{"curves.csv and 2 more files are others now or new", "curves.csv", "network,step,loss\ngen-0,1,2\n"},
		} {
			on.writes(change.file, change.text)
			r.LookAtFiles()
			r.settle()
			wantsKnown(t, r)
			if got := r.ChangedFiles(); got != change.what {
				t.Errorf("it says that %s, want %s", got, change.what)
			}
			if _, drawn := r.Figure(); !drawn {
				t.Error("the figure that was complete before went away")
			}
		}
		for v := ConvergenceView; v <= ClustersView; v++ { // what is asked now is of what the study was opened with
			r.SetView(v)
			r.settle()
			if s := r.Refusal(); s != nil && s.Changed {
				t.Errorf("view %v says %v of arrays that are as they were", v, s)
			}
		}
		r.OpenAgain()
		r.settle()
		if r.Changed() != nil || r.ChangedFiles() != "" || !strings.Contains(r.Note(), "curves.csv and 2 more files") {
			t.Errorf("opened again, it says %v and %q", r.Changed(), r.Note())
		}
		if n, _ := r.Study().Network("gen-0"); n.Metadata["group"] != "x" {
			t.Errorf("gen-0 has %v", n.Metadata)
		}
	})
}

func TestOwnMetadataAreNoChange(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		r.AddToPanels()
		r.SetAllLayers(true)
		r.settle()
		r.AddToPanels()
		r.settle()
		session := filepath.Join(filepath.Dir(on.folder), "panels.semblance")
		r.saves(t, session)
		r.RemovePanel(0)
		r.OpenSession(session) // which has panels about the study that is open
		r.settle()
		r.SetView(PanelsView)
		r.settle()
		for _, value := range []string{"p", "q", "gen"} {
			r.SetMetadata([]string{"gen-0"}, "group", value)
			r.LookAtFiles() // while it is written
		}
		r.settle()
		r.ImportMetadata(putTable(t, "network,width\nmem-0,8\n"), func(_ string, yes func()) { yes() }, func(Sentence) {})
		r.settle()
		r.Undo()
		r.LookAtFiles()
		r.settle()
		if r.Changed() != nil {
			t.Errorf("of what was typed it says that %s", r.ChangedFiles())
		}
		r.SetView(PanelsView)
		r.MovePanel(0, 1)
		r.settle()
		wantsUnchanged(t, r)
		saved := errors.New("it did not end")
		r.Save(filepath.Join(t.TempDir(), "panels.svg"), func(err error) { saved = err })
		r.settle()
		if saved != nil {
			t.Errorf("the panels cannot be saved: %v", saved)
		}
		on.writes("metadata.csv", "network,group\n")
		r.SetMetadata([]string{"gen-0"}, "group", "mine")
		r.settle()
		r.LookAtFiles()
		r.settle()
		if got := r.ChangedFiles(); got != "metadata.csv is another file now" {
			t.Errorf("what was typed hides what somebody else wrote: %q", got)
		}
	})
}

func putTable(t *testing.T, text string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "table.csv")
	put(t, path, text)
	return path
}

func TestHistoryGoesOn(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		r.SetMetadata([]string{"gen-0"}, "group", "other")
		r.settle()
		r.SetMeasure(similarity.CKA)
		r.settle()
		r.SetDPI(600)
		r.settle()
		r.Undo()
		on.record("gen-1")
		r.OpenAgain()
		r.settle()
		r.Redo()
		if r.Export().DPI != 600 || r.CanRedo() {
			t.Errorf("%v dpi", r.Export().DPI)
		}
		r.Undo()
		r.Undo()
		r.settle()
		wantsUnchanged(t, r)
		if r.Choice().Measure != similarity.PWCCA || !r.CanUndo() {
			t.Errorf("undone to %s", r.Choice().Measure)
		}
		r.Undo()
		r.settle()
		if text, err := os.ReadFile(filepath.Join(on.folder, "metadata.csv")); err != nil || !strings.Contains(string(text), "gen-0,gen") || r.CanUndo() {
			t.Errorf("undone to\n%s, %v", text, err)
		}
		r.Redo()
		r.settle()
		on.writes("metadata.csv", "network,group\ngen-0,of somebody else\n")
		r.OpenAgain()
		r.settle()
		if r.CanUndo() || r.CanRedo() {
			t.Error("what somebody else wrote can be undone")
		}
		r.SetDPI(300)
		r.settle()
		if err := os.RemoveAll(filepath.Join(on.folder, "mem-2")); err != nil {
			t.Fatal(err)
		}
		r.OpenAgain()
		r.settle()
		if r.CanUndo() {
			t.Error("choices among networks of which one is gone can be undone")
		}
	})
}

// Panels of the history have studies by numbers that are given anew.
func TestHistoryOfPanelsEnds(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		r.AddToPanels()
		r.settle()
		r.OpenAgain()
		r.settle()
		if r.CanUndo() {
			t.Error("a panel can be undone")
		}
	})
}
