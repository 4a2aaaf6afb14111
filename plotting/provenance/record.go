package provenance

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Version is that of the records Encode makes.
const Version = 1

// format marks a document as a record.
const format = "semblance figure"

// Record is what a figure says of itself.
type Record struct {
	Program Program         `json:"program"`
	Session json.RawMessage `json:"session"` // a session file
	Numbers Numbers         `json:"numbers"`
}

// Program is what made the figure.
type Program struct {
	Version string `json:"version"`
	Engine  string `json:"engine"` // the library of matrix kernels
}

// Numbers are those that are drawn, as CSV.
type Numbers struct {
	CSV      string `json:"csv,omitempty"`
	Deflated []byte `json:"deflated,omitempty"` // the CSV, raw deflate
	// LeftOut is the length of a CSV that was too long to carry, in bytes.
	LeftOut int `json:"leftOut,omitempty"`
}

// What is carried of numbers, in bytes: MostNumbers once they are deflated, and
// mostPlain as they are. A clustered matrix of 90 networks fits.
const (
	MostNumbers = 64 << 10
	mostPlain   = 1 << 10
)

// NumbersOf carries a table, as far as there is room.
func NumbersOf(csv []byte) (Numbers, error) {
	if len(csv) <= mostPlain {
		return Numbers{CSV: string(csv)}, nil
	}
	var small bytes.Buffer
	z, err := flate.NewWriter(&small, flate.BestCompression)
	if err == nil {
		_, err = z.Write(csv)
		err = errors.Join(err, z.Close())
	}
	switch {
	case err != nil:
		return Numbers{}, err
	case small.Len() > MostNumbers:
		return Numbers{LeftOut: len(csv)}, nil
	}
	return Numbers{Deflated: small.Bytes()}, nil
}

// mostInflated bounds what deflated bytes may become: deflate makes at most a
// thousandth of what it gets.
const mostInflated = 1032 * MostNumbers

// Table is the CSV. The error is an *Error where the figure carries none.
func (n Numbers) Table() (string, error) {
	switch {
	case n.LeftOut > 0:
		return "", &Error{
			Kind: NoNumbers, What: fmt.Sprintf("its table of %d kB was too long to be carried", n.LeftOut/1000),
			Hint: "draw it anew to a .csv with -o while its study is there",
		}
	case n.Deflated == nil:
		return n.CSV, nil
	}
	b, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(n.Deflated)), mostInflated))
	if err != nil {
		return "", damaged(err)
	}
	return string(b), nil
}

// header is what records of every version have.
type header struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
}

// Encode is the document in one line, in which nothing means anything to XML.
func (r Record) Encode() ([]byte, error) {
	return json.Marshal(struct {
		header
		Record
	}{header{format, Version}, r})
}

// Decode reads what Encode wrote. The error is an *Error.
func Decode(b []byte) (Record, error) {
	var h header
	if err := json.Unmarshal(b, &h); err != nil {
		return Record{}, damaged(err)
	}
	switch {
	case h.Format != format:
		return Record{}, damaged(fmt.Errorf("it says that it is %q", h.Format))
	case h.Version > Version:
		return Record{}, &Error{
			Kind: Newer, What: fmt.Sprintf("a newer version of Semblance made it (record %d, and this one knows up to %d)", h.Version, Version),
			Hint: "open it with a newer version",
		}
	}
	var r Record
	if err := json.Unmarshal(b, &r); err != nil {
		return Record{}, damaged(err)
	}
	return r, nil
}

// Kind is the kind of an Error.
type Kind int

// The kinds.
const (
	Unreadable Kind = iota // the file cannot be read at all
	NotFigure              // it is a file of another kind
	NoRecord               // a figure without a record
	NoNumbers              // a record without the numbers
	Damaged                // it was a record once
	Newer                  // a later version of the program wrote it
)

// Error is one sentence: where, what, a semicolon, what to try.
type Error struct {
	Kind Kind
	Path string // "" where the caller names it
	What string
	Hint string
	Err  error // what the system or a decoder said, or nil
}

func (e *Error) Error() string {
	s := e.What
	if e.Path != "" {
		s = e.Path + ": " + s
	}
	return s + "; " + e.Hint
}

func (e *Error) Unwrap() error { return e.Err }

func damaged(err error) error {
	return &Error{
		Kind: Damaged, What: fmt.Sprintf("its record of how it was made is damaged (%v)", err),
		Hint: "open its study and draw it anew", Err: err,
	}
}
