package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Error says in a sentence why a file was not written and what to try, without the
// hidden names.
type Error struct {
	Path string // what links lead to
	Err  error  // what the system said, without paths

	closed string // the file or the folder that may not be written to, if that is known
}

// Error is the sentence.
func (e *Error) Error() string {
	folder := filepath.Dir(e.Path)
	switch {
	case errors.Is(e.Err, fs.ErrNotExist):
		return fmt.Sprintf("there is no folder %s; make it first, or choose another", folder)
	case errors.Is(e.Err, fs.ErrPermission) && e.closed == e.Path:
		return fmt.Sprintf("%s may not be written to; choose another name, or change its permissions", e.Path)
	case errors.Is(e.Err, fs.ErrPermission):
		return fmt.Sprintf("the folder %s may not be written to; choose another, or change its permissions", folder)
	}
	return fmt.Sprintf("%s cannot be written (%v); choose another name or folder", e.Path, e.Err)
}

// Unwrap is what the system said.
func (e *Error) Unwrap() error { return e.Err }

func explain(path string, err error) error {
	e := &Error{Path: path, Err: bare(err)}
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		e.closed = inPath.Path
	}
	return e
}

// bare is what the system said without paths, of a rename too.
func bare(err error) error {
	var inPath *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &inPath):
		return inPath.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
