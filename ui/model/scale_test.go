package model

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/study"
)

// large is a study of 200 networks, 5 checkpoints of each and 10 layers of those,
// as that many array files or as archives.
func large(b *testing.B, archives bool) string {
	b.Helper()
	dir := b.TempDir()
	write := func(data []byte, path ...string) {
		file := filepath.Join(append([]string{dir}, path...)...)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	shape, values := []int{20, 2}, make([]float32, 40)
	var one, all bytes.Buffer
	var arrays []arrayfile.Array
	for l := range 10 {
		arrays = append(arrays, arrayfile.Array{Header: arrayfile.Header{Key: fmt.Sprintf("layer%02d", l), Shape: shape}, Float32: values})
	}
	if err := arrayfile.WriteNPY(&one, shape, values); err != nil {
		b.Fatal(err)
	}
	if err := arrayfile.WriteNPZ(&all, arrays...); err != nil {
		b.Fatal(err)
	}
	metadata := "network,group,width,test_accuracy\n"
	for n := range 200 {
		name := fmt.Sprintf("net-%03d", n)
		metadata += fmt.Sprintf("%s,g%d,%d,0.%d\n", name, n%5, 32<<(n%4), n)
		for s := range 5 {
			step := fmt.Sprintf("step-%04d", 100*s)
			if archives {
				write(all.Bytes(), name, step+".npz")
				continue
			}
			for _, a := range arrays {
				write(one.Bytes(), name, step, a.Header.Key+".npy")
			}
		}
	}
	write([]byte(metadata), "metadata.csv")
	return dir
}

// A study of 10,000 arrays, opened and made a table; catalog-MB is what stays in
// memory of both.
func BenchmarkOpenLarge(b *testing.B) {
	for name, archives := range map[string]bool{"npy": false, "npz": true} {
		b.Run(name, func(b *testing.B) {
			dir := large(b, archives)
			var s *study.Study
			var c *Catalog
			before := heap()
			for b.Loop() {
				var err error
				if s, err = study.Open(context.Background(), dir); err != nil {
					b.Fatal(err)
				}
				c = NewCatalog(s)
			}
			b.ReportMetric((heap()-before)/1e6, "catalog-MB")
			if rows := len(c.Rows(Query{})); rows != 10000 || len(s.Networks) != 200 {
				b.Fatalf("%d rows of %d networks", rows, len(s.Networks))
			}
		})
	}
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// The table of 10,000 arrays, narrowed, sorted by a column, and with a value
// changed.
func BenchmarkCatalog(b *testing.B) {
	s, err := study.Open(context.Background(), large(b, true))
	if err != nil {
		b.Fatal(err)
	}
	c := NewCatalog(s)
	for name, q := range map[string]Query{
		"filter": {Filter: "net-11 layer03"},
		"sort":   {Sorted: true, Column: fixedColumns, Down: true},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				c.Rows(q)
			}
		})
	}
	b.Run("edit", func(b *testing.B) {
		m := s.Metadata()
		for b.Loop() {
			NewCatalog(s.WithMetadata(m.With(study.Edit{Network: "net-007", Column: "group", Value: "x"})))
		}
	})
}

// BenchmarkLookingAtFiles is what a person who comes back to the window costs, and
// the warnings that the Study view then shows.
func BenchmarkLookingAtFiles(b *testing.B) {
	s, err := study.Open(context.Background(), large(b, false))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("files", func(b *testing.B) {
		for b.Loop() {
			if err := s.CheckAllFiles(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("warnings", func(b *testing.B) {
		m := &Model{view: StudyView, opened: &Opened{Study: s, Catalog: s, table: NewCatalog(s)}}
		m.newAnalyses()
		for b.Loop() {
			m.Warnings()
		}
	})
}
