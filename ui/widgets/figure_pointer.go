package widgets

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/semblance-app/semblance/plotting/figure"
)

// MouseIn implements desktop.Hoverable.
func (f *Figure) MouseIn(e *desktop.MouseEvent) { f.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable: it reads out what is there.
func (f *Figure) MouseMoved(e *desktop.MouseEvent) {
	f.pointer = e.Position
	before := f.readOut() != nil
	f.clearHit()
	if hit, ok := f.markAt(e.Position); ok && hit.Tip != "" {
		f.hit = &hit
	}
	f.texts.under = f.textAt(e.Position)
	if before || f.readOut() != nil {
		f.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (f *Figure) MouseOut() {
	if f.readOut() != nil {
		f.clearHit()
		f.Refresh()
	}
}

func (f *Figure) clearHit() { f.hit, f.texts.under = nil, nil }

// Cursor implements desktop.Cursorable: a hand where a tap opens something, an
// arrow up and down on the cut of a tree, a bar on other texts that can be worded.
func (f *Figure) Cursor() desktop.Cursor {
	if f.cutting || f.onCut(f.pointer) {
		return desktop.VResizeCursor
	}
	if h := f.hit; h != nil && (f.opens(*h) || f.OnSelect != nil && h.Networks != nil) {
		return desktop.PointerCursor
	}
	if f.texts.under != nil {
		return desktop.TextCursor
	}
	return desktop.DefaultCursor
}

// opens reports whether a tap on a mark opens its pair.
func (f *Figure) opens(h figure.Hit) bool { return f.OnTapped != nil && h.Pair != figure.None }

// Tapped implements fyne.Tappable. In a matrix every place is a mark: where a double
// click does something else, a mark hears of a tap only when it is not half of one.
func (f *Figure) Tapped(e *fyne.PointEvent) {
	if f.doubled {
		f.doubled = false
		if f.texts.chosen != nil {
			f.reword()
		}
		return
	}
	if part, ok := f.PartAt(e.Position); ok {
		f.OnPart(part, false)
	}
	switch hit, ok := f.markAt(e.Position); {
	case ok && (f.picture.Part || f.OnPart != nil) && !f.more:
		of := f.picture
		f.stopTap = f.loop.After(doubleClick, func() {
			if f.picture == of { // another has other pairs
				f.tapped(hit, false)
			}
		})
	case ok:
		f.tapped(hit, f.more)
	case f.OnNothing != nil:
		f.stopTap = f.loop.After(doubleClick, f.OnNothing)
	}
}

// PartAt is the part of a figure of several at a place in the widget, where somebody
// hears of it.
func (f *Figure) PartAt(at fyne.Position) (part int, ok bool) {
	x, y, ok := f.pixel(at)
	if !ok || f.OnPart == nil {
		return 0, false
	}
	return f.drawing.PartAt(x, y)
}

// tapped opens the pair of a mark, or selects its networks; more adds them.
func (f *Figure) tapped(h figure.Hit, more bool) {
	switch {
	case f.opens(h) && !more:
		f.OnTapped(h)
	case h.Networks != nil && f.OnSelect != nil:
		f.texts.acted = true
		f.OnSelect(h.Networks, more)
	}
}

// Dragged implements fyne.Draggable: what began on the cut of a tree moves it,
// what began inside a panel chooses a range.
func (f *Figure) Dragged(e *fyne.DragEvent) {
	from := e.Position.Subtract(e.Dragged)
	switch {
	case f.cutting || f.banding == nil && f.onCut(from):
		f.cutting = true
		if x, y, ok := f.pixel(e.Position); ok {
			if height, ok := f.drawing.TreeHeight(x, y); ok {
				f.OnCut(height)
			}
		}
	case f.banding != nil:
		f.banding[1] = e.Position
		f.Refresh()
	default:
		if _, ok := f.between(from, e.Position); ok {
			f.banding = &[2]fyne.Position{from, e.Position}
			f.clearHit()
			f.Refresh()
		}
	}
}

// slip is how far the pointer moves at most in a click.
const slip = 5

// DragEnd implements fyne.Draggable.
func (f *Figure) DragEnd() {
	f.cutting = false
	band := f.banding
	if band == nil {
		return
	}
	f.banding = nil
	f.Refresh()
	if w, ok := f.between(band[0], band[1]); ok && !w.IsZero() {
		f.OnZoom(w)
	}
}

// between is the part of the axes between two places. An axis along which they are not
// apart stays as it is.
func (f *Figure) between(from, to fyne.Position) (figure.Window, bool) {
	x0, y0, ok := f.pixel(from)
	if !ok || f.OnZoom == nil {
		return figure.Window{}, false
	}
	x1, y1, _ := f.pixel(to)
	w, ok := f.drawing.Between(x0, y0, x1, y1)
	if math.Abs(float64(to.X-from.X)) <= slip {
		w.X = figure.Range{}
	}
	if math.Abs(float64(to.Y-from.Y)) <= slip {
		w.Rows = figure.Range{}
	}
	return w, ok
}

// band is what is being chosen, by its corners: all of the sheet's height where only
// its width counts, and of its width where only its height does.
func (f *Figure) band() (at fyne.Position, size fyne.Size) {
	at, size = f.sheet()
	b := f.banding
	w, _ := f.between(b[0], b[1])
	if !w.X.IsZero() || w.Rows.IsZero() {
		at.X, size.Width = min(b[0].X, b[1].X), max(b[0].X, b[1].X)-min(b[0].X, b[1].X)
	}
	if !w.Rows.IsZero() {
		at.Y, size.Height = min(b[0].Y, b[1].Y), max(b[0].Y, b[1].Y)-min(b[0].Y, b[1].Y)
	}
	return at, size
}

// doubleClick is how long two clicks may be apart to be one.
const doubleClick = 350 * time.Millisecond

// MouseDown implements desktop.Mouseable: a double click on a text words it, elsewhere it
// shows all again, or opens the part of a figure of several. It does not wait, as
// fyne.DoubleTappable would, to see whether a click is single.
func (f *Figure) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonSecondary {
		return
	}
	now := time.Now()
	quick := now.Sub(f.pressed) < doubleClick
	f.more = e.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper|fyne.KeyModifierShift) != 0
	f.doubled = f.twice(e, quick)
	if quick {
		if f.stopTap != nil {
			f.stopTap()
		}
		if !f.doubled {
			f.doubleClicked(e.Position)
		}
	}
	f.pressed, f.stopTap = now, nil
}

func (f *Figure) doubleClicked(at fyne.Position) {
	zoomed := f.picture != nil && f.picture.Part
	if part, ok := f.PartAt(at); ok && !zoomed {
		f.doubled = true
		f.OnPart(part, true)
		return
	}
	if f.OnZoom != nil {
		f.doubled = zoomed
		f.OnZoom(figure.Window{})
	}
}

// MouseUp implements desktop.Mouseable.
func (f *Figure) MouseUp(*desktop.MouseEvent) {}

func (f *Figure) onCut(at fyne.Position) bool {
	x, y, ok := f.pixel(at)
	return ok && f.OnCut != nil && f.drawing.OnCut(x, y)
}

// HitAt is the mark at a place in the widget.
func (f *Figure) HitAt(at fyne.Position) (figure.Hit, bool) {
	x, y, ok := f.pixel(at)
	if !ok {
		return figure.Hit{}, false
	}
	return f.drawing.Hit(x, y)
}

// pixel is the pixel of the drawing at a place in the widget; false while the
// drawing for this size is on its way.
func (f *Figure) pixel(at fyne.Position) (x, y float64, ok bool) {
	if f.drawing == nil {
		return 0, 0, false
	}
	origin, size := f.sheet()
	scale := f.scale()
	return float64(at.X-origin.X) * scale, float64(at.Y-origin.Y) * scale, size == f.drawn
}

// scale is pixels of the drawing per unit.
func (f *Figure) scale() float64 {
	return float64(f.drawing.Image.Bounds().Dx()) / float64(f.drawn.Width)
}

// CreateRenderer implements fyne.Widget.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	r := &figureRenderer{
		f: f, sheet: canvas.NewRectangle(nil), image: &canvas.Image{},
		ring: canvas.NewRectangle(nil), second: canvas.NewRectangle(nil), halo: canvas.NewRectangle(nil), tip: newTip(),
		part: canvas.NewRectangle(nil), veil: canvas.NewRectangle(nil), band: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil),
		ground: canvas.NewRectangle(nil),
	}
	r.image.ScaleMode, r.image.FillMode = canvas.ImageScaleFastest, canvas.ImageFillStretch
	r.Refresh()
	return r
}
