package session

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"

	"github.com/semblance-app/semblance/core/atomicfile"
)

// Write writes a session file. What is there stays whole until the new file is
// complete and on the disk: a crash or a kill at any moment leaves one of the
// two. The error is an *Error.
func Write(path string, s Session) error {
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return unwritable(path, err)
	}
	b, err := Encode(s.each(func(p Place) Place { return p.from(folder) }))
	if err == nil {
		err = atomicfile.Write(path, b)
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

func unwritable(path string, err error) error {
	var said *atomicfile.Error
	if errors.As(err, &said) {
		err = said.Err
	}
	return &Error{
		Kind: Unwritable, Path: path, Err: err,
		What: "the session was not saved (" + bare(err).Error() + ")", Hint: "check the folder, or save it elsewhere",
	}
}

// each changes the places of the studies.
func (s Session) each(change func(Place) Place) Session {
	s.Study = s.Study.each(change)
	s.Studies = slices.Clone(s.Studies)
	for i := range s.Studies {
		s.Studies[i] = s.Studies[i].each(change)
	}
	return s
}

func (s Study) each(change func(Place) Place) Study {
	s.Places = slices.Clone(s.Places)
	for i, p := range s.Places {
		s.Places[i] = change(p)
	}
	return s
}

// Encode is the text of a session file, with the places as they are.
func Encode(s Session) ([]byte, error) {
	b, err := json.MarshalIndent(struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
		Session
	}{format, Version, s}, "", "  ")
	return append(b, '\n'), err
}
