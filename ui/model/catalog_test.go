package model

import (
	"fmt"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/study"
)

func TestCatalogRows(t *testing.T) {
	c := NewCatalog(fakeStudy())
	all := c.Rows(Query{})
	if len(all) != 12 || len(c.Columns) != fixedColumns+2 {
		t.Fatalf("%d rows of %d columns", len(all), len(c.Columns))
	}
	if got := all[0].Cells; got[colShape] != "40 × 4" || got[colSize] != "640 B" || got[fixedColumns] != "as" {
		t.Errorf("first row %q", got)
	}
	if !c.Columns[fixedColumns+1].Numeric || c.Columns[fixedColumns].Numeric {
		t.Error("accuracy is a number, group is not")
	}
	if got := c.Rows(Query{Filter: "LSTM final"}); len(got) != 1 || got[0].Ref.Step != "final" {
		t.Errorf("filtered %v", got)
	}
	byLayer := c.Rows(Query{Column: colLayer, Sorted: true, Down: true})
	if byLayer[0].Ref.Layer != "fc" && byLayer[0].Ref.Layer != "conv2" {
		t.Errorf("deepest first: %v", byLayer[0].Ref)
	}
	byGroup := c.Rows(Query{Column: fixedColumns, Sorted: true})
	if byGroup[0].Ref.Network != "c" || byGroup[len(byGroup)-1].Ref.Network != "b" {
		t.Error("not sorted by group")
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1500: "1.5 kB", 42_000_000: "42 MB", 3_000_000_000: "3.0 GB", 5_000_000_000_000: "5.0 TB"} {
		if got := Bytes(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestCatalogOfManyRows(t *testing.T) {
	s := &study.Study{}
	for i := range 100 {
		n := study.Network{Name: fmt.Sprintf("net-%d", i)}
		for j := range 10 {
			k := study.Checkpoint{Name: fmt.Sprintf("step-%d", j)}
			for l := range 10 {
				k.Layers = append(k.Layers, study.Layer{Name: fmt.Sprintf("layer-%d", l), Shape: []int{100, 10}})
			}
			n.Checkpoints = append(n.Checkpoints, k)
		}
		s.Networks = append(s.Networks, n)
	}
	c := NewCatalog(s)
	start := time.Now()
	if got := c.Rows(Query{Filter: "net-7 layer-3", Column: colStep, Sorted: true}); len(got) != 110 {
		t.Errorf("%d rows", len(got))
	}
	if d := time.Since(start); d > 100*time.Millisecond {
		t.Errorf("filtering 10,000 rows took %v", d)
	}
}
