package render

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/semblance-app/semblance/plotting/provenance"
	"golang.org/x/image/math/fixed"
)

// pdfFile is a PDF file being written. Objects are numbered from 1 in the order
// of add, so what refers to others comes after them.
type pdfFile struct {
	out     bytes.Buffer
	offsets []int
}

// add writes an object and gives the reference to it.
func (f *pdfFile) add(format string, args ...any) string {
	f.offsets = append(f.offsets, f.out.Len())
	fmt.Fprintf(&f.out, "%d 0 obj\n", len(f.offsets))
	fmt.Fprintf(&f.out, format, args...)
	f.out.WriteString("\nendobj\n")
	return fmt.Sprintf("%d 0 R", len(f.offsets))
}

// stream adds data that is deflated already.
func (f *pdfFile) stream(entries string, deflated []byte) string {
	return f.add("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", entries, len(deflated), deflated)
}

// metadata writes a record and gives the catalog's entry for it. It is not
// deflated, so that it can be found without reading the format.
func (f *pdfFile) metadata(j job) string {
	if j.out.Record == nil {
		return ""
	}
	packet := provenance.Packet(j.out.Record, j.title())
	return " /Metadata " + f.add("<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream", len(packet), packet)
}

func deflate(data []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	z.Write(data) // writing to memory never fails
	z.Close()
	return out.Bytes()
}

// document is the whole file. It has no date and no identifier, so the same
// figure gives the same bytes.
func (p *pdf) document(j job) ([]byte, error) {
	f := &pdfFile{}
	f.out.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	content := f.stream("", deflate(p.body.Bytes()))
	resources, err := p.resources(f)
	if err != nil {
		return nil, err
	}
	w, h := p.Size()
	// The tree of pages is the object after the page.
	page := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Contents %s /Resources << %s >>%s >>",
		len(f.offsets)+2, num(w.Points()), num(h.Points()), content, resources, p.group())
	pages := f.add("<< /Type /Pages /Kids [%s] /Count 1 >>", page)
	catalog := f.add("<< /Type /Catalog /Pages %s /ViewerPreferences << /DisplayDocTitle true >>%s >>", pages, f.metadata(j))
	info := f.add("<< /Title %s >>", pdfText(j.title()))
	start := f.out.Len()
	fmt.Fprintf(&f.out, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, offset := range f.offsets {
		fmt.Fprintf(&f.out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&f.out, "trailer\n<< /Size %d /Root %s /Info %s >>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, catalog, info, start)
	return f.out.Bytes(), nil
}

// group says that colours are mixed as red, green and blue, not as inks.
func (p *pdf) group() string {
	if len(p.alphas) == 0 {
		return ""
	}
	return " /Group << /S /Transparency /CS /DeviceRGB >>"
}

// resources writes the fonts, images and opacities, and names them.
func (p *pdf) resources(f *pdfFile) (string, error) {
	var fonts, images, alphas strings.Builder
	for i, s := range p.fonts {
		ref, err := s.pdf(f)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&fonts, "/F%d %s ", i, ref)
	}
	for i, img := range p.images {
		fmt.Fprintf(&images, "/I%d %s ", i, img.pdf(f))
	}
	for i, a := range p.alphas {
		fmt.Fprintf(&alphas, "/A%d << /ca %[2]s /CA %[2]s >> ", i, num(float64(a)/255))
	}
	return fmt.Sprintf("/Font << %s>> /XObject << %s>> /ExtGState << %s>>", fonts.String(), images.String(), alphas.String()), nil
}

// pdf adds an image.
func (p packed) pdf(f *pdfFile) string {
	space := "/DeviceRGB"
	if p.palette != nil {
		space = fmt.Sprintf("[/Indexed /DeviceRGB %d <%x>]", p.lastIndex(), p.palette)
	}
	return f.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Interpolate false /DecodeParms %s",
		p.wide, p.high, space, p.predictor()), p.data)
}

// pdf adds a font: its glyphs, and what its characters are in Unicode.
func (s *subset) pdf(f *pdfFile) (string, error) {
	tables, err := s.file()
	if err != nil {
		return "", err
	}
	file := tables.bytes()
	glyphs := f.stream(fmt.Sprintf("/Length1 %d", len(file)), deflate(file))
	unicode := f.stream("", deflate(s.unicodeMap()))
	name := s.name()
	thousandths := func(v int) int { return int(math.Round(1000 * float64(v) / float64(s.em))) }
	head := tables["head"]
	var box [4]int
	for i := range box {
		box[i] = thousandths(int(int16(binary.BigEndian.Uint16(head[36+2*i:]))))
	}
	metrics, err := s.face.Metrics(&s.buf, fixed.Int26_6(s.em), 0)
	if err != nil {
		return "", fmt.Errorf("read font: %w", err)
	}
	// Flag 4: numbered glyphs, not letters of a standard encoding. The width of
	// stems is for substitutes only, and the font is embedded.
	descriptor := f.add("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %s >>",
		name, box[0], box[1], box[2], box[3], thousandths(int(metrics.Ascent)), -thousandths(int(metrics.Descent)),
		thousandths(s.capHeight()), glyphs)
	widths := make([]string, len(s.advances))
	for i, a := range s.advances {
		widths[i] = num(1000 * float64(a) / float64(s.em))
	}
	numbered := f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %s /W [0 [%s]] /CIDToGIDMap /Identity >>",
		name, descriptor, strings.Join(widths, " "))
	return f.add("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>",
		name, numbered, unicode), nil
}

// capHeight is the height of an H in font units.
func (s *subset) capHeight() int {
	glyph, err := s.face.GlyphIndex(&s.buf, 'H')
	if err != nil {
		return 0
	}
	bounds, _, err := s.face.GlyphBounds(&s.buf, glyph, fixed.Int26_6(s.em), 0)
	if err != nil {
		return 0
	}
	return -int(bounds.Min.Y)
}

// unicodeMap is the CMap that says what each character is when it is copied.
func (s *subset) unicodeMap() []byte {
	var out bytes.Buffer
	out.WriteString(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
`)
	const most = 100 // entries to a block
	for from := 0; from < len(s.runes); from += most {
		block := s.runes[from:min(from+most, len(s.runes))]
		fmt.Fprintf(&out, "%d beginbfchar\n", len(block))
		for i, r := range block {
			fmt.Fprintf(&out, "<%04x> <%s>\n", from+i+1, utf16Hex(string(r)))
		}
		out.WriteString("endbfchar\n")
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return out.Bytes()
}

// pdfText is a text string, in UTF-16 with its byte order mark.
func pdfText(s string) string { return "<feff" + utf16Hex(s) + ">" }

func utf16Hex(s string) string {
	var out strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&out, "%04x", u)
	}
	return out.String()
}
