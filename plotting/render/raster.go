package render

import (
	"image"
	"image/color"
	"math"

	"github.com/semblance-app/semblance/plotting/plotters"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// pixels is a canvas in points over an image of an exact number of pixels.
// vgimg allows whole dpi only and rounds sizes, so it runs at 72 dpi, one of
// its points to a pixel, and every length is scaled on the way.
//
// Text is filled as outlines: vgimg would resample glyph bitmaps, which blurs
// them, most of all when rotated.
type pixels struct {
	inner  *vgimg.Canvas
	scale  vg.Length // pixels per point
	line   vg.Length // width, in pixels
	height float64   // in pixels
	turned []bool    // whether a transform is in force, one per Push
	glyphs map[glyphKey]vg.Path
}

type glyphKey struct {
	face  *sfnt.Font
	index sfnt.GlyphIndex
}

var (
	_ vg.CanvasSizer  = (*pixels)(nil)
	_ plotters.Raster = (*pixels)(nil)
)

func newPixels(wide, high int, dpi float64, background color.Color) *pixels {
	return &pixels{
		inner: vgimg.NewWith(
			vgimg.UseWH(vg.Length(wide), vg.Length(high)),
			vgimg.UseDPI(72),
			vgimg.UseBackgroundColor(background)),
		scale:  vg.Length(dpi / 72),
		height: float64(high),
		turned: []bool{false},
		glyphs: make(map[glyphKey]vg.Path),
	}
}

// Pixels is the image drawn on.
func (p *pixels) Pixels() *image.RGBA { return p.inner.Image().(*image.RGBA) }

// ToPixel gives the place of a point in pixels, y down.
func (p *pixels) ToPixel(pt vg.Point) (x, y float64) {
	return float64(pt.X * p.scale), p.height - float64(pt.Y*p.scale)
}

// Size is the size of the sheet in points.
func (p *pixels) Size() (w, h vg.Length) {
	w, h = p.inner.Size()
	return w / p.scale, h / p.scale
}

// SetLineWidth implements vg.Canvas.
func (p *pixels) SetLineWidth(w vg.Length) {
	p.line = w * p.scale
	p.inner.SetLineWidth(p.line)
}

// SetLineDash implements vg.Canvas.
func (p *pixels) SetLineDash(pattern []vg.Length, offset vg.Length) {
	scaled := make([]vg.Length, len(pattern))
	for i, d := range pattern {
		scaled[i] = d * p.scale
	}
	p.inner.SetLineDash(scaled, offset*p.scale)
}

// SetColor implements vg.Canvas.
func (p *pixels) SetColor(c color.Color) { p.inner.SetColor(c) }

// Rotate implements vg.Canvas.
func (p *pixels) Rotate(rad float64) {
	p.turned[len(p.turned)-1] = true
	p.inner.Rotate(rad)
}

// Translate implements vg.Canvas.
func (p *pixels) Translate(pt vg.Point) {
	p.turned[len(p.turned)-1] = true
	p.inner.Translate(pt.Scale(p.scale))
}

// Scale implements vg.Canvas.
func (p *pixels) Scale(x, y float64) {
	p.turned[len(p.turned)-1] = true
	p.inner.Scale(x, y)
}

// Push implements vg.Canvas.
func (p *pixels) Push() {
	p.turned = append(p.turned, p.turned[len(p.turned)-1])
	p.inner.Push()
}

// Pop implements vg.Canvas.
func (p *pixels) Pop() {
	p.turned = p.turned[:len(p.turned)-1]
	p.inner.Pop()
}

// Stroke draws a path. A single upright or level line, such as an axis, is
// moved onto whole pixels, where it is crisp; so is a path of such lines, such
// as a dendrogram.
func (p *pixels) Stroke(path vg.Path) {
	path = p.scaled(path)
	switch {
	case p.turned[len(p.turned)-1]:
	case len(path) == 2:
		snap(path, p.line)
	case rectilinear(path):
		for i := range path {
			path[i].Pos.X, path[i].Pos.Y = centred(path[i].Pos.X, p.line), centred(path[i].Pos.Y, p.line)
		}
	}
	p.inner.Stroke(path)
}

// rectilinear reports whether a path has only level and upright lines.
func rectilinear(path vg.Path) bool {
	for i, comp := range path {
		switch {
		case comp.Type == vg.MoveComp:
		case comp.Type != vg.LineComp || i == 0:
			return false
		case comp.Pos.X != path[i-1].Pos.X && comp.Pos.Y != path[i-1].Pos.Y:
			return false
		}
	}
	return true
}

// snap moves a level or upright line of a width so that its sides fall on the
// edges of pixels, as nearly as the width allows.
func snap(line vg.Path, width vg.Length) {
	a, b := &line[0].Pos, &line[1].Pos
	if a.X == b.X {
		a.X, b.X = centred(a.X, width), centred(b.X, width)
	}
	if a.Y == b.Y {
		a.Y, b.Y = centred(a.Y, width), centred(b.Y, width)
	}
}

// centred is the place nearest to v for the middle of a line of a width: the
// middle of a pixel, or an edge where the line is an even number of pixels wide.
func centred(v, width vg.Length) vg.Length {
	if wide := max(1, math.Round(float64(width))); math.Mod(wide, 2) == 0 {
		return vg.Length(math.Round(float64(v)))
	}
	return vg.Length(math.Floor(float64(v))) + 0.5
}

// Fill implements vg.Canvas.
func (p *pixels) Fill(path vg.Path) { p.inner.Fill(p.scaled(path)) }

func (p *pixels) scaled(path vg.Path) vg.Path {
	out := make(vg.Path, len(path))
	for i, comp := range path {
		comp.Pos = comp.Pos.Scale(p.scale)
		comp.Radius *= p.scale
		if comp.Control != nil {
			control := make([]vg.Point, len(comp.Control))
			for j, pt := range comp.Control {
				control[j] = pt.Scale(p.scale)
			}
			comp.Control = control
		}
		out[i] = comp
	}
	return out
}

// DrawImage implements vg.Canvas.
func (p *pixels) DrawImage(box vg.Rectangle, img image.Image) {
	p.inner.DrawImage(vg.Rectangle{Min: box.Min.Scale(p.scale), Max: box.Max.Scale(p.scale)}, img)
}

// FillString fills the outlines of the glyphs, with the baseline on a whole
// pixel.
func (p *pixels) FillString(face font.Face, at vg.Point, str string) {
	var buf sfnt.Buffer
	em := fixed.Int26_6(face.Face.UnitsPerEm())
	unit := face.Font.Size * p.scale / vg.Length(em)
	pen := at.Scale(p.scale)
	pen.Y = vg.Length(math.Round(float64(pen.Y)))
	var text vg.Path
	previous := sfnt.GlyphIndex(0)
	for i, r := range str {
		index, err := face.Face.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		if i > 0 {
			if kern, err := face.Face.Kern(&buf, previous, index, em, 0); err == nil {
				pen.X += vg.Length(kern) * unit
			}
		}
		text = place(text, p.glyph(face.Face, index, &buf), pen, unit)
		if advance, err := face.Face.GlyphAdvance(&buf, index, em, 0); err == nil {
			pen.X += vg.Length(advance) * unit
		}
		previous = index
	}
	p.inner.Fill(text)
}

// place appends a glyph in font units to a path in pixels.
func place(path, glyph vg.Path, pen vg.Point, unit vg.Length) vg.Path {
	for _, comp := range glyph {
		comp.Pos = comp.Pos.Scale(unit).Add(pen)
		if comp.Control != nil {
			control := make([]vg.Point, len(comp.Control))
			for i, pt := range comp.Control {
				control[i] = pt.Scale(unit).Add(pen)
			}
			comp.Control = control
		}
		path = append(path, comp)
	}
	return path
}

// glyph is a glyph's outline in font units, y up.
func (p *pixels) glyph(face *sfnt.Font, index sfnt.GlyphIndex, buf *sfnt.Buffer) vg.Path {
	key := glyphKey{face, index}
	if path, ok := p.glyphs[key]; ok {
		return path
	}
	segments, err := face.LoadGlyph(buf, index, fixed.Int26_6(face.UnitsPerEm()), nil)
	if err != nil {
		segments = nil // a glyph without an outline leaves a space
	}
	var path vg.Path
	at := func(pt fixed.Point26_6) vg.Point { return vg.Point{X: vg.Length(pt.X), Y: -vg.Length(pt.Y)} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if len(path) > 0 {
				path.Close()
			}
			path.Move(at(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	if len(path) > 0 {
		path.Close()
	}
	p.glyphs[key] = path
	return path
}
