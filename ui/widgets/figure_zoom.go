package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/semblance-app/semblance/plotting/figure"
)

const (
	// zoomStep is how wide what is shown becomes by one notch of the wheel, of what it
	// was; of two columns it leaves the one under the pointer.
	zoomStep = 0.65
	// moveStep is how far a notch moves what is shown, of its width.
	moveStep = 0.2
	// notch is what Fyne says of one; of quick turns it says more, of which no more than
	// most notches count.
	notch = 25
	most  = 4
)

var _ fyne.Scrollable = (*Figure)(nil)

// spin is by how many notches the wheel was turned since it was last heeded.
type spin struct{ in, along float32 }

func notches(before, more float32) float32 { return max(-most, min(before+more, most)) }

// Scrolled implements fyne.Scrollable: the wheel zooms about the pointer, with Shift or
// sideways it moves along the axis. A sheet that is higher than its place is scrolled
// instead, unless Ctrl is down.
func (f *Figure) Scrolled(e *fyne.ScrollEvent) {
	held := modifiers()
	control := held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
	if f.OnZoom == nil || f.scroll != nil && f.Size().Height > f.scroll.Size().Height && !control {
		if f.scroll != nil {
			f.scroll.Scrolled(e)
		}
		return
	}
	f.pointer = e.Position
	turned := e.Scrolled
	if held&fyne.KeyModifierShift != 0 && turned.DX == 0 { // some systems turn it themselves
		turned.DX, turned.DY = turned.DY, 0
	}
	f.spun.in = notches(f.spun.in, turned.DY/notch)
	f.spun.along = notches(f.spun.along, -turned.DX/notch)
	f.heed()
}

// heed zooms and moves by what the wheel was turned. While another picture is on its
// way what is under the pointer is not known; then it waits for that.
func (f *Figure) heed() {
	x, y, ok := f.pixel(f.pointer)
	if !ok || !f.Drawn() || f.spun == (spin{}) {
		return
	}
	s := f.spun
	f.spun = spin{}
	if s.in != 0 {
		if w, ok := f.drawing.Around(x, y, math.Pow(zoomStep, float64(s.in))); ok {
			f.OnZoom(w)
			return
		}
	}
	if r, ok := f.drawing.Along(x, y, moveStep*float64(s.along)); ok && s.along != 0 {
		f.OnZoom(figure.Window{X: r})
	}
}

// zoomBy is a notch by keys, about the mark that they have led to or the middle.
func (f *Figure) zoomBy(more float32) {
	if f.OnZoom == nil {
		return
	}
	if f.walked == nil {
		at, size := f.sheet()
		f.pointer = at.AddXY(size.Width/2, size.Height/2)
	}
	f.spun.in = notches(f.spun.in, more)
	f.heed()
}

func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
