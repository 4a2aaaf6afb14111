package arrayfile

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// File is an array file whose headers have been read. Its methods may be
// called concurrently.
type File struct {
	source   *source
	arrays   []array
	index    map[string]int // key → place in arrays
	problems []error
	closed   atomic.Bool
}

// array is a readable array and where its bytes are.
type array struct {
	header Header
	place  place
}

// Open reads the headers in the .npy or .npz file at path. The error is an
// *Error. A .npz with at least one readable array opens; see [File.Problems]
// for the others.
func Open(path string) (*File, error) { return open(nil, path) }

// OpenFS is Open for a file in a file system, such as an embedded sample. A
// file that cannot be read at an offset is kept in memory until Close.
func OpenFS(fsys fs.FS, name string) (*File, error) { return open(fsys, name) }

func open(fsys fs.FS, path string) (*File, error) {
	s, h, err := newSource(fsys, path)
	if err != nil {
		return nil, located(err, path, "")
	}
	defer h.Close()
	f := &File{source: s, index: map[string]int{}}
	if err := f.readHeaders(h); err != nil {
		return nil, located(err, path, keyOf(err))
	}
	return f, nil
}

// readHeaders tells the format by the first bytes and lists the arrays.
func (f *File) readHeaders(h handle) error {
	r := bufio.NewReaderSize(io.NewSectionReader(h, 0, h.size), 512)
	magic, err := r.Peek(8)
	switch {
	case len(magic) == 0 && err == io.EOF:
		return refuse(ErrEmpty, "the file is empty", hintAgain)
	case strings.HasPrefix(string(magic), npyMagic):
		return f.readNPY(r, h.size)
	case isZip(magic):
		return f.readNPZ(h)
	case err != nil && err != io.EOF:
		return err
	}
	return notArrays(magic, strings.ToLower(filepath.Ext(f.Path())))
}

func (f *File) readNPY(r io.Reader, size int64) error {
	header, skip, err := readHeader(r)
	if err != nil {
		return err
	}
	if err := header.fits(size - skip); err != nil {
		return err
	}
	f.add(header, place{packed: size, size: size, skip: skip})
	return nil
}

func (f *File) add(h Header, p place) {
	f.index[h.Key] = len(f.arrays)
	f.arrays = append(f.arrays, array{h, p})
}

// notArrays names the format of other files that people try; ext is what the
// file's name claims.
func notArrays(magic []byte, ext string) error {
	s := string(magic)
	known := func(name string) error {
		return refuse(ErrFormat, "it is "+name+", not a .npy or .npz file", hintNumpy)
	}
	switch {
	case strings.HasPrefix(npyMagic, s):
		return refuse(ErrTruncated, "it ends inside its header", hintAgain)
	case strings.HasPrefix(s, "\x89HDF"):
		return known("an HDF5 file")
	case strings.HasPrefix(s, "MATLAB"):
		return known("a MATLAB file")
	case strings.HasPrefix(s, "\x1f\x8b"):
		return refuse(ErrFormat, "it is compressed with gzip", "unpack it first")
	case strings.HasPrefix(s, "\x80"):
		return known("a Python pickle")
	}
	if ext == ".npy" || ext == ".npz" {
		return refuse(ErrFormat, "it is damaged, or another kind of file under that name: its first bytes are not those of a "+ext+" file", hintAgain)
	}
	return refuse(ErrFormat, "it is not a .npy or .npz file", hintNumpy)
}

// Path returns the path or name the file was opened by.
func (f *File) Path() string { return f.source.path }

// FS returns the file system that Path is in, nil for the operating system's.
func (f *File) FS() fs.FS { return f.source.fsys }

// Check looks, by its size and its time, whether the file is still the one that was
// opened. The error is an *Error, of [ErrChanged] where it is another or none.
func (f *File) Check() error { return located(f.source.check(), f.Path(), "") }

// Headers returns every readable array, in file order.
func (f *File) Headers() []Header {
	hs := make([]Header, len(f.arrays))
	for i, a := range f.arrays {
		hs[i] = a.header.clone()
	}
	return hs
}

// Problems returns why the other arrays of a .npz cannot be read, each an
// *Error with its key, in file order.
func (f *File) Problems() []error { return append([]error(nil), f.problems...) }

// Close releases the file. Later reads fail; those under way finish. It always
// returns nil.
func (f *File) Close() error {
	f.closed.Store(true)
	return nil
}

// open finds the array and opens the file for its values.
func (f *File) open(key string) (array, handle, error) {
	if f.closed.Load() {
		return array{}, handle{}, fs.ErrClosed
	}
	i, ok := f.index[key]
	if !ok {
		return array{}, handle{}, f.missing(key)
	}
	h, err := f.source.open()
	return f.arrays[i], h, err
}

// missing explains a key without an array: by its problem if it has one, by
// naming the keys there are otherwise.
func (f *File) missing(key string) error {
	for _, p := range f.problems {
		if keyOf(p) == key {
			return p
		}
	}
	const most = 5
	var names []string
	for i, a := range f.arrays {
		if a.header.Key == "" {
			return refuse(ErrNoKey, "a .npy file holds one array, without a key", "leave out the key")
		}
		if i == most {
			names = append(names, fmt.Sprintf("… (%d arrays)", len(f.arrays)))
			break
		}
		names = append(names, printable(a.header.Key))
	}
	return refuse(ErrNoKey, "there is no such array", "choose one of "+strings.Join(names, ", "))
}
