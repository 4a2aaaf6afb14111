package render

import (
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

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
