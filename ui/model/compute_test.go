package model

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

func TestOpensWithAFigure(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c, fig := r.Choice(), mustFigure(t, r)
		if c.A.Network != "a" || c.B.Network != "b" || c.A.Step != "final" || c.AllLayers {
			t.Errorf("the first choice is %+v", c)
		}
		if fig.Kind != figure.KindLayers || len(r.Answer().Layers.Pairs) != 3 {
			t.Errorf("the first figure is %q", fig.Kind)
		}
		if r.Busy() || r.Activity().Running {
			t.Error("still busy")
		}
		if w := r.Warnings(); len(w) == 0 || w[0].Message != "c has no metadata" {
			t.Errorf("warnings %v", w)
		}
	})
}

func mustFigure(t *testing.T, r *rig) figure.Figure {
	t.Helper()
	fig, ok := r.Figure()
	if !ok {
		t.Fatalf("no figure: %+v", r.Refusal())
	}
	return fig
}

func TestManyChangesAreOneComputation(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		answers := 0
		r.Listen(func(c Change) {
			if c.Has(AnswerChanged) {
				answers++
			}
		})
		for _, m := range []similarity.Measure{similarity.CCA, similarity.SVCCA, similarity.CKA} {
			r.SetMeasure(m)
			r.loop.run(5 * time.Millisecond)
		}
		r.settle()
		if answers != 1 || r.Answer().Layers.Measure != similarity.CKA {
			t.Errorf("%d answers, the last by %s", answers, r.Answer().Layers.Measure)
		}
	})
}

// A slow answer that arrives after a newer one must not be shown, and the last
// figure stays until the new one is there.
func TestLateAnswersAreDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		src := &fakeSource{Study: fakeStudy(), delay: time.Second}
		r.library.source = func() *fakeSource { return src }
		r.Open("slow")
		r.loop.run(20 * time.Second)
		first := mustFigure(t, r)

		r.SetEndpoint(B, analysis.Endpoint{Network: "c"}) // slow: not loaded yet
		r.loop.run(100 * time.Millisecond)
		if !r.Busy() || mustFigure(t, r).Title != first.Title {
			t.Error("the figure did not stay while the next is computed")
		}
		if a := r.Activity(); !a.Running || a.Total == 0 {
			t.Errorf("no progress: %+v", a)
		}
		r.SetEndpoint(B, analysis.Endpoint{Network: "b"}) // known already
		r.loop.run(30 * time.Second)
		if got := mustFigure(t, r).Title; got != first.Title {
			t.Errorf("a late answer is shown: %s", got)
		}
	})
}

// A figure from before is late once its choice has moved on for a while, also where one
// choice follows another, and until the answer is there; an answer at once makes none.
func TestAFigureFromBeforeIsLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		src := &fakeSource{Study: fakeStudy(), delay: time.Second}
		r.library.source = func() *fakeSource { return src }
		r.Open("slow")
		r.loop.run(20 * time.Second)
		if r.Late() {
			t.Error("late without a choice")
		}
		for i, conv := range []study.Conv{"flatten", "positions", "flatten", "positions"} {
			r.SetConv(conv)
			r.loop.run(120 * time.Millisecond)
			if r.Late() != (i >= 2) {
				t.Errorf("late after choice %d: %v", i, r.Late())
			}
		}
		r.Cancel()
		if !r.Late() {
			t.Error("cancelled, what stands is still the figure from before")
		}
		r.Again()
		r.loop.run(20 * time.Second)
		if r.Late() {
			t.Error("late with its answer")
		}
		src.delay = 0
		r.SetConv("mean")
		for range 10 {
			if r.loop.run(50 * time.Millisecond); r.Late() {
				t.Error("late at once")
			}
		}
	})
}

func TestCancelKeepsTheFigure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		src := &fakeSource{Study: fakeStudy(), delay: time.Second}
		r.library.source = func() *fakeSource { return src }
		r.Open("slow")
		r.loop.run(20 * time.Second)
		r.SetConv("flatten")
		r.loop.run(200 * time.Millisecond)
		r.Cancel()
		r.loop.run(20 * time.Second)
		if r.Busy() || r.Activity().Running {
			t.Error("still busy after Cancel")
		}
		mustFigure(t, r)
		if !strings.Contains(r.Note(), "Cancelled") || !r.Stale() {
			t.Errorf("note %q, stale: %v", r.Note(), r.Stale())
		}
		r.Again()
		r.loop.run(20 * time.Second)
		if r.Note() != "" || r.Stale() {
			t.Errorf("note %q, stale: %v", r.Note(), r.Stale())
		}
	})
}

// TestOneCancelEndsAllWork cancels while the view that is shown, the one before and
// what warms the layers up are all at work.
func TestOneCancelEndsAllWork(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		src := &fakeSource{Study: fakeStudy(), delay: time.Second}
		r.library.source = func() *fakeSource { return src }
		r.Open("slow")
		r.loop.run(100 * time.Millisecond)
		r.SetView(ClustersView)
		r.loop.run(100 * time.Millisecond)
		if !r.request.pending || !r.Analyses().Clusters.request.pending {
			t.Fatal("not both are at work")
		}
		r.Cancel()
		if r.Busy() || r.Activity().Running {
			t.Errorf("still busy: %+v", r.Activity())
		}
		before := src.reads.Load()
		r.loop.run(20 * time.Second)
		if after := src.reads.Load(); after != before {
			t.Errorf("%d layers were read after Cancel", after-before)
		}
		r.Again()
		r.loop.run(60 * time.Second)
		if r.Analyses().Clusters.Result() == nil {
			t.Error("Again asks nothing")
		}
	})
}

func TestCancelTheFirstOfAnotherStudy(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.library.source = func() *fakeSource { return &fakeSource{Study: fakeStudy(), delay: time.Second} }
		r.Open("slow")
		r.loop.run(100 * time.Millisecond)
		r.Cancel()
		mustFigure(t, r)
		before := r.Answer().of
		if !r.Stale() || r.Study() == before.Study {
			t.Fatalf("stale: %v", r.Stale())
		}
		r.Again()
		r.loop.run(20 * time.Second)
		if r.Stale() || r.Answer().of == before {
			t.Errorf("stale: %v", r.Stale())
		}
	})
}

func TestNotesGoAway(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Say("first")
		r.loop.run(noteStays - time.Second)
		r.Say("second")
		r.loop.run(2 * time.Second)
		if r.Note() != "second" {
			t.Errorf("note %q", r.Note())
		}
		r.loop.run(noteStays)
		if r.Note() != "" {
			t.Errorf("note %q stays", r.Note())
		}
	})
}

func TestCancelTheFirstAndStartAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		src := &fakeSource{Study: fakeStudy(), delay: time.Second}
		r.library.source = func() *fakeSource { return src }
		r.Open("slow")
		r.loop.run(100 * time.Millisecond)
		r.Cancel()
		r.loop.run(20 * time.Second)
		if _, drawn := r.Figure(); drawn || r.Note() != "Cancelled." {
			t.Errorf("note %q", r.Note())
		}
		r.Again()
		r.loop.run(20 * time.Second)
		mustFigure(t, r)
	})
}

func TestSpectrumAndBack(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.OpenPair(1)
		r.settle()
		fig := mustFigure(t, r)
		if fig.Kind != figure.KindSpectrum || r.Answer().Spectrum.Pair.A.Layer != "conv2" {
			t.Fatalf("got %q", fig.Title)
		}
		r.SetSide(similarity.Both) // a spectrum has one side's weights
		r.settle()
		mustFigure(t, r)
		r.SetSide(similarity.First)
		r.settle()
		if !r.Back() {
			t.Error("nothing to go back from")
		}
		r.settle()
		if fig := mustFigure(t, r); fig.Kind != figure.KindLayers {
			t.Errorf("back at %q", fig.Kind)
		}
		if r.Back() {
			t.Error("went back twice")
		}
	})
}

func TestPairMode(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetPair(recipe.LayerPair{})
		r.settle()
		if p := *r.Choice().Pair; p != (recipe.LayerPair{A: "conv1", B: "conv1"}) {
			t.Errorf("the first pair is %v", p)
		}
		r.SetPair(recipe.LayerPair{A: "conv1", B: "fc"})
		r.Swap()
		r.settle()
		if p := *r.Choice().Pair; p != (recipe.LayerPair{A: "fc", B: "conv1"}) {
			t.Errorf("swapped %v", p)
		}
		r.SetEndpoint(A, analysis.Endpoint{Network: "c"}) // has no fc
		r.settle()
		if r.Choice().Pair != nil {
			t.Error("a pair of a layer that is not there")
		}
		mustFigure(t, r)
	})
}

func TestMatrix(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetAllLayers(true)
		r.SetLayers(B, []string{"conv1", "fc"})
		r.settle()
		if got := r.Answer().Layers; len(got.Pairs) != 6 || !r.Concerns().Values {
			t.Errorf("%d pairs, want 3 × 2", len(got.Pairs))
		}
		r.SetLayers(B, []string{"conv1", "conv2", "fc"})
		if got := r.Choice().LayersB; got != nil {
			t.Errorf("all chosen is %v, want nil", got)
		}
	})
}

func TestRefusalIsASentence(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.opened.Source = nil
		src := &fakeSource{Study: fakeStudy(), rows: 3}
		r.library.source = func() *fakeSource { return src }
		r.Open("few rows")
		r.settle()
		s := r.Refusal()
		if s == nil || !strings.Contains(s.What, "3 datapoints for 4 neurons") || s.Try == "" {
			t.Fatalf("got %+v", s)
		}
		if _, ok := r.Figure(); ok {
			t.Error("a figure beside a refusal")
		}
	})
}

func TestPanicIsToldAndLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		r.library.source = func() *fakeSource { return &fakeSource{Study: fakeStudy(), poison: "conv2"} }
		r.SetMeasure(similarity.CKA) // nothing is open: ignored
		r.Open("poisoned")
		r.loop.run(5 * time.Second)
		s := r.Refusal()
		if s == nil || !strings.Contains(s.What, "poisoned") || strings.Contains(s.What, "goroutine") {
			t.Errorf("told %+v", s)
		}
		if len(r.logged) != 1 || !strings.Contains(r.logged[0], "fake_test.go") {
			t.Errorf("logged %q", r.logged)
		}
	})
}

func TestShowNeedsNoComputation(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetShow(figure.Distance)
		if r.Busy() || !strings.Contains(mustFigure(t, r).Panels[0].Y.Label, "distance") {
			t.Errorf("axis %q", mustFigure(t, r).Panels[0].Y.Label)
		}
	})
}
