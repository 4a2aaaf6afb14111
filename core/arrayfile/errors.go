package arrayfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
)

// The reasons for which a file or an array is refused. An *Error matches one
// of them through errors.Is, or an error of package io/fs when the file itself
// cannot be opened.
var (
	ErrFormat      = errors.New("not an array file")
	ErrUnsupported = errors.New("unsupported array")
	ErrEmpty       = errors.New("no values")
	ErrTruncated   = errors.New("truncated")
	ErrTrailing    = errors.New("trailing bytes")
	ErrDamaged     = errors.New("damaged data")
	ErrDuplicate   = errors.New("duplicate key")
	ErrNoKey       = errors.New("no such key")
	ErrChanged     = errors.New("file changed")
)

// Error says why a file, or one array in it, cannot be read.
type Error struct {
	Path   string // the file, as it was given to Open
	Key    string // the array in a .npz; empty for a .npy or a whole file
	Reason error  // one of the sentinels of this package, or nil
	What   string // what is wrong, for people
	Hint   string // what to try; may be empty
	Err    error  // the cause beneath, or nil
}

// Error returns one sentence: where, what, and what to try.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Path != "" {
		b.WriteString(e.Path + ": ")
	}
	if e.Key != "" {
		b.WriteString("key " + printable(e.Key) + ": ")
	}
	b.WriteString(e.What)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap returns the reason and the cause, for errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	var errs []error
	if e.Reason != nil {
		errs = append(errs, e.Reason)
	}
	if e.Err != nil {
		errs = append(errs, e.Err)
	}
	return errs
}

// printable returns s as it is when it can be shown, quoted otherwise: the
// keys of an archive are arbitrary bytes.
func printable(s string) string {
	if q := strconv.Quote(s); q[1:len(q)-1] != s {
		return q
	}
	return s
}

func refuse(reason error, what, hint string) *Error {
	return &Error{Reason: reason, What: what, Hint: hint}
}

// located returns err as an *Error that names the file and the key.
func located(err error, path, key string) error {
	if err == nil {
		return nil
	}
	var e *Error
	if !errors.As(err, &e) {
		e = explained(err)
	}
	at := *e
	at.Path, at.Key = path, key
	return &at
}

// explained turns an error of the file system, of reading or of inflating into
// a sentence.
func explained(err error) *Error {
	e := &Error{Err: err}
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Hint = "there is no such file", "check the path"
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Hint = "permission to read it is denied", "change its permissions"
	case errors.Is(err, fs.ErrClosed):
		e.What, e.Hint = "the file was closed", "open it again"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.Reason, e.What, e.Hint = ErrTruncated, "the data end too early", hintAgain
	case errors.As(err, &corrupt):
		e.Reason, e.What, e.Hint = ErrDamaged, "the compressed data are damaged", hintAgain
	default:
		e.What = fmt.Sprintf("it cannot be read (%v)", err)
	}
	return e
}

const (
	hintAgain   = "copy or save it again"
	hintFloat32 = "save it in numpy as float32"
	hintNumpy   = "save the array with numpy.save or numpy.savez"
)
