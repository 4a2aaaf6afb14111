package render

import (
	"bytes"
	"encoding/ascii85"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// eps is a canvas that writes encapsulated PostScript, level 3: text as text
// in subsets of the figure's own fonts, lengths in points.
//
// PostScript has no translucency; washes do for it.
type eps struct {
	pen
	size  Size
	sheet color.Color
	body  bytes.Buffer
	set   struct{ colour, width, dash string } // what the program has set
	fonts subsets
	washes
}

var _ vg.CanvasSizer = (*eps)(nil)

func epsWords() pathWords {
	return pathWords{
		move: "%s %s M\n", line: "%s %s L\n", curve: "%s %s %s %s %s %s V\n",
		close: "H\n", box: "%s %s %s %s B\n",
	}
}

// epsProlog defines the words of the program. B is a rectangle as a path, G
// shows glyphs by their names with the moves between them, and T does so at a
// place: names, font, size, transformation.
const epsProlog = `/SemblanceDict 16 dict def
SemblanceDict begin
/C {setrgbcolor} bind def
/W {setlinewidth} bind def
/D {setdash} bind def
/M {moveto} bind def
/L {lineto} bind def
/V {curveto} bind def
/H {closepath} bind def
/B {4 2 roll moveto 1 index 0 rlineto 0 exch rlineto neg 0 rlineto closepath} bind def
/S {stroke} bind def
/F {fill} bind def
/G {{dup type /nametype eq {glyphshow} {0 rmoveto} ifelse} forall} bind def
/T {gsave concat selectfont 0 0 moveto G grestore} bind def
end
`

func newEPS(size Size, sheet color.Color) *eps {
	e := &eps{pen: newPen(), size: size, sheet: sheet}
	vg.Initialize(e)
	return e
}

// Size is the size of the sheet in points.
func (e *eps) Size() (w, h vg.Length) { return e.size.points() }

// use sets a part of the state where it is not set already.
func (e *eps) use(part *string, command string) {
	if *part != command {
		*part = command
		e.body.WriteString(command)
	}
}

// colour sets the pen's colour as it looks on the sheet.
func (e *eps) colour() {
	e.use(&e.set.colour, shares(over(e.paint(), e.sheet))+" C\n")
}

// Stroke implements vg.Canvas.
func (e *eps) Stroke(path vg.Path) {
	if !e.draws(path) {
		return
	}
	t := e.top()
	e.colour()
	e.use(&e.set.width, num(t.width.Points())+" W\n")
	e.use(&e.set.dash, fmt.Sprintf("[%s] %s D\n", e.dashes("%s", " "), num(t.offset.Points())))
	e.body.WriteString(e.trace(path, epsWords()) + "S\n")
}

// Fill implements vg.Canvas.
func (e *eps) Fill(path vg.Path) {
	if len(path) == 0 {
		return
	}
	if e.paint().A < 255 {
		e.body.WriteString(e.washes.add(e.wash(path), e.sheet))
		e.set.colour = ""
		return
	}
	e.colour()
	e.body.WriteString(e.trace(path, epsWords()) + "F\n")
}

// FillString writes text as text, kerned.
func (e *eps) FillString(face font.Face, at vg.Point, str string) {
	if str == "" || face.Font.Size <= 0 {
		return
	}
	e.colour()
	f := e.fonts.of(face)
	size := face.Font.Size.Points()
	e.body.WriteString("[")
	for i, c := range f.text(str) {
		if c.kern != 0 {
			e.body.WriteString(" " + num(size*float64(c.kern)/float64(f.em)))
		}
		e.body.WriteString("/" + glyphName(f.runes[c.number-1]))
		if i%12 == 11 {
			e.body.WriteString("\n") // the standard asks for lines of at most 255 characters
		}
	}
	m := e.top().m
	x, y := m.apply(at)
	fmt.Fprintf(&e.body, "] F%d %s [%s %s %s %s %s %s] T\n", slices.Index(e.fonts, f), num(size),
		exact(m.a), exact(m.b), exact(m.c), exact(m.d), num(x), num(y))
}

// glyphName is a character's name by the rules of the Adobe Glyph List, from
// which programs that make PDF of PostScript know the character.
func glyphName(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf("u%X", r)
	}
	return fmt.Sprintf("uni%04X", r)
}

// DrawImage draws an opaque image with hard pixels.
func (e *eps) DrawImage(box vg.Rectangle, img image.Image) {
	x, y := e.top().m.apply(box.Min)
	size := box.Size()
	p := pack(img)
	space, decode := "/DeviceRGB", "[0 1 0 1 0 1]"
	if p.palette != nil {
		space = fmt.Sprintf("[/Indexed /DeviceRGB %d\n%s]", p.lastIndex(), ascii85Text(p.palette, "<~"))
		decode = "[0 255]"
	}
	fmt.Fprintf(&e.body, "gsave %s %s translate %s %s scale\n%s setcolorspace\n",
		num(x), num(y), num(size.X.Points()), num(size.Y.Points()), space)
	fmt.Fprintf(&e.body, "<< /ImageType 1 /Width %[1]d /Height %[2]d /BitsPerComponent 8 /Decode %[3]s /ImageMatrix [%[1]d 0 0 -%[2]d 0 %[2]d]\n/DataSource currentfile /ASCII85Decode filter %[4]s /FlateDecode filter >> image\n%[5]s\ngrestore\n",
		p.wide, p.high, decode, p.predictor(), ascii85Text(p.data, ""))
}

// ascii85Text is data as printable characters behind an opening mark, in short
// lines that start with a space: no line can then be taken for a comment.
func ascii85Text(data []byte, open string) string {
	encoded := make([]byte, ascii85.MaxEncodedLen(len(data)))
	encoded = encoded[:ascii85.Encode(encoded, data)]
	var out strings.Builder
	out.WriteString(open)
	for line := range slices.Chunk(encoded, 120) {
		out.WriteString("\n ")
		out.Write(line)
	}
	out.WriteString("\n ~>")
	return out.String()
}

// document is the whole file.
func (e *eps) document(title string) ([]byte, error) {
	w, h := e.Size()
	var out bytes.Buffer
	fmt.Fprintf(&out, "%%!PS-Adobe-3.0 EPSF-3.0\n%%%%BoundingBox: 0 0 %d %d\n%%%%HiResBoundingBox: 0 0 %s %s\n",
		int(math.Ceil(w.Points())), int(math.Ceil(h.Points())), num(w.Points()), num(h.Points()))
	fmt.Fprintf(&out, "%%%%Title: %s\n%%%%LanguageLevel: 3\n%%%%DocumentData: Clean7Bit\n%%%%Pages: 1\n%%%%EndComments\n%%%%BeginProlog\n%s", comment(title), epsProlog)
	for _, f := range e.fonts {
		program, err := f.type42()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%%%%BeginFont: %[1]s\n%[2]s%%%%EndFont\n", f.name(), program)
	}
	fmt.Fprintf(&out, "%%%%EndProlog\n%%%%Page: 1 1\nsave\nSemblanceDict begin\n")
	for i, f := range e.fonts {
		fmt.Fprintf(&out, "/F%d /%s def\n", i, f.name())
	}
	out.WriteString("1 setlinejoin\n") // round, as in every format
	out.Write(e.body.Bytes())
	out.WriteString("end\nrestore\nshowpage\n%%Trailer\n%%EOF\n")
	return out.Bytes(), nil
}

// comment is text for a structuring comment, which has printable ASCII only.
func comment(s string) string {
	if s = strings.Map(plainRune, s); len(s) > 200 {
		s = s[:200]
	}
	return s
}

func plainRune(r rune) rune {
	switch {
	case r >= ' ' && r <= '~':
		return r
	case r == '×':
		return 'x'
	case r == '–' || r == '—' || r == '−':
		return '-'
	case r >= '₀' && r <= '₉':
		return r - '₀' + '0'
	}
	return '?'
}

// type42 is the subset as a PostScript font.
func (s *subset) type42() (string, error) {
	tables, err := s.file()
	if err != nil {
		return "", err
	}
	head := tables["head"]
	var out strings.Builder
	fmt.Fprintf(&out, "11 dict begin\n/FontName /%s def\n/FontType 42 def\n/PaintType 0 def\n/FontMatrix [1 0 0 1 0 0] def\n/FontBBox [", s.name())
	for i := range 4 {
		units := int16(binary.BigEndian.Uint16(head[36+2*i:]))
		fmt.Fprintf(&out, "%s ", num(float64(units)/float64(s.em)))
	}
	fmt.Fprintf(&out, "] def\n/Encoding 256 array def\n0 1 255 {Encoding exch /.notdef put} for\n/CharStrings %d dict dup begin\n/.notdef 0 def\n", len(s.glyphs))
	for i, r := range s.runes {
		fmt.Fprintf(&out, "/%s %d def\n", glyphName(r), i+1)
	}
	out.WriteString("end def\n/sfnts [\n")
	for _, part := range tables.parts() {
		// The specification wants one more byte behind each string.
		out.WriteString(ascii85Text(append(slices.Clone(part), 0), "<~") + "\n")
	}
	out.WriteString("] def\nFontName currentdict end definefont pop\n")
	return out.String(), nil
}
