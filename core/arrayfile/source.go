package arrayfile

import (
	"bytes"
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
		return handle{}, err
	}
	at, ok := f.(io.ReaderAt)
	if !ok || info.Size() != s.size || !info.ModTime().Equal(s.modTime) {
		f.Close()
		return handle{}, refuse(ErrChanged, "the file changed after it was opened", "open it again")
	}
	return handle{ReaderAt: at, Closer: f, size: s.size}, nil
}

func (s *source) fromMemory() handle {
	return handle{ReaderAt: bytes.NewReader(s.memory), Closer: io.NopCloser(nil), size: s.size}
}

// start opens the path and makes sure that it is a regular file.
func (s *source) start() (fs.File, fs.FileInfo, error) {
	// A named pipe would block in Open, so look before opening.
	stat, open := os.Stat, func(name string) (fs.File, error) { return os.Open(name) }
	if s.fsys != nil {
		stat, open = func(name string) (fs.FileInfo, error) { return fs.Stat(s.fsys, name) }, s.fsys.Open
	}
	info, err := stat(s.path)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return nil, nil, refuse(ErrFormat, "it is a folder, not an array file", "open it as a study")
	}
	if !info.Mode().IsRegular() {
		return nil, nil, refuse(ErrFormat, "it is not a regular file", "copy its contents into a file")
	}
	f, err := open(s.path)
	return f, info, err
}
