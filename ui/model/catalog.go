package model

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/semblance-app/semblance/core/names"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/render"
)

// Catalog is a study as a table: a row for each recorded array, or for each network.
type Catalog struct {
	Columns  []Column
	rows     []Row
	networks []Row
	letters  []warning.Warning // of the names in it
	// datapoints is how many the arrays have.
	datapoints study.Counts
	// cautions are what the headers of the rows give reason to warn of.
	cautions []warning.Warning
}

// Column is one column of the table.
type Column struct {
	Title   string
	Numeric bool // aligned right
	// Metadata columns can be edited.
	Metadata bool
	// Longest are the longest of its different texts, the longest first.
	Longest []string
	// Shared is what its texts begin and end with.
	Shared names.Shared

	kind int // which of those that every study has, or fixedColumns
}

// Row is one recorded array, or a network where Ref has no layer. Cells has one text
// per column.
type Row struct {
	Ref   study.Ref
	Cells []string
	order [fixedColumns]float64 // sorts the columns that every study has
	text  string                // what the filter looks in
	layer *study.Layer          // nil of a network
	of    [2]int                // the arrays of a network
}

// The columns that every study has, if there is anything in them; metadata follows.
const (
	colNetwork = iota
	colStep
	colLayer
	colShape
	colAxes
	colType
	colSize
	fixedColumns
)

// NewCatalog makes the table of a study.
func NewCatalog(s *study.Study) *Catalog {
	c := &Catalog{datapoints: s.Datapoints(), cautions: s.Cautions(), Columns: []Column{
		{Title: "Network", kind: colNetwork},
		{Title: "Checkpoint", kind: colStep},
		{Title: "Layer", kind: colLayer},
		{Title: "Shape", Numeric: true, kind: colShape},
		{Title: "Axes", kind: colAxes},
		{Title: "Type", kind: colType},
		{Title: "Size", Numeric: true, kind: colSize},
	}}
	for _, name := range s.Columns {
		c.Columns = append(c.Columns, Column{Title: name, Numeric: numericColumn(s, name), Metadata: true, kind: fixedColumns})
	}
	for i := range s.Networks {
		c.add(i, &s.Networks[i], s.Columns)
	}
	for j := range c.Columns {
		c.Columns[j].fit(c.rows, j)
	}
	c.dropEmpty()
	c.letters = render.Letters(c.allTexts())
	return c
}

// add adds the rows of a network.
func (c *Catalog) add(i int, n *study.Network, columns []string) {
	var metadata []string
	for _, name := range columns {
		metadata = append(metadata, n.Metadata[name])
	}
	from := len(c.rows)
	for j, k := range n.Checkpoints {
		for depth := range k.Layers {
			r := newRow(n.Name, k.Name, &k.Layers[depth], metadata)
			r.order[colNetwork], r.order[colStep], r.order[colLayer] = float64(i), float64(j), float64(depth)
			c.rows = append(c.rows, r)
		}
	}
	r := networkRow(n, c.rows[from:], metadata)
	r.order[colNetwork], r.of = float64(i), [2]int{from, len(c.rows)}
	c.networks = append(c.networks, r)
}

// allTexts are those in the table, and the titles.
func (c *Catalog) allTexts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for j, k := range c.Columns {
			if !yield(k.Title) {
				return
			}
			for s := range texts(c.rows, j) {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// ColumnsOf are the columns, with the texts that the rows have which q asks for.
func (c *Catalog) ColumnsOf(q Query) []Column {
	if !q.Networks {
		return c.Columns
	}
	list := slices.Clone(c.Columns)
	for j := range list {
		list[j].fit(c.networks, j)
	}
	return list
}

// fit notes what the texts of rows need.
func (k *Column) fit(rows []Row, j int) {
	k.Longest, k.Shared = longestTexts(rows, j), names.SharedBy(texts(rows, j))
}

// texts are those of rows in a column.
func texts(rows []Row, column int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, r := range rows {
			if !yield(r.Cells[column]) {
				return
			}
		}
	}
}

// longestTexts are the longest of the texts of rows in a column. Which of them is the widest
// only somebody with a font can say.
func longestTexts(rows []Row, column int) (longest []string) {
	const most = 8
	size := func(s string) int { return -utf8.RuneCountInString(s) }
	for s := range texts(rows, column) {
		if s == "" || len(longest) == most && size(s) >= size(longest[most-1]) || slices.Contains(longest, s) {
			continue
		}
		at, _ := slices.BinarySearchFunc(longest, size(s), func(t string, n int) int { return cmp.Compare(size(t), n) })
		longest = slices.Insert(longest, at, s)
		longest = longest[:min(most, len(longest))]
	}
	return longest
}

// dropEmpty takes away columns in which there is nothing and nothing can be typed,
// such as the checkpoints of networks that have one each.
func (c *Catalog) dropEmpty() {
	for j := len(c.Columns) - 1; j >= 0; j-- {
		if k := c.Columns[j]; len(k.Longest) > 0 || k.Metadata {
			continue
		}
		c.Columns = slices.Delete(c.Columns, j, j+1)
		for _, rows := range [][]Row{c.rows, c.networks} {
			for i := range rows {
				rows[i].Cells = slices.Delete(rows[i].Cells, j, j+1)
			}
		}
	}
}

func newRow(network, step string, l *study.Layer, metadata []string) Row {
	r := Row{layer: l, Ref: study.Ref{Network: network, Step: step, Layer: l.Name}}
	r.Cells = append([]string{
		network, step, l.Name, Shape(l.Shape), string(l.Axes), fmt.Sprint(l.DType), Bytes(l.Bytes),
	}, metadata...)
	values := 1.0
	for _, d := range l.Shape {
		values *= float64(d)
	}
	r.order[colShape], r.order[colSize] = values, float64(l.Bytes)
	r.text = strings.ToLower(strings.Join(r.Cells, "\x00"))
	return r
}

// networkRow is a network as a whole, of which arrays are the rows.
func networkRow(n *study.Network, arrays []Row, metadata []string) Row {
	r := Row{Ref: study.Ref{Network: n.Name}}
	cells := make([]string, fixedColumns)
	cells[colNetwork] = n.Name
	if cells[colStep] = same(arrays, colStep); len(n.Checkpoints) > 1 {
		cells[colStep] = fmt.Sprintf("%d checkpoints", len(n.Checkpoints))
	}
	layers, words := map[string]bool{}, map[string]bool{}
	var bytes int64
	for _, a := range arrays {
		layers[a.Ref.Layer] = true
		words[a.Ref.Layer], words[a.Ref.Step] = true, true
		bytes += a.layer.Bytes
	}
	cells[colLayer] = spelling.Count(len(layers), "layer")
	cells[colShape], cells[colAxes], cells[colType] = shapes(arrays), same(arrays, colAxes), same(arrays, colType)
	cells[colSize] = Bytes(bytes)
	r.order[colStep], r.order[colLayer], r.order[colSize] = float64(len(n.Checkpoints)), float64(len(layers)), float64(bytes)
	r.Cells = append(cells, metadata...)
	r.text = strings.ToLower(strings.Join(append(slices.Sorted(maps.Keys(words)), r.Cells...), "\x00"))
	return r
}

// same is the text that all rows have in a column, "" where they have not.
func same(rows []Row, column int) string {
	text := ""
	for i, r := range rows {
		if i > 0 && r.Cells[column] != text {
			return ""
		}
		text = r.Cells[column]
	}
	return text
}

// shapes are the dimensions of arrays, from the least to the largest of each; "" where
// they have not equally many.
func shapes(arrays []Row) string {
	var low, high []int
	if len(arrays) > 0 {
		low, high = slices.Clone(arrays[0].layer.Shape), slices.Clone(arrays[0].layer.Shape)
	}
	for _, a := range arrays {
		if len(a.layer.Shape) != len(low) {
			return ""
		}
		for i, d := range a.layer.Shape {
			low[i], high[i] = min(low[i], d), max(high[i], d)
		}
	}
	parts := make([]string, len(low))
	for i := range low {
		if parts[i] = strconv.Itoa(low[i]); high[i] > low[i] {
			parts[i] += "–" + strconv.Itoa(high[i])
		}
	}
	return strings.Join(parts, " × ")
}

// Pieces says what the array is stacked from, "" where it is one.
func (r Row) Pieces() string {
	if r.layer == nil || len(r.layer.Pieces) == 0 {
		return ""
	}
	sizes := make([]string, len(r.layer.Pieces))
	for i, n := range r.layer.Pieces {
		sizes[i] = strconv.Itoa(n)
	}
	return fmt.Sprintf("Stacked from %d arrays of %s datapoints.", len(sizes), spelling.First(sizes, named))
}

// numericColumn reports whether there are numbers in a column of metadata, and
// nothing else.
func numericColumn(s *study.Study, name string) bool {
	some := false
	for _, n := range s.Networks {
		if v := n.Metadata[name]; v != "" {
			if _, err := strconv.ParseFloat(v, 64); err != nil {
				return false
			}
			some = true
		}
	}
	return some
}

// Query chooses and orders rows; the zero value is all, in the study's order.
type Query struct {
	Networks bool   // a row for each network in place of each array
	Filter   string // words that must all occur, in any column
	Column   int    // to sort by, with Sorted
	Sorted   bool
	Down     bool
}

// Rows answers a query.
func (c *Catalog) Rows(q Query) []Row {
	words := strings.Fields(strings.ToLower(q.Filter))
	all := c.rows
	if q.Networks {
		all = c.networks
	}
	rows := make([]Row, 0, len(all))
	for _, r := range all {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.text, w) }) {
			rows = append(rows, r)
		}
	}
	if q.Sorted {
		slices.SortStableFunc(rows, func(x, y Row) int {
			d := compareCells(x, y, q.Column, c.Columns[q.Column].kind)
			if q.Down {
				return -d
			}
			return d
		})
	}
	return rows
}

func compareCells(x, y Row, column, kind int) int {
	switch kind {
	case colNetwork, colStep, colLayer, colShape, colSize:
		return cmp.Compare(x.order[kind], y.order[kind])
	}
	a, errA := strconv.ParseFloat(x.Cells[column], 64)
	b, errB := strconv.ParseFloat(y.Cells[column], 64)
	if errA == nil && errB == nil {
		return cmp.Compare(a, b)
	}
	return cmp.Compare(x.Cells[column], y.Cells[column])
}

// Catalog is the open study's table, nil before the first.
func (m *Model) Catalog() *Catalog {
	if m.opened == nil {
		return nil
	}
	return m.opened.table
}

// Summary counts what a study holds.
type Summary struct {
	Networks, Arrays int
	// Checkpoints counts names: those that several networks have at once count once. It
	// is 0 where no network has more than one, which was recorded without training.
	Checkpoints int
	Bytes       int64
}

// Summary counts what the open study holds.
func (m *Model) Summary() Summary {
	var sum Summary
	if s := m.Study(); s != nil {
		steps, trained := map[string]bool{}, false
		for _, n := range s.Networks {
			sum.Networks++
			trained = trained || len(n.Checkpoints) > 1
			for _, c := range n.Checkpoints {
				steps[c.Name] = true
				for _, l := range c.Layers {
					sum.Arrays++
					sum.Bytes += l.Bytes
				}
			}
		}
		if trained {
			sum.Checkpoints = len(steps)
		}
	}
	return sum
}

// Shape writes dimensions with a sign of multiplication between them.
func Shape(dims []int) string {
	parts := make([]string, len(dims))
	for i, d := range dims {
		parts[i] = strconv.Itoa(d)
	}
	return strings.Join(parts, " × ")
}

// Bytes writes a size in decimal units.
func Bytes(n int64) string {
	v := float64(n)
	for _, unit := range []string{"B", "kB", "MB", "GB"} {
		switch {
		case v < 10 && unit != "B":
			return fmt.Sprintf("%.1f %s", v, unit)
		case v < 1000:
			return fmt.Sprintf("%.0f %s", v, unit)
		}
		v /= 1000
	}
	return fmt.Sprintf("%.1f TB", v)
}
