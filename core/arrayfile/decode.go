package arrayfile

import (
	"encoding/binary"
	"io"
	"math"
	"strings"
	"unsafe"
)

type float interface{ float32 | float64 }

// pieceBytes is the size of the buffer through which converted values pass;
// it stays in the second-level cache.
const pieceBytes = 128 << 10

// newValues returns memory for n values that are about to be read. It is not
// cleared: clearing maps the memory in small pages before large ones can be
// asked for, and costs as much as the reading. A strings.Builder is where Go
// hands out such memory; the builder is dropped, so that nothing else refers
// to it.
func newValues[T float](n int) []T {
	const worthwhile = 1 << 20
	size := n * int(unsafe.Sizeof(T(0)))
	if size < worthwhile {
		return make([]T, n)
	}
	var b strings.Builder
	b.Grow(size)
	b.WriteByte(0) // an empty string has no address
	v := unsafe.Slice((*T)(unsafe.Pointer(unsafe.StringData(b.String()))), n)
	adviseHuge(bytesOf(v))
	return v
}

// fill reads len(dst) elements of the header's type in file order. buf is a
// buffer to use again, or nil.
func fill[T float](r io.Reader, dst []T, h Header, buf []byte) error {
	if sameType[T](h.DType) {
		return fillSame(r, bytesOf(dst), h)
	}
	if buf == nil {
		buf = make([]byte, min(pieceBytes, len(dst)*h.DType.Size()))
	}
	per := len(buf) / h.DType.Size()
	for len(dst) > 0 {
		n := min(per, len(dst))
		b := buf[:n*h.DType.Size()]
		if _, err := io.ReadFull(r, b); err != nil {
			return err
		}
		if h.BigEndian {
			swap(b, h.DType.Size())
		}
		decode(dst[:n], b, h.DType)
		dst = dst[n:]
	}
	return nil
}

// fillSame reads values that need no conversion straight into their memory.
func fillSame(r io.Reader, b []byte, h Header) error {
	if h.BigEndian == bigEndianHost() {
		_, err := io.ReadFull(r, b)
		return err
	}
	for len(b) > 0 {
		piece := b[:min(len(b), pieceBytes)]
		if _, err := io.ReadFull(r, piece); err != nil {
			return err
		}
		swap(piece, h.DType.Size())
		b = b[len(piece):]
	}
	return nil
}

func sameType[T float](d DType) bool {
	var zero T
	if _, ok := any(zero).(float32); ok {
		return d == Float32
	}
	return d == Float64
}

// bytesOf returns the memory of s, to read a file straight into it.
func bytesOf[T float](s []T) []byte {
	if len(s) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*int(unsafe.Sizeof(s[0])))
}

func bigEndianHost() bool { return binary.NativeEndian.Uint16([]byte{0, 1}) == 1 }

// swap reverses the bytes of each element in place.
func swap(b []byte, size int) {
	switch size {
	case 2:
		for ; len(b) >= 2; b = b[2:] {
			b[0], b[1] = b[1], b[0]
		}
	case 4:
		for ; len(b) >= 4; b = b[4:] {
			binary.LittleEndian.PutUint32(b, binary.BigEndian.Uint32(b))
		}
	case 8:
		for ; len(b) >= 8; b = b[8:] {
			binary.LittleEndian.PutUint64(b, binary.BigEndian.Uint64(b))
		}
	}
}

// decode converts little-endian elements of type d; src has len(dst) of them.
func decode[T float](dst []T, src []byte, d DType) {
	switch d.Size() {
	case 1:
		decode1(dst, src, d)
	case 2:
		decode2(dst, src, d)
	case 4:
		decode4(dst, src, d)
	case 8:
		decode8(dst, src, d)
	}
}

func decode1[T float](dst []T, src []byte, d DType) {
	switch d {
	case Bool:
		for i := range dst {
			dst[i] = T(min(src[i], 1))
		}
	case Int8:
		for i := range dst {
			dst[i] = T(int8(src[i]))
		}
	default:
		for i := range dst {
			dst[i] = T(src[i])
		}
	}
}

func decode2[T float](dst []T, src []byte, d DType) {
	for i := range dst {
		u := binary.LittleEndian.Uint16(src[2*i:])
		switch d {
		case Float16:
			dst[i] = T(half(u))
		case Int16:
			dst[i] = T(int16(u))
		default:
			dst[i] = T(u)
		}
	}
}

func decode4[T float](dst []T, src []byte, d DType) {
	for i := range dst {
		u := binary.LittleEndian.Uint32(src[4*i:])
		switch d {
		case Float32:
			dst[i] = T(math.Float32frombits(u))
		case Int32:
			dst[i] = T(int32(u))
		default:
			dst[i] = T(u)
		}
	}
}

func decode8[T float](dst []T, src []byte, d DType) {
	for i := range dst {
		u := binary.LittleEndian.Uint64(src[8*i:])
		switch d {
		case Float64:
			dst[i] = T(math.Float64frombits(u))
		case Int64:
			dst[i] = T(int64(u))
		default:
			dst[i] = T(u)
		}
	}
}

// half converts an IEEE 754 binary16; every value is exact in a float32.
func half(u uint16) float32 {
	sign := uint32(u&0x8000) << 16
	exp := uint32(u>>10) & 0x1f
	frac := uint32(u) & 0x3ff
	switch exp {
	case 0: // zero and subnormals: frac · 2⁻²⁴
		return math.Float32frombits(sign | math.Float32bits(float32(frac)*0x1p-24))
	case 0x1f: // infinity and NaN
		return math.Float32frombits(sign | 0x7f800000 | frac<<13)
	}
	return math.Float32frombits(sign | (exp+127-15)<<23 | frac<<13)
}
