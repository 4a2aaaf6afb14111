package model

import (
	"context"
	"slices"

	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
)

// Layouts works out, in the background, by which layouts the open study can be
// read, and calls done on the model's goroutine unless another study is open by
// then. A study that is no folder on disk has but its own.
func (m *Model) Layouts(done func([]study.Layout)) {
	opened := m.opened
	if opened == nil {
		return
	}
	list := []study.Layout{opened.Study.Layout}
	m.Background(func() error {
		if opened.Study.Path != "" {
			list = opened.Study.Layouts()
		}
		return nil
	}, func(error) {
		if opened.same(m.opened) {
			done(list)
		}
	})
}

// ReadAs reads the open study by another layout from now on, or for good by the one
// that was guessed: it is noted in the study's folder, and the study is opened again.
// Where it cannot be noted it counts until the study is closed, which NotNoted says.
// Undo takes it back.
func (m *Model) ReadAs(layout string) {
	s := m.Study()
	if s == nil || s.Path == "" || s.Layout.Name == layout && !s.Layout.Ambiguous {
		return
	}
	if m.columns.writing {
		m.OnceWritten(func() { m.ReadAs(layout) })
		return
	}
	opened := m.opened
	m.Background(func() error { return s.SaveLayout(layout) }, func(err error) {
		if !opened.same(m.opened) {
			return
		}
		from := origin{paths: []string{s.Path}}
		if err != nil {
			from.read.Layout = layout
		}
		past := m.leave()
		m.open(s.Name, m.noting(err, from.load(m.library)), func() {
			m.remember(Recent{s.Path})
			m.goOnFrom(past)
		})
	})
}

// ReadAxes reads the arrays of the open study that have as many dimensions by these
// axes, and notes that as ReadAs does. What was chosen stays chosen.
func (m *Model) ReadAxes(axes study.Axes) {
	s := m.Study()
	if s == nil || slices.ContainsFunc(s.Axes, func(r study.RankAxes) bool { return r.Axes == axes && r.Chosen }) {
		return
	}
	if m.columns.writing {
		m.OnceWritten(func() { m.ReadAxes(axes) })
		return
	}
	opened := m.opened
	m.Background(func() error { return s.SaveAxes(axes) }, func(err error) {
		if !opened.same(m.opened) {
			return
		}
		m.reread(err, err != nil || m.Unsaved(), func(chosen *session.Study) {
			chosen.Axes = slices.DeleteFunc(slices.Clone(chosen.Axes), func(a study.Axes) bool { return a.Rank() == axes.Rank() })
			if err != nil {
				chosen.Axes = append(chosen.Axes, axes)
				return
			}
			for i := range chosen.Places {
				chosen.Places[i].Contents = nil // study.json is another now
			}
		})
	})
}

// ReadSplit reads another split of the inputs of the open study, or all of them.
// What was chosen stays chosen.
func (m *Model) ReadSplit(split string) {
	s := m.Study()
	if s == nil || s.Split == split || s.Split == "" && split == study.AllSplits {
		return
	}
	m.OnceWritten(func() { m.reread(nil, true, func(chosen *session.Study) { chosen.Split = split }) })
}

// reread opens the study again, read otherwise, with all that is chosen. What is of no
// file then is unsaved.
func (m *Model) reread(refusal error, unsaved bool, change func(*session.Study)) {
	chosen, err := m.Session()
	if err != nil {
		m.fail(m.explain(err))
		return
	}
	change(&chosen.Study)
	r := restored{Session: chosen, path: m.sessions.path, draft: unsaved}
	past := m.leave()
	m.open(m.Study().Name, m.noting(refusal, func(ctx context.Context) (*Opened, error) { return m.reopen(ctx, r) }), func() { m.goOnFrom(past) })
}

// noting is load for a study of which a choice could not be noted for a reason.
func (m *Model) noting(refusal error, load func(context.Context) (*Opened, error)) func(context.Context) (*Opened, error) {
	if refusal == nil {
		return load
	}
	why := m.explain(refusal)
	return func(ctx context.Context) (*Opened, error) {
		opened, err := load(ctx)
		if err == nil {
			opened.notNoted = &why
		}
		return opened, err
	}
}

// NotNoted says why the last choice of how the study is read is in no file, nil where
// it is.
func (m *Model) NotNoted() *Sentence {
	if m.opened == nil {
		return nil
	}
	return m.opened.notNoted
}
