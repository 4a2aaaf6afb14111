package study

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/atomicfile"
	"github.com/semblance-app/semblance/core/spelling"
)

// Error says why a study cannot be opened, in one sentence.
type Error struct {
	Path string // the folder or file
	What string // what is wrong, for people
	Hint string // what to try; may be empty
	Err  error  // the cause beneath, or nil
}

// Error returns where, what, and what to try.
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

// unreadable turns an error of the file system into a sentence about path.
func unreadable(path string, err error) *Error {
	e := &Error{Path: path, Err: bare(err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Hint = "there is no such file or folder", "check the path"
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Hint = "permission to read it is denied", "change its permissions"
	default:
		e.What = fmt.Sprintf("it cannot be read (%v)", e.Err)
	}
	return e
}

// bare is err without the path inside the file system that was opened, which
// means nothing to people.
func bare(err error) error {
	var inner *fs.PathError
	var unwritten *atomicfile.Error
	switch {
	case errors.As(err, &inner):
		return inner.Err
	case errors.As(err, &unwritten):
		return unwritten.Err
	}
	return err
}

// at returns err with path in place of the name inside the file system that
// was opened.
func at(path string, err error) error {
	var inner *arrayfile.Error
	if !errors.As(err, &inner) {
		return err
	}
	e := *inner
	e.Path, e.Err = path, bare(e.Err)
	return &e
}

// LayoutError says that the files of a study do not fit the layout that was
// asked for.
type LayoutError struct {
	Path string
	Name string   // what was asked for
	Have []Layout // those that the files fit, the likeliest first
}

// Error returns one sentence that names what there is.
func (e *LayoutError) Error() string {
	names := make([]string, len(e.Have))
	for i, l := range e.Have {
		names[i] = l.Name
	}
	return fmt.Sprintf("%s: its files do not fit the layout %s; choose one of %s", e.Path, e.Name, strings.Join(names, " or "))
}

// NotFoundError says that a study does not hold what a reference names.
type NotFoundError struct {
	Kind string   // "network", "checkpoint", "layer"
	Name string   // what was asked for
	In   string   // where it was looked for: a study, a network, network/checkpoint
	Have []string // what there is instead, nearest first if there is too much to list
	More int      // how many more there are
}

// Error returns one sentence that names what there is.
func (e *NotFoundError) Error() string {
	s := fmt.Sprintf("there is no %s %s in %s; ", e.Kind, e.Name, e.In)
	switch {
	case len(e.Have) == 0:
		return s + "it has none"
	case e.More > 0:
		return s + fmt.Sprintf("the nearest are %s, of %d", strings.Join(e.Have, ", "), len(e.Have)+e.More)
	}
	return s + "it has " + strings.Join(e.Have, ", ")
}

// notFound fills in what there is, all of it if that is little.
func notFound(kind, name, in string, have []string) error {
	const most = 12
	e := &NotFoundError{Kind: kind, Name: name, In: in, Have: have}
	if len(have) > most {
		e.Have = spelling.Nearest(name, have, 5)
		e.More = len(have) - len(e.Have)
	}
	return e
}

// NonFiniteError says that a matrix has values that are NaN or infinite.
type NonFiniteError struct {
	Ref       Ref
	Datapoint int // of the first such value: the row as recorded, from 0
	Neuron    int // of the first such value: the column of the matrix, from 0
	Count     int // how many values of the matrix
}

func (e *NonFiniteError) Error() string {
	values := "values are"
	if e.Count == 1 {
		values = "value is"
	}
	return fmt.Sprintf("%d %s NaN or infinite in %s, the first at datapoint %d, neuron %d, both counted from 0; %s",
		e.Count, values, e.Ref, e.Datapoint, e.Neuron, e.Try())
}

// Try is the clause that says what to do.
func (e *NonFiniteError) Try() string {
	return "leave those datapoints out of every network, or record them again"
}

// RowMismatchError says that two layers do not describe the same datapoints.
type RowMismatchError struct {
	A, B         Ref
	RowsA, RowsB int
	Unit         string // what is counted: "datapoint", "row"
	Each         string // a clause about the unit, or ""
	Hint         string // what to do
	Axes         Axes   // that would make the counts equal, if rows are neurons; "" for none
}

func (e *RowMismatchError) Error() string { return e.What() + "; " + e.Try() }

// What is the clause that says what is wrong.
func (e *RowMismatchError) What() string {
	return fmt.Sprintf("%s has %s%s but %s has %d", e.A, spelling.Count(e.RowsA, e.Unit), e.Each, e.B, e.RowsB)
}

// Try is the clause that says what to do.
func (e *RowMismatchError) Try() string {
	if e.Axes == "" {
		return e.Hint
	}
	return fmt.Sprintf("%s, or choose the axes %s if rows are neurons", e.Hint, e.Axes)
}
