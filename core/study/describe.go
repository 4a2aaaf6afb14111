package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// description is what study.json says. Fields it does not know are ignored:
// newer versions add some.
type description struct {
	Name string `json:"name"`
	// Axes of arrays: n×C×H×W, nchw, channels_first, p×n, …; one, or a list of
	// them for arrays of different numbers of dimensions.
	Axes axesList `json:"axes"`
	// Layout is the name of the layout that was chosen over the guess.
	Layout string `json:"layout"`
	// Metadata per network: values by column.
	Metadata map[string]map[string]value `json:"metadata"`
	// Datapoints say which they are; see identityFrom.
	Datapoints json.RawMessage `json:"datapoints"`

	noted Noted
}

// value is a piece of metadata as it is written, whatever its type.
type value string

// UnmarshalJSON keeps numbers as they are spelled.
func (v *value) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		return json.Unmarshal(b, (*string)(v))
	case 'n': // null
		*v = ""
	default:
		*v = value(b)
	}
	return nil
}

// axesList is one text or a list of them; empty ones say nothing.
type axesList []Axes

// UnmarshalJSON reads either.
func (l *axesList) UnmarshalJSON(b []byte) error {
	var list []Axes
	if err := json.Unmarshal(b, &list); err != nil {
		list = make([]Axes, 1)
		if err := json.Unmarshal(b, &list[0]); err != nil {
			return err
		}
	}
	*l = slices.DeleteFunc(list, func(a Axes) bool { return a == "" })
	return nil
}

const descriptionFile = "study.json"

// readDescription reads study.json if there is one. An invalid one is an error
// that names the line: to ignore it would compare by axes nobody meant.
func (p place) readDescription() (description, error) {
	var d description
	b, err := fs.ReadFile(p.fsys, descriptionFile)
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return d, unreadable(p.show(descriptionFile), err)
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if err := json.Unmarshal(b, &d); err != nil {
		return d, p.invalid(b, err)
	}
	if d.noted, err = notedIn(b); err != nil {
		return d, p.invalid(b, err)
	}
	for i, a := range d.Axes {
		if d.Axes[i], err = ParseAxes(string(a)); err != nil {
			what, hint, _ := strings.Cut(err.Error(), "; ")
			return d, &Error{Path: p.show(descriptionFile), What: what, Hint: hint, Err: err}
		}
	}
	return d, nil
}

func (p place) invalid(b []byte, err error) error {
	e := &Error{Path: p.show(descriptionFile), Err: err, Hint: "correct it, or remove the file: it is optional"}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		e.What = fmt.Sprintf("line %d is not valid JSON (%s)", lineAt(b, syntax.Offset), strings.TrimPrefix(syntax.Error(), "json: "))
	case errors.As(err, &kind):
		e.What = fmt.Sprintf("line %d has a %s where %q takes another kind of value", lineAt(b, kind.Offset), kind.Value, kind.Field)
	default:
		e.What = fmt.Sprintf("it is not valid JSON (%v)", err)
	}
	return e
}

func lineAt(b []byte, offset int64) int {
	return 1 + bytes.Count(b[:min(int(offset), len(b))], []byte("\n"))
}
