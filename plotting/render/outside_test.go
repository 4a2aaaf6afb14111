package render_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// These tests ask other programs whether they read the files as they are
// meant. A program that is not installed skips its test.

// outsideDPI is the resolution at which pages are turned into pictures.
const outsideDPI = 150

// everyKind are figures of all kinds, one of them with the characters that go
// wrong most easily.
func everyKind() map[string]figure.Figure {
	figs := moreFigures()
	maps.Copy(figs, goldenFigures())
	figs["signs"] = figure.Layers(layersResult([]string{`ρ₁ Σα`, `σ² ≥ −½`, `50 % ~ ^_{\}`, `#&$ "a"--b`, `é – “x”…`, `日本 ж ᵠ`}), figure.LayersOptions{})
	return figs
}

// exhibit is a figure in a style.
type exhibit struct {
	figure.Figure
	style render.Style
}

// exhibits are figures of every kind, and some of them in a style that has all
// that a style can add.
func exhibits() map[string]exhibit {
	all := map[string]exhibit{}
	figs := everyKind()
	for name, fig := range figs {
		all[name] = exhibit{fig, render.Style{}}
	}
	all["grid"] = exhibit{gridFigure(figure.Shared{}), render.Style{}}
	all["many-cells"] = exhibit{figure.Clusters(clustersResult(200), figure.ClustersOptions{}), render.Style{}}
	rich := render.Style{
		FontSize: 7, LineWidth: 0.8, Family: render.Serif, Background: render.Background{Sheet: render.Dark}, Palette: render.Tol,
		Ramp: render.Magma, Legend: render.LegendInside, Title: true, Letters: true, Y: render.AxisStyle{Max: render.Give(0.6), Decimals: render.Give(3)},
	}
	for _, name := range []string{"convergence", "toy-rnn", "clusters", "groups-pairs", "signs"} {
		all["rich-"+name] = exhibit{figs[name], rich}
	}
	return all
}

// output is how an exhibit is written for other programs: at this size, and with
// a record of how it was made.
func (e exhibit) output(f render.Format) render.Output {
	return render.Output{
		Format: f, DPI: outsideDPI, Size: render.Size{WidthMM: 89.3, HeightMM: render.NaturalHeight(e.Figure, e.style, 89.3)},
		Record: []byte(`{"format":"semblance figure","version":1,"program":{"version":"ρ < 1 & so on"}}`),
	}
}

// writeAll writes exhibits as files in a new folder, and gives their names
// without extensions, sorted.
func writeAll(t *testing.T, all map[string]exhibit, f render.Format) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	for name, e := range all {
		path := filepath.Join(dir, name+"."+string(f))
		if err := render.File(path, e.Figure, e.style, e.output(f)); err != nil {
			t.Fatal(err)
		}
	}
	return dir, slices.Sorted(maps.Keys(all))
}

// have skips a test without a program.
func have(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed", program)
	}
}

// run runs a program in a folder and gives what it writes.
func run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return string(out)
}

// texts are what an exhibit writes, as its SVG has it.
func texts(t *testing.T, e exhibit) []string {
	t.Helper()
	var svg svgFile
	if err := xml.Unmarshal(write(t, e.Figure, e.style, e.output(render.SVG)), &svg); err != nil {
		t.Fatal(err)
	}
	return svg.Texts
}

// squeezed is text without its spaces: programs guess where those are.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestPDFIsReadByPoppler(t *testing.T) {
	have(t, "pdftoppm")
	figs := exhibits()
	dir, names := writeAll(t, figs, render.PDF)
	size := regexp.MustCompile(`Page size: +([\d.]+) x ([\d.]+) pts`)
	for _, name := range names {
		file, fig := name+".pdf", figs[name]
		for _, line := range strings.Split(strings.TrimSpace(run(t, dir, "pdffonts", file)), "\n")[2:] {
			if !regexp.MustCompile(`^[A-Z]{6}\+LiberationS(ans|erif)(-Bold)? +CID TrueType +Identity-H +yes yes yes `).MatchString(line) {
				t.Errorf("%s: font %s", name, line)
			}
		}
		info := run(t, dir, "pdfinfo", file)
		if !strings.Contains(info, "Title:           "+fig.Title+"\n") || strings.Contains(info, "Date") {
			t.Errorf("%s: %s", name, info)
		}
		out := fig.output(render.PDF)
		m := size.FindStringSubmatch(info)
		for i, mm := range []float64{out.Size.WidthMM, out.Size.HeightMM} {
			if got, _ := strconv.ParseFloat(m[i+1], 64); math.Abs(got-mm*72/25.4) > 0.01 {
				t.Errorf("%s: side %d is %g points, want %g mm", name, i, got, mm)
			}
		}
		read := squeezed(run(t, dir, "pdftotext", "-raw", file, "-"))
		for _, text := range texts(t, fig) {
			if !strings.Contains(read, squeezed(text)) {
				t.Errorf("%s: %q is not in the text %q", name, text, read)
			}
		}
		if warned := run(t, dir, "pdftoppm", "-r", strconv.Itoa(outsideDPI), "-png", "-singlefile", file, name); warned != "" {
			t.Errorf("%s: %s", name, warned)
		}
		looksLikePNG(t, filepath.Join(dir, name+".png"), fig)
	}
}

func TestEPSIsReadByGhostscript(t *testing.T) {
	have(t, "gs")
	figs := exhibits()
	dir, names := writeAll(t, figs, render.EPS)
	args := []string{
		"-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dEPSCrop", "-sDEVICE=png16m", fmt.Sprintf("-r%d", outsideDPI),
		"-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=page%d.png",
	}
	for _, name := range names {
		args = append(args, name+".eps")
	}
	if warned := run(t, dir, "gs", args...); warned != "" {
		t.Error(warned)
	}
	for i, name := range names {
		looksLikePNG(t, filepath.Join(dir, fmt.Sprintf("page%d.png", i+1)), figs[name])
		data, err := os.ReadFile(filepath.Join(dir, name+".eps"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			if len(line) > 256 || bytes.ContainsFunc(line, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }) {
				t.Errorf("%s has the line %q", name, line)
			}
		}
	}
}

func TestSVGIsReadByXMLLint(t *testing.T) {
	have(t, "xmllint")
	dir, names := writeAll(t, exhibits(), render.SVG)
	for i := range names {
		names[i] += ".svg"
	}
	run(t, dir, "xmllint", append([]string{"--noout"}, names...)...)
}

func TestSVGIsDrawnByRSVG(t *testing.T) {
	have(t, "rsvg-convert")
	figs := exhibits()
	dir, names := writeAll(t, figs, render.SVG)
	dpi := strconv.Itoa(outsideDPI)
	for _, name := range names {
		run(t, dir, "rsvg-convert", "-d", dpi, "-p", dpi, "-o", name+".png", name+".svg")
		looksLikePNG(t, filepath.Join(dir, name+".png"), figs[name])
	}
}

func TestPNGIsIdentified(t *testing.T) {
	have(t, "identify")
	figs := exhibits()
	dir, names := writeAll(t, figs, render.PNG)
	for _, name := range names {
		var wide, high int
		var x, y float64
		said := run(t, dir, "identify", "-units", "PixelsPerInch", "-format", "%w %h %x %y", name+".png")
		if _, err := fmt.Sscan(said, &wide, &high, &x, &y); err != nil {
			t.Fatalf("%s: %q: %v", name, said, err)
		}
		size := figs[name].output(render.PNG).Size
		for i, mm := range []float64{size.WidthMM, size.HeightMM} {
			if got, want := []int{wide, high}[i], int(math.Round(mm/25.4*outsideDPI)); got != want {
				t.Errorf("%s: side %d has %d pixels, want %d", name, i, got, want)
			}
		}
		if math.Abs(x-outsideDPI) > 0.02 || x != y {
			t.Errorf("%s has %g × %g dpi", name, x, y)
		}
	}
}

// looksLikePNG compares a picture another program made with our own, in
// squares of 20 pixels, which is larger than letters are apart in different
// fonts but smaller than what could be missing or upside down.
func looksLikePNG(t *testing.T, path string, e exhibit) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want := pixels(t, write(t, e.Figure, e.style, e.output(render.PNG)))
	a, b := got.Bounds().Size(), want.Bounds().Size()
	if max(a.X-b.X, b.X-a.X) > 1 || max(a.Y-b.Y, b.Y-a.Y) > 1 {
		t.Errorf("%s is %v, want %v", filepath.Base(path), a, b)
		return
	}
	const side = 20
	worst, total, squares := 0.0, 0.0, 0
	for y := 0; y+side < min(a.Y, b.Y); y += side {
		for x := 0; x+side < min(a.X, b.X); x += side {
			box := image.Rect(x, y, x+side, y+side)
			far := apart(mean(got, box), mean(want, box))
			worst, total, squares = max(worst, far), total+far, squares+1
		}
	}
	t.Logf("%s %s: worst %.1f, mean %.2f", filepath.Base(path), e.Kind, worst, total/float64(squares))
	if worst > 40 || total/float64(squares) > 2.5 {
		t.Errorf("%s, %s, does not look like our picture: squares differ by %.1f at most, by %.2f in the mean",
			filepath.Base(path), e.Kind, worst, total/float64(squares))
	}
}

// mean is the colour of a part of an image, 0 to 255.
func mean(img image.Image, box image.Rectangle) (sum [3]float64) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			for i, v := range []uint32{r, g, b} {
				sum[i] += float64(v) / 257 / float64(box.Dx()*box.Dy())
			}
		}
	}
	return sum
}

func apart(a, b [3]float64) float64 {
	return max(math.Abs(a[0]-b[0]), math.Abs(a[1]-b[1]), math.Abs(a[2]-b[2]))
}
