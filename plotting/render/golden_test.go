package render_test

import (
	"bytes"
	"compress/zlib"
	"flag"
	"fmt"
	"image"
	stddraw "image/draw"
	"image/png"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
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
			style := render.Style{Background: render.Background{Sheet: sheet}}
			golden(t, name+"-"+sheetName, fig, style, render.Output{DPI: 150})
		}
		goldenPrint(t, name, fig)
	}
}

// goldenPrint compares a figure in the formats for print with what is kept. Of
// the other kinds none is kept: the tests with other programs see them.
func goldenPrint(t *testing.T, name string, fig figure.Figure) {
	t.Helper()
	for _, format := range []render.Format{render.PDF, render.EPS, render.TeX} {
		file := fmt.Sprintf("%s.%s", name, format)
		t.Run(file, func(t *testing.T) {
			checkGolden(t, file, write(t, fig, render.Style{}, render.Output{Format: format}), format)
		})
	}
}

// Of the other kinds one sheet is enough: they share their colours with those
// above. Each has its natural height.
func TestGoldenOfEveryKind(t *testing.T) {
	kinds := map[figure.Kind]bool{}
	for name, fig := range moreFigures() {
		kinds[fig.Kind] = true
		style := render.Style{FontSize: 7}
		out := render.Output{DPI: 90}
		out.Size.WidthMM = 89
		out.Size.HeightMM = render.NaturalHeight(fig, style, 89)
		golden(t, name, fig, style, out)
	}
	if len(kinds) < 14 {
		t.Errorf("only the kinds %v have goldens", kinds)
	}
}

// golden compares a figure in both formats with what is kept.
func golden(t *testing.T, name string, fig figure.Figure, style render.Style, out render.Output) {
	t.Helper()
	for _, format := range []render.Format{render.PNG, render.SVG} {
		out.Format = format
		file := fmt.Sprintf("%s.%s", name, format)
		t.Run(file, func(t *testing.T) {
			checkGolden(t, file, write(t, fig, style, out), format)
		})
	}
}

// checkGolden compares PNG with a tolerance for the last bits of coverage, which
// differ between processors, PDF without its deflation, which differs between
// releases of Go, and the other formats byte by byte.
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
	if format == render.PNG {
		if n := differing(t, got, want); n > 0 {
			t.Errorf("%s differs from its golden in %d pixels; if that is right, renew it with -regen", file, n)
		}
		return
	}
	if format == render.PDF {
		got, want = inflated(t, got), inflated(t, want)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from its golden; if that is right, renew it with -regen", file)
	}
}

// inflated is a PDF's streams, and its objects without the lengths and offsets
// that depend on how the streams are deflated.
func inflated(t *testing.T, pdf []byte) []byte {
	t.Helper()
	var out []byte
	body, _, found := bytes.Cut(pdf, []byte("\nxref\n"))
	for found && len(body) > 0 {
		object, rest, stream := bytes.Cut(body, []byte("\nstream\n"))
		out = append(out, regexp.MustCompile(`/Length \d+`).ReplaceAll(object, nil)...)
		if !stream {
			break
		}
		z, err := zlib.NewReader(bytes.NewReader(rest))
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ = bytes.Cut(rest, []byte("\nendstream\n"))
		out = append(out, data...)
	}
	return out
}

// differing counts the pixels that are more than 6 of 255 levels apart.
func differing(t *testing.T, got, want []byte) int {
	t.Helper()
	a, b := pixels(t, got), pixels(t, want)
	if a.Rect != b.Rect {
		t.Fatalf("size %v, want %v", a.Rect, b.Rect)
	}
	const tolerance = 6
	n := 0
	for i := 0; i < len(a.Pix); i += 4 {
		for k := i; k < i+4; k++ {
			if x, y := a.Pix[k], b.Pix[k]; max(x, y)-min(x, y) > tolerance {
				n++
				break
			}
		}
	}
	return n
}

func pixels(t *testing.T, data []byte) *image.RGBA {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(img.Bounds())
	stddraw.Draw(out, out.Rect, img, img.Bounds().Min, stddraw.Src)
	return out
}

// moreFigures are the goldens of the kinds of which one sheet is kept.
func moreFigures() map[string]figure.Figure {
	all := trainingFigures()
	maps.Copy(all, networkFigures())
	return all
}
