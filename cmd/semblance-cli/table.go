package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// table is text in aligned columns.
type table struct {
	heads   []string
	numeric []bool // aligned right
	rows    [][]string
}

// column adds a column; rows come after the columns.
func (t *table) column(head string, numeric bool) {
	t.heads, t.numeric = append(t.heads, head), append(t.numeric, numeric)
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// WriteTo writes the table with two spaces between columns and none at the
// ends of lines.
func (t *table) WriteTo(w io.Writer) (int64, error) {
	width := make([]int, len(t.heads))
	lines := append([][]string{t.heads}, t.rows...)
	for _, line := range lines {
		for i, cell := range line {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, line := range lines {
		var s strings.Builder
		for i, cell := range line {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if i > 0 {
				s.WriteString("  ")
			}
			if t.numeric[i] {
				s.WriteString(pad + cell)
			} else {
				s.WriteString(cell + pad)
			}
		}
		b.WriteString(strings.TrimRight(s.String(), " ") + "\n")
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}
