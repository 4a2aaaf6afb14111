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
		s += fmt.Sprintf("[t=%d]", i)
	}
	return s
}

// Timestep is a position in a sequence counted from zero, or none. The zero
// value is none: for an array with a sequence axis that means its last timestep.
type Timestep struct {
	plusOne int
}

// At is timestep i, i ≥ 0.
func At(i int) Timestep { return Timestep{plusOne: i + 1} }

// Index is the timestep's position, and whether there is one.
func (t Timestep) Index() (int, bool) { return t.plusOne - 1, t.plusOne > 0 }

// MarshalJSON writes the index, or null for none.
func (t Timestep) MarshalJSON() ([]byte, error) {
	if i, ok := t.Index(); ok {
		return json.Marshal(i)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads an index or null.
func (t *Timestep) UnmarshalJSON(b []byte) error {
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
