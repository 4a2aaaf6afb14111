package arrayfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// source is where the bytes of a file come from, each time they are needed.
type source struct {
	fsys    fs.FS // nil for the operating system's files
	path    string
	memory  []byte // the whole file, when its fs.FS cannot read at an offset
	size    int64
	modTime time.Time
}

// handle is one opening of a source.
type handle struct {
	io.ReaderAt
	io.Closer
	size int64
}

// newSource opens the file for the first time and remembers its size and time.
func newSource(fsys fs.FS, path string) (*source, handle, error) {
	s := &source{fsys: fsys, path: path}
	f, info, err := s.start()
	if err != nil {
		return nil, handle{}, err
	}
	s.size, s.modTime = info.Size(), info.ModTime()
	if at, ok := f.(io.ReaderAt); ok {
		return s, handle{ReaderAt: at, Closer: f, size: s.size}, nil
	}
	s.memory, err = io.ReadAll(f)
	f.Close()
	if err != nil {
		return nil, handle{}, err
	}
	s.size = int64(len(s.memory))
	return s, s.fromMemory(), nil
}

// open opens the file again; it must still be the one that was first opened,
// because offsets and headers were taken from that.
func (s *source) open() (handle, error) {
	if s.memory != nil {
		return s.fromMemory(), nil
	}
	f, info, err := s.start()
	if err != nil {
		return handle{}, otherwise(err)
	}
	at, ok := f.(io.ReaderAt)
	if !ok || !s.like(info) {
		f.Close()
		return handle{}, changed()
	}
	return handle{ReaderAt: at, Closer: f, size: s.size}, nil
}

// check is open for whoever needs no bytes.
func (s *source) check() error {
	if s.memory != nil {
		return nil
	}
	info, err := s.look()
	switch {
	case err != nil:
		return otherwise(err)
	case !s.like(info):
		return changed()
	}
	return nil
}

// like reports whether a file has the size and the time of the one that was first
// opened.
func (s *source) like(info fs.FileInfo) bool {
	return info.Size() == s.size && info.ModTime().Equal(s.modTime)
}

func changed() *Error {
	return refuse(ErrChanged, "the file changed after it was opened", "open it again")
}

// otherwise is why a file that was opened once cannot be opened again: mostly it is
// not there any more, or something else is.
func otherwise(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{Reason: ErrChanged, What: "the file is gone since it was opened", Hint: "put it back, or open the study again", Err: err}
	case errors.Is(err, ErrFormat):
		return changed()
	}
	return err
}

func (s *source) fromMemory() handle {
	return handle{ReaderAt: bytes.NewReader(s.memory), Closer: io.NopCloser(nil), size: s.size}
}

// start opens the path and makes sure that it is a regular file.
func (s *source) start() (fs.File, fs.FileInfo, error) {
	info, err := s.look() // first: a named pipe would block in Open
	if err != nil {
		return nil, nil, err
	}
	open := func(name string) (fs.File, error) { return os.Open(name) }
	if s.fsys != nil {
		open = s.fsys.Open
	}
	f, err := open(s.path)
	return f, info, err
}

// look is what the file is like now; it must be a regular one.
func (s *source) look() (fs.FileInfo, error) {
	stat := os.Stat
	if s.fsys != nil {
		stat = func(name string) (fs.FileInfo, error) { return fs.Stat(s.fsys, name) }
	}
	info, err := stat(s.path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, refuse(ErrFormat, "it is a folder, not an array file", "open it as a study")
	case !info.Mode().IsRegular():
		return nil, refuse(ErrFormat, "it is not a regular file", "copy its contents into a file")
	}
	return info, nil
}
