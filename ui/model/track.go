package model

import (
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// Track is what a slider steps through and what can be played: the checkpoints
// or the timesteps that a view asks about.
type Track struct {
	View      View
	End       End  // of a pair: of Compare, and of Signal & noise
	Timesteps bool // in place of checkpoints
}

// Checkpoints is the track of a view's checkpoints, of Compare those of side A.
func Checkpoints(v View) Track { return Track{View: v} }

// Moments is the track of a view's timesteps.
func Moments(v View) Track { return Track{View: v, Timesteps: true} }

// asked is the part of a question that tracks move. What a question does not
// have is nil.
type asked struct {
	networks []string
	step     *string
	timestep *study.Timestep
}

// tracked visits what a view other than Compare asks about; edit is for
// changing it.
func (m *Model) tracked(t Track, edit bool, visit func(asked)) {
	a := m.analyses
	switch t.View {
	case GroupsView:
		through(a.Groups, edit, func(s *analysis.GroupsSpec) { visit(asked{s.Networks, &s.Step, &s.Timestep}) })
	case ClustersView:
		through(a.Clusters, edit, func(s *analysis.ClustersSpec) { visit(asked{s.Networks, &s.Step, &s.Timestep}) })
	case TimestepsView:
		through(a.Timesteps, edit, func(s *analysis.TimestepsSpec) { visit(asked{s.Networks, &s.Step, &s.Reference}) })
	case ConvergenceView:
		through(a.Convergence, edit, func(s *analysis.ConvergenceSpec) { visit(asked{s.Networks, nil, &s.Timestep}) })
	case NoiseView:
		through(a.Noise, edit, func(s *recipe.NoiseSpec) {
			if s.Show == recipe.NoiseChance {
				ref := ChanceEnd(s, t.End)
				visit(asked{[]string{ref.Network}, &ref.Step, &ref.Timestep})
			} else {
				visit(asked{[]string{s.Stability.Network}, nil, &s.Stability.Timestep})
			}
		})
	}
}

// through visits a question, to be changed or not.
func through[S, O, R any](a *Analysis[S, O, R], edit bool, visit func(*S)) {
	if edit {
		a.Edit(visit)
		return
	}
	spec := a.spec
	visit(&spec)
}

// Place is the place on a track and the track's length; 0 for what the study or
// the view does not have.
func (m *Model) Place(t Track) (i, n int) {
	if t.View == CompareView {
		p := m.choice.Endpoint(t.End)
		if t.Timesteps {
			return timePlace(p.Timestep, m.Timesteps(t.End))
		}
		steps := m.StepNames(t.End)
		return slices.Index(steps, p.Step), len(steps)
	}
	m.tracked(t, false, func(q asked) {
		switch {
		case t.Timesteps && q.timestep != nil:
			i, n = timePlace(*q.timestep, m.sequence(t.View))
		case !t.Timesteps && q.step != nil:
			steps := StepChoices(m.Study(), q.networks)
			if i, n = slices.Index(steps, *q.step), len(steps); i < 0 { // each network's last
				i = n - 1
			}
		}
	})
	return i, n
}

// sequence is the length of the sequences that a view compares.
func (m *Model) sequence(v View) int {
	if period := m.analyses.Timesteps.spec.Modulo; v == TimestepsView && period > 0 {
		return period
	}
	return LongestSequence(m.Study())
}

// timePlace is a timestep's place in a sequence; none is the last.
func timePlace(at study.Timestep, n int) (int, int) {
	if i, ok := at.Index(); ok {
		return i, n
	}
	return n - 1, n
}

// GoTo moves to a place on a track, the nearest there is.
func (m *Model) GoTo(t Track, i int) {
	_, n := m.Place(t)
	if n == 0 {
		return
	}
	i = min(max(i, 0), n-1)
	if t.View == CompareView {
		p := m.choice.Endpoint(t.End)
		if t.Timesteps {
			p.Timestep = study.At(i)
		} else {
			p.Step = m.StepNames(t.End)[i]
		}
		m.SetEndpoint(t.End, p)
		return
	}
	m.tracked(t, true, func(q asked) {
		if t.Timesteps {
			*q.timestep = study.At(i)
		} else {
			*q.step = StepChoices(m.Study(), q.networks)[i]
		}
	})
}

// Step moves a track by some places, as far as it goes.
func (m *Model) Step(t Track, by int) {
	i, _ := m.Place(t)
	m.GoTo(t, i+by)
}
