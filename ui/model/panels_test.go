package model

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// withPanels has a figure of two panels, from a study and another one that is open.
func withPanels(t *testing.T, test func(t *testing.T, r *rig, first string)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		r.Model.library = &diskLibrary{}
		r.board.library = r.Model.library
		first, second := recorded(t), recorded(t)
		r.Open(first)
		r.settle()
		r.AddToPanels()
		r.Open(second)
		r.settle()
		r.SetView(GroupsView)
		r.settle()
		r.AddToPanels()
		r.settle()
		test(t, r, first)
	})
}

func TestPanelsOfSeveralStudies(t *testing.T) {
	withPanels(t, func(t *testing.T, r *rig, _ string) {
		if got := r.Note(); got != "Added as panel b; see Panels." {
			t.Errorf("note %q", got)
		}
		groups := r.drawn(t)
		r.SetView(PanelsView)
		r.settle()
		fig := r.drawn(t)
		if len(fig.Parts()) != 2 || fig.Parts()[1].Title != groups.Title || fig.Kind != figure.KindGrid {
			t.Errorf("parts %+v", fig.Grid)
		}
		before := r.ListPanels()
		r.MovePanel(0, 1)
		r.MovePanel(0, -1) // there is none before it
		r.settle()
		if got := r.ListPanels(); got[0] != before[1] || got[1] != before[0] || r.drawn(t).Parts()[0].Title != groups.Title {
			t.Errorf("titles %v", got)
		}
		for _, want := range []int{2, 0} { // of two columns
			r.WidenPanel(1)
			r.settle()
			if got := r.analyses.Panels.spec.Panels[1].Span; got != want || r.drawn(t).Parts()[1].Title == "" {
				t.Errorf("the panel has %d columns, want %d", got, want)
			}
			if places := r.drawn(t).Grid.Places(); places[1].Row != min(1, want) {
				t.Errorf("places %v", places)
			}
		}
		r.WidenPanel(7) // there is none
		r.AddToPanels()
		if got := r.Note(); !strings.Contains(got, "no figure to add") {
			t.Errorf("the panels were added to themselves: %q", got)
		}
		r.RemovePanel(0)
		r.settle()
		if len(r.drawn(t).Parts()) != 1 {
			t.Errorf("parts %+v", r.drawn(t).Grid)
		}
		r.Undo()
		if note := r.Note(); note != "" {
			t.Errorf("of what was undone it says %q", note)
		}
		r.settle()
		if len(r.drawn(t).Parts()) != 2 {
			t.Error("the panel that was removed is not back")
		}
		r.RemovePanel(0)
		r.RemovePanel(0)
		r.settle()
		if s := r.Refusal(); s == nil || !strings.Contains(s.What, "No figure has been added") {
			t.Errorf("without panels: %v", s)
		}
	})
}

func TestPanelsAreOfTheSession(t *testing.T) {
	withPanels(t, func(t *testing.T, r *rig, first string) {
		r.SetView(PanelsView)
		r.Analyses().Panels.EditOptions(func(d *recipe.PanelsDrawing) { d.Columns, d.ShareY = 1, true })
		r.settle()
		want := r.drawn(t)
		if !r.LosesPanels() {
			t.Error("the panels would not be lost")
		}
		path := filepath.Join(filepath.Dir(first), "panels.semblance")
		r.saves(t, path)
		if r.LosesPanels() {
			t.Error("panels that were saved would be lost")
		}
		exported := filepath.Join(filepath.Dir(first), "panels.svg")
		written := r.exports(t, exported)

		fresh := newRig()
		defer fresh.Close()
		fresh.Model.library = &diskLibrary{}
		fresh.board.library = fresh.Model.library
		for _, file := range []string{path, exported} {
			fresh.Open(file)
			fresh.settle()
			if fresh.View() != PanelsView || !reflect.DeepEqual(fresh.drawn(t), want) || fresh.LosesPanels() {
				t.Errorf("%s: view %v, %+v", file, fresh.View(), fresh.Refusal())
			}
		}
		if again := fresh.exports(t, exported); !bytes.Equal(again, written) {
			t.Error("exported again it has other bytes")
		}

		// A figure of another view leaves the panels; a session without has none.
		plain := filepath.Join(filepath.Dir(first), "plain")
		fresh.SetView(CompareView)
		fresh.settle()
		fresh.exports(t, plain+".svg")
		fresh.Open(plain + ".svg")
		fresh.settle()
		if len(fresh.ListPanels()) != 2 {
			t.Errorf("panels %v", fresh.ListPanels())
		}
		fresh.RemovePanel(0)
		fresh.RemovePanel(0)
		fresh.saves(t, plain+".semblance")
		r.Open(plain + ".semblance")
		r.settle()
		if len(r.ListPanels()) != 0 || r.shownRefusal(PanelsView) == nil {
			t.Errorf("panels %v", r.ListPanels())
		}
	})
}

// shownRefusal shows a view and gives what stands in its figure's place.
func (r *rig) shownRefusal(v View) *Sentence {
	r.SetView(v)
	r.settle()
	return r.Refusal()
}

func TestAPanelWhoseStudyIsGone(t *testing.T) {
	withPanels(t, func(t *testing.T, r *rig, first string) {
		exported := filepath.Join(t.TempDir(), "panels.png")
		r.SetFormat(render.PNG)
		r.SetView(PanelsView)
		r.settle()
		r.MovePanel(0, 1) // the study of the figure is that which is open
		r.settle()
		r.exports(t, exported)
		if err := os.RemoveAll(first); err != nil {
			t.Fatal(err)
		}
		fresh := newRig()
		defer fresh.Close()
		fresh.Model.library = &diskLibrary{}
		fresh.board.library = fresh.Model.library
		fresh.Open(exported)
		fresh.settle()
		lost := fresh.Lost()
		if lost == nil || !lost.Spare || lost.Was != first {
			t.Fatalf("lost %+v, %v", lost, fresh.Failure())
		}
		fresh.Reopen(lost, "")
		fresh.settle()
		if s := fresh.Refusal(); s == nil || !strings.Contains(s.What, "Panel b (compare): its study is not at") {
			t.Errorf("%v, %v", s, fresh.Failure())
		}
	})
}
