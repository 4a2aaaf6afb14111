package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// description is what study.json says. Fields it does not know are ignored:
// newer versions add some.
type description struct {
	Name string `json:"name"`
	// Layout of four-dimensional arrays: n×C×H×W, nchw, channels_first, …
	Axes Axes `json:"axes"`
	// Layout is the name of the layout that was chosen over the guess.
	Layout string `json:"layout"`
	// Metadata per network: values by column.
	Metadata map[string]map[string]value `json:"metadata"`
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
	axes, ok := parseAxes(string(d.Axes))
	if !ok {
		return d, &Error{
			Path: p.show(descriptionFile),
			What: fmt.Sprintf("the axes %q are unknown", d.Axes),
			Hint: fmt.Sprintf("write %q (PyTorch) or %q (TensorFlow, JAX)", ChannelFirst, ChannelLast),
		}
	}
	d.Axes = axes
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
