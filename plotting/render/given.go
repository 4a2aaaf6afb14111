package render

import "encoding/json"

// Given is a number that someone gave. The zero value is none.
type Given[T int | float64] struct {
	number T
	given  bool
}

// Give is a given number.
func Give[T int | float64](v T) Given[T] { return Given[T]{v, true} }

// Number is the number; ok is false where there is none.
func (g Given[T]) Number() (v T, ok bool) { return g.number, g.given }

// MarshalJSON writes the number, or null.
func (g Given[T]) MarshalJSON() ([]byte, error) {
	if !g.given {
		return []byte("null"), nil
	}
	return json.Marshal(g.number)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (g *Given[T]) UnmarshalJSON(text []byte) error {
	var v *T
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	*g = Given[T]{}
	if v != nil {
		*g = Give(*v)
	}
	return nil
}
