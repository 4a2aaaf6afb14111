package model

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/similarity"
)

// memoryRecovery is a recovery store.
type memoryRecovery struct {
	now   *session.Draft
	left  []session.Draft
	fails error
	saves int
}

func (m *memoryRecovery) Save(d session.Draft) error {
	if m.fails == nil {
		m.now = &d
		m.saves++
	}
	return m.fails
}

func (m *memoryRecovery) Clear() error          { m.now = nil; return nil }
func (m *memoryRecovery) Left() []session.Draft { return m.left }
func (m *memoryRecovery) Forget(session.Draft) error {
	m.left = nil
	return nil
}

// withRecovery opens a study in a model with a recovery store.
func withRecovery(t *testing.T, test func(t *testing.T, r *rig, store *memoryRecovery, folder string)) {
	t.Helper()
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		store := &memoryRecovery{}
		r.sessions.drafts.store = store
		r.loop.run(time.Minute)
		if store.now != nil {
			t.Fatal("nothing was chosen, and a draft is kept")
		}
		test(t, r, store, folder)
	})
}

func TestChoicesAreKeptWithinSeconds(t *testing.T) {
	withRecovery(t, func(t *testing.T, r *rig, store *memoryRecovery, folder string) {
		r.SetMeasure(similarity.CKA)
		for range 20 { // without a pause
			r.SetSeed(r.Choice().Seed + 1)
			r.loop.run(keepEvery / 10)
		}
		if store.now == nil {
			t.Fatal("while one chooses, nothing is kept")
		}
		r.loop.run(2 * keepEvery)
		saves := store.saves
		r.loop.run(time.Minute)
		if store.saves != saves {
			t.Error("it is kept again and again")
		}
		draft := *store.now
		if draft.Of != "" || len(draft.Session.Study.Places[0].Contents) != 1 {
			t.Errorf("kept %+v", draft)
		}

		other := newRig() // the next start
		defer other.Close()
		next := &memoryRecovery{left: []session.Draft{draft}}
		other.sessions.drafts.store = next
		other.OpenDraft(other.Drafts()[0])
		other.settle()
		if got := other.Choice(); got.Measure != similarity.CKA || got.Seed != 20 || !other.Unsaved() || !other.WouldLose() {
			t.Errorf("recovered %+v, unsaved %v", got, other.Unsaved())
		}
		if next.left != nil || next.now == nil {
			t.Errorf("left %v, own %v", next.left, next.now)
		}

		path := filepath.Join(filepath.Dir(folder), "x.semblance")
		r.saves(t, path)
		r.loop.run(2 * keepEvery)
		if store.now != nil {
			t.Error("saved, and the draft stays")
		}
	})
}

func TestClosing(t *testing.T) {
	withRecovery(t, func(t *testing.T, r *rig, store *memoryRecovery, _ string) {
		r.SetSeed(5)
		r.Close() // by the desktop, at once
		if store.now == nil {
			t.Error("what would be lost is not kept")
		}
	})
	withRecovery(t, func(t *testing.T, r *rig, store *memoryRecovery, _ string) {
		r.SetSeed(5)
		r.loop.run(2 * keepEvery)
		r.Discard() // as the person answered
		r.Close()
		if store.now != nil {
			t.Error("what was given up is kept")
		}
	})
	withRecovery(t, func(t *testing.T, r *rig, store *memoryRecovery, _ string) {
		r.SetSeed(5)
		r.loop.run(2 * keepEvery)
		r.Undo()
		r.loop.run(2 * keepEvery)
		if store.now != nil || r.Unsaved() {
			t.Error("what was taken back is kept")
		}
		store.fails = errors.New("the disk is full")
		r.SetSeed(6)
		r.loop.run(2 * keepEvery)
		if !strings.Contains(r.Note(), "disk is full") {
			t.Errorf("note %q", r.Note())
		}
	})
}

func TestASampleIsNoLoss(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		store := &memoryRecovery{}
		r.sessions.drafts.store = store
		r.OpenSample("fake")
		r.settle()
		r.SetSeed(5)
		r.loop.run(2 * keepEvery)
		if r.WouldLose() || !r.Unsaved() || store.now == nil || store.now.Session.Study.Sample != "fake" {
			t.Errorf("would lose %v, kept %+v", r.WouldLose(), store.now)
		}
		r.Close()
		if store.now != nil {
			t.Error("the draft stays")
		}
	})
}
