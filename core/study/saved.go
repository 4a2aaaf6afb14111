package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/semblance-app/semblance/core/atomicfile"
)

// Noted is what study.json says of how the files are read, as it is spelled there. It
// is comparable; the zero value is of no file.
type Noted struct {
	file         bool
	layout, axes string // in JSON without spaces; "" where it says nothing
}

func notedIn(file []byte) (Noted, error) {
	fields, err := fieldsOf(file)
	n := Noted{file: true}
	for _, f := range fields {
		into := map[string]*string{"layout": &n.layout, "axes": &n.axes}[f.name]
		if into == nil {
			continue
		}
		var text bytes.Buffer
		err = errors.Join(err, json.Compact(&text, f.text))
		*into = text.String()
	}
	return n, err
}

// Noted is what the study was opened with.
func (s *Study) Noted() Noted { return s.noted }

// Note writes into study.json what it said before SaveLayout and SaveAxes, as those do.
// A file that was not there, and in which nothing else is, goes.
func (s *Study) Note(n Noted) error {
	if n == s.noted {
		return nil
	}
	return s.saveChoice(func(description) ([]field, error) {
		return []field{{"layout", json.RawMessage(n.layout)}, {"axes", json.RawMessage(n.axes)}}, nil
	}, !n.file)
}

// SaveLayout writes into the study's study.json that its files are to be read
// by a layout, one of Study.Layouts, or with "" that they are to be guessed
// again. What else the file says stays as it is. The file is replaced as a
// whole or not at all. The error is an *Error.
func (s *Study) SaveLayout(layout string) error {
	return s.saveChoice(func(description) ([]field, error) {
		if layout == "" {
			return []field{{name: "layout"}}, nil
		}
		text, err := json.Marshal(layout)
		return []field{{"layout", text}}, err
	}, false)
}

// SaveAxes writes what the dimensions of arrays are, as SaveLayout does with a
// layout. Axes of arrays with other numbers of dimensions stay as they are.
func (s *Study) SaveAxes(axes Axes) error {
	return s.saveChoice(func(d description) ([]field, error) {
		text, err := json.Marshal(d.Axes.with(axes))
		return []field{{"axes", text}}, err
	}, false)
}

// with is the list as it is written once axes are in it: one text, if it can be.
func (l axesList) with(axes Axes) any {
	list := slices.DeleteFunc(slices.Clone(l), func(a Axes) bool { return a.Rank() == axes.Rank() })
	if len(list) == 0 {
		return axes
	}
	return append(list, axes)
}

// saveChoice writes some fields of study.json, of which those without a text go, and with
// them a file of which nothing is left where emptied says so.
func (s *Study) saveChoice(choice func(description) ([]field, error), emptied bool) error {
	if s.Path == "" {
		return &Error{What: "the choice is not saved, since this study is no folder on disk", Hint: untilClosed + ", and with a session"}
	}
	if info, err := os.Stat(s.Path); err == nil && !info.IsDir() {
		return &Error{Path: s.Path, What: "the choice is not saved, since the study is a single file", Hint: untilClosed + ": to keep it, put the file into a folder and open that"}
	}
	return s.beside.write(descriptionFile, func() error { return writeChoice(s.Path, choice, emptied) })
}

func writeChoice(folder string, choice func(description) ([]field, error), emptied bool) error {
	path := filepath.Join(folder, descriptionFile)
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreadable(path, err)
	}
	p := place{fsys: os.DirFS(folder), path: folder}
	about, err := p.readDescription()
	if err != nil {
		return err // to be corrected first, not to be lost
	}
	fields, err := fieldsOf(old)
	if err != nil {
		return p.invalid(old, err)
	}
	chosen, err := choice(about)
	if err != nil {
		return &Error{Path: path, What: fmt.Sprintf("the choice cannot be written (%v)", err), Err: err}
	}
	for _, f := range chosen {
		fields = withField(fields, f.name, f.text, len(f.text) > 0)
	}
	switch {
	case len(fields) == 0 && old == nil:
		return nil
	case len(fields) == 0 && emptied:
		err = os.Remove(path)
	default:
		err = atomicfile.Write(path, formatted(fields))
	}
	if err != nil {
		return &Error{
			Path: path, What: fmt.Sprintf("the choice cannot be saved (%v)", bare(err)), Err: bare(err),
			Hint: untilClosed + ": to keep it, make the folder writable, or copy it to where you may write and open that",
		}
	}
	return nil
}

// untilClosed says what a choice that cannot be saved is good for.
const untilClosed = "it counts until the study is closed"

// field is one field of a JSON object, as it is spelled.
type field struct {
	name string
	text json.RawMessage
}

// fieldsOf are the fields of a JSON object in their order; none of no file.
func fieldsOf(b []byte) ([]field, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	var list []field
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		f := field{name: fmt.Sprint(name)}
		if err := d.Decode(&f.text); err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// withField sets a field, or drops it if it is not to be kept.
func withField(fields []field, name string, text json.RawMessage, keep bool) []field {
	var list []field
	for _, f := range fields {
		if f.name != name {
			list = append(list, f)
		} else if keep {
			list, keep = append(list, field{name, text}), false
		}
	}
	if keep {
		list = append(list, field{name, text})
	}
	return list
}

// formatted is a JSON object, indented by two.
func formatted(fields []field) []byte {
	var b, out bytes.Buffer
	b.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		name, _ := json.Marshal(f.name) // a string always can be
		b.Write(name)
		b.WriteByte(':')
		b.Write(f.text)
	}
	b.WriteByte('}')
	if json.Indent(&out, b.Bytes(), "", "  ") != nil {
		return b.Bytes()
	}
	out.WriteByte('\n')
	return out.Bytes()
}
