package render_test

import (
	"image"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// What is lit keeps its colours, on light and dark sheets, and the rest comes
// nearer to the sheet.
func TestLitCellsKeepTheirColours(t *testing.T) {
	fig := treeFigure()
	fig.Panels[0].Matrix.Networks = true
	cols := fig.Panels[0].Matrix.Cols
	for _, style := range []render.Style{{}, {Background: render.Background{Sheet: render.Dark}}} {
		o := render.ImageOptions{PixelsWide: 600, PixelsHigh: 700}
		plain, err := render.Image(fig, style, o)
		if err != nil {
			t.Fatal(err)
		}
		lit, err := render.Image(figure.Highlighted(fig, cols[:2]), style, o)
		if err != nil {
			t.Fatal(err)
		}
		sheet := plain.Image.RGBAAt(1, 1)
		for x := 3; x < 600; x += 5 {
			for y := 3; y < 700; y += 5 {
				h, ok := plain.Hit(float64(x), float64(y))
				if !ok || !h.IsCell() {
					continue
				}
				before, after := plain.Image.RGBAAt(x, y), lit.Image.RGBAAt(x, y)
				in := h.Row < 2 && h.Col < 2
				if in != (before == after) {
					t.Fatalf("cell %d, %d was %v and is %v on %v", h.Row, h.Col, before, after, sheet)
				}
			}
		}
	}
}

func TestBranchesNameTheirNetworks(t *testing.T) {
	fig := treeFigure()
	fig.Panels[0].Matrix.Networks = true
	cols := fig.Panels[0].Matrix.Cols
	d := draw(t, fig, render.ImageOptions{PixelsWide: 600, PixelsHigh: 700})
	found := map[int][]string{}
	single := map[string]bool{}
	each(d.Image.Bounds(), func(x, y float64) {
		switch h, ok := d.Hit(x, y); {
		case !ok || h.IsCell():
		case h.Branch != figure.None:
			found[h.Branch] = h.Networks
		case len(h.Networks) == 1:
			single[h.Networks[0]] = true
		}
	})
	if !slices.Equal(found[0], cols[:2]) || !slices.Equal(found[2], cols) {
		t.Errorf("below the branches are %v of %v", found, cols)
	}
	if len(single) != len(cols) {
		t.Errorf("leaves and strips lead to %v", single)
	}
}

func each(r image.Rectangle, visit func(x, y float64)) {
	for x := r.Min.X; x < r.Max.X; x += 4 {
		for y := r.Min.Y; y < r.Max.Y; y += 2 {
			visit(float64(x)+0.5, float64(y)+0.5)
		}
	}
}
