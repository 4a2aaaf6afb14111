package arrayfile_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/arrayfile"
)

const (
	goodDir    = "../../testdata/arrays/good"
	hostileDir = "../../testdata/arrays/hostile"
)

// expected is an array as make_arrays.py describes it.
type expected struct {
	Key       string
	DType     arrayfile.DType
	Shape     []int
	BigEndian bool
	Fortran   bool
	Values    []number
}

// number is a JSON number, or "inf" or "-inf" in quotes.
type number float64

func (n *number) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		b = b[1 : len(b)-1]
	}
	v, err := strconv.ParseFloat(string(b), 64)
	*n = number(v)
	return err
}

func readExpected(t *testing.T) map[string][]expected {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(goodDir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want map[string][]expected
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) < 100 {
		t.Fatalf("only %d files described", len(want))
	}
	return want
}

func open(t *testing.T, path string) *arrayfile.File {
	t.Helper()
	f, err := arrayfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestGood(t *testing.T) {
	for name, want := range readExpected(t) {
		t.Run(name, func(t *testing.T) {
			f := open(t, filepath.Join(goodDir, name))
			if p := f.Problems(); len(p) > 0 {
				t.Errorf("problems: %v", p)
			}
			hs := f.Headers()
			if len(hs) != len(want) {
				t.Fatalf("%d arrays, want %d", len(hs), len(want))
			}
			for i, w := range want {
				checkHeader(t, hs[i], w)
				a, err := f.Read(w.Key)
				if err != nil {
					t.Fatal(err)
				}
				checkArray(t, a, w)
				for _, block := range []int{1, 4, 1000} {
					checkStream(t, f, w, block)
				}
			}
		})
	}
}

func checkHeader(t *testing.T, h arrayfile.Header, w expected) {
	t.Helper()
	n := int64(len(w.Values) * w.DType.Size())
	want := arrayfile.Header{Key: w.Key, Shape: w.Shape, DType: w.DType, BigEndian: w.BigEndian, Fortran: w.Fortran, Bytes: n}
	if !slices.Equal(h.Shape, want.Shape) || h.Key != want.Key || h.DType != want.DType ||
		h.BigEndian != want.BigEndian || h.Fortran != want.Fortran || h.Bytes != want.Bytes {
		t.Errorf("header %+v, want %+v", h, want)
	}
	if h.Len() != len(w.Values) {
		t.Errorf("Len %d, want %d", h.Len(), len(w.Values))
	}
}

func checkArray(t *testing.T, a arrayfile.Array, w expected) {
	t.Helper()
	checkHeader(t, a.Header, w)
	if (a.Float32 == nil) == (a.Float64 == nil) || (a.Float64 != nil) != w.DType.Wide() {
		t.Fatalf("Float32 set %v, Float64 set %v for %s", a.Float32 != nil, a.Float64 != nil, w.DType)
	}
	checkValues(t, a.Float32, a.Float64, w)
}

// checkValues compares bit by bit, so that −0 and 0 differ.
func checkValues(t *testing.T, f32 []float32, f64 []float64, w expected) {
	t.Helper()
	got := f64
	for _, v := range f32 {
		got = append(got, float64(v))
	}
	if len(got) != len(w.Values) {
		t.Fatalf("%d values, want %d", len(got), len(w.Values))
	}
	for i, v := range w.Values {
		if math.Float64bits(got[i]) != math.Float64bits(float64(v)) {
			t.Fatalf("value %d is %v, want %v", i, got[i], float64(v))
		}
	}
}

func checkStream(t *testing.T, f *arrayfile.File, w expected, block int) {
	t.Helper()
	s, err := f.Stream(w.Key)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	checkHeader(t, s.Header(), w)
	if s.Wide() != w.DType.Wide() {
		t.Errorf("Wide %v for %s", s.Wide(), w.DType)
	}
	var f32 []float32
	var f64 []float64
	if s.Wide() {
		f64 = drain(t, block, s.ReadFloat64)
	} else {
		f32 = drain(t, block, s.ReadFloat32)
	}
	checkValues(t, f32, f64, w)
}

func drain[T float32 | float64](t *testing.T, block int, read func([]T) (int, error)) []T {
	t.Helper()
	var all []T
	buf := make([]T, block)
	for {
		n, err := read(buf)
		all = append(all, buf[:n]...)
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A stream converts to the type that is asked for, whichever is in the file.
func TestStreamConverts(t *testing.T) {
	for _, name := range []string{"float32-le-c-rank2.npy", "float32-be-f-rank3.npy", "int8-le-c-rank1.npy"} {
		w := readExpected(t)[name][0]
		s, err := open(t, filepath.Join(goodDir, name)).Stream("")
		if err != nil {
			t.Fatal(err)
		}
		checkValues(t, nil, drain(t, 3, s.ReadFloat64), w)
		s.Close()
	}
	name := "float64-le-f-rank2.npy"
	w := readExpected(t)[name][0]
	s, err := open(t, filepath.Join(goodDir, name)).Stream("")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i, v := range drain(t, 4, s.ReadFloat32) {
		if v != float32(w.Values[i]) {
			t.Errorf("value %d is %v, want %v", i, v, float32(w.Values[i]))
		}
	}
}

func TestStreamEnds(t *testing.T) {
	s, err := open(t, filepath.Join(goodDir, "version1.npy")).Stream("")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.ReadFloat32(nil); n != 0 || err != nil {
		t.Errorf("nothing asked: %d, %v", n, err)
	}
	drain(t, 5, s.ReadFloat32)
	if n, err := s.ReadFloat32(make([]float32, 1)); n != 0 || err != io.EOF {
		t.Errorf("after the end: %d, %v", n, err)
	}
	s.Close()
	if _, err := s.ReadFloat32(make([]float32, 1)); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

// plainFS serves files that cannot be read at an offset.
type plainFS struct{ fs.FS }

type plainFile struct{ fs.File }

func (p plainFS) Open(name string) (fs.File, error) {
	f, err := p.FS.Open(name)
	return plainFile{f}, err
}

func TestOpenFS(t *testing.T) {
	want := readExpected(t)
	for _, fsys := range []fs.FS{os.DirFS(goodDir), plainFS{os.DirFS(goodDir)}} {
		for _, name := range []string{"deflated.npz", "stored.npz", "uint16-be-f-rank4.npy"} {
			f, err := arrayfile.OpenFS(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			if f.Path() != name {
				t.Errorf("path %q", f.Path())
			}
			for _, w := range want[name] {
				a, err := f.Read(w.Key)
				if err != nil {
					t.Fatal(err)
				}
				checkArray(t, a, w)
				checkStream(t, f, w, 4)
			}
		}
	}
	if _, err := arrayfile.OpenFS(fstest.MapFS{}, "none.npy"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
}

// What Headers returns belongs to the caller.
func TestHeadersAreCopies(t *testing.T) {
	f := open(t, filepath.Join(goodDir, "version1.npy"))
	f.Headers()[0].Shape[0] = 99
	if got := f.Headers()[0].Shape[0]; got != 3 {
		t.Errorf("dimension is %d after a caller changed its copy", got)
	}
}

func TestConcurrentReads(t *testing.T) {
	want := readExpected(t)["deflated.npz"]
	f := open(t, filepath.Join(goodDir, "deflated.npz"))
	var wg sync.WaitGroup
	for range 8 {
		for _, w := range want {
			wg.Go(func() {
				a, err := f.Read(w.Key)
				if err != nil {
					t.Error(err)
					return
				}
				if len(a.Float32)+len(a.Float64) != len(w.Values) {
					t.Errorf("%s: wrong length", w.Key)
				}
			})
		}
	}
	wg.Wait()
}

// Opening keeps no descriptor, so that a study of any size can be listed.
func TestNoDescriptorKept(t *testing.T) {
	const self = "/proc/self/fd"
	before, err := os.ReadDir(self)
	if err != nil {
		t.Skip("descriptors cannot be counted here")
	}
	for range 50 {
		f := open(t, filepath.Join(goodDir, "stored.npz"))
		if _, err := f.Read("half"); err != nil {
			t.Fatal(err)
		}
	}
	after, err := os.ReadDir(self)
	if err != nil {
		t.Fatal(err)
	}
	if len(after) > len(before)+5 {
		t.Errorf("%d descriptors before, %d after", len(before), len(after))
	}
}
