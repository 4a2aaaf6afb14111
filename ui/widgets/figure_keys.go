package widgets

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
)

var _ fyne.Focusable = (*Figure)(nil)

// FocusGained implements fyne.Focusable: a line round the sheet says that arrows go
// from mark to mark.
func (f *Figure) FocusGained() {
	f.focused = true
	f.Refresh()
}

// FocusLost implements fyne.Focusable.
func (f *Figure) FocusLost() {
	f.focused, f.walked = false, nil
	f.clearHit()
	f.Refresh()
}

// TypedRune implements fyne.Focusable.
func (f *Figure) TypedRune(r rune) {
	switch r {
	case '+', '=':
		f.zoomBy(1)
	case '-':
		f.zoomBy(-1)
	default:
		passRune(f, r)
	}
}

// TypedKey implements fyne.Focusable: Enter does what a tap on the mark does, and
// Space what one with Ctrl does.
func (f *Figure) TypedKey(e *fyne.KeyEvent) {
	if asksForMenu(e) {
		f.askForMenu()
		return
	}
	switch e.Name {
	case fyne.KeyRight:
		f.walk(1, 0)
	case fyne.KeyLeft:
		f.walk(-1, 0)
	case fyne.KeyDown:
		f.walk(0, 1)
	case fyne.KeyUp:
		f.walk(0, -1)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.choose(false)
	case fyne.KeySpace:
		f.choose(true)
	default:
		passKey(f, e)
	}
}

// walk goes on to the next mark that way.
func (f *Figure) walk(right, down int) {
	_, size := f.sheet()
	if f.drawing == nil || size != f.drawn {
		return // a drawing of this size is on its way
	}
	h, ok := f.drawing.Next(f.hit, right, down)
	if !ok {
		return
	}
	f.clearHit()
	f.hit, f.pointer = &h, f.center(h)
	at := f.pointer
	f.walked = &at
	f.reveal(at)
	f.Refresh()
}

// stay reads out what is drawn now where arrows have led to.
func (f *Figure) stay() {
	if f.walked == nil {
		return
	}
	if h, ok := f.HitAt(*f.walked); ok && h.Tip != "" {
		f.hit, f.pointer = &h, *f.walked
	}
}

// Reading is what is read out of the mark under the pointer, or of that which arrows
// have led to; "" for nothing.
func (f *Figure) Reading() string {
	if f.hit == nil {
		return ""
	}
	return f.hit.Tip
}

// center is the middle of a mark in the widget.
func (f *Figure) center(h figure.Hit) fyne.Position { return f.PlaceOf(h.Mark) }

// choose opens the mark that is read out, or selects its networks.
func (f *Figure) choose(more bool) {
	if f.hit == nil {
		return
	}
	if part, ok := f.PartAt(f.center(*f.hit)); ok {
		f.OnPart(part, false)
	}
	f.tapped(*f.hit, more)
}
