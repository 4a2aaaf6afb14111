package arrayfile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// seed adds the committed files, good and hostile, that end in suffix.
func seed(f *testing.F, suffix string) {
	f.Helper()
	for _, dir := range []string{goodDir, hostileDir} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			f.Fatal(err)
		}
		for _, e := range entries {
			b, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				f.Fatal(err)
			}
			if strings.HasSuffix(e.Name(), suffix) && len(b) < 8<<10 {
				f.Add(b)
			}
		}
	}
}

func FuzzNPY(f *testing.F) {
	seed(f, ".npy")
	// One byte becomes a float32, and a column-major array passes a buffer.
	f.Fuzz(func(t *testing.T, content []byte) { checkAny(t, content, 16) })
}

func FuzzNPZ(f *testing.F) {
	seed(f, ".npz")
	const deflate = 1032 // bytes from one
	f.Fuzz(func(t *testing.T, content []byte) { checkAny(t, content, 16*deflate) })
}

// checkAny opens and reads any bytes. There is no panic, every error is an
// *Error, no step allocates more than the bytes times perByte and some buffers,
// and what is read has the length its header says.
func checkAny(t *testing.T, content []byte, perByte int) {
	const buffers = 4 << 20
	most := uint64(buffers + perByte*len(content))
	var file *arrayfile.File
	bounded(t, "Open", most, func() (err error) {
		file, err = arrayfile.OpenFS(fstest.MapFS{"x": {Data: content}}, "x")
		return err
	})
	if file == nil {
		return
	}
	for _, p := range file.Problems() {
		checkError(t, p)
	}
	for i, h := range file.Headers() {
		if i == 8 {
			break // many small arrays only take time
		}
		bounded(t, "Read", most, func() error { return readOne(t, file, h) })
		bounded(t, "Stream", most, func() error { return streamOne(t, file, h) })
	}
}

func bounded(t *testing.T, what string, most uint64, step func() error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := step()
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > most {
		t.Errorf("%s allocated %d bytes, more than %d", what, used, most)
	}
	if err != nil {
		checkError(t, err)
	}
}

func checkError(t *testing.T, err error) {
	t.Helper()
	var e *arrayfile.Error
	if !errors.As(err, &e) || e.What == "" || e.Path != "x" || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %q", err)
	}
}

func readOne(t *testing.T, file *arrayfile.File, h arrayfile.Header) error {
	a, err := file.Read(h.Key)
	if err != nil {
		return err
	}
	want := 1
	for _, d := range h.Shape {
		want *= d
	}
	wide, narrow := 0, want
	if h.DType.Wide() {
		wide, narrow = want, 0
	}
	if len(a.Float32) != narrow || len(a.Float64) != wide || want*h.DType.Size() != int(h.Bytes) {
		t.Errorf("%d and %d values for %+v", len(a.Float32), len(a.Float64), h)
	}
	return nil
}

func streamOne(t *testing.T, file *arrayfile.File, h arrayfile.Header) error {
	s, err := file.Stream(h.Key)
	if err != nil {
		return err
	}
	defer s.Close()
	total, block := 0, make([]float64, 1000)
	for {
		n, err := s.ReadFloat64(block)
		total += n
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if total != h.Len() {
		t.Errorf("%d values streamed for %+v", total, h)
	}
	return nil
}
