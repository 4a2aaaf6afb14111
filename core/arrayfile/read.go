package arrayfile

import (
	"io"
)

// Array is one array in memory, in C order: element (i, j) of an n×p matrix is
// at i·p + j. Exactly one of Float32 and Float64 is set, with Header.Len()
// elements.
type Array struct {
	Header  Header
	Float32 []float32 // for types whose values are all exact in float32
	Float64 []float64 // for the others: float64, int32, int64, uint32, uint64
}

// Read returns the values of an array; key is "" for a .npy. Integers beyond
// 2⁵³ are rounded to the nearest float64, true is 1. The error is an *Error.
func (f *File) Read(key string) (Array, error) {
	a, h, err := f.open(key)
	if err != nil {
		return Array{}, located(err, f.Path(), key)
	}
	defer h.Close()
	out, err := a.read(h)
	if err != nil {
		return Array{}, located(err, f.Path(), key)
	}
	return out, nil
}

func (a array) read(h handle) (Array, error) {
	if err := a.place.verify(h); err != nil {
		return Array{}, err
	}
	b, err := a.body(h)
	if err != nil {
		return Array{}, err
	}
	out := Array{Header: a.header.clone()}
	if a.header.DType.Wide() {
		out.Float64 = newValues[float64](a.header.Len())
		err = load(b, out.Float64, a.header)
	} else {
		out.Float32 = newValues[float32](a.header.Len())
		err = load(b, out.Float32, a.header)
	}
	if err != nil {
		return Array{}, err
	}
	return out, b.finish()
}

// verify inflates a member once without keeping it when its directory claims a
// ratio that activations do not reach, before memory is reserved on that
// claim.
func (p place) verify(h handle) error {
	const plausible = 32
	if !p.deflated || p.size/plausible <= p.packed {
		return nil
	}
	n, err := io.Copy(io.Discard, io.LimitReader(p.stream(h), p.size))
	if err == nil && n < p.size {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// body reads the values of an array, its header skipped.
type body struct {
	io.Reader
	sum  *summed // nil when there is no checksum
	want uint32
}

func (a array) body(h handle) (*body, error) {
	r := a.place.stream(h)
	b := &body{Reader: r, want: a.place.crc}
	if a.place.checked {
		b.sum = &summed{r: r}
		b.Reader = b.sum
	}
	_, err := io.CopyN(io.Discard, b, a.place.skip)
	return b, err
}

// finish checks, after the last value, that nothing follows and that the
// checksum is right.
func (b *body) finish() error {
	if b.sum == nil {
		return nil
	}
	var more [1]byte
	switch n, err := io.ReadFull(b.sum.r, more[:]); {
	case n > 0:
		return refuse(ErrTrailing, "more values follow than its header describes", hintAgain)
	case err != io.EOF:
		return err
	case b.sum.crc != b.want:
		return refuse(ErrDamaged, "the checksum of the values is wrong", hintAgain)
	}
	return nil
}

// load fills dst with the whole array in C order.
func load[T float](r io.Reader, dst []T, h Header) error {
	if h.Fortran && len(h.Shape) > 1 {
		return loadFortran(r, dst, h)
	}
	return fill(r, dst, h, nil)
}
