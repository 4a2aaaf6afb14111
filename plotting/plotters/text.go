package plotters

import (
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// CapHeight is the height of capitals and digits of the Liberation fonts, as a
// part of the size.
const CapHeight = 0.69

// Anchored is a canvas whose text keeps its place in other fonts too: at is
// where the start of the text is to be, its middle or its end. It raises the runs
// of the text that are raised.
type Anchored interface {
	FillAnchored(face font.Face, at vg.Point, s string, anchor draw.XAlignment)
}

// Write draws one line of text. XAlign and YAlign place the box from the
// baseline to the top of the capitals: gonum's own handler takes the box with
// ascent and descent, which sets labels below the middle of their ticks. What is
// in superscripts is raised, in smaller signs of the same font.
func Write(c vg.Canvas, sty text.Style, at vg.Point, s string) {
	if s == "" || sty.Font.Size <= 0 {
		return
	}
	face := faceOf(sty)
	c.SetColor(sty.Color)
	if sty.Rotation != 0 {
		c.Push()
		defer c.Pop()
		c.Rotate(sty.Rotation)
		at = turnBack(at, sty.Rotation)
	}
	at.Y += vg.Length(sty.YAlign) * CapHeight * font.Length(sty.Font.Size)
	if a, ok := beneath(c).(Anchored); ok {
		a.FillAnchored(face, at, s, sty.XAlign)
		return
	}
	at.X += vg.Length(sty.XAlign) * TextWidth(face, s)
	for _, run := range TextRuns(s) {
		own, up := RunFace(run, face)
		c.FillString(own, at.Add(vg.Point{Y: up}), run.Text)
		at.X += own.Width(run.Text)
	}
}

// turnBack gives a point's coordinates in axes turned by an angle.
func turnBack(at vg.Point, angle float64) vg.Point {
	sin64, cos64 := math.Sincos(angle)
	sin, cos := vg.Length(sin64), vg.Length(cos64)
	return vg.Point{X: at.X*cos + at.Y*sin, Y: at.Y*cos - at.X*sin}
}
