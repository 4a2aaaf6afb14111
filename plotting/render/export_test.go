package render

import (
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// RowName is the name of a row of a matrix as it is drawn.
type RowName struct {
	Label string
	Size  float64 // of the text, in points
}

// RowNames are those that the rows of a matrix have.
func RowNames(t *testing.T, fig figure.Figure, style Style, size Size) (list []RowName) {
	t.Helper()
	p, plan := matrixPlanOf(fig, style, size)
	for _, tick := range plan.y.ticks {
		list = append(list, RowName{tick.label, float64(plan.y.labelSize() * p.font)})
	}
	return list
}

func matrixPlanOf(fig figure.Figure, style Style, size Size) (*picture, matrixPlan) {
	w, h := size.points()
	p := &picture{look: style.of(fig, w)}
	area := vg.Rectangle{Min: vg.Point{X: p.margin(), Y: p.margin()}, Max: vg.Point{X: w - p.margin(), Y: h - p.margin()}}
	panel := &fig.Panels[0]
	return p, p.planMatrix(area, panel, rising(panel.Matrix), common{})
}

// MatrixLayout is the part of the width of a sheet that the cells of a matrix have,
// and how far apart the numbers of its bar are, in ems.
func MatrixLayout(t *testing.T, fig figure.Figure, style Style, size Size) (share, apart float64) {
	t.Helper()
	w, _ := size.points()
	p, plan := matrixPlanOf(fig, style, size)
	ticks, span := plan.scale.ticks, plan.scale.span
	apart = (ticks[1].at - ticks[0].at) / (span.Max - span.Min) * float64(plan.bar.Size().Y/p.font)
	return float64(plan.place.Size().X / w), apart
}

// DataAreas are where the panels with series have their data on a sheet, in
// points.
func DataAreas(t *testing.T, fig figure.Figure, style Style, size Size) []vg.Rectangle {
	t.Helper()
	w, h := size.points()
	d, err := Image(fig, style, ImageOptions{PixelsWide: int(w), PixelsHigh: int(h), DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	var areas []vg.Rectangle
	for _, a := range d.scene.planes {
		areas = append(areas, a.box)
	}
	return areas
}
