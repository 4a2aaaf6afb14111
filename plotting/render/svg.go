package render

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"

	"github.com/semblance-app/semblance/plotting/plotters"
	"github.com/semblance-app/semblance/plotting/provenance"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// svg is a canvas that writes an SVG document: text as text, lengths in
// points inside a viewBox, the physical size in millimetres, y turned down
// once here so that the document has no flipped groups and edits well.
type svg struct {
	pen
	body   bytes.Buffer
	size   Size
	height float64
}

var (
	_ vg.CanvasSizer    = (*svg)(nil)
	_ plotters.Anchored = (*svg)(nil)
)

func newSVG(size Size) *svg {
	_, h := size.points()
	s := &svg{size: size, height: h.Points(), pen: newPen()}
	vg.Initialize(s)
	return s
}

// Size is the size of the sheet in points.
func (s *svg) Size() (w, h vg.Length) { return s.size.points() }

// Stroke implements vg.Canvas.
func (s *svg) Stroke(path vg.Path) {
	if !s.draws(path) {
		return
	}
	t := s.top()
	fmt.Fprintf(&s.body, `<path d="%s" fill="none"%s stroke-width="%s"`,
		s.data(path), paintAttr("stroke", t.colour), num(t.width.Points()))
	if len(t.dash) > 0 {
		fmt.Fprintf(&s.body, ` stroke-dasharray="%s"`, s.dashes("%s", " "))
		if t.offset != 0 {
			fmt.Fprintf(&s.body, ` stroke-dashoffset="%s"`, num(t.offset.Points()))
		}
	}
	s.body.WriteString("/>\n")
}

// Fill implements vg.Canvas.
func (s *svg) Fill(path vg.Path) {
	if len(path) == 0 {
		return
	}
	fmt.Fprintf(&s.body, `<path d="%s"%s/>`+"\n", s.data(path), paintAttr("fill", s.top().colour))
}

// data is a path's d attribute.
func (s *svg) data(path vg.Path) string {
	var d strings.Builder
	var x, y string // where the pen is
	for _, comp := range path {
		toX, toY := s.place(comp.Pos)
		switch comp.Type {
		case vg.MoveComp:
			d.WriteString("M" + toX + " " + toY)
		case vg.LineComp:
			d.WriteString(lineTo(x, y, toX, toY))
		case vg.ArcComp:
			s.arc(&d, comp)
			toX, toY = "", "" // Pos is the centre, not where the arc ends
		case vg.CurveComp:
			d.WriteString([]string{"Q", "C"}[len(comp.Control)-1])
			for _, c := range comp.Control {
				d.WriteString(s.pair(c) + " ")
			}
			d.WriteString(s.pair(comp.Pos))
		case vg.CloseComp:
			d.WriteString("Z")
			toX, toY = "", ""
		}
		x, y = toX, toY
	}
	return d.String()
}

// lineTo is the shortest way to say a line; cells by the thousand have level
// and upright sides.
func lineTo(x, y, toX, toY string) string {
	switch {
	case y == toY:
		return "H" + toX
	case x == toX:
		return "V" + toY
	}
	return "L" + toX + " " + toY
}

// arc writes an arc in steps of at most a half turn: SVG cannot say a whole
// circle in one.
func (s *svg) arc(d *strings.Builder, comp vg.PathComp) {
	steps := int(math.Ceil(math.Abs(comp.Angle) / (math.Pi + 1e-9)))
	sweep := 0 // y is down here, so turning left is SVG's negative direction
	if comp.Angle < 0 {
		sweep = 1
	}
	r := num(comp.Radius.Points() * math.Hypot(s.top().m.a, s.top().m.b))
	for i := range steps {
		sin, cos := math.Sincos(comp.Start + comp.Angle*float64(i+1)/float64(steps))
		end := comp.Pos.Add(vg.Point{X: comp.Radius * vg.Length(cos), Y: comp.Radius * vg.Length(sin)})
		fmt.Fprintf(d, "A%s %s 0 0 %d %s", r, r, sweep, s.pair(end))
	}
}

// place is a point in the document, y down.
func (s *svg) place(pt vg.Point) (x, y string) {
	px, py := s.top().m.apply(pt)
	return num(px), num(s.height - py)
}

// pair is a point as an argument of a path command.
func (s *svg) pair(pt vg.Point) string {
	x, y := s.place(pt)
	return x + " " + y
}

// FillString writes text as a text element.
func (s *svg) FillString(face font.Face, at vg.Point, str string) {
	s.FillAnchored(face, at, str, draw.XLeft)
}

// FillAnchored writes text that starts at a point, ends there or has its
// middle there, in whatever font the viewer has.
func (s *svg) FillAnchored(face font.Face, at vg.Point, str string, anchor draw.XAlignment) {
	if str == "" || face.Font.Size <= 0 {
		return
	}
	m := s.top().m
	x, y := m.apply(at)
	y = s.height - y
	place := fmt.Sprintf(`x="%s" y="%s"`, num(x), num(y))
	if angle := -math.Atan2(m.b, m.a) * 180 / math.Pi; math.Abs(angle) > 1e-9 {
		place = fmt.Sprintf(`transform="translate(%s %s) rotate(%s)"`, num(x), num(y), num(angle))
	}
	switch anchor {
	case draw.XCenter:
		place += ` text-anchor="middle"`
	case draw.XRight:
		place += ` text-anchor="end"`
	}
	if heavy(face) {
		place += ` font-weight="bold"`
	}
	fmt.Fprintf(&s.body, `<text %s font-size="%s"%s>%s</text>`+"\n",
		place, num(face.Font.Size.Points()), paintAttr("fill", s.top().colour), spans(face, str))
}

// spans are the runs of a text, the raised ones in elements of their own, so that
// the whole stays one text to edit.
func spans(face font.Face, str string) string {
	var out strings.Builder
	risen := vg.Length(0)
	for _, run := range plotters.TextRuns(str) {
		own, up := plotters.RunFace(run, face)
		if up == risen {
			out.WriteString(escape(run.Text))
			continue
		}
		size := ""
		if run.Raised {
			size = fmt.Sprintf(` font-size="%s"`, num(own.Font.Size.Points()))
		}
		fmt.Fprintf(&out, `<tspan dy="%s"%s>%s</tspan>`, num((risen - up).Points()), size, escape(run.Text))
		risen = up
	}
	return out.String()
}

// DrawImage embeds an image as PNG, drawn with hard pixels.
func (s *svg) DrawImage(box vg.Rectangle, img image.Image) {
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&data, img); err != nil {
		return // only an image of no or impossible size; there is nothing to show
	}
	x, y := s.top().m.apply(vg.Point{X: box.Min.X, Y: box.Max.Y})
	size := box.Size()
	fmt.Fprintf(&s.body, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" image-rendering="pixelated" href="data:image/png;base64,%s"/>`+"\n",
		num(x), num(s.height-y), num(size.X.Points()), num(size.Y.Points()),
		base64.StdEncoding.EncodeToString(data.Bytes()))
}

// document is the whole file.
func (s *svg) document(j job) []byte {
	w, h := s.size.points()
	var out bytes.Buffer
	fmt.Fprintf(&out, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%smm" height="%smm" viewBox="0 0 %s %s" font-family="%s" stroke-linejoin="round">
`, num(s.size.width()), num(s.size.height()), num(w.Points()), num(h.Points()), families(j.style.Family))
	fmt.Fprintf(&out, "<title>%s</title>\n", escape(j.title()))
	if j.fig.Caption != "" {
		fmt.Fprintf(&out, "<desc>%s</desc>\n", escape(j.fig.Caption))
	}
	if j.out.Record != nil {
		out.WriteString(provenance.Element(j.out.Record))
	}
	out.Write(s.body.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// families names fonts of the same widths, so that text keeps its place where
// the Liberation fonts are not installed.
func families(f Family) string {
	if f == Serif {
		return "Liberation Serif, Times New Roman, Times, serif"
	}
	return "Liberation Sans, Arial, Helvetica, sans-serif"
}

// paintAttr is a colour attribute, with its opacity where it is not full.
func paintAttr(name string, c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	s := fmt.Sprintf(` %s="#%02x%02x%02x"`, name, n.R, n.G, n.B)
	if n.A != 255 {
		s += fmt.Sprintf(` %s-opacity="%s"`, name, num(float64(n.A)/255))
	}
	return s
}

func escape(s string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(s)) // a strings.Builder never fails
	return out.String()
}
