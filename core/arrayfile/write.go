package arrayfile

import (
	"bufio"
	"fmt"
	"io"
	"reflect"
	"unsafe"

	"github.com/sbinet/npyio/npy"
	"github.com/sbinet/npyio/npz"
)

// WriteNPY writes data, in C order, as a .npy of the given shape: 1 to 4
// dimensions, each at least 1, whose product is len(data). The same values
// give the same bytes.
func WriteNPY[T float32 | float64](w io.Writer, shape []int, data []T) error {
	v, err := shaped(shape, data)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 64<<10)
	if err := npy.Write(b, v); err != nil {
		return fmt.Errorf("write array: %w", err)
	}
	return b.Flush()
}

// WriteNPZ writes arrays as a deflated .npz in the order given. Of each, the
// key and shape of the header count, and the values. Keys must differ. The
// same arrays give the same bytes.
func WriteNPZ(w io.Writer, arrays ...Array) error {
	z := npz.NewWriter(w)
	seen := map[string]bool{}
	for _, a := range arrays {
		key := a.Header.Key
		if key == "" || seen[key] {
			return refuse(ErrDuplicate, fmt.Sprintf("the key %q is empty or was already written", key), "give every array its own name")
		}
		seen[key] = true
		v, err := a.shaped()
		if err != nil {
			return located(err, "", key)
		}
		if err := z.Write(key+".npy", v); err != nil {
			return fmt.Errorf("write array %s: %w", key, err)
		}
	}
	return z.Close()
}

func (a Array) shaped() (any, error) {
	switch {
	case a.Float32 != nil && a.Float64 == nil:
		return shaped(a.Header.Shape, a.Float32)
	case a.Float64 != nil && a.Float32 == nil:
		return shaped(a.Header.Shape, a.Float64)
	}
	return nil, refuse(ErrFormat, "exactly one of Float32 and Float64 must be set", "")
}

// shaped returns data as a slice of arrays, [][d1][d2]T for a shape of rank 3,
// which is how npyio takes the shape of anything but a slice of numbers. The
// memory is shared, not copied.
func shaped[T float](shape []int, data []T) (any, error) {
	if len(shape) == 0 || len(shape) > maxRank {
		return nil, refuse(ErrUnsupported, fmt.Sprintf("an array of %d dimensions cannot be written", len(shape)), "give it 1 to 4")
	}
	if _, err := sizeOf(shape, int(unsafe.Sizeof(T(0)))); err != nil {
		return nil, err
	}
	if n := (Header{Shape: shape}).Len(); n != len(data) {
		return nil, refuse(ErrFormat, fmt.Sprintf("the shape %s does not hold %d values", shapeText(shape), len(data)), "")
	}
	row := reflect.TypeFor[T]()
	for i := len(shape) - 1; i > 0; i-- {
		row = reflect.ArrayOf(shape[i], row)
	}
	return reflect.SliceAt(row, unsafe.Pointer(unsafe.SliceData(data)), shape[0]).Interface(), nil
}
