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

// goldenFigures are the pictures kept on either sheet, at 150 dpi.
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
			golden(t, name+"-"+sheetName, fig, style, render.Output{DPI: 150}, render.PNG, render.SVG)
		}
		golden(t, name, fig, render.Style{}, render.Output{}, render.PDF, render.EPS, render.TeX, render.CSV)
	}
}

// Of the other kinds one sheet is enough: they share their colours with those
// above. Each has its natural height.
func TestGoldenOfEveryKind(t *testing.T) {
	kinds := map[figure.Kind]bool{}
	for name, fig := range everyKind() {
		if kinds[fig.Kind] = true; name == "signs" || goldenFigures()[name].Kind != "" {
			continue
		}
		golden(t, name, fig, render.Style{FontSize: 7}, columnOutput(fig, render.Style{FontSize: 7}), render.Formats()...)
	}
	for _, k := range []figure.Kind{
		figure.KindLayers, figure.KindLayerMatrix, figure.KindSpectrum, figure.KindSpectra, figure.KindStability,
		figure.KindConvergence, figure.KindConvergeMap, figure.KindTimesteps, figure.KindStepMatrix, figure.KindGroups,
		figure.KindAgainst, figure.KindClusters, figure.KindClusterMap, figure.KindMetadata, figure.KindSynthetic,
		figure.KindToyRNN, figure.KindUncertainty,
	} {
		if !kinds[k] {
			t.Errorf("no figure of the kind %s is kept", k)
		}
	}
}

// columnOutput is a column of Nature at the natural height, in few pixels.
func columnOutput(fig figure.Figure, style render.Style) render.Output {
	out := render.Output{DPI: 90}
	out.Size.WidthMM = 89
	out.Size.HeightMM = render.NaturalHeight(fig, style, 89)
	return out
}

// Styles that differ most from the default, as drawings.
func TestGoldenOfStyles(t *testing.T) {
	figs := everyKind()
	for name, c := range map[string]struct {
		kind  string
		style render.Style
	}{
		"right":   {"groups", render.Style{Legend: render.LegendRight, Palette: render.Tol}},
		"below":   {"spectrum", render.Style{Legend: render.LegendBelow, Letters: true, LineWidth: 0.5}},
		"inside":  {"groups", render.Style{Legend: render.LegendInside, Palette: render.Grey}},
		"ends":    {"groups", render.Style{Legend: render.LegendEnds, Ramp: render.Magma, Background: render.Background{Sheet: render.Dark}}},
		"letters": {"toy-rnn", render.Style{Letters: true, Title: true, Family: render.Serif}},
		"axes": {"convergence", render.Style{
			X: render.AxisStyle{Min: render.Give(50.0), Scale: render.ScaleLog},
			Y: render.AxisStyle{Min: render.Give(0.3), Max: render.Give(0.65), Decimals: render.Give(2)},
		}},
		"values": {"converge-map", render.Style{
			Ramp: render.Cividis, Values: render.AxisStyle{Min: render.Give(0.3), Max: render.Give(0.7), Decimals: render.Give(2)},
		}},
		"clear": {"clusters", render.Style{Title: true, Palette: render.Tol, Background: render.Background{Transparent: true}}},
	} {
		c.style.FontSize = 7
		golden(t, "style-"+name, figs[c.kind], c.style, columnOutput(figs[c.kind], c.style), render.SVG)
	}
}

// All goldens together stay small enough for a repository.
func TestGoldensAreSmall(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "golden", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	total := int64(0)
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > 3e6 {
		t.Errorf("the goldens have %d bytes", total)
	}
}

// golden compares a figure in some formats with what is kept.
func golden(t *testing.T, name string, fig figure.Figure, style render.Style, out render.Output, formats ...render.Format) {
	t.Helper()
	for _, format := range formats {
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
// Several figures as one, at the width of a page.
func TestGoldenOfAGrid(t *testing.T) {
	fig, style := gridFigure(figure.Shared{X: true, Y: true, Legend: true}), render.Style{FontSize: 7}
	golden(t, "grid", fig, style, render.Output{DPI: 90, Size: render.Size{WidthMM: 160, HeightMM: render.NaturalHeight(fig, style, 160)}}, render.Formats()...)
	if c := render.Concerns(fig); c.X || c.Letters || !c.Y || !c.Legend || !c.Values {
		t.Errorf("what concerns it: %+v", c)
	}
}

func gridFigure(share figure.Shared) figure.Figure {
	groups := figure.Groups(groupsResult(), figure.GroupsOptions{})
	return figure.InGrid([]figure.Figure{
		groups, groups, figure.Layers(matrixResult(layerNames(), layerNames()), figure.LayersOptions{}),
		figure.Clusters(clustersResult(6), figure.ClustersOptions{}),
	}, figure.GridOptions{Columns: 2, Share: share})
}

func moreFigures() map[string]figure.Figure {
	all := trainingFigures()
	maps.Copy(all, networkFigures())
	return all
}
