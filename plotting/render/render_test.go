package render_test

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

func write(t *testing.T, fig figure.Figure, style render.Style, out render.Output) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := render.Write(&buf, fig, style, out); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func draw(t *testing.T, fig figure.Figure, opts render.ImageOptions) *render.Drawing {
	t.Helper()
	d, err := render.Image(fig, render.Style{}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func layersFigure() figure.Figure {
	return figure.Layers(layersResult(layerNames()), figure.LayersOptions{})
}

func matrixFigure() figure.Figure {
	return figure.Layers(matrixResult(layerNames(), layerNames()[:5]), figure.LayersOptions{})
}

func TestPNGHasItsPhysicalSize(t *testing.T) {
	for _, c := range []struct {
		out        render.Output
		wide, high int
		perMetre   uint32
	}{
		{render.Output{}, 1051, 709, 11811}, // 89 × 60 mm at 300 dpi
		{render.Output{DPI: 72}, 252, 170, 2835},
		{render.Output{DPI: 600, Size: render.Size{WidthMM: 50.8, HeightMM: 25.4}}, 1200, 600, 23622},
	} {
		data := write(t, layersFigure(), render.Style{}, c.out)
		config, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if config.Width != c.wide || config.Height != c.high {
			t.Errorf("%+v: %d × %d pixels, want %d × %d", c.out, config.Width, config.Height, c.wide, c.high)
		}
		at := bytes.Index(data, []byte("pHYs"))
		if at < 0 || at > bytes.Index(data, []byte("IDAT")) {
			t.Fatal("there is no pHYs chunk before the image")
		}
		x, y := binary.BigEndian.Uint32(data[at+4:]), binary.BigEndian.Uint32(data[at+8:])
		if x != c.perMetre || y != c.perMetre || data[at+12] != 1 {
			t.Errorf("%+v: pHYs says %d, %d per unit %d, want %d per metre", c.out, x, y, data[at+12], c.perMetre)
		}
	}
}

func TestTransparentSheet(t *testing.T) {
	img, _, err := image.Decode(bytes.NewReader(write(t, layersFigure(), render.Style{Background: render.Background{Transparent: true}}, render.Output{DPI: 72})))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
		t.Errorf("the corner has alpha %d", a)
	}
	if svg := write(t, layersFigure(), render.Style{Background: render.Background{Transparent: true}}, render.Output{Format: render.SVG}); bytes.Contains(svg, []byte("M0 170")) {
		t.Error("the SVG paints its sheet")
	}
}

// svgFile is what the tests look for in an SVG.
type svgFile struct {
	Width   string   `xml:"width,attr"`
	Height  string   `xml:"height,attr"`
	ViewBox string   `xml:"viewBox,attr"`
	Family  string   `xml:"font-family,attr"`
	Title   string   `xml:"title"`
	Texts   []string `xml:"text"`
}

func TestSVGHasRealTextAndSize(t *testing.T) {
	res := layersResult(layerNames())
	res.LayersA = slices.Clone(res.LayersA)
	res.LayersA[2] = `a<b>&"c"`
	size := render.Size{WidthMM: 183, HeightMM: 70}
	data := write(t, figure.Layers(res, figure.LayersOptions{}), render.Style{}, render.Output{Format: render.SVG, Size: size})
	var svg svgFile
	if err := xml.Unmarshal(data, &svg); err != nil {
		t.Fatal(err)
	}
	if svg.Width != "183mm" || svg.Height != "70mm" || svg.ViewBox != "0 0 518.74 198.425" {
		t.Errorf("size is %s × %s in %s", svg.Width, svg.Height, svg.ViewBox)
	}
	for _, want := range append(res.LayersA, "PWCCA similarity", "layer", "null level", "generalize-0 vs memorize-0", "0.2") {
		if !slices.Contains(svg.Texts, want) {
			t.Errorf("%q is not among the texts %q", want, svg.Texts)
		}
	}
	if svg.Title == "" || !strings.HasPrefix(svg.Family, "Liberation Sans, Arial") {
		t.Errorf("title %q, family %q", svg.Title, svg.Family)
	}
}

func TestSameFigureSameBytesFromManyGoroutines(t *testing.T) {
	type key struct {
		name   string
		format render.Format
	}
	first := map[key][]byte{}
	for name, fig := range goldenFigures() {
		for _, f := range render.Formats() {
			first[key{name, f}] = write(t, fig, render.Style{}, render.Output{Format: f, DPI: 96})
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for name, fig := range goldenFigures() {
				for _, f := range render.Formats() {
					var buf bytes.Buffer
					if err := render.Write(&buf, fig, render.Style{}, render.Output{Format: f, DPI: 96}); err != nil {
						t.Error(err)
					}
					if !bytes.Equal(buf.Bytes(), first[key{name, f}]) {
						t.Errorf("%s as %s is not the same twice", name, f)
					}
				}
			}
		})
	}
	wg.Wait()
}

// oddFigures are what results can be at worst.
func oddFigures() map[string]figure.Figure {
	figs := goldenFigures()
	add := func(name string, res *analysis.LayersResult, opts figure.LayersOptions) {
		figs[name] = figure.Layers(res, opts)
	}
	add("one layer", layersResult([]string{"logits"}), figure.LayersOptions{})
	add("long names", layersResult(longNames(48)), figure.LayersOptions{})
	add("long unlike names", layersResult([]string{strings.Repeat("abc", 40), "x", strings.Repeat("ξ", 90), ""}), figure.LayersOptions{})
	add("one cell", matrixResult([]string{"a"}, []string{"b"}), figure.LayersOptions{})
	add("one row", matrixResult([]string{"a"}, longNames(60)), figure.LayersOptions{})
	add("large matrix", matrixResult(longNames(200), longNames(200)), figure.LayersOptions{Show: figure.Distance})
	constant, huge, gaps := matrixResult(layerNames(), layerNames()), layersResult(layerNames()), layersResult(layerNames())
	for i := range constant.Pairs {
		constant.Pairs[i].Similarity = 0
	}
	huge.Pairs[1].Similarity, huge.Pairs[2].Similarity = 1e300, -1e300
	for i := range gaps.Pairs {
		gaps.Pairs[i].Null = nil
		if i%2 == 0 {
			gaps.Pairs[i].Similarity = math.NaN()
		}
	}
	gaps.Pairs[3].Similarity = math.Inf(1)
	add("constant", constant, figure.LayersOptions{})
	add("huge", huge, figure.LayersOptions{})
	add("gaps", gaps, figure.LayersOptions{})
	oddTraining(figs)
	oddNetworks(figs)
	spectrum := spectrumResult(1)
	spectrum.Null, spectrum.NullMax, spectrum.BartlettK = math.NaN(), math.NaN(), 0
	figs["one coefficient"] = figure.Spectrum(spectrum, figure.SpectrumOptions{Weights: true})
	return figs
}

func TestOddFiguresAtOddSizes(t *testing.T) {
	for name, fig := range oddFigures() {
		for _, f := range render.Formats() {
			for i, size := range []render.Size{{WidthMM: 10, HeightMM: 8}, {}, {WidthMM: 400, HeightMM: 15}} {
				if f == render.PNG && i > 0 {
					break // the pictures for the screen below are drawn alike
				}
				out := render.Output{Format: f, Size: size, DPI: 72}
				if err := render.Write(io.Discard, fig, render.Style{FontSize: 9}, out); err != nil && !errors.As(err, new(*render.RoomError)) {
					t.Errorf("%s on %+v: %v", name, out, err)
				}
			}
		}
		for _, px := range [][2]int{{1, 1}, {3, 400}, {37, 20}, {480, 320}} {
			t.Logf("%s at %v", name, px)
			draw(t, fig, render.ImageOptions{PixelsWide: px[0], PixelsHigh: px[1], DPI: 110})
		}
	}
}

func TestEmptyFigure(t *testing.T) {
	fig := figure.Layers(nil, figure.LayersOptions{})
	for _, f := range render.Formats() {
		var buf bytes.Buffer
		err := render.Write(&buf, fig, render.Style{}, render.Output{Format: f})
		if !errors.Is(err, figure.ErrEmpty) || !strings.Contains(err.Error(), fig.Note) || buf.Len() != 0 {
			t.Errorf("%s: %d bytes, %v", f, buf.Len(), err)
		}
	}
	d := draw(t, fig, render.ImageOptions{PixelsWide: 400, PixelsHigh: 300})
	if _, ok := d.Hit(200, 150); ok {
		t.Error("an empty figure has a mark")
	}
	if !slices.ContainsFunc(d.Image.Pix, func(v uint8) bool { return v < 0xa0 }) {
		t.Error("the note is not drawn")
	}
}

func TestFormats(t *testing.T) {
	if got := render.Formats(); !slices.Equal(got, []render.Format{render.PNG, render.SVG, render.PDF, render.EPS, render.TeX, render.CSV}) {
		t.Errorf("formats are %v", got)
	}
	if f, err := render.FormatOf("a/b.SVG"); f != render.SVG || err != nil {
		t.Errorf("%v, %v", f, err)
	}
	for _, name := range []string{"x.bmp", "x.jpeg", "x"} {
		path := filepath.Join(t.TempDir(), name)
		err := render.File(path, layersFigure(), render.Style{}, render.Output{})
		if !errors.Is(err, render.ErrFormat) || !strings.Contains(err.Error(), "png, svg, pdf, eps, tex, csv") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s was left behind", name)
		}
	}
}

// Where a file cannot be written, the sentence is about its folder and what to try,
// not about the temporary file.
func TestUnwritable(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "taken.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"nosuch/dir/x.csv": "there is no folder " + filepath.Join(dir, "nosuch", "dir") + "; make it first, or choose another",
		"taken.csv":        filepath.Join(dir, "taken.csv") + " cannot be written (a folder has that name); choose another name or folder",
	} {
		err := render.File(filepath.Join(dir, name), layersFigure(), render.Style{}, render.Output{})
		if err == nil || !strings.HasSuffix(err.Error(), want) || strings.Contains(err.Error(), ".semblance") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFileReplacesWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "figure.csv")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := render.File(path, figure.Layers(nil, figure.LayersOptions{}), render.Style{}, render.Output{}); err == nil {
		t.Error("an empty figure was saved")
	}
	if data, _ := os.ReadFile(path); string(data) != "old" {
		t.Error("a failed save touched the file")
	}
	if err := render.File(path, layersFigure(), render.Style{}, render.Output{}); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(path)
	if rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll(); err != nil || len(rows) != 15 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files are left", len(files))
	}
	if err := render.File(filepath.Join(dir, "no", "such.png"), layersFigure(), render.Style{}, render.Output{}); err == nil {
		t.Error("saved into a folder that is not there")
	}
}

// TestFileFollowsLinks has a link to where the figure is to be, as into the folder of
// a paper, and a figure that is not for everybody.
func TestFileFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	paper, link := filepath.Join(dir, "paper.csv"), filepath.Join(dir, "figure.csv")
	if err := os.Symlink("paper.csv", link); err != nil {
		t.Skip(err)
	}
	for range 2 { // where nothing is yet, and where something is
		if err := render.File(link, layersFigure(), render.Style{}, render.Output{}); err != nil {
			t.Fatal(err)
		}
		info, err := os.Lstat(paper)
		if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
			t.Fatalf("%v, %v", info, err)
		}
		if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("the link is no more: %v", err)
		}
		if err := os.Chmod(paper, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := render.File(link, layersFigure(), render.Style{}, render.Output{}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(paper); err != nil || info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		t.Errorf("everybody may read it: %v, %v", info.Mode(), err)
	}
}

func TestImpossibleSizes(t *testing.T) {
	for _, out := range []render.Output{
		{Size: render.Size{WidthMM: -1}},
		{Size: render.Size{HeightMM: math.NaN()}},
		{Size: render.Size{WidthMM: 1e9}},
		{DPI: -300},
		{DPI: 10000, Size: render.Size{WidthMM: 5000, HeightMM: 5000}},
	} {
		if err := render.Write(io.Discard, layersFigure(), render.Style{}, out); err == nil {
			t.Errorf("%+v was drawn", out)
		}
	}
	for _, opts := range []render.ImageOptions{{}, {PixelsWide: 10}, {PixelsWide: 1 << 20, PixelsHigh: 1 << 20}, {PixelsWide: 9, PixelsHigh: 9, DPI: math.NaN()}} {
		if _, err := render.Image(layersFigure(), render.Style{}, opts); err == nil {
			t.Errorf("%+v was drawn", opts)
		}
	}
}
