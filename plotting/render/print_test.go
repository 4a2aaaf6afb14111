package render

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/color"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

func sans(t *testing.T) font.Face {
	t.Helper()
	return fonts().Lookup(font.Font{Typeface: "Liberation", Variant: "Sans", Size: 10}, 10)
}

// Every glyph of the subset has the outline and the width that it has in the
// whole font; é is composed of two glyphs.
func TestSubsetKeepsOutlines(t *testing.T) {
	face := sans(t)
	var used subsets
	f := used.of(face)
	f.text("Aρ₁é AΣα–日")
	if want := []rune("Aρ₁é Σα–日"); !slices.Equal(f.runes, want) {
		t.Fatalf("the characters are %q, want %q", f.runes, want)
	}
	tables, err := f.file()
	if err != nil {
		t.Fatal(err)
	}
	// sfnt asks for tables that PDF and PostScript have no use for.
	var source bytes.Buffer
	if _, err := face.Face.WriteSourceTo(nil, &source); err != nil {
		t.Fatal(err)
	}
	whole, err := parseTrueType(source.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"cmap", "name", "post", "OS/2"} {
		tables[tag] = whole[tag]
	}
	data := tables.bytes()
	if checksum(data) != 0xb1b0afba {
		t.Error("the checksum is wrong")
	}
	got, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if n := got.NumGlyphs(); n < len(f.glyphs) || n > len(f.glyphs)+4 {
		t.Errorf("%d glyphs for %d characters", n, len(f.runes))
	}
	var a, b sfnt.Buffer
	em := fixed.Int26_6(f.em)
	for i, glyph := range f.glyphs {
		was, err := face.Face.LoadGlyph(&a, glyph, em, nil)
		if err != nil {
			t.Fatal(err)
		}
		is, err := got.LoadGlyph(&b, sfnt.GlyphIndex(i), em, nil)
		if err != nil || !slices.Equal(was, is) {
			t.Errorf("glyph %d, %q, is another: %v", i, f.runes[max(i-1, 0)], err)
		}
		if w, err := got.GlyphAdvance(&b, sfnt.GlyphIndex(i), em, 0); err != nil || int(w) != f.advances[i] {
			t.Errorf("glyph %d is %d wide, want %d: %v", i, w, f.advances[i], err)
		}
	}
	joined := bytes.Join(tables.parts(), nil)
	if !bytes.Equal(joined, data) {
		t.Error("the parts are not the file")
	}
}

func TestSubsetOfManyCharactersIsCut(t *testing.T) {
	var used subsets
	f := used.of(sans(t))
	for r := rune(0x21); r < 0x600; r++ {
		f.number(r)
	}
	tables, err := f.file()
	if err != nil {
		t.Fatal(err)
	}
	parts := tables.parts()
	if len(parts) < 2 || !bytes.Equal(bytes.Join(parts, nil), tables.bytes()) {
		t.Errorf("%d parts", len(parts))
	}
	for _, part := range parts {
		if len(part) > 65534 || len(part)%4 != 0 {
			t.Errorf("a part has %d bytes", len(part))
		}
	}
}

func TestBrokenFontsAreRefused(t *testing.T) {
	var source bytes.Buffer
	if _, err := sans(t).Face.WriteSourceTo(nil, &source); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 11, 40, 1000, source.Len() / 2} {
		if _, err := parseTrueType(source.Bytes()[:n]); err == nil {
			t.Errorf("%d bytes are a font", n)
		}
	}
	whole, err := parseTrueType(source.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := whole.subset([]int{0, 70000}); err == nil {
		t.Error("a glyph that is not there was copied")
	}
}

func TestTeXText(t *testing.T) {
	for s, want := range map[string]string{
		"conv1_relu": `conv1\_relu`,
		"ρ₁ = −0.5":  `$\rho$$_{1}$ = $-$0.5`,
		"a--b":       `a-{}-b`,
		`50%&#$\`:    `50\%\&\#\$\textbackslash{}`,
		"  x\ty":     `\ \ x\ y`,
		"σ² ≥ 1":     `$\sigma$$^{2}$ $\geq$ 1`,
		"x⁻⁵ é":      `x$^{-5}$ é`,
		"ж":          `\smbU{ж}`,
	} {
		if got := texText(s); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

// An image comes back whole from how it is packed.
func TestCellsOfAnImage(t *testing.T) {
	wide, high := 6, 4
	rgba := image.NewRGBA(image.Rect(0, 0, wide, high))
	paletted := image.NewPaletted(rgba.Rect, color.Palette{color.RGBA{A: 255}, color.RGBA{R: 200, G: 10, B: 30, A: 255}})
	for y := range high {
		for x := range wide {
			i := x / 2 * (y / 2) % 2
			paletted.Pix[y*paletted.Stride+x] = uint8(i)
			rgba.Set(x, y, paletted.Palette[i])
		}
	}
	for _, img := range []image.Image{rgba, paletted} {
		p := pack(img)
		z, err := zlib.NewReader(bytes.NewReader(p.data))
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		above := make([]byte, wide*p.channels())
		for y, row := range slices.Collect(slices.Chunk(data, 1+len(above))) {
			for i := range above {
				if row[0] == filterUp {
					row[1+i] += above[i]
				}
			}
			above = row[1:]
			want := rgbRow(img, y)
			if p.palette != nil {
				want = indexRow(img, y)
			}
			if !bytes.Equal(above, want) {
				t.Errorf("row %d is %v, want %v", y, above, want)
			}
		}
	}
}

// What a path says does not depend on how it is written.
func TestTraceOfPaths(t *testing.T) {
	p := newPen()
	p.Translate(vg.Point{X: 10, Y: 5})
	box := vg.Rectangle{Max: vg.Point{X: 3, Y: 2}}.Path()
	if got := p.trace(box, pdfWords()); got != "10 5 3 2 re\n" {
		t.Errorf("a rectangle is %q", got)
	}
	p.Rotate(math.Pi / 2)
	if got := p.trace(box, pdfWords()); got != "10 5 m\n10 8 l\n8 8 l\n8 5 l\nh\n" {
		t.Errorf("a turned rectangle is %q", got)
	}
	var circle, curve vg.Path
	circle.Arc(vg.Point{}, 1, 0, 2*math.Pi)
	if got := newPenTrace(circle); got != "1 0 m\n1 0.552 0.552 1 0 1 c\n-0.552 1 -1 0.552 -1 0 c\n-1 -0.552 -0.552 -1 0 -1 c\n0.552 -1 1 -0.552 1 0 c\n" {
		t.Errorf("a circle is %q", got)
	}
	curve.Move(vg.Point{})
	curve.QuadTo(vg.Point{X: 3}, vg.Point{X: 3, Y: 3})
	if got := newPenTrace(curve); got != "0 0 m\n2 0 3 1 3 3 c\n" {
		t.Errorf("a curve is %q", got)
	}
}

func newPenTrace(path vg.Path) string {
	p := newPen()
	return p.trace(path, pdfWords())
}

func TestTranslucentColourOverTheSheet(t *testing.T) {
	if got := over(color.NRGBA{R: 255, A: 51}, color.White); got != (color.NRGBA{R: 255, G: 204, B: 204, A: 255}) {
		t.Errorf("%v", got)
	}
}

// Where areas overlap, the later is seen through to the earlier, in every
// combination, but of many areas only to the first.
func TestWashesOverlap(t *testing.T) {
	box := func(x float64) vg.Path {
		return vg.Rectangle{Min: vg.Point{X: vg.Length(x)}, Max: vg.Point{X: vg.Length(x) + 10, Y: 10}}.Path()
	}
	e := newEPS(Size{}, color.White)
	e.SetColor(color.NRGBA{A: 128})
	for _, x := range []float64{0, 5, 50} {
		e.Fill(box(x))
	}
	got := e.body.String()
	want := "/A0 {0 0 10 10 B\n} def\n0.498 0.498 0.498 C A0 F\n" +
		"/A1 {5 0 10 10 B\n} def\n0.498 0.498 0.498 C A1 F\ngsave A0 clip newpath\n0.247 0.247 0.247 C A1 F\ngrestore\n" +
		"/A2 {50 0 10 10 B\n} def\n0.498 0.498 0.498 C A2 F\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("%s\nwant at its end\n%s", got, want)
	}
	for range 200 {
		e.Fill(box(50))
	}
	if n := e.body.Len(); n > 200*1000 {
		t.Errorf("200 areas take %d bytes", n)
	}
}
