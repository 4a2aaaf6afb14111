package model

import (
	"context"

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

// ReadAs reads the open study by another layout from now on: it is noted in the
// study's folder, and the study is opened again.
func (m *Model) ReadAs(layout string) {
	s := m.Study()
	if s == nil || s.Path == "" || s.Layout.Name == layout {
		return
	}
	m.Background(func() error { return study.SaveLayout(s.Path, layout) }, func(err error) {
		if err != nil {
			m.fail(m.explain(err))
			return
		}
		m.Open(s.Path)
	})
}

// ReadSplit reads another split of the inputs of the open study, or all of them.
// What was chosen stays chosen.
func (m *Model) ReadSplit(split string) {
	s := m.Study()
	if s == nil || s.Split == split || s.Split == "" && split == study.AllSplits {
		return
	}
	chosen, err := m.Session()
	if err != nil {
		m.fail(m.explain(err))
		return
	}
	chosen.Study.Split = split
	r := restored{Session: chosen, path: m.sessions.path, draft: true}
	m.open(s.Name, func(ctx context.Context) (*Opened, error) { return m.reopen(ctx, r) }, func() {})
}
