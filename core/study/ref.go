package study

import (
	"encoding/json"
	"fmt"
)

// Ref names one layer's activations in a study: which network, at which
// checkpoint, which layer and, for sequences, which timestep. It is comparable
// and serves as a cache key.
type Ref struct {
	Network  string   `json:"network"`
	Step     string   `json:"step"` // the checkpoint's name as it is on disk
	Layer    string   `json:"layer"`
	Timestep Timestep `json:"timestep"`
}

// String is the short form used in sentences: network/step/layer[t].
func (r Ref) String() string {
	s := r.Network
	if r.Step != "" {
		s += "/" + r.Step
	}
	s += "/" + r.Layer
	if i, ok := r.Timestep.Index(); ok {
		s += fmt.Sprintf("[t=%d", i)
		if period, ok := r.Timestep.Period(); ok {
			s += fmt.Sprintf(" mod %d", period)
		}
		s += "]"
	}
	return s
}

// Timestep is a position in a sequence counted from zero, or none. The zero
// value is none: for an array with a sequence axis that means its last timestep.
type Timestep struct {
	plusOne, period int
}

// At is timestep i, i ≥ 0.
func At(i int) Timestep { return Timestep{plusOne: i + 1} }

// Every is timestep i of one long sequence that is read as many of length
// period, as the paper splits its hidden states (figure A3): the rows i,
// i + period, i + 2·period, … of an array without a sequence axis, 0 ≤ i < period.
// Rows behind the last whole period belong to no timestep, so that all of them
// have as many.
func Every(i, period int) Timestep { return Timestep{plusOne: i + 1, period: period} }

// Index is the timestep's position, and whether there is one.
func (t Timestep) Index() (int, bool) { return t.plusOne - 1, t.plusOne > 0 }

// Period is the length of the sequences that a long one is split into, and
// whether it is.
func (t Timestep) Period() (int, bool) { return t.period, t.period > 0 }

// periodic is how JSON writes a timestep of a split sequence.
type periodic struct {
	Index  int `json:"index"`
	Period int `json:"period"`
}

// MarshalJSON writes the index, null for none, and {"index", "period"} for a
// sequence that is split.
func (t Timestep) MarshalJSON() ([]byte, error) {
	i, ok := t.Index()
	if !ok {
		return []byte("null"), nil
	}
	if period, ok := t.Period(); ok {
		return json.Marshal(periodic{i, period})
	}
	return json.Marshal(i)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Timestep) UnmarshalJSON(b []byte) error {
	var split periodic
	if json.Unmarshal(b, &split) == nil && split.Period > 0 {
		if split.Index < 0 || split.Index >= split.Period {
			return fmt.Errorf("timestep %d is not within its period of %d", split.Index, split.Period)
		}
		*t = Every(split.Index, split.Period)
		return nil
	}
	var i *int
	if err := json.Unmarshal(b, &i); err != nil {
		return fmt.Errorf("timestep: %w", err)
	}
	switch {
	case i == nil:
		*t = Timestep{}
	case *i < 0:
		return fmt.Errorf("timestep %d is negative", *i)
	default:
		*t = At(*i)
	}
	return nil
}
