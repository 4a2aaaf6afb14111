package model

import "time"

// beat is how long a checkpoint or timestep stays while they play; one that
// takes longer to compute stays until its successor is there.
const beat = 700 * time.Millisecond

// playing is the track that plays.
type playing struct {
	on    bool
	track Track
	wait  func()
}

// Playing reports whether a track plays.
func (m *Model) Playing(t Track) bool { return m.playing.on && m.playing.track == t }

// Play steps through a track, from its beginning when it is at its end; again,
// it stops.
func (m *Model) Play(t Track) {
	again := m.Playing(t)
	m.stopPlaying()
	if again || m.opened == nil {
		return
	}
	m.playing = playing{on: true, track: t}
	if i, n := m.Place(t); i >= n-1 {
		m.GoTo(t, 0)
	}
	m.tell(ChoiceChanged)
	m.nextBeat()
}

func (m *Model) stopPlaying() {
	if !m.playing.on {
		return
	}
	m.playing.wait()
	m.playing = playing{}
	m.tell(ChoiceChanged)
}

func (m *Model) nextBeat() {
	m.playing.wait = m.loop.After(beat, func() {
		i, n := m.Place(m.playing.track)
		switch {
		case m.pendingOf(m.playing.track.View):
			m.nextBeat()
		case i+1 >= n || m.view != m.playing.track.View:
			m.stopPlaying()
		default:
			m.GoTo(m.playing.track, i+1)
			m.nextBeat()
		}
	})
}

// pendingOf reports whether a view's answer is still to come.
func (m *Model) pendingOf(v View) bool {
	if a := m.analysisOf(v); a != nil {
		return a.work().pending
	}
	return m.request.pending
}
