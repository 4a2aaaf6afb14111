package arrayfile

import (
	"io"
	"io/fs"
)

// Stream reads the values of one array from first to last in C order, for
// arrays too large to hold. It is not safe for concurrent use.
type Stream struct {
	path   string
	header Header
	handle handle
	body   *body
	left   int    // elements not yet read
	buf    []byte // for types that are converted
	whole  Array  // instead of body, for column-major arrays
	closed bool
}

// Stream opens an array for reading in blocks; key is "" for a .npy. A
// column-major array of rank 2 or more is held in memory whole.
func (f *File) Stream(key string) (*Stream, error) {
	a, h, err := f.open(key)
	if err != nil {
		return nil, located(err, f.Path(), key)
	}
	s := &Stream{path: f.Path(), header: a.header.clone(), handle: h, left: a.header.Len()}
	s.buf = make([]byte, pieceBytes)
	if a.header.Fortran && len(a.header.Shape) > 1 {
		s.whole, err = a.read(h)
	} else {
		s.body, err = a.body(h)
	}
	if err != nil {
		h.Close()
		return nil, located(err, f.Path(), key)
	}
	return s, nil
}

// Header describes the array.
func (s *Stream) Header() Header { return s.header.clone() }

// Wide tells whether the values need float64 to be exact.
func (s *Stream) Wide() bool { return s.header.DType.Wide() }

// ReadFloat32 fills dst with the next values, rounded to float32 if the stream
// is wide. It returns fewer than len(dst) only at the end, and 0 with io.EOF
// after it; any other error is an *Error, and the values are then not to be
// used.
func (s *Stream) ReadFloat32(dst []float32) (int, error) { return next(s, dst) }

// ReadFloat64 is ReadFloat32 for float64, exact for every type but integers
// beyond 2⁵³.
func (s *Stream) ReadFloat64(dst []float64) (int, error) { return next(s, dst) }

func next[T float](s *Stream, dst []T) (int, error) {
	if len(dst) == 0 {
		return 0, nil
	}
	if s.closed {
		return 0, located(fs.ErrClosed, s.path, s.header.Key)
	}
	if s.left == 0 {
		return 0, io.EOF
	}
	dst = dst[:min(len(dst), s.left)]
	if err := take(s, dst); err != nil {
		return 0, located(err, s.path, s.header.Key)
	}
	s.left -= len(dst)
	return len(dst), nil
}

// take fills dst, which is no longer than what is left.
func take[T float](s *Stream, dst []T) error {
	if s.body == nil {
		from := s.header.Len() - s.left
		if s.Wide() {
			convert(dst, s.whole.Float64[from:])
		} else {
			convert(dst, s.whole.Float32[from:])
		}
		return nil
	}
	if err := fill(s.body, dst, s.header, s.buf); err != nil {
		return err
	}
	if len(dst) == s.left {
		return s.body.finish()
	}
	return nil
}

func convert[T, S float](dst []T, src []S) {
	for i := range dst {
		dst[i] = T(src[i])
	}
}

// Close closes the file beneath. Reading after it is an error.
func (s *Stream) Close() error {
	s.whole, s.closed = Array{}, true
	return s.handle.Close()
}
