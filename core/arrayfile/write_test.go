package arrayfile_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/quick"

	"github.com/sbinet/npyio/npy"
	"github.com/sbinet/npyio/npz"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// reopen stores bytes in a file and opens it.
func reopen(t *testing.T, content []byte) *arrayfile.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "written")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

// shapeOf cuts values to a shape of the given rank with small dimensions.
func shapeOf[T any](values []T, rank, seed uint8) ([]int, []T) {
	shape, n := make([]int, 1+rank%4), 1
	for i := range shape {
		shape[i] = 1 + int(seed>>(2*i))%4
		n *= shape[i]
	}
	for len(values) < n {
		values = append(values, *new(T))
	}
	return shape, values[:n]
}

func sameBits[T float32 | float64](a, b []T) bool {
	return slices.EqualFunc(a, b, func(x, y T) bool {
		return math.Float64bits(float64(x)) == math.Float64bits(float64(y))
	})
}

// Whatever is written reads back the same, alone and in an archive, and npyio
// reads the same values.
func TestWrittenReadsBack(t *testing.T) {
	check := func(v32 []float32, v64 []float64, rank, seed uint8) bool {
		shape32, v32 := shapeOf(v32, rank, seed)
		shape64, v64 := shapeOf(v64, seed, rank)
		var one, two, zip bytes.Buffer
		err := errors.Join(
			arrayfile.WriteNPY(&one, shape32, v32),
			arrayfile.WriteNPY(&two, shape64, v64),
			arrayfile.WriteNPZ(&zip,
				arrayfile.Array{Header: arrayfile.Header{Key: "z/narrow", Shape: shape32}, Float32: v32},
				arrayfile.Array{Header: arrayfile.Header{Key: "a", Shape: shape64}, Float64: v64}),
		)
		if err != nil {
			t.Error(err)
			return false
		}
		f := reopen(t, zip.Bytes())
		if hs := f.Headers(); len(hs) != 2 || hs[0].Key != "z/narrow" || hs[1].Key != "a" {
			t.Errorf("headers %+v", hs)
		}
		return readsAs(t, reopen(t, one.Bytes()), "", shape32, v32, nil) &&
			readsAs(t, reopen(t, two.Bytes()), "", shape64, nil, v64) &&
			readsAs(t, f, "z/narrow", shape32, v32, nil) &&
			readsAs(t, f, "a", shape64, nil, v64) &&
			npyioAgrees(t, one.Bytes(), v32) && npyioAgrees(t, two.Bytes(), v64) &&
			npyioAgreesNPZ(t, zip.Bytes(), "a.npy", v64)
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}

func readsAs(t *testing.T, f *arrayfile.File, key string, shape []int, v32 []float32, v64 []float64) bool {
	t.Helper()
	a, err := f.Read(key)
	if err != nil {
		t.Error(err)
		return false
	}
	return slices.Equal(a.Header.Shape, shape) && sameBits(a.Float32, v32) && sameBits(a.Float64, v64)
}

func npyioAgrees[T float32 | float64](t *testing.T, content []byte, want []T) bool {
	t.Helper()
	var got []T
	if err := npy.Read(bytes.NewReader(content), &got); err != nil {
		t.Error(err)
		return false
	}
	return sameBits(got, want)
}

func npyioAgreesNPZ(t *testing.T, content []byte, name string, want []float64) bool {
	t.Helper()
	z, err := npz.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Error(err)
		return false
	}
	var got []float64
	if err := z.Read(name, &got); err != nil {
		t.Error(err)
		return false
	}
	return sameBits(got, want)
}

// npyio is right about plain C-order files of numpy: it must agree with us.
func TestNpyioAgrees(t *testing.T) {
	for _, name := range []string{"float32-le-c-rank2.npy", "float32-be-c-rank3.npy", "version2.npy"} {
		a, err := open(t, filepath.Join(goodDir, name)).Read("")
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(goodDir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !npyioAgrees(t, b, a.Float32) {
			t.Errorf("%s: npyio reads other values", name)
		}
	}
}

func TestWriteIsDeterministic(t *testing.T) {
	a := arrayfile.Array{Header: arrayfile.Header{Key: "x", Shape: []int{2, 2}}, Float32: []float32{1, 2, 3, 4}}
	var first, second bytes.Buffer
	if err := errors.Join(arrayfile.WriteNPZ(&first, a), arrayfile.WriteNPZ(&second, a)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same array gave different bytes")
	}
}

func TestWriteRefuses(t *testing.T) {
	two := []float32{1, 2}
	tests := []struct {
		shape  []int
		reason error
	}{
		{nil, arrayfile.ErrUnsupported},
		{[]int{1, 1, 1, 1, 2}, arrayfile.ErrUnsupported},
		{[]int{3}, arrayfile.ErrFormat},
		{[]int{-1, -2}, arrayfile.ErrFormat},
		{[]int{0, 2}, arrayfile.ErrEmpty},
		{[]int{math.MaxInt, math.MaxInt}, arrayfile.ErrFormat},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		if err := arrayfile.WriteNPY(&b, tt.shape, two); !errors.Is(err, tt.reason) || b.Len() > 0 {
			t.Errorf("shape %v: %v after %d bytes", tt.shape, err, b.Len())
		}
	}
	array := func(key string) arrayfile.Array {
		return arrayfile.Array{Header: arrayfile.Header{Key: key, Shape: []int{2}}, Float32: two}
	}
	both := array("both")
	both.Float64 = []float64{1, 2}
	for _, arrays := range [][]arrayfile.Array{{array("")}, {array("a"), array("a")}, {both}} {
		if err := arrayfile.WriteNPZ(&bytes.Buffer{}, arrays...); err == nil {
			t.Errorf("%v was written", arrays)
		}
	}
}

// fullDisk takes a few bytes and then fails.
type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.left {
		return 0, errFull
	}
	d.left -= len(p)
	return len(p), nil
}

var errFull = errors.New("disk full")

func TestWriteErrorIsReported(t *testing.T) {
	x := make([]float64, 100_000)
	if err := arrayfile.WriteNPY(&fullDisk{1000}, []int{len(x)}, x); !errors.Is(err, errFull) {
		t.Errorf("WriteNPY: %v", err)
	}
	for i := range x {
		x[i] = math.Sin(float64(i))
	}
	a := arrayfile.Array{Header: arrayfile.Header{Key: "x", Shape: []int{len(x)}}, Float64: x}
	if err := arrayfile.WriteNPZ(&fullDisk{1000}, a); !errors.Is(err, errFull) {
		t.Errorf("WriteNPZ: %v", err)
	}
}
