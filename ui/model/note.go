package model

import "time"

// noteStays is how long a note can be read.
const noteStays = 8 * time.Second

// note is the last thing worth telling.
type note struct {
	text string
	stop func() // keeps it from going away
}

// Note is the last thing worth telling, shown while nothing runs; it goes away
// by itself. While the figure is not what is chosen it says so.
func (m *Model) Note() string {
	switch {
	case m.note.text != "" || !m.cancelled():
		return m.note.text
	case m.Stale():
		return "Cancelled; the figure shows what was asked before."
	}
	return "Cancelled."
}

// Say sets the note; "" takes it away.
func (m *Model) Say(text string) {
	if m.note.stop != nil {
		m.note.stop()
	}
	m.note = note{text: text}
	if text != "" {
		m.note.stop = m.loop.After(noteStays, func() { m.Say("") })
	}
	m.tell(ActivityChanged)
}

// Stale reports whether the figure shows what was asked before, because the
// computation of what is chosen was cancelled; Again asks for that.
func (m *Model) Stale() bool {
	_, drawn := m.Figure()
	return drawn && m.cancelled()
}

func (m *Model) cancelled() bool {
	current := &m.request
	if a := m.analysisOf(m.view); a != nil {
		current = a.work()
	}
	return current.cancelled
}
