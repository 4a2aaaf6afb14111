package model

import (
	"context"
	"reflect"
	"slices"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// reading is how the open study was read at a moment of the history.
type reading struct {
	noted study.Noted       // in its study.json
	read  study.OpenOptions // chosen beside that
	study *study.Study
	// notNoted says why what was chosen is not in study.json, nil where it is.
	notNoted *Sentence
	left     *sessions // as they were when it was read otherwise; nil until then
}

func (m *Model) reading() reading {
	o := m.opened
	return reading{noted: o.Study.Noted(), read: o.origin.read, study: o.Study, notNoted: o.notNoted}
}

// same reports whether the two read files alike.
func (r reading) same(o reading) bool { return r.noted == o.noted && reflect.DeepEqual(r.read, o.read) }

// leave is the history for what opens the study again, with all that was chosen until
// now in it.
func (m *Model) leave() history {
	m.stopRecording()
	m.record()
	past := m.past
	past.moments, past.views, past.readings = slices.Clone(past.moments), slices.Clone(past.views), slices.Clone(past.readings)
	left := m.sessions
	past.readings[past.at].left = &left
	return past
}

// goOn takes the history of the open study as it was before it was read anew.
func (m *Model) goOn(past history) {
	if past.readings[past.at].same(m.reading()) && reflect.DeepEqual(past.moments[past.at], m.moment()) && m.fits(past, past.at) {
		m.resume(past)
	}
}

// goOnFrom is goOn where the study is read otherwise now, which is a step of its own.
func (m *Model) goOnFrom(past history) {
	if !past.samePanels(m.moment()) {
		return
	}
	past.add(m.moment(), StudyView, m.reading())
	m.resume(past)
}

func (m *Model) resume(past history) {
	m.stopRecording()
	m.past = past
	m.tell(HistoryChanged)
}

// fits reports whether a moment of the history is about the study as it is now. What
// can be undone names networks, checkpoints, layers and, in panels, studies by their
// numbers, and metadata go into their file when they are undone: where any of these is
// another now, the history begins anew, since what is undone could name what is not
// there, or overwrite what somebody else wrote.
func (m *Model) fits(past history, at int) bool {
	return past.samePanels(m.moment()) && m.suits(past, at)
}

// suits is fits whatever panels came or went.
func (m *Model) suits(past history, at int) bool {
	then, now := past.moments[at].columns, m.columns.now
	if !sameArrays(past.readings[at].study, m.opened.Study) || !reflect.DeepEqual(then, now) {
		return false
	}
	for i := range past.moments {
		if c := &past.moments[i].columns; reflect.DeepEqual(*c, then) {
			*c = now // which is told by its address
		}
	}
	return true
}

// sameArrays reports whether two studies hold the same, whatever the metadata.
func sameArrays(a, b *study.Study) bool {
	return slices.EqualFunc(a.Networks, b.Networks, func(x, y study.Network) bool {
		return x.Name == y.Name && reflect.DeepEqual(x.Checkpoints, y.Checkpoints)
	})
}

// samePanels reports whether no panel came or went in the history: opening a session
// numbers their studies anew.
func (h history) samePanels(now moment) bool {
	return !slices.ContainsFunc(h.moments, func(then moment) bool { return !reflect.DeepEqual(then.panels(), now.panels()) })
}

func (then moment) panels() []recipe.Panel {
	return then.analyses[PanelsView].(choices[recipe.PanelsSpec, recipe.PanelsDrawing]).spec.Panels
}

// readBack goes to a moment at which the study was read otherwise: what study.json said
// is put back, and the study opened again.
func (m *Model) readBack(at int, v View) {
	if m.columns.writing {
		m.OnceWritten(func() { m.goTo(at, v) })
		return
	}
	past, opened := m.leave(), m.opened
	then := past.readings[at]
	m.Background(func() error { return opened.Study.Note(then.noted) }, func(err error) {
		switch {
		case !opened.same(m.opened):
			return
		case err != nil:
			m.Say(m.explain(err).String())
			return
		}
		from := opened.origin
		from.read = then.read
		load := from.load(m.library)
		m.open(opened.Study.Name, func(ctx context.Context) (*Opened, error) {
			opened, err := load(ctx)
			if err == nil {
				opened.notNoted = then.notNoted
			}
			return opened, err
		}, func() { m.arrive(past, at, v) })
	})
}

// arrive shows a moment of the history once the study is read as it was then.
func (m *Model) arrive(past history, at int, v View) {
	if then, before := past.readings[at].left, past.readings[past.at].left; then != nil {
		m.sessions.path, m.sessions.saved, m.sessions.moved = then.path, then.saved, then.moved
		if then.path != "" && then.path == before.path { // it may have been written since
			m.sessions.saved = before.saved
		}
	}
	if m.fits(past, at) {
		past.at = at
		m.resume(past)
		m.restore(past.moments[at], v)
	}
	m.tell(SessionChanged)
}
