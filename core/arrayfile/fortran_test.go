package arrayfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing"
)

// Arrays large enough for several slabs at a time, for remainders of every
// block, and for rows that are shared out among goroutines.
func TestLoadFortran(t *testing.T) {
	shapes := [][]int{{20_011, 37}, {37, 20_011}, {3, 200_003}, {200_003, 1}, {1, 5}, {701, 5, 67}, {5, 701, 67}, {129, 3, 2, 131}}
	for _, shape := range shapes {
		t.Run(fmt.Sprint(shape), func(t *testing.T) {
			h := Header{Shape: shape, DType: Uint32, Fortran: true}
			file := make([]byte, 0, 4*h.Len())
			for i := range h.Len() {
				file = binary.LittleEndian.AppendUint32(file, uint32(i))
			}
			got := make([]float64, h.Len())
			if err := load(bytes.NewReader(file), got, h); err != nil {
				t.Fatal(err)
			}
			for i, v := range got {
				if want := fortranIndex(i, shape); v != float64(want) {
					t.Fatalf("element %d is %v, want %d", i, v, want)
				}
			}
		})
	}
}

// fortranIndex is where in a column-major file the i-th element of the
// row-major order is.
func fortranIndex(i int, shape []int) int {
	stride := 1
	for _, d := range shape {
		stride *= d
	}
	at := 0
	for k := len(shape) - 1; k >= 0; k-- {
		stride /= shape[k]
		at += i % shape[k] * stride
		i /= shape[k]
	}
	return at
}
