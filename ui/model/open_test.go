package model

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

func TestTheStudyStaysUntilTheNextIsOpen(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.library.delay["/slow"] = 3 * time.Second
		r.SetMeasure(similarity.CKA)
		r.Open("/slow")
		r.loop.run(time.Second)
		if a := r.Activity(); !a.Running || a.What != "opening slow" {
			t.Errorf("activity %+v", a)
		}
		if r.Study().Name != "/studies/fake" {
			t.Error("the study went away")
		}
		r.loop.run(5 * time.Second)
		if r.Study().Name != "/slow" || r.Choice().Measure != similarity.CKA {
			t.Errorf("%s by %s", r.Study().Name, r.Choice().Measure)
		}
	})
}

func TestOpeningTwiceShowsTheSecond(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.library.delay["/slow"] = 3 * time.Second
		r.Open("/slow")
		r.Open("/quick")
		r.loop.run(10 * time.Second)
		if r.Study().Name != "/quick" {
			t.Errorf("opened %s", r.Study().Name)
		}
	})
}

func TestCancelOpening(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.library.delay["/slow"] = 3 * time.Second
		r.Open("/slow")
		r.loop.run(time.Second)
		r.Cancel()
		r.loop.run(10 * time.Second)
		if r.Study().Name != "/studies/fake" || r.Busy() {
			t.Errorf("opened %s", r.Study().Name)
		}
	})
}

func TestAFailureLeavesTheFigure(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetView(StudyView)
		r.Open("/missing")
		r.settle()
		s := r.Failure()
		if s == nil || s.What != "Open study: there is nothing at /missing." || s.Try != "Check the path." {
			t.Fatalf("%+v", s)
		}
		if r.View() != StudyView || r.Refusal() != nil {
			t.Error("it takes the place of what was there")
		}
		mustFigure(t, r)
		r.Open("/studies/other")
		r.settle()
		if r.Failure() != nil {
			t.Error("it is told for ever")
		}
	})
}

func TestAFailureWithNothingOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		r.SetView(StudyView)
		r.Open("/missing")
		r.settle()
		if r.Refusal() == nil || r.View() != CompareView {
			t.Error("the sentence is not shown")
		}
	})
}

func TestTwoPathsAndMore(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Open("/x/a.npz", "/y/b.npz")
		r.settle()
		if r.Study().Name != "/x/a.npz+/y/b.npz" {
			t.Errorf("opened %s", r.Study().Name)
		}
		if got := r.Recent()[0].Title(); got != "a.npz and b.npz" {
			t.Errorf("recent %q", got)
		}
		r.Open("1", "2", "3")
		if r.Failure() == nil {
			t.Error("three paths are not refused")
		}
	})
}

func TestRecentStudies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		for i := range 12 {
			r.Open(fmt.Sprintf("/s/%d", i))
			r.settle()
		}
		r.Open("/s/5")
		r.settle()
		r.OpenSample("sample")
		r.settle()
		list := r.Recent()
		if len(list) != maxRecent || list[0].Title() != "5" || list[1].Title() != "11" {
			t.Errorf("recent %v", list)
		}
		again := New(Options{Loop: r.loop, Library: r.library, Recent: r.store})
		defer again.Close()
		if got := again.Recent(); len(got) != maxRecent || got[0].Title() != "5" {
			t.Errorf("after a restart %v", got)
		}
		r.Open("/s/new") // in the window before, which is open still
		r.settle()
		again.Open("/s/newer")
		r.settle()
		if got := again.Recent(); got[0].Title() != "newer" || got[1].Title() != "new" {
			t.Errorf("beside another window %v", got)
		}
		again.ForgetRecent()
		if len(r.store.lines) != 0 {
			t.Errorf("not forgotten: %v", r.store.lines)
		}
	})
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		err       error
		what, try string
	}{
		{nil, "", ""},
		{errors.New("a and b have no layer in common; compare all with all"), "A and b have no layer in common.", "Compare all with all."},
		{errors.New("a/final/conv1 has 3 datapoints"), "a/final/conv1 has 3 datapoints.", ""},
		{&fs.PathError{Op: "open", Path: "/x", Err: fs.ErrNotExist}, "There is no file or folder /x.", "Check the path, or open it by File › Open."},
		{&fs.PathError{Op: "open", Path: "/x", Err: fs.ErrPermission}, "/x may not be read.", "Check its permissions."},
		{
			&study.Error{Path: "/x/study.json", What: "it cannot be saved", Hint: "make the folder writable", Err: &fs.PathError{Op: "open", Path: "/x/.study-1", Err: fs.ErrPermission}},
			"/x/study.json: it cannot be saved.", "Make the folder writable.",
		},
		{
			fmt.Errorf("fc: %w", &similarity.RefusalError{Reason: "n/a; b is constant; check how it was recorded", Remedies: similarity.Remedies{Try: "check how it was recorded"}}),
			"Fc: n/a; b is constant.", "Check how it was recorded.",
		},
	} {
		if got := Explain(c.err); got.What != c.what || got.Try != c.try {
			t.Errorf("%v: got %q %q", c.err, got.What, got.Try)
		}
	}
	if s := Explain(&job.PanicError{Value: "index out of range"}); !strings.Contains(s.What, "index out of range") || strings.Contains(s.String(), "goroutine") {
		t.Errorf("got %q", s)
	}
}
