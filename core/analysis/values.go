package analysis

import (
	"encoding/json"
	"math"
)

// Values are numbers of which some may be missing: NaN here, null in JSON. No
// values at all, nil, are null too.
type Values []float64

// MarshalJSON writes what has no value as null.
func (v Values) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	out := make([]*float64, len(v))
	for i, x := range v {
		out[i] = finite(x)
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads null as no value, or as none at all.
func (v *Values) UnmarshalJSON(b []byte) error {
	var in []*float64
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	if *v = nil; in == nil {
		return nil
	}
	*v = make(Values, len(in))
	for i, x := range in {
		(*v)[i] = orNaN(x)
	}
	return nil
}

// missing is a row of n values of which none is known.
func missing(n int) Values {
	v := make(Values, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}
