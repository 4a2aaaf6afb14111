package session

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/semblance-app/semblance/core/jsontext"
)

// Kind is the kind of an Error.
type Kind int

// The kinds.
const (
	Unreadable Kind = iota // the file cannot be read at all
	NotSession             // it is a file of another kind
	Damaged                // it was a session once
	Newer                  // a later version of the program wrote it
	StudyGone              // the study is nowhere
	Unwritable             // the file cannot be written
)

// Error is one sentence: where, what, a semicolon, what to try.
type Error struct {
	Kind Kind
	Path string // "" where What names it
	What string
	Hint string
	Err  error // what the system said, or nil
}

func (e *Error) Error() string {
	s := e.What
	if e.Path != "" {
		s = e.Path + ": " + s
	}
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// mostBytes bounds what is read: the largest studies have sessions of a few
// megabytes.
const mostBytes = 64 << 20

// Read reads a session file of this version or of an older one. The error is an
// *Error.
func Read(path string) (Session, error) {
	var s Session
	b, err := readFile(path)
	if err == nil {
		s, err = Decode(b)
	}
	return s, at(path, err)
}

// Decode reads the text of a session file. The error is an *Error without a path.
func Decode(b []byte) (Session, error) { return decode(b, steps()) }

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	switch {
	case err != nil:
		return nil, unreadable(err)
	case len(b) > mostBytes:
		return nil, &Error{Kind: NotSession, What: "it is too large for a session", Hint: "open a " + Extension + " file"}
	}
	return b, nil
}

func unreadable(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{Kind: Unreadable, What: "there is no such file", Hint: "check the path", Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &Error{Kind: Unreadable, What: "it may not be read", Hint: "check its permissions", Err: err}
	}
	return &Error{Kind: Unreadable, What: fmt.Sprintf("it cannot be read (%v)", bare(err)), Hint: "check the path", Err: err}
}

// bare is what the system said without the path, which is named already.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// at adds the path to an *Error that names none.
func at(path string, err error) error {
	var e *Error
	if errors.As(err, &e) && e.Path == "" {
		e.Path = path
	}
	return err
}

// header is what every version has.
type header struct {
	Format  string `json:"format"`
	Version *int   `json:"version"`
}

func decode(b []byte, steps map[int]step) (Session, error) {
	var s Session
	var h header
	if err := json.Unmarshal(b, &h); err != nil || h.Format != format || h.Version == nil {
		return s, notSession(b, err)
	}
	if *h.Version > Version {
		return s, &Error{
			Kind: Newer,
			What: fmt.Sprintf("a newer version of Semblance saved it (format %d, and this one knows up to %d)", *h.Version, Version),
			Hint: "open it with a newer version",
		}
	}
	var doc document
	if err := json.Unmarshal(b, &doc); err != nil {
		return s, damaged(jsontext.InWords(err, b))
	}
	for v := *h.Version; v < Version; v++ {
		next, ok := steps[v]
		if !ok {
			return s, damaged(fmt.Errorf("there was never a format %d", v))
		}
		var err error
		if doc, err = next(doc); err != nil {
			return s, damaged(err)
		}
	}
	b, err := json.Marshal(doc)
	if err == nil {
		err = jsontext.InWords(json.Unmarshal(b, &s), b)
	}
	if err == nil && s.Study.None() && len(s.Views) == 0 {
		err = errors.New("it names no study")
	}
	if err == nil && len(s.Study.Places) > 2 {
		err = errors.New("it names more places than a comparison has sides")
	}
	if err != nil {
		return Session{}, damaged(err)
	}
	return s, nil
}

// notSession tells a session that lost its end from a file of another kind.
func notSession(b []byte, err error) error {
	const beginning = 200
	if len(b) == 0 || err != nil && bytes.Contains(b[:min(len(b), beginning)], []byte(format)) {
		if err == nil || len(b) == 0 {
			err = errors.New("it is empty")
		}
		return damaged(jsontext.InWords(err, b))
	}
	return &Error{Kind: NotSession, What: "it is not a session of Semblance", Hint: "open a " + Extension + " file, or a study"}
}

func damaged(err error) error {
	return &Error{Kind: Damaged, What: fmt.Sprintf("the session is damaged: %v", err), Hint: "open its study and choose anew", Err: err}
}
