package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// NaturalHeight is the height in millimetres that suits a figure of a width, in
// whole millimetres: what to use where nobody asked for another.
func NaturalHeight(fig figure.Figure, style Style, widthMM float64) float64 {
	return math.Round(widthMM * style.aspect(fig, widthMM))
}

// Height over width of one panel of curves, and of one heat map with its bar.
const (
	curveAspect  = 60.0 / 89
	matrixAspect = 0.82
)

func (s Style) aspect(fig figure.Figure, widthMM float64) float64 {
	n := len(fig.Panels)
	if n == 0 {
		return curveAspect
	}
	l, first := s.look(), &fig.Panels[0]
	width := vg.Length(widthMM/mmPerInch*72) - 2*l.margin() // of the area that is drawn on
	switch {
	case first.Tree != nil:
		return 1.15
	case first.Matrix != nil && n == 1:
		// Labels and the bar take about as much of the width as of the height.
		return min(max(0.2+0.62*float64(len(first.Matrix.Rows))/float64(len(first.Matrix.Cols)), 0.45), 1.1)
	case first.Matrix != nil:
		columns := l.matrixColumns(vg.Point{X: width, Y: matrixAspect * width}, n)
		return gridAspect(n, columns, matrixAspect)
	case first.Square:
		return 0.88
	}
	if fig.Arrange == figure.Multiples && n > 1 {
		if columns := l.columns(width, n); columns > 1 {
			return gridAspect(n, columns, 0.95) + float64(2*l.legendRow()/width)
		}
	}
	shares := 0.0
	for _, p := range fig.Panels {
		shares += orDefault(p.Share, 1)
	}
	return curveAspect + 0.3*(shares-1)
}

func gridAspect(n, columns int, each float64) float64 {
	rows := (n + columns - 1) / columns
	return float64(rows) * each / float64(columns)
}
