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

// CSV writes the numbers a figure draws, at full precision. A matrix becomes a
// table with a row per row, the first at the top; series become one line per
// point: series, x and y (with a leading panel column where there are
// several), where x is the category's name on an axis that has them. Missing
// values are empty. It returns ErrEmpty for an empty figure.
func CSV(w io.Writer, fig Figure) error {
	if fig.Empty() {
		return fmt.Errorf("%w: %s", ErrEmpty, fig.Note)
	}
	out := csv.NewWriter(w)
	if m := fig.Panels[0].Matrix; m != nil {
		writeMatrix(out, fig.Panels[0], m)
	} else {
		writeSeries(out, fig.Panels)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

func writeMatrix(out *csv.Writer, p Panel, m *Matrix) {
	head := append([]string{p.Y.Label + " \\ " + p.X.Label}, m.Cols...)
	out.Write(head) // csv.Writer keeps its first error for Error
	line := make([]string, len(m.Cols)+1)
	for i, name := range m.Rows {
		line[0] = name
		for j := range m.Cols {
			line[j+1] = number(m.At(i, j))
		}
		out.Write(line)
	}
}

func writeSeries(out *csv.Writer, panels []Panel) {
	several := len(panels) > 1
	line := func(panel string, rest ...string) {
		if several {
			rest = append([]string{panel}, rest...)
		}
		out.Write(rest) // csv.Writer keeps its first error for Error
	}
	last := panels[len(panels)-1]
	x, y := orElse(last.X.Label, "x"), "value"
	if !several {
		y = orElse(last.Y.Label, y)
	}
	line("panel", "series", x, y)
	for _, p := range panels {
		for _, s := range p.Series {
			for _, pt := range s.Points {
				line(p.Y.Label, s.Name, position(p.X, pt.X), number(pt.Y))
			}
		}
		for _, r := range p.Rules {
			line(p.Y.Label, r.Label, number(r.X), "")
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
