package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
)

// How much of the colour of a cell is lost to the sheet where one of its two
// networks is not lit, and where neither is.
const (
	halfBack   = 0.48
	whollyBack = 0.82
)

// fade is how much is lost of the cells of a matrix, drawn from the bottom; nil
// where all is lit.
func fade(m *figure.Matrix) func(row, col int) float64 {
	if m.Lit == nil {
		return nil
	}
	return func(row, col int) float64 {
		if m.Down {
			row = len(m.Rows) - 1 - row
		}
		switch {
		case m.Lit[col] && (!m.Networks || m.Lit[row]):
			return 0
		case m.Networks && (m.Lit[col] || m.Lit[row]):
			return halfBack
		}
		return whollyBack
	}
}

// fadeColumns is fade for a strip above the matrix.
func fadeColumns(m *figure.Matrix) func(row, col int) float64 {
	if m.Lit == nil {
		return nil
	}
	return func(_, col int) float64 {
		if m.Lit[col] {
			return 0
		}
		return setBack
	}
}

// dimNames sets back the names of networks that are not lit.
func dimNames(plan *matrixPlan, m *figure.Matrix) {
	if m.Lit == nil || !m.Networks {
		return
	}
	n := len(m.Lit)
	for i, t := range plan.x.ticks {
		plan.x.ticks[i].dim = !m.Lit[min(max(int(math.Round(t.at)), 0), n-1)]
	}
	for i, t := range plan.y.ticks {
		row := min(max(int(math.Round(t.at)), 0), n-1)
		if m.Down {
			row = n - 1 - row
		}
		plan.y.ticks[i].dim = !m.Lit[row]
	}
}
