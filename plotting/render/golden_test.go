package render_test

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

var regen = flag.Bool("regen", false, "write the golden pictures anew")

// goldenFigures are the pictures kept in testdata/golden.
func goldenFigures() map[string]figure.Figure {
	return map[string]figure.Figure{
		"layers":       figure.Layers(layersResult(layerNames()), figure.LayersOptions{}),
		"layer-matrix": figure.Layers(matrixResult(layerNames(), layerNames()), figure.LayersOptions{}),
		"spectrum":     figure.Spectrum(spectrumResult(64), figure.SpectrumOptions{Weights: true}),
	}
}

func TestGolden(t *testing.T) {
	for name, fig := range goldenFigures() {
		for sheetName, sheet := range map[string]render.Sheet{"light": render.Light, "dark": render.Dark} {
			for _, format := range []render.Format{render.PNG, render.SVG} {
				file := fmt.Sprintf("%s-%s.%s", name, sheetName, format)
				t.Run(file, func(t *testing.T) {
					var buf bytes.Buffer
					out := render.Output{Format: format, DPI: 150}
					if err := render.Write(&buf, fig, render.Style{Sheet: sheet}, out); err != nil {
						t.Fatal(err)
					}
					checkGolden(t, file, buf.Bytes(), format)
				})
			}
		}
	}
}

// checkGolden compares SVG byte by byte and PNG with a tolerance for the last
// bits of coverage, which differ between processors.
func checkGolden(t *testing.T, file string, got []byte, format render.Format) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "golden", file)
	if *regen {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if format == render.SVG {
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from its golden; if that is right, renew it with -regen", file)
		}
		return
	}
	if n := differing(t, got, want); n > 0 {
		t.Errorf("%s differs from its golden in %d pixels; if that is right, renew it with -regen", file, n)
	}
}

// differing counts the pixels that are more than 6 of 255 levels apart.
func differing(t *testing.T, got, want []byte) int {
	t.Helper()
	a, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	b, err := png.Decode(bytes.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	if a.Bounds() != b.Bounds() {
		t.Fatalf("size %v, want %v", a.Bounds(), b.Bounds())
	}
	const tolerance = 6 * 0x101
	apart := func(x, y uint32) bool { return max(x, y)-min(x, y) > tolerance }
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r, g, bl, al := a.At(x, y).RGBA()
			r2, g2, b2, a2 := b.At(x, y).RGBA()
			if apart(r, r2) || apart(g, g2) || apart(bl, b2) || apart(al, a2) {
				n++
			}
		}
	}
	return n
}
