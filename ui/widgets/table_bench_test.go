package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// largeTable is one of 10,000 rows and a dozen columns, every third row lit and
// warned of.
func largeTable(b *testing.B) *Table {
	b.Helper()
	columns := make([]TableColumn, 12)
	rows := make([][]string, 10000)
	for j := range columns {
		columns[j] = TableColumn{Title: fmt.Sprint("column ", j), Right: j%2 == 0, Editable: j > 6, Longest: []string{fmt.Sprint("9999.", j)}}
	}
	for i := range rows {
		for j := range columns {
			rows[i] = append(rows[i], fmt.Sprintf("%d.%d", i, j))
		}
	}
	return NewTable(TableOptions{
		Columns: columns,
		Fixed:   1,
		Rows:    func() int { return len(rows) },
		Cell:    func(i, j int) string { return rows[i][j] },
		State: func(i int) RowState {
			if i%3 > 0 {
				return RowState{}
			}
			return RowState{Lit: true, Warning: "few datapoints"}
		},
		Selected: func(int, Extent) {},
		Sorted:   func(int) {},
		Edited:   func(int, int, string) {},
	})
}

// A table of 10,000 rows until it can be painted.
func BenchmarkTableOpens(b *testing.B) {
	test.NewTempApp(b)
	w := test.NewTempWindow(b, nil)
	for b.Loop() {
		w.SetContent(largeTable(b))
		w.Resize(fyne.NewSize(900, 700))
	}
}

// One turn of the wheel, and what a change of the selection shows.
func BenchmarkTableScrolls(b *testing.B) {
	test.NewTempApp(b)
	t := largeTable(b)
	w := test.NewTempWindow(b, t)
	w.Resize(fyne.NewSize(900, 700))
	b.Run("wheel", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			t.list.ScrollToOffset(float32(i % 9000 * 30))
		}
	})
	b.Run("update", func(b *testing.B) {
		for b.Loop() {
			t.Update()
		}
	})
	b.Run("sideways", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			t.scrollSideways(float32(i % 300))
		}
	})
}
