package model

import (
	"slices"
	"time"

	"github.com/semblance-app/semblance/core/study"
)

// beat is how long a checkpoint or timestep stays while they play; one that
// takes longer to compute stays until its successor is there.
const beat = 700 * time.Millisecond

// Track is what can be played on one side of a comparison.
type Track struct {
	End       End
	Timesteps bool // of the checkpoint, in place of checkpoints
}

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
	if i, n := m.position(t); i >= n-1 {
		m.moveTo(t, 0)
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
		i, n := m.position(m.playing.track)
		switch {
		case m.request.pending:
			m.nextBeat()
		case i+1 >= n || m.view != CompareView:
			m.stopPlaying()
		default:
			m.moveTo(m.playing.track, i+1)
			m.nextBeat()
		}
	})
}

// Step moves a track by some places, as far as it goes.
func (m *Model) Step(t Track, by int) {
	if i, n := m.position(t); n > 0 {
		m.moveTo(t, min(max(i+by, 0), n-1))
	}
}

// position is the place on a track and the track's length.
func (m *Model) position(t Track) (i, n int) {
	p := m.choice.Endpoint(t.End)
	if !t.Timesteps {
		steps := m.StepNames(t.End)
		return slices.Index(steps, p.Step), len(steps)
	}
	n = m.Timesteps(t.End)
	if i, ok := p.Timestep.Index(); ok {
		return i, n
	}
	return n - 1, n
}

func (m *Model) moveTo(t Track, i int) {
	p := m.choice.Endpoint(t.End)
	if t.Timesteps {
		p.Timestep = study.At(i)
	} else {
		p.Step = m.StepNames(t.End)[i]
	}
	m.SetEndpoint(t.End, p)
}
