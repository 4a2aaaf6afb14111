package arrayfile

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Header describes one array without its values.
type Header struct {
	Key       string // name in a .npz without ".npy"; empty for a .npy
	Shape     []int  // 1 to 4 dimensions, each at least 1
	DType     DType  // element type in the file
	BigEndian bool   // byte order in the file; false for one-byte types
	Fortran   bool   // column-major in the file; Read and Stream undo it
	Bytes     int64  // size of the values in the file, uncompressed
}

// Len returns the number of elements, the product of the shape.
func (h Header) Len() int {
	n := 1
	for _, d := range h.Shape {
		n *= d
	}
	return n
}

func (h Header) clone() Header {
	h.Shape = slices.Clone(h.Shape)
	return h
}

const (
	npyMagic = "\x93NUMPY"
	maxRank  = 4
	// maxHeader bounds the text of a header. numpy pads to 128 bytes for every
	// type that can be read here; only structured types need more.
	maxHeader = 1 << 16
)

// readHeader reads the magic, version and dictionary at the start of a .npy
// stream. size returns the bytes they take.
func readHeader(r io.Reader) (h Header, size int64, err error) {
	var pre [12]byte
	got, err := io.ReadFull(r, pre[:8])
	if n := min(got, len(npyMagic)); string(pre[:n]) != npyMagic[:n] {
		return Header{}, 0, refuse(ErrFormat, "it is not in numpy's format", hintNumpy)
	}
	if err != nil {
		return Header{}, 0, shortHeader(err)
	}
	width, err := lengthWidth(pre[6], pre[7])
	if err != nil {
		return Header{}, 0, err
	}
	if _, err := io.ReadFull(r, pre[8:8+width]); err != nil {
		return Header{}, 0, shortHeader(err)
	}
	n := int64(binary.LittleEndian.Uint32(pre[8:12]))
	if n > maxHeader {
		return Header{}, 0, refuse(ErrUnsupported,
			fmt.Sprintf("its header claims %d bytes, more than a plain array needs", n), hintFloat32)
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		return Header{}, 0, shortHeader(err)
	}
	h, err = parseHeader(text)
	return h, 8 + int64(width) + n, err
}

// lengthWidth returns how many bytes hold the length of the dictionary.
func lengthWidth(major, minor byte) (int, error) {
	switch {
	case minor == 0 && major == 1:
		return 2, nil
	case minor == 0 && (major == 2 || major == 3):
		return 4, nil
	}
	return 0, refuse(ErrUnsupported,
		fmt.Sprintf("version %d.%d of the npy format is unknown", major, minor), hintNumpy)
}

func shortHeader(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return refuse(ErrTruncated, "it ends inside its header", hintAgain)
	}
	return err
}

// parseHeader reads the dictionary and checks what it says about itself; that
// the values are there is checked by fits.
func parseHeader(text []byte) (Header, error) {
	d, err := parseDict(text)
	if err != nil {
		return Header{}, err
	}
	h := Header{Shape: d.shape, Fortran: d.fortran}
	h.DType, h.BigEndian, err = parseDescr(d.descr)
	if err != nil {
		return Header{}, err
	}
	switch {
	case len(h.Shape) == 0:
		return Header{}, refuse(ErrUnsupported, "it is a single number, not an array", "save an array with at least one dimension")
	case len(h.Shape) > maxRank:
		return Header{}, refuse(ErrUnsupported,
			fmt.Sprintf("it has %d dimensions, and at most %d can be read", len(h.Shape), maxRank), "reshape it before saving")
	}
	h.Bytes, err = sizeOf(h.Shape, h.DType.Size())
	return h, err
}

// sizeOf returns the bytes an array takes, refusing dimensions that are
// negative, zero, or whose product is beyond any file.
func sizeOf(shape []int, itemSize int) (int64, error) {
	// Elements may widen to 8 bytes in memory, so the count itself must leave
	// room for that.
	limit := int64(math.MaxInt/8) / int64(itemSize)
	n, zero := int64(1), false
	for _, d := range shape {
		switch {
		case d < 0:
			return 0, refuse(ErrFormat, fmt.Sprintf("its header has a negative dimension, %d", d), hintAgain)
		case d == 0:
			zero = true
		case n > limit/int64(d):
			return 0, refuse(ErrFormat, "its header claims an impossibly large shape, "+shapeText(shape), hintAgain)
		default:
			n *= int64(d)
		}
	}
	if zero {
		return 0, refuse(ErrEmpty, "the array holds no values, its shape is "+shapeText(shape), "save it again with at least one value")
	}
	return n * int64(itemSize), nil
}

// shapeText writes a shape for people: "10000 × 512".
func shapeText(shape []int) string {
	parts := make([]string, len(shape))
	for i, d := range shape {
		parts[i] = fmt.Sprint(d)
	}
	return strings.Join(parts, " × ")
}

// fits checks that exactly the bytes the header promises follow it.
func (h Header) fits(available int64) error {
	switch {
	case available < h.Bytes:
		return refuse(ErrTruncated,
			fmt.Sprintf("its header promises %d bytes of values (%s %s), but only %d are there",
				h.Bytes, shapeText(h.Shape), h.DType, max(available, 0)), hintAgain)
	case available > h.Bytes:
		return refuse(ErrTrailing,
			fmt.Sprintf("%d bytes follow the values its header describes (%s %s)",
				available-h.Bytes, shapeText(h.Shape), h.DType), "save one array per file")
	}
	return nil
}
