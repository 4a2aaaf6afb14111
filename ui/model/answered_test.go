package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
)

// groupsOf are the members of the groups that are shown.
func groupsOf(r *rig) string {
	r.SetView(GroupsView)
	r.settle()
	res := r.Analyses().Groups.Result()
	if res == nil {
		return r.Refusal().String()
	}
	var list []string
	for _, m := range res.Members {
		list = append(list, m.Network+" "+m.Group)
	}
	return strings.Join(list, ", ")
}

const (
	grouped   = "gen-0 gen, gen-1 gen, gen-2 gen, mem-0 mem, mem-1 mem, mem-2 mem"
	exchanged = "gen-0 mem, gen-1 gen, gen-2 gen, mem-0 gen, mem-1 mem, mem-2 mem"
)

func exchange(r *rig, first, second string) {
	r.SetMetadata([]string{"gen-0"}, "group", first)
	r.SetMetadata([]string{"mem-0"}, "group", second)
}

// Answers are of the metadata as they are, whatever was kept of those before.
func TestAnswersFollowMetadata(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		wants := func(want string) {
			t.Helper()
			if got := groupsOf(r); got != want {
				t.Errorf("the groups are %q, want %q", got, want)
			}
		}
		wants(grouped)
		for range 2 {
			exchange(r, "mem", "gen")
			wants(exchanged)
			exchange(r, "gen", "mem")
			wants(grouped)
		}

		r.OpenAgain()
		r.settle()
		exchange(r, "mem", "gen")
		r.settle()
		r.SetMetadata([]string{"mem-2"}, "group", "gen")
		wants(strings.Replace(exchanged, "mem-2 mem", "mem-2 gen", 1))
		r.SetMetadata([]string{"mem-2"}, "group", "mem")
		exchange(r, "gen", "mem")
		r.settle()
		r.OpenAgain()
		r.settle()
		wants(grouped) // which is kept, and of these metadata
	})
}

// An answer that is on its way while metadata change is not the one that is wanted, in
// whichever view they are changed.
func TestAnAnswerOnItsWayFollowsMetadata(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		for _, view := range []View{StudyView, CompareView, GroupsView} {
			exchange(r, "gen", "mem")
			r.settle()
			r.Analyses().Groups.EditHow(func(h *analysis.How) { h.Datapoints = 40 + int(view) })
			r.SetView(GroupsView)
			r.Cancel()
			r.Again() // which computes it at once
			r.SetView(view)
			exchange(r, "mem", "gen")
			r.settle()
			if got := groupsOf(r); got != exchanged {
				t.Errorf("changed in %v, the groups are %q, want %q", view, got, exchanged)
			}
		}
	})
}

// What is undone while it is computed is not what is shown.
func TestAnAnswerOnItsWayIsUndone(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		groups := r.Analyses().Groups
		groupsOf(r)
		groups.EditHow(func(h *analysis.How) { h.Datapoints = 50 })
		r.Cancel()
		r.Again() // which computes it at once
		r.SetView(CompareView)
		r.Undo()
		wants := func(datapoints int) {
			t.Helper()
			groupsOf(r) // while it is computed
			if res := groups.Result(); groups.Spec().Datapoints != datapoints || res.Datapoints != datapoints {
				t.Errorf("chosen are %d datapoints and shown %d, want %d", groups.Spec().Datapoints, res.Datapoints, datapoints)
			}
		}
		wants(0)
		r.Redo()
		r.SetView(CompareView)
		wants(50)
	})
}

// A panel is of the metadata as they are.
func TestPanelsFollowMetadata(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		groupsOf(r)
		r.AddToPanels()
		r.settle()
		legend := func() string {
			r.SetView(PanelsView)
			r.settle()
			fig, drawn := r.Figure()
			if !drawn {
				t.Fatal(r.Refusal())
			}
			var names []string
			for _, s := range fig.Panels[0].Series {
				names = append(names, s.Name)
			}
			return strings.Join(names, ", ")
		}
		before := legend()
		r.SetMetadata([]string{"mem-0", "mem-1", "mem-2"}, "group", "shuffled")
		r.settle()
		if got, want := legend(), strings.ReplaceAll(before, "mem", "shuffled"); got != want || got == before {
			t.Errorf("the panel shows %q, want %q", got, want)
		}
	})
}

// Metadata of a study that is left while they are written are written to the end, and
// those of a program that ends, too.
func TestMetadataOfAStudyThatIsLeft(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		table := filepath.Join(on.folder, "metadata.csv")
		has := func(value string) {
			t.Helper()
			if text, err := os.ReadFile(table); err != nil || !strings.Contains(string(text), "gen-0,"+value+"\n") {
				t.Errorf("the file says %q (%v), want %s", text, err, value)
			}
		}
		types := func(values ...string) {
			for _, value := range values {
				r.SetMetadata([]string{"gen-0"}, "group", value)
			}
		}
		types("first", "second")
		r.OpenSample("gen-mem")
		r.settle()
		has("second")
		r.Open(on.folder)
		r.settle()
		types("third", "fourth")
		r.Close()
		has("fourth")
	})
}
