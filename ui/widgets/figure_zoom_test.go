package widgets

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/uitest"
)

// zoomed is a figure of n × n cells on a screen, that shows what it is asked for.
func zoomed(t *testing.T, n int) (f *Figure, settle func() figure.Window) {
	t.Helper()
	loop := uitest.NewLoop()
	f = NewFigure(loop)
	onScreen(t, f, fyne.NewSize(800, 600))
	whole := matrix(n)
	var now figure.Window
	f.OnZoom = func(w figure.Window) {
		now = w.Within(whole)
		f.SetPicture(Picture{Figure: figure.Zoomed(whole, now), Size: landscape(), Part: !now.IsZero()})
	}
	f.SetPicture(Picture{Figure: whole, Size: landscape()})
	return f, func() figure.Window {
		t.Helper()
		loop.Until(t, "the drawing", func() bool { return f.Drawn() && f.spun == spin{} })
		return now
	}
}

func TestTheWheelZooms(t *testing.T) {
	f, settle := zoomed(t, 8)
	settle()
	middle := fyne.NewPos(400, 300)
	turn := func(notches float32) {
		f.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: middle}, Scrolled: fyne.NewDelta(0, notches*notch)})
	}
	before, _ := f.HitAt(middle)
	turn(1)
	one := settle()
	if w := one.X.Max - one.X.Min; w < 5 || w > 5.4 || math.Abs(one.Rows.Max-one.Rows.Min-w) > 1e-9 {
		t.Errorf("a notch shows %+v", one)
	}
	if after, ok := f.HitAt(middle); !ok || after.Tip != before.Tip {
		t.Errorf("under the pointer is %q after %q", after.Tip, before.Tip)
	}
	// Notches that come while the drawing is on its way are not lost.
	turn(1)
	turn(1)
	turn(1)
	if w := settle(); w.X.Max-w.X.Min > 2 {
		t.Errorf("four notches show %+v", w)
	}
	turn(-4)
	settle()
	turn(-4)
	if w := settle(); !w.IsZero() {
		t.Errorf("all the way out shows %+v", w)
	}
	f.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: middle}, Scrolled: fyne.NewDelta(notch, 0)})
	if w := settle(); !w.IsZero() {
		t.Errorf("a whole figure moved to %+v", w)
	}
	turn(1)
	one = settle()
	f.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: middle}, Scrolled: fyne.NewDelta(-notch, 0)})
	if w := settle(); w.X.Min <= one.X.Min || w.Rows != (figure.Range{}) {
		t.Errorf("further on from %+v is %+v", one, w)
	}
	settle()
	f.TypedRune('-')
	settle()
	f.TypedRune('+')
	if w := settle(); w.IsZero() {
		t.Error("plus does not zoom")
	}
}

// A drag chooses what it is wide and high over, the other axis stays.
func TestADragChoosesCells(t *testing.T) {
	for _, c := range []struct {
		by         fyne.Delta
		cols, rows bool
	}{
		{fyne.NewDelta(150, 120), true, true},
		{fyne.NewDelta(150, 2), true, false},
		{fyne.NewDelta(2, 120), false, true},
		{fyne.NewDelta(2, 2), false, false},
	} {
		f, settle := zoomed(t, 8)
		settle()
		end := fyne.NewPos(300, 200).Add(c.by)
		f.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: end}, Dragged: c.by})
		if _, size := f.band(); size.Width > 160 != !c.cols || size.Height > 130 != !c.rows {
			if c.cols || c.rows {
				t.Errorf("%v: the band is %v", c.by, size)
			}
		}
		f.DragEnd()
		if w := settle(); w.X.IsZero() == c.cols || w.Rows.IsZero() == c.rows {
			t.Errorf("%v chose %+v", c.by, w)
		}
	}
}
