package render_test

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

func TestHitFindsEveryLayer(t *testing.T) {
	fig := layersFigure()
	for _, dpi := range []float64{72, 100.5, 192} {
		d := draw(t, fig, render.ImageOptions{PixelsWide: 900, PixelsHigh: 600, DPI: dpi})
		found := map[int]bool{}
		for x := 0.5; x < 900; x += 4 {
			for y := 0.5; y < 600; y += 4 {
				h, ok := d.Hit(x, y)
				if !ok {
					continue
				}
				if h.Point == figure.None { // the curve between its points
					if !slices.Equal(h.Networks, []string{"generalize-0", "memorize-0"}) || h.Pair != figure.None {
						t.Fatalf("hit %+v", h)
					}
					continue
				}
				if h.Pair != h.Point || h.IsCell() || !strings.HasPrefix(h.Tip, layerNames()[h.Point]+"\n") {
					t.Fatalf("hit %+v", h)
				}
				cx, cy := h.Mark.Center()
				if far := math.Hypot(cx-x, cy-y); far > 12*dpi/96+1e-9 {
					t.Fatalf("the mark of %+v is %.1f pixels away", h, far)
				}
				if c := d.Image.RGBAAt(int(cx), int(cy)); c != (color.RGBA{R: 0, G: 0x72, B: 0xb2, A: 0xff}) {
					t.Fatalf("at the centre of the mark the picture has %v", c)
				}
				found[h.Point] = true
			}
		}
		if len(found) != len(layerNames()) {
			t.Errorf("at %g dpi only %v were found", dpi, found)
		}
	}
}

func TestHitFindsCells(t *testing.T) {
	fig := matrixFigure()
	d := draw(t, fig, render.ImageOptions{PixelsWide: 800, PixelsHigh: 600})
	m := fig.Panels[0].Matrix
	found := map[int]bool{}
	for x := 0.5; x < 800; x += 7 {
		for y := 0.5; y < 600; y += 7 {
			h, ok := d.Hit(x, y)
			if !ok {
				continue
			}
			if x < h.Mark.X || x > h.Mark.X+h.Mark.Width || y < h.Mark.Y || y > h.Mark.Y+h.Mark.Height {
				t.Fatalf("%g, %g is not in the box of %+v", x, y, h)
			}
			i := h.Row*len(m.Cols) + h.Col
			if !h.IsCell() || h.Pair != i || h.Tip != m.Tips[i] {
				t.Fatalf("hit %+v", h)
			}
			found[i] = true
		}
	}
	if len(found) != len(m.Values) {
		t.Errorf("%d of %d cells were found", len(found), len(m.Values))
	}
	// Depth grows up: the last row is above the first.
	low, high := math.Inf(-1), math.Inf(1)
	for y := 0.5; y < 600; y++ {
		if h, ok := d.Hit(400, y); ok && h.Row == 0 {
			low = max(low, y)
		} else if ok && h.Row == len(m.Rows)-1 {
			high = min(high, y)
		}
	}
	if low < high {
		t.Errorf("row 0 reaches down to %g, the last row up to %g", low, high)
	}
}

func TestHitMissesEmptySpace(t *testing.T) {
	d := draw(t, layersFigure(), render.ImageOptions{PixelsWide: 900, PixelsHigh: 600})
	for _, at := range [][2]float64{{1, 1}, {450, 300}, {-50, -50}, {5000, 5000}} {
		if h, ok := d.Hit(at[0], at[1]); ok {
			t.Errorf("at %v: %+v", at, h)
		}
	}
}

// chanceResult is a pair among five shuffled ones.
func chanceResult() *analysis.UncertaintyResult {
	return &analysis.UncertaintyResult{
		Pair:        pair("conv3", "conv3", 0.8, 0.2),
		Permutation: &analysis.PermutationNull{Values: []float64{0.1, 0.12, 0.15, 0.2, 0.3}, Mean: 0.17, Std: 0.05, Permutations: 5},
		Subsampling: &analysis.SubsamplingInterval{Level: 0.95, Low: 0.7, High: 0.9},
	}
}

// The line of what was observed is hit anywhere along it.
func TestHitFindsRules(t *testing.T) {
	d := draw(t, figure.Uncertainty(chanceResult(), figure.UncertaintyOptions{Show: figure.Distance}), render.ImageOptions{PixelsWide: 600, PixelsHigh: 400})
	low, high := math.Inf(1), math.Inf(-1)
	each(d.Image.Bounds(), func(x, y float64) {
		h, ok := d.Hit(x, y)
		if !ok || h.Pair != 0 {
			return
		}
		low, high = min(low, y), max(high, y)
		if h.Tip != "conv3\ngeneralize-0 vs memorize-0\ndistance 0.200\n95 % interval 0.100 to 0.300\nby chance 0.830 ± 0.050" {
			t.Fatalf("tip %q", h.Tip)
		}
		if !slices.Equal(h.Networks, []string{"generalize-0", "memorize-0"}) || h.Series != figure.None {
			t.Fatalf("hit %+v", h)
		}
	})
	if high-low < 250 {
		t.Errorf("the line is hit from %g to %g", low, high)
	}
}
