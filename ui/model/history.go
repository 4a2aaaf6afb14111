package model

import (
	"reflect"
	"time"

	"github.com/semblance-app/semblance/core/study"
)

// together is how long choices may follow each other and be one step of the
// history: a slider that is dragged is one choice.
const together = 400 * time.Millisecond

// longest is how many steps can be undone.
const longest = 200

// moment is all choices that can be undone.
type moment struct {
	choice   Choice
	look     Look
	export   Export
	selected []string
	columns  *study.Metadata // saved by itself, not with the choices
	edited   *edit           // not saved
	analyses [lastView + 1]any
}

// history is the moments of the open study; at is the one that is shown.
type history struct {
	moments  []moment
	views    []View    // where each moment was chosen
	readings []reading // by which the study was read at each
	at       int
	wait     func()
}

func (m *Model) moment() moment {
	now := m.choices()
	now.columns, now.edited = m.columns.now, m.edited
	return now
}

// choices is the moment without what is saved by itself or not at all.
func (m *Model) choices() moment {
	now := moment{choice: m.choice, look: m.look, export: m.export, selected: m.selected}
	now.look.Theme = "" // the window's, not the figure's
	for v := ConvergenceView; v <= lastView; v++ {
		now.analyses[v] = m.analysisOf(v).chosen()
	}
	return now
}

// forget begins a history anew, with what is chosen now.
func (m *Model) forget() {
	m.stopRecording()
	m.past = history{moments: []moment{m.moment()}, views: []View{m.view}, readings: []reading{m.reading()}}
}

func (m *Model) stopRecording() {
	if m.past.wait != nil {
		m.past.wait()
		m.past.wait = nil
	}
}

// recordLater keeps what is chosen once it stays for a while.
func (m *Model) recordLater() {
	if m.opened == nil || m.loop == nil {
		return
	}
	m.stopRecording()
	m.past.wait = m.loop.After(together, func() {
		m.past.wait = nil
		m.record()
	})
}

// record keeps what is chosen now as a step of the history.
func (m *Model) record() {
	h, now := &m.past, m.moment()
	if len(h.moments) == 0 || reflect.DeepEqual(h.moments[h.at], now) {
		return
	}
	h.add(now, m.view, m.reading())
	m.tell(HistoryChanged)
}

// add makes a moment the one that is shown, in place of those that were taken back.
func (h *history) add(now moment, v View, r reading) {
	h.moments = append(h.moments[:h.at+1], now)
	h.views = append(h.views[:h.at+1], v)
	h.readings = append(h.readings[:h.at+1], r)
	if drop := len(h.moments) - longest; drop > 0 {
		h.moments, h.views, h.readings = h.moments[drop:], h.views[drop:], h.readings[drop:]
	}
	h.at = len(h.moments) - 1
}

// CanUndo reports whether there is a choice to take back.
func (m *Model) CanUndo() bool {
	return m.past.at > 0 || len(m.past.moments) > 0 && !reflect.DeepEqual(m.past.moments[m.past.at], m.moment())
}

// CanRedo reports whether there is a choice to make again.
func (m *Model) CanRedo() bool { return m.past.at < len(m.past.moments)-1 }

// Undo takes the last choice back, in the view where it was made.
func (m *Model) Undo() {
	m.stopRecording()
	m.record()
	if m.past.at > 0 {
		m.goTo(m.past.at-1, m.past.views[m.past.at])
	}
}

// Redo makes the choice again that was taken back last.
func (m *Model) Redo() {
	m.stopRecording()
	m.record()
	if m.CanRedo() {
		m.goTo(m.past.at+1, m.past.views[m.past.at+1])
	}
}

// goTo shows another moment of the history, in a view.
func (m *Model) goTo(at int, v View) {
	if !m.past.readings[at].same(m.past.readings[m.past.at]) {
		m.readBack(at, v)
		return
	}
	m.past.at = at
	m.restore(m.past.moments[at], v)
}

func (m *Model) restore(then moment, v View) {
	m.Say("") // a note tells of what was done, and that is as it was
	m.setColumns(then.columns)
	theme, before := m.look.Theme, m.choice
	m.choice, m.look, m.export, m.selected = then.choice, then.look, then.export, then.selected
	m.look.Theme = theme
	for v := ConvergenceView; v <= lastView; v++ {
		m.analysisOf(v).choose(then.analyses[v])
	}
	v = m.editAgain(then.edited, v)
	if !m.choice.equal(before) {
		m.recompute(0)
	}
	if a := m.analysisOf(m.view); a != nil && m.view == v {
		a.ask(0)
	}
	m.SetView(v)
	m.tell(ChoiceChanged | LookChanged | ExportChanged | AnswerChanged | HistoryChanged | SelectionChanged)
}
