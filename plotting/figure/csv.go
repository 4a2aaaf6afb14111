package figure

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// ErrEmpty means that a figure has nothing to draw or to write; the error
// that wraps it says why.
var ErrEmpty = errors.New("nothing to draw")

// CSV writes the numbers a figure draws, at full precision.
//
// A matrix becomes a table with a row per row, the first at the top; strips
// above it are columns before its values, and the merges of a tree rows after
// them: left node, right node and height, in SciPy's numbering. Series become
// one line per point: series, x and y, where x is the category's name on an
// axis that has them, with a column before for the panel where there are
// several, one for the names of points that have names, and two after for the
// ends of spreads. Missing values are empty. Of a grid the figures follow one
// another, each after a row with its letter and its title. It returns ErrEmpty for
// an empty figure.
func CSV(w io.Writer, fig Figure) error {
	if fig.Empty() {
		return fig.Nothing()
	}
	out := csv.NewWriter(w)
	for i, part := range fig.Parts() {
		out.Write([]string{Letter(i), part.Title}) // csv.Writer keeps its first error for Error
		part.write(out)
	}
	if fig.Grid == nil {
		fig.write(out)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// write writes the tables of a figure.
func (fig Figure) write(out *csv.Writer) {
	if fig.Panels[0].Matrix != nil {
		for i := range fig.Panels {
			writeMatrix(out, &fig.Panels[i])
		}
	} else {
		newTable(fig.Panels).write(out)
	}
}

func writeMatrix(out *csv.Writer, p *Panel) {
	m, strips := p.Matrix, p.Strips
	if len(m.Rows) != len(m.Cols) {
		strips = nil // they belong to columns
	}
	head := []string{p.Y.Label + " \\ " + p.X.Label}
	switch {
	case m.Networks:
		head[0] = "network"
	case p.Y.Label == "":
		head[0] = p.X.Label
	}
	if p.Title != "" {
		head[0] = p.Title + ": " + head[0]
	}
	for i := range strips {
		head = append(head, strips[i].Label)
	}
	head = append(head, m.Cols...)
	out.Write(head) // csv.Writer keeps its first error for Error
	for i, name := range m.Rows {
		line := []string{name}
		for k := range strips {
			line = append(line, strips[k].text(i))
		}
		for j := range m.Cols {
			line = append(line, number(m.At(i, j)))
		}
		out.Write(line)
	}
	if p.Tree != nil {
		writeTree(out, p.Tree, len(head))
	}
}

// writeTree writes the merges as rows as wide as the table above them, which
// keeps readers of tables content.
func writeTree(out *csv.Writer, t *Tree, width int) {
	line := func(cells ...string) {
		out.Write(append(cells, make([]string, max(0, width-len(cells)))...))
	}
	line("merge", "left", "right", "height")
	for k, m := range t.Merges {
		line(strconv.Itoa(len(t.Columns)+k), strconv.Itoa(m.Left), strconv.Itoa(m.Right), number(m.Height))
	}
}

// text is what a strip shows at a column.
func (s *Strip) text(col int) string {
	switch {
	case s.Numeric():
		return number(s.Values[col])
	case s.Category[col] < 0:
		return ""
	}
	return s.Names[s.Category[col]]
}

// table is the series of panels as lines.
type table struct {
	panels                 []Panel
	several, named, spread bool
}

func newTable(panels []Panel) table {
	t := table{panels: panels, several: len(panels) > 1}
	for _, p := range panels {
		for _, s := range p.Series {
			t.spread = t.spread || len(s.Spread.Ranges) > 0
			for _, pt := range s.Points {
				t.named = t.named || pt.Name != ""
			}
		}
	}
	return t
}

// row is a line of the table.
type row struct {
	panel, series, name, x, y, low, high string
}

func (t table) write(out *csv.Writer) {
	line := func(r row) {
		var cells []string
		if t.several {
			cells = append(cells, r.panel)
		}
		cells = append(cells, r.series)
		if t.named {
			cells = append(cells, r.name)
		}
		cells = append(cells, r.x, r.y)
		if t.spread {
			cells = append(cells, r.low, r.high)
		}
		out.Write(cells) // csv.Writer keeps its first error for Error
	}
	last := t.panels[len(t.panels)-1]
	head := row{"panel", "series", "name", orElse(last.X.Label, "x"), "value", "low", "high"}
	if !t.several {
		head.y = orElse(last.Y.Label, head.y)
	}
	line(head)
	for _, p := range t.panels {
		panel := orElse(p.Title, p.Y.Label)
		for _, s := range p.Series {
			if s.Role == Absent {
				continue // the data have them already, without a value
			}
			for i, pt := range s.Points {
				if pt.Passed {
					continue
				}
				r := row{panel: panel, series: s.Name, name: pt.Name, x: position(p.X, pt.X), y: number(pt.Y)}
				if i < len(s.Spread.Ranges) {
					r.low, r.high = number(s.Spread.Ranges[i].Min), number(s.Spread.Ranges[i].Max)
				}
				line(r)
			}
		}
		for _, r := range p.Rules {
			line(row{panel: panel, series: r.Label, x: number(r.X)})
		}
	}
}

// position is an x as it stands on the axis.
func position(a Axis, x float64) string {
	if i := int(x); a.Categories != nil && float64(i) == x && i >= 0 && i < len(a.Categories) {
		return a.Categories[i]
	}
	return number(x)
}

func number(v float64) string {
	if !finite(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
