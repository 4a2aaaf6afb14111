package study

import "math"

// Moment is when in training a checkpoint was taken.
type Moment struct {
	Checkpoint string
	Step       float64 // in the unit of the names: updates, epochs
	// Stated reports whether the name says the step; where it does not, the
	// checkpoint was placed: "init" at the start, "final" one interval after
	// the last one that is stated.
	Stated bool
	// Aside marks a checkpoint such as "best" among others with a step: it was
	// taken somewhere among them, so its place on the axis means nothing.
	Aside bool
}

// Timeline places the network's checkpoints in training, in their order. Where
// no name says a step, they are counted from 0.
func (n Network) Timeline() []Moment {
	moments := make([]Moment, len(n.Checkpoints))
	var stated []float64
	for i, c := range n.Checkpoints {
		s := parseStep(c.Name)
		moments[i] = Moment{Checkpoint: c.Name, Step: float64(i)}
		if s.stage == counting && !math.IsInf(s.value, 0) {
			moments[i].Step, moments[i].Stated = s.value, true
			stated = append(stated, s.value)
		}
	}
	if len(stated) == 0 {
		return moments
	}
	first, last := stated[0], stated[len(stated)-1]
	interval := intervalOf(stated)
	after := last
	for i := range moments {
		m := &moments[i]
		if m.Stated {
			continue
		}
		switch s := parseStep(m.Checkpoint).stage; s {
		case atStart:
			m.Step = min(first, 0)
		default:
			m.Aside = s == unknown
			if !m.Aside {
				after += interval
			}
			m.Step = after
		}
	}
	return moments
}

// intervalOf is the last distance between two steps; without one, the only
// step's distance from 0, or 1.
func intervalOf(stated []float64) float64 {
	last := stated[len(stated)-1]
	for i := len(stated) - 2; i >= 0; i-- {
		if stated[i] < last {
			return last - stated[i]
		}
	}
	if last > 0 {
		return last
	}
	return 1
}
