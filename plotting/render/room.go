package render

import (
	"fmt"
	"image"
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// RoomError says that a sheet has no room for the data of a figure beside its text.
type RoomError struct {
	Size Size
	// Least is the smallest sheet of whole millimetres that has, no larger in either
	// direction than it must be.
	Least Size
}

// Error implements error.
func (e *RoomError) Error() string {
	least := ""
	switch {
	case e.Least.HeightMM <= e.Size.height():
		least = fmt.Sprintf("%g mm wide", e.Least.WidthMM)
	case e.Least.WidthMM <= e.Size.width():
		least = fmt.Sprintf("%g mm high", e.Least.HeightMM)
	default:
		least = fmt.Sprintf("%g × %g mm", e.Least.WidthMM, e.Least.HeightMM)
	}
	return fmt.Sprintf("a figure of %.4g × %.4g mm has no room for its data at this size of text; make it at least %s, or the text smaller",
		e.Size.width(), e.Size.height(), least)
}

// The least that a panel is of any use with, in ems; a strip is low anyway.
const (
	leastWide, leastHigh = 4, 3
	leastStrip           = 1
)

// Room is a *RoomError where a sheet of a size leaves the data of a figure no room, nil
// where it does and for an empty figure.
func Room(fig figure.Figure, style Style, size Size) error {
	if fig.Empty() || style.roomy(fig, size) {
		return nil
	}
	return &RoomError{Size: size, Least: style.leastSize(fig, size)}
}

// roomy reports whether every panel has the least that is of use, and no text is off
// the sheet.
func (s Style) roomy(fig figure.Figure, size Size) bool {
	w, h := size.points()
	l := s.of(fig, w)
	c := &nowhere{pen: newPen(), sheet: vg.Rectangle{Max: vg.Point{X: w, Y: h}}}
	scene := drawFigure(draw.NewCanvas(c, w, h), fig, s, onPaper)
	if len(scene.planes) < len(fig.Panels) || c.beyond {
		return false
	}
	fits := func(area vg.Rectangle, high float64) bool {
		const slack = 1e-6
		size := area.Size()
		return size.X >= leastWide*l.font-slack && size.Y >= vg.Length(high)*l.font-slack &&
			area.Min.X >= -slack && area.Min.Y >= -slack && area.Max.X <= w+slack && area.Max.Y <= h+slack
	}
	for i, plane := range scene.planes {
		high := float64(leastHigh)
		if slim(&fig.Panels[i]) {
			high = leastStrip
		}
		if !fits(plane.box, high) {
			return false
		}
	}
	for _, cells := range scene.grids {
		if !fits(cells.area, leastHigh) {
			return false
		}
	}
	return true
}

// leastSize is the smallest sheet that has room: a wider or a higher one, whichever is
// less of a change, or one that is both.
func (s Style) leastSize(fig figure.Figure, size Size) Size {
	wide := func(w, h float64) float64 {
		return leastSide(w, func(w float64) bool { return s.roomy(fig, Size{w, h}) })
	}
	high := func(w, h float64) float64 {
		return leastSide(h, func(h float64) bool { return s.roomy(fig, Size{w, h}) })
	}
	w, h := wide(size.width(), size.height()), high(size.width(), size.height())
	switch more, higher := w/size.width(), h/size.height(); {
	case w < maxSideMM && (h == maxSideMM || more <= higher):
		return Size{w, size.height()}
	case h < maxSideMM:
		return Size{size.width(), h}
	}
	const ample = 1000
	w = wide(size.width(), ample)
	return Size{w, high(w, size.height())}
}

// leastSide is the smallest of whole millimetres, from the side there is, that will do;
// maxSideMM where none does.
func leastSide(side float64, enough func(float64) bool) float64 {
	low, high := math.Floor(side), math.Ceil(side)
	for !enough(high) {
		if low, high = high, math.Ceil(1.5*high)+1; high >= maxSideMM/2 {
			return maxSideMM
		}
	}
	for high-low > 1 {
		if mid := math.Floor((low + high) / 2); enough(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

// nowhere is a canvas on which nothing is seen. It knows whether a text began off the
// sheet.
type nowhere struct {
	pen
	sheet  vg.Rectangle
	beyond bool
}

var _ vg.Canvas = (*nowhere)(nil)

// Stroke implements vg.Canvas.
func (*nowhere) Stroke(vg.Path) {}

// Fill implements vg.Canvas.
func (*nowhere) Fill(vg.Path) {}

// FillString implements vg.Canvas.
func (n *nowhere) FillString(_ font.Face, at vg.Point, text string) {
	x, y := n.top().m.apply(at)
	on := n.sheet.Min.X <= vg.Length(x) && vg.Length(x) <= n.sheet.Max.X && n.sheet.Min.Y <= vg.Length(y) && vg.Length(y) <= n.sheet.Max.Y
	n.beyond = n.beyond || text != "" && !on
}

// DrawImage implements vg.Canvas.
func (*nowhere) DrawImage(vg.Rectangle, image.Image) {}
