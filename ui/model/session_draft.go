package model

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"time"

	"github.com/semblance-app/semblance/core/session"
)

// RecoveryStore keeps the choices of a running program where a kill does not
// reach them. It may be called from any goroutine. *session.Recovery is one.
type RecoveryStore interface {
	// Save keeps a draft in place of the one before, which Clear takes away.
	Save(session.Draft) error
	Clear() error
	// Left lists the drafts of programs that were killed, and Forget drops one.
	Left() []session.Draft
	Forget(session.Draft) error
}

// keepEvery is how often changed choices are kept: what a kill can lose.
const keepEvery = 2 * time.Second

// drafts is what of the open session is in the recovery store.
type drafts struct {
	store RecoveryStore
	turns turns
	wait  func() // until choices are kept
	// last is the draft that was kept last, nil for none.
	last []byte
	told bool // that choices cannot be kept
}

// keepDraftLater keeps what is chosen in a while, with what comes until then.
func (m *Model) keepDraftLater() {
	d := &m.sessions.drafts
	if d.store == nil || m.opened == nil || d.wait != nil {
		return
	}
	d.wait = m.loop.After(keepEvery, func() {
		d.wait = nil
		m.keepDraft(func() {})
	})
}

// keepDraft keeps what is chosen, or takes the draft away where the session's
// file says the same. then is called where a draft was kept.
func (m *Model) keepDraft(then func()) {
	d := &m.sessions.drafts
	if !m.Unsaved() {
		m.dropDraft()
		return
	}
	draft, text, err := m.draft()
	if err != nil {
		m.log("draft: " + err.Error())
		return
	}
	if bytes.Equal(text, d.last) {
		return
	}
	d.last = text
	opened := m.opened
	var contents []session.Contents
	m.Background(d.turns.next(func() error {
		contents, _ = fill(m.ctx, &draft.Session) // a study that went away can come back
		return d.store.Save(draft)
	}), func(err error) {
		if err == nil {
			if opened.same(m.opened) {
				m.opened.contents = contents
			}
			then()
			return
		}
		d.last = nil
		if !d.told {
			d.told = true
			m.Say("Choices are not kept for the case of a crash. " + m.explain(err).String())
		}
	})
}

// draft is what is chosen now, and all of it as text.
func (m *Model) draft() (session.Draft, []byte, error) {
	s, err := m.Session()
	if err != nil {
		return session.Draft{}, nil, err
	}
	text, err := json.Marshal(s)
	return session.Draft{Session: s, Of: m.sessions.path}, text, err
}

// dropDraft takes the draft away, if there is one.
func (m *Model) dropDraft() {
	d := &m.sessions.drafts
	if d.wait != nil {
		d.wait()
		d.wait = nil
	}
	if d.last == nil {
		return
	}
	d.last = nil
	m.Background(d.turns.next(d.store.Clear), func(err error) {
		if err != nil {
			m.log("draft: " + err.Error())
		}
	})
}

// closeDraft is dropDraft for the end of the program: it keeps what would be
// lost, as when the desktop ends the program, and is done when it returns.
func (m *Model) closeDraft() {
	d := &m.sessions.drafts
	if d.store == nil {
		return
	}
	act := func() error { return nil }
	if m.WouldLose() {
		if draft, _, err := m.draft(); err == nil {
			act = func() error { return d.store.Save(draft) }
		}
	} else if d.last != nil {
		act = d.store.Clear
	}
	if err := d.turns.next(act)(); err != nil {
		m.log("draft: " + err.Error())
	}
}

// Drafts are the sessions that programs which were killed have left, the latest
// first.
func (m *Model) Drafts() []session.Draft {
	if m.sessions.drafts.store == nil {
		return nil
	}
	return m.sessions.drafts.store.Left()
}

// OpenDraft opens one of them. It is forgotten once it is kept as a draft of this
// program.
func (m *Model) OpenDraft(draft session.Draft) {
	what := draft.Session.Study.Name
	if draft.Of != "" {
		what = filepath.Base(draft.Of)
	}
	m.openNaming(what, func() (restored, error) {
		return restored{Session: draft.Session, path: draft.Of, draft: true}, nil
	}, func() {
		m.keepDraft(func() { m.ForgetDraft(draft) })
	})
}

// ForgetDraft drops one of them.
func (m *Model) ForgetDraft(draft session.Draft) {
	m.Background(func() error { return m.sessions.drafts.store.Forget(draft) }, func(err error) {
		if err != nil {
			m.log("draft: " + err.Error())
		}
	})
}
