package arrayfile

import (
	"fmt"
	"strconv"
	"strings"
)

// DType is the element type of an array, by numpy's name for it.
type DType string

// The element types that can be read.
const (
	Bool    DType = "bool"
	Int8    DType = "int8"
	Int16   DType = "int16"
	Int32   DType = "int32"
	Int64   DType = "int64"
	Uint8   DType = "uint8"
	Uint16  DType = "uint16"
	Uint32  DType = "uint32"
	Uint64  DType = "uint64"
	Float16 DType = "float16"
	Float32 DType = "float32"
	Float64 DType = "float64"
)

// String returns numpy's name, such as "float32".
func (d DType) String() string { return string(d) }

// Size returns the bytes of one element in the file, 0 for an unknown type.
func (d DType) Size() int {
	switch d {
	case Bool, Int8, Uint8:
		return 1
	case Int16, Uint16, Float16:
		return 2
	case Int32, Uint32, Float32:
		return 4
	case Int64, Uint64, Float64:
		return 8
	}
	return 0
}

// Wide tells whether some values of the type are not exact in a float32.
// Those arrays are read into float64.
func (d DType) Wide() bool {
	switch d {
	case Int32, Uint32, Int64, Uint64, Float64:
		return true
	}
	return false
}

// parseDescr reads a type as a header has it: "<f4", ">i8", "|b1", "float32".
func parseDescr(s string) (d DType, bigEndian bool, err error) {
	code := s
	if s != "" && strings.ContainsRune("<>|=", rune(s[0])) {
		bigEndian = s[0] == '>'
		code = s[1:]
	}
	d = dtypeOf(code)
	if d.Size() == 0 {
		return "", false, unsupportedType(s, code)
	}
	return d, bigEndian && d.Size() > 1, nil
}

// dtypeOf returns the type for a kind with its size in bytes, "f4", or for a
// full name; a type whose Size is 0 if there is none.
func dtypeOf(code string) DType {
	switch code {
	case "b1", "?":
		return Bool
	case "f2", "f4", "f8":
		return DType("float" + bitsOf(code))
	case "i1", "i2", "i4", "i8":
		return DType("int" + bitsOf(code))
	case "u1", "u2", "u4", "u8":
		return DType("uint" + bitsOf(code))
	}
	return DType(code)
}

func bitsOf(code string) string { return strconv.Itoa(8 * int(code[1]-'0')) }

// unsupportedType says which of numpy's other types it is, and what to do.
func unsupportedType(descr, code string) error {
	kind := byte(0)
	if code != "" {
		kind = code[0]
	}
	switch kind {
	case 'O':
		return refuse(ErrUnsupported, "object arrays cannot be read", hintFloat32)
	case 'U', 'S', 'a':
		return refuse(ErrUnsupported, "it holds text, not numbers", "keep names apart from activations")
	case 'c':
		return refuse(ErrUnsupported, "complex numbers cannot be read", "save real and imaginary parts as float32")
	case 'V':
		return refuse(ErrUnsupported, "raw bytes (such as bfloat16) cannot be read", hintFloat32)
	case 'M', 'm':
		return refuse(ErrUnsupported, "dates and durations cannot be read", "save them as numbers")
	}
	return refuse(ErrUnsupported, fmt.Sprintf("the type %q cannot be read", clip(descr)), hintFloat32)
}

// clip keeps a message to one line when a hostile header has a long string.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}
