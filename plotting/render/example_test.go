package render_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// A figure for one column of Nature, and a hover over the same figure on the
// screen.
func Example() {
	fig := figure.Layers(layersResult(layerNames()), figure.LayersOptions{})

	path := filepath.Join(os.TempDir(), "layers.svg")
	defer os.Remove(path)
	err := render.File(path, fig, render.Style{}, render.Output{Size: render.Size{WidthMM: 89, HeightMM: 60}})
	fmt.Println("saved:", err == nil)

	d, err := render.Image(fig, render.Style{Background: render.Background{Sheet: render.Dark}}, render.ImageOptions{PixelsWide: 600, PixelsHigh: 400, DPI: 72})
	if err != nil {
		fmt.Println(err)
		return
	}
	hit, ok := d.Hit(66, 40)
	fmt.Println("hit:", ok)
	fmt.Println(hit.Tip)
	// Output:
	// saved: true
	// hit: true
	// conv1
	// generalize-0 vs memorize-0
	// similarity 0.950
	// null level 0.130
	// n 5000, p 256, q 256 (ranks 250, 256)
}
