package render

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// unwritableError says why a file was not written, without the name of the temporary
// one, and what to try.
type unwritableError struct {
	sentence string
	err      error // what the system said
}

func (e *unwritableError) Error() string { return e.sentence }

func (e *unwritableError) Unwrap() error { return e.err }

func unwritable(path string, err error) error {
	var inPath *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &inPath):
		err = inPath.Err
	case errors.As(err, &link):
		err = link.Err
	}
	folder := filepath.Dir(path)
	e := &unwritableError{err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.sentence = fmt.Sprintf("there is no folder %s; make it first, or choose another", folder)
	case errors.Is(err, fs.ErrPermission):
		e.sentence = fmt.Sprintf("the folder %s may not be written to; choose another, or change its permissions", folder)
	default:
		e.sentence = fmt.Sprintf("%s cannot be written (%v); choose another name or folder", path, err)
	}
	return e
}
