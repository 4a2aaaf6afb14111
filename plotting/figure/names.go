package figure

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Names are the values of an enumeration as files have them, from the value 0 on.
// Files of earlier versions have the numbers, so no value may move.
type Names []string

// Text is the name of a value.
func (n Names) Text(value int) ([]byte, error) {
	if value < 0 || value >= len(n) {
		return nil, fmt.Errorf("there is no choice %d among %s", value, strings.Join(n, ", "))
	}
	return []byte(n[value]), nil
}

// Read sets a value by what JSON has for it: its name, or the number of earlier
// versions. Null leaves it as it is.
func (n Names) Read(text []byte, value *int) error {
	number := *value
	if err := json.Unmarshal(text, &number); err == nil {
		if number < 0 || number >= len(n) {
			return fmt.Errorf("%d is none of the choices 0 to %d", number, len(n)-1)
		}
		*value = number
		return nil
	}
	var name string
	if err := json.Unmarshal(text, &name); err != nil {
		return fmt.Errorf("%s is no choice; choose among %s", text, strings.Join(n, ", "))
	}
	at := slices.Index(n, name)
	if at < 0 {
		return fmt.Errorf("%q is no choice; choose among %s", name, strings.Join(n, ", "))
	}
	*value = at
	return nil
}

func (Quantity) names() Names        { return Names{"similarity", "distance"} }
func (CellNumbers) names() Names     { return Names{"few", "never"} }
func (Scale) names() Names           { return Names{"linear", "log"} }
func (ConvergenceForm) names() Names { return Names{"curves", "map"} }
func (Training) names() Names        { return Names{"beneath", "hidden"} }
func (TimestepsForm) names() Names   { return Names{"curves", "matrix"} }
func (GroupsForm) names() Names      { return Names{"layers", "numbers", "scatter"} }
func (GroupSpread) names() Names     { return Names{"std", "interval", "none"} }
func (SinglePairs) names() Names     { return Names{"hidden", "shown"} }
func (LetterChoice) names() Names    { return Names{"shown", "hidden"} }
func (StripChoice) names() Names     { return Names{"shown", "hidden"} }

// MarshalText writes the quantity's name; the methods below do as much for the
// other choices that files have.
func (q Quantity) MarshalText() ([]byte, error) { return q.names().Text(int(q)) }

// UnmarshalJSON reads a name, or a number.
func (q *Quantity) UnmarshalJSON(text []byte) error { return q.names().Read(text, (*int)(q)) }

// MarshalText implements encoding.TextMarshaler.
func (c CellNumbers) MarshalText() ([]byte, error) { return c.names().Text(int(c)) }

// UnmarshalJSON implements json.Unmarshaler.
func (c *CellNumbers) UnmarshalJSON(text []byte) error { return c.names().Read(text, (*int)(c)) }

// MarshalText implements encoding.TextMarshaler.
func (s Scale) MarshalText() ([]byte, error) { return s.names().Text(int(s)) }

// UnmarshalJSON implements json.Unmarshaler.
func (s *Scale) UnmarshalJSON(text []byte) error { return s.names().Read(text, (*int)(s)) }

// MarshalText implements encoding.TextMarshaler.
func (f ConvergenceForm) MarshalText() ([]byte, error) { return f.names().Text(int(f)) }

// UnmarshalJSON implements json.Unmarshaler.
func (f *ConvergenceForm) UnmarshalJSON(text []byte) error { return f.names().Read(text, (*int)(f)) }

// MarshalText implements encoding.TextMarshaler.
func (t Training) MarshalText() ([]byte, error) { return t.names().Text(int(t)) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *Training) UnmarshalJSON(text []byte) error { return t.names().Read(text, (*int)(t)) }

// MarshalText implements encoding.TextMarshaler.
func (f TimestepsForm) MarshalText() ([]byte, error) { return f.names().Text(int(f)) }

// UnmarshalJSON implements json.Unmarshaler.
func (f *TimestepsForm) UnmarshalJSON(text []byte) error { return f.names().Read(text, (*int)(f)) }

// MarshalText implements encoding.TextMarshaler.
func (f GroupsForm) MarshalText() ([]byte, error) { return f.names().Text(int(f)) }

// UnmarshalJSON implements json.Unmarshaler.
func (f *GroupsForm) UnmarshalJSON(text []byte) error { return f.names().Read(text, (*int)(f)) }

// MarshalText implements encoding.TextMarshaler.
func (s GroupSpread) MarshalText() ([]byte, error) { return s.names().Text(int(s)) }

// UnmarshalJSON implements json.Unmarshaler.
func (s *GroupSpread) UnmarshalJSON(text []byte) error { return s.names().Read(text, (*int)(s)) }

// MarshalText implements encoding.TextMarshaler.
func (p SinglePairs) MarshalText() ([]byte, error) { return p.names().Text(int(p)) }

// UnmarshalJSON implements json.Unmarshaler.
func (p *SinglePairs) UnmarshalJSON(text []byte) error { return p.names().Read(text, (*int)(p)) }

// MarshalText implements encoding.TextMarshaler.
func (l LetterChoice) MarshalText() ([]byte, error) { return l.names().Text(int(l)) }

// UnmarshalJSON implements json.Unmarshaler.
func (l *LetterChoice) UnmarshalJSON(text []byte) error { return l.names().Read(text, (*int)(l)) }

// MarshalText implements encoding.TextMarshaler.
func (s StripChoice) MarshalText() ([]byte, error) { return s.names().Text(int(s)) }

// UnmarshalJSON implements json.Unmarshaler.
func (s *StripChoice) UnmarshalJSON(text []byte) error { return s.names().Read(text, (*int)(s)) }
