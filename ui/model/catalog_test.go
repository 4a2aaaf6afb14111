package model

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
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

func TestCatalogByNetwork(t *testing.T) {
	s := fakeStudy()
	s.Networks[0].Checkpoints[0].Layers[2].Shape = []int{40, 9}
	c := NewCatalog(s)
	rows := c.Rows(Query{Networks: true})
	for i, want := range []string{
		"a final 3 layers 40 × 4–9 n×p float32 1.9 kB as 0.9",
		"b final 3 layers 40 × 4 n×p float32 1.9 kB bs 0.9",
		"c 2 checkpoints 3 layers    1.3 kB  ",
	} {
		if got := strings.Join(rows[i].Cells, " "); got != want {
			t.Errorf("row %d is %q, want %q", i, got, want)
		}
	}
	for filter, want := range map[string]int{"lstm": 1, "step-1": 1, "conv2": 3, "bs": 1, "as lstm": 0} {
		if got := len(c.Rows(Query{Networks: true, Filter: filter})); got != want {
			t.Errorf("%q leaves %d networks, want %d", filter, got, want)
		}
	}
	if got := c.Rows(Query{Networks: true, Sorted: true, Column: colSize}); got[0].Ref.Network != "c" {
		t.Errorf("the smallest is %s", got[0].Ref.Network)
	}
}

// A column in which there is nothing takes no place, unless it can be typed into.
func TestCatalogWithoutCheckpoints(t *testing.T) {
	s := fakeStudy()
	s.Networks = s.Networks[:2]
	for i := range s.Networks {
		s.Networks[i].Checkpoints[0].Name = ""
		s.Networks[i].Metadata["note"] = ""
	}
	s.Columns = append(s.Columns, "note")
	c := NewCatalog(s)
	titles := make([]string, len(c.Columns))
	for i, k := range c.Columns {
		titles[i] = k.Title
	}
	if got, want := strings.Join(titles, " "), "Network Layer Shape Axes Type Size group accuracy note"; got != want {
		t.Fatalf("the columns are %s, not %s", got, want)
	}
	if c.Columns[len(c.Columns)-1].Numeric {
		t.Error("a column in which there is nothing yet is one of numbers")
	}
	first := c.Rows(Query{Column: 1, Sorted: true, Down: true})[0]
	if got := strings.Join(first.Cells, " "); got != "a fc 40 × 4 n×p float32 640 B as 0.9 " {
		t.Errorf("the deepest is %q", got)
	}
	if got := c.Columns[1].Longest; len(got) != 3 || got[2] != "fc" {
		t.Errorf("the longest layers are %q", got)
	}
}

func TestLongestTexts(t *testing.T) {
	c := &Catalog{}
	for i := range 40 {
		c.rows = append(c.rows, Row{Cells: []string{strings.Repeat("a", i%20)}})
	}
	got := longestTexts(c.rows, 0)
	if len(got) != 8 || len(got[0]) != 19 || len(got[7]) != 12 {
		t.Errorf("the longest are %q", got)
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

// The names of a study are cut by what they share, and what figures cannot show of
// them is known.
func TestCatalogKnowsItsNames(t *testing.T) {
	s := &study.Study{Columns: []string{"group"}}
	for _, name := range []string{"a-long-run-网络-1", "a-long-run-网络-2"} {
		s.Networks = append(s.Networks, study.Network{Name: name, Checkpoints: []study.Checkpoint{{Layers: []study.Layer{{Name: "fc", Shape: []int{4, 2}}}}}})
	}
	c := NewCatalog(s)
	if got := c.Columns[0].Shared.Head; got != "a-long-run-网络-" {
		t.Errorf("the networks share %q", got)
	}
	if len(c.letters) != 1 || c.letters[0].Code != warning.Letters {
		t.Errorf("warned of %v", c.letters)
	}
}
