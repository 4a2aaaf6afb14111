package main

import (
	"io"
	"slices"
)

// grid is series over a common x, as a table whose longer side goes down.
type grid struct {
	corner, across string // what x and the series are
	extras         []string
	series         []gridSeries
}

type gridSeries struct {
	name   string
	x      []float64
	cells  []string
	extras []string // one for each of the grid's
}

// add adds a series of values and what is to stand after them.
func (g *grid) add(name string, x, values []float64, extras ...string) {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = short(v)
	}
	g.series = append(g.series, gridSeries{name, x, cells, extras})
}

// write writes the grid; series have no cell where they have no such x.
func (g *grid) write(w io.Writer) error {
	x := g.allX()
	var rows, cols []string
	for _, v := range x {
		rows = append(rows, full(v))
	}
	rows = append(rows, g.extras...)
	cells := make([][]string, len(g.series))
	for k, s := range g.series {
		cols = append(cols, s.name)
		for _, v := range x {
			cell := missing
			if i := slices.Index(s.x, v); i >= 0 {
				cell = s.cells[i]
			}
			cells[k] = append(cells[k], cell)
		}
		cells[k] = append(cells[k], s.extras...)
	}
	return writeLong(w, [2]string{g.corner, g.across}, rows, cols, func(row, col int) string { return cells[col][row] })
}

// allX are the places that any series has, ascending.
func (g *grid) allX() []float64 {
	var x []float64
	for _, s := range g.series {
		x = append(x, s.x...)
	}
	slices.Sort(x)
	return slices.Compact(x)
}

// writeLong writes a table of rows and columns, called as titles say; the other way
// round where there are more columns than rows.
func writeLong(w io.Writer, titles [2]string, rows, cols []string, cell func(row, col int) string) error {
	if len(cols) > len(rows) {
		upright := cell
		titles[0], rows, cols = titles[1], cols, rows
		cell = func(row, col int) string { return upright(col, row) }
	}
	var t table
	t.column(titles[0], false)
	for _, name := range cols {
		t.column(name, true)
	}
	for row, name := range rows {
		cells := []string{name}
		for col := range cols {
			cells = append(cells, cell(row, col))
		}
		t.row(cells...)
	}
	_, err := t.WriteTo(w)
	return err
}
