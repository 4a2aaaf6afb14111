package plotters

import (
	"testing"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

// The label of a line in a band stands beside the band, within it where that fills the
// panel, and inside the panel wherever the line is.
func TestLabelOfABandStaysInThePanel(t *testing.T) {
	const whole, fewer = "observed 0.151, p = 0.66", "0.151, p = 0.66"
	for _, c := range []struct {
		low, at, high float64
		width         int
		words         string
	}{
		{4, 5, 6, 340, whole},       // right of the band
		{0.2, 4, 9.8, 340, whole},   // in it, right of the line
		{0.2, 6.5, 9.8, 340, whole}, // and left of it
		{0.2, 5, 9.8, 170, fewer},
		{0.2, 5, 9.8, 100, whole}, // over the line
		{0.2, 5, 9.8, 70, fewer},
	} {
		canvas := draw.NewCanvas(&recorder.Canvas{}, vg.Length(c.width), 100)
		l := &Labels{
			Labels: []Label{{Text: whole, Shorter: []string{fewer}, Upright: true, On: plotter.XYs{{X: c.low}, {X: c.at}, {X: c.high}}}},
			Style:  labelStyle(), Gap: 2,
		}
		words, boxes := written(l, &canvas, unitPlot(0, 10, 0, 1))
		if len(words) != 1 || words[0] != c.words || boxes[0].Min.X < canvas.Min.X || boxes[0].Max.X > canvas.Max.X {
			t.Errorf("a line at %g on %d: %q at %v", c.at, c.width, words, boxes)
		}
	}
}
