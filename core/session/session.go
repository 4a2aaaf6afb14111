package session

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/study"
)

// Extension is that of session files.
const Extension = ".semblance"

// Version is that of the files Write makes.
const Version = 3

// format marks a file as a session.
const format = "semblance session"

// Session is what a person has chosen.
type Session struct {
	Study Study `json:"study"`
	// Studies are those of the panels of a figure that has several, by number.
	Studies []Study `json:"studies,omitempty"`
	// View is the one that was shown, a key of Views or "study".
	View  string              `json:"view"`
	Views map[string]Question `json:"views"`
	// Selected are the networks that stand out in every view.
	Selected []string        `json:"selected,omitempty"`
	Look     json.RawMessage `json:"look,omitempty"`
	Export   json.RawMessage `json:"export,omitempty"`
}

// Panels is the view of several figures in one, the only one about Studies.
const Panels = "panels"

// Only is the session of one view.
func (s Session) Only(view string) Session {
	s.Views = map[string]Question{view: s.Views[view]}
	s.View = view
	if view != Panels {
		s.Studies = nil
	}
	return s
}

// Question is what a view asks and how it draws the answer.
type Question struct {
	Spec    json.RawMessage `json:"spec"`
	Drawing json.RawMessage `json:"drawing,omitempty"`
	// Range is the part of the x axis that is shown; nil is all of it.
	Range *[2]float64 `json:"range,omitempty"`
	// Rows are those of a matrix that are shown; nil is all of them.
	Rows *[2]float64 `json:"rows,omitempty"`
	// Axis is the x axis that they are a part of; another is shown whole.
	Axis string `json:"axis,omitempty"`
}

// Study says which study a session is about: an embedded sample by its name, or
// one place, or the two sides of a comparison.
type Study struct {
	Name   string  `json:"name"` // what people call it
	Sample string  `json:"sample,omitempty"`
	Places []Place `json:"places,omitempty"`
	// Split is the split of the inputs that was chosen, "" for none; Layout how the
	// names in the one place are read, and Axes what the dimensions of arrays are,
	// where that is neither guessed nor noted there.
	Split  string       `json:"split,omitempty"`
	Layout string       `json:"layout,omitempty"`
	Axes   []study.Axes `json:"axes,omitempty"`
}

// Read says how the study is to be opened.
func (s Study) Read() study.OpenOptions {
	return study.OpenOptions{Layout: s.Layout, Axes: s.Axes, Split: s.Split}
}

// Same reports whether both are the same study, whatever it held when it was
// looked at.
func (s Study) Same(o Study) bool {
	return s.Sample == o.Sample && s.Layout == o.Layout && s.Split == o.Split && slices.Equal(s.Axes, o.Axes) &&
		slices.EqualFunc(s.Places, o.Places, func(a, b Place) bool { return a.Absolute == b.Absolute })
}

// None reports whether there is no study, for questions that need none.
func (s Study) None() bool { return s.Sample == "" && len(s.Places) == 0 }

// Place is a folder, a file, or FILE.npz:KEY.
type Place struct {
	// Relative leads there from the folder of the session file, with slashes; ""
	// where no path does, as between two drives.
	Relative string `json:"relative,omitempty"`
	Absolute string `json:"absolute"`
	// Contents are what the place held; nil where that was not looked at.
	Contents Contents `json:"contents,omitempty"`
}

// At is the place of a path, which is taken from the current folder. Write adds
// how it lies to the session file.
func At(path string) (Place, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return Place{}, err
	}
	return Place{Absolute: absolute}, nil
}

// from is the place as seen from a folder.
func (p Place) from(folder string) Place {
	p.Relative = ""
	if rel, err := filepath.Rel(folder, inHome(p.Absolute)); err == nil {
		p.Relative = filepath.ToSlash(rel)
	}
	return p
}

// Find is the path of the place for a session file in a folder: the relative one
// if something is there, or else the absolute one. The error is an *Error of
// kind StudyGone.
func (p Place) Find(folder string) (string, error) {
	var tried []string
	if p.Relative != "" {
		path := filepath.Join(folder, filepath.FromSlash(p.Relative))
		if Exists(path) {
			return path, nil
		}
		tried = append(tried, path)
	}
	absolute := inHome(p.Absolute)
	if Exists(absolute) {
		return absolute, nil
	}
	if len(tried) == 0 || tried[0] != absolute {
		tried = append(tried, absolute)
	}
	return "", &Error{
		Kind: StudyGone,
		What: "its study is not at " + strings.Join(tried, " nor at "),
		Hint: "put it back, or open this again and say where it is",
	}
}

// file is the path of a place without the key of an array in it.
func file(path string) string {
	if exists(path) {
		return path
	}
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == ':' && exists(path[:i]) {
			return path[:i]
		}
	}
	return path
}

// Exists reports whether something is at the path of a place, which may be that of
// an array in an archive.
func Exists(path string) bool { return exists(file(path)) }

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
