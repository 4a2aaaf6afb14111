package render

import (
	"bytes"
	"fmt"
	"image"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdf is a canvas that writes one page of PDF 1.4, the version that LaTeX
// includes without a warning: text as text in subsets of the figure's own
// fonts, true translucency, lengths in points.
type pdf struct {
	pen
	size   Size
	body   bytes.Buffer // the page's content
	set    pdfState     // what the content has set
	fonts  subsets
	images []packed
	alphas []uint8 // opacities, by the order of their names
}

// pdfState is the graphics state as operators.
type pdfState struct{ fill, stroke, alpha, width, dash string }

var _ vg.CanvasSizer = (*pdf)(nil)

func pdfWords() pathWords {
	return pathWords{
		move: "%s %s m\n", line: "%s %s l\n", curve: "%s %s %s %s %s %s c\n",
		close: "h\n", box: "%s %s %s %s re\n",
	}
}

func newPDF(size Size) *pdf {
	p := &pdf{pen: newPen(), size: size}
	p.body.WriteString("1 j\n") // round joins, as in every format
	vg.Initialize(p)
	return p
}

// Size is the size of the sheet in points.
func (p *pdf) Size() (w, h vg.Length) { return p.size.points() }

// use sets a part of the state where it is not set already.
func (p *pdf) use(part *string, operator string) {
	if *part != operator {
		*part = operator
		p.body.WriteString(operator)
	}
}

// opacity makes what follows as opaque as the pen's colour.
func (p *pdf) opacity() {
	a := p.paint().A
	if a == 255 && p.set.alpha == "" {
		return
	}
	index := bytes.IndexByte(p.alphas, a)
	if index < 0 {
		index, p.alphas = len(p.alphas), append(p.alphas, a)
	}
	p.use(&p.set.alpha, fmt.Sprintf("/A%d gs\n", index))
}

// Stroke implements vg.Canvas.
func (p *pdf) Stroke(path vg.Path) {
	if !p.draws(path) {
		return
	}
	t := p.top()
	p.opacity()
	p.use(&p.set.stroke, shares(p.paint())+" RG\n")
	p.use(&p.set.width, num(t.width.Points())+" w\n")
	p.use(&p.set.dash, fmt.Sprintf("[%s] %s d\n", p.dashes("%s", " "), num(t.offset.Points())))
	p.body.WriteString(p.trace(path, pdfWords()) + "S\n")
}

// Fill implements vg.Canvas.
func (p *pdf) Fill(path vg.Path) {
	if len(path) == 0 {
		return
	}
	p.opacity()
	p.use(&p.set.fill, shares(p.paint())+" rg\n")
	p.body.WriteString(p.trace(path, pdfWords()) + "f\n")
}

// FillString writes text as text, kerned.
func (p *pdf) FillString(face font.Face, at vg.Point, str string) {
	if str == "" || face.Font.Size <= 0 {
		return
	}
	p.opacity()
	p.use(&p.set.fill, shares(p.paint())+" rg\n")
	f := p.fonts.of(face)
	var text strings.Builder
	text.WriteString("<")
	for _, c := range f.text(str) {
		if c.kern != 0 {
			// Moves to the left, in thousandths of the em.
			fmt.Fprintf(&text, ">%s<", num(-1000*float64(c.kern)/float64(f.em)))
		}
		fmt.Fprintf(&text, "%04x", c.number)
	}
	text.WriteString(">")
	m := p.top().m
	x, y := m.apply(at)
	fmt.Fprintf(&p.body, "BT /F%d %s Tf %s %s %s %s %s %s Tm [%s] TJ ET\n", p.fontIndex(f), num(face.Font.Size.Points()),
		exact(m.a), exact(m.b), exact(m.c), exact(m.d), num(x), num(y), text.String())
}

// exact is a part of a transformation, in digits enough for a long text.
func exact(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.6f", v+0), "0"), ".")
}

func (p *pdf) fontIndex(f *subset) int {
	for i, s := range p.fonts {
		if s == f {
			return i
		}
	}
	return -1
}

// DrawImage draws an opaque image with hard pixels.
func (p *pdf) DrawImage(box vg.Rectangle, img image.Image) {
	x, y := p.top().m.apply(box.Min)
	size := box.Size()
	fmt.Fprintf(&p.body, "q %s 0 0 %s %s %s cm /I%d Do Q\n",
		num(size.X.Points()), num(size.Y.Points()), num(x), num(y), len(p.images))
	p.images = append(p.images, pack(img))
}
