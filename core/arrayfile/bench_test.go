package arrayfile_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// The sizes are those of testdata/scripts/bench_load.py, which prints numpy's
// figures for the same files.
const (
	benchRows = 100_000
	benchCols = 512 // 205 MB as float32
	zipRows   = 10_000
)

func noise(n int) []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// writeBench writes a file once for a benchmark and warms the cache.
func writeBench(b *testing.B, name string, content []byte) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// npyFloat32 is a .npy with the header as given, for orders that WriteNPY does
// not write.
func npyFloat32(b *testing.B, rows, cols int, edit func(header []byte) []byte) []byte {
	b.Helper()
	var buf bytes.Buffer
	if err := arrayfile.WriteNPY(&buf, []int{rows, cols}, noise(rows*cols)); err != nil {
		b.Fatal(err)
	}
	all := buf.Bytes()
	head := len(all) - 4*rows*cols
	copy(all, edit(bytes.Clone(all[:head])))
	return all
}

func readAll(b *testing.B, path, key string) {
	b.Helper()
	for b.Loop() {
		f, err := arrayfile.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		a, err := f.Read(key)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(a.Header.Bytes)
		f.Close()
	}
}

func BenchmarkReadNPY(b *testing.B) {
	edits := map[string]func([]byte) []byte{
		"C":         func(h []byte) []byte { return h },
		"BigEndian": func(h []byte) []byte { return bytes.Replace(h, []byte("<f4"), []byte(">f4"), 1) },
		"Fortran":   func(h []byte) []byte { return bytes.Replace(h, []byte("False"), []byte("True "), 1) },
	}
	for _, name := range []string{"C", "BigEndian", "Fortran"} {
		b.Run(name, func(b *testing.B) {
			path := writeBench(b, "a.npy", npyFloat32(b, benchRows, benchCols, edits[name]))
			readAll(b, path, "")
		})
	}
}

func BenchmarkReadNPZ(b *testing.B) {
	var buf bytes.Buffer
	x := arrayfile.Array{Header: arrayfile.Header{Key: "x", Shape: []int{zipRows, benchCols}}, Float32: noise(zipRows * benchCols)}
	if err := arrayfile.WriteNPZ(&buf, x); err != nil {
		b.Fatal(err)
	}
	readAll(b, writeBench(b, "a.npz", buf.Bytes()), "x")
}

func BenchmarkStream(b *testing.B) {
	path := writeBench(b, "a.npy", npyFloat32(b, benchRows, benchCols, func(h []byte) []byte { return h }))
	f, err := arrayfile.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	block := make([]float32, 1000*benchCols)
	b.SetBytes(f.Headers()[0].Bytes)
	for b.Loop() {
		s, err := f.Stream("")
		if err != nil {
			b.Fatal(err)
		}
		for err == nil {
			_, err = s.ReadFloat32(block)
		}
		s.Close()
	}
}

func BenchmarkOpen(b *testing.B) {
	path := writeBench(b, "a.npy", npyFloat32(b, 10, 10, func(h []byte) []byte { return h }))
	for b.Loop() {
		f, err := arrayfile.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}

func BenchmarkWriteNPY(b *testing.B) {
	x := noise(zipRows * benchCols)
	b.SetBytes(int64(4 * len(x)))
	for b.Loop() {
		var buf bytes.Buffer
		if err := arrayfile.WriteNPY(&buf, []int{zipRows, benchCols}, x); err != nil {
			b.Fatal(err)
		}
	}
}
