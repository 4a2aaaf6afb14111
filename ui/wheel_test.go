package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// under is what a wheel turned at a place is given to: the last that scrolls there.
func under(o fyne.CanvasObject, at fyne.Position) (found fyne.Scrollable) {
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject
	uitest.Walk(o, func(o fyne.CanvasObject) bool {
		s, ok := o.(fyne.Scrollable)
		from, size := where(o), o.Size()
		if ok && at.X >= from.X && at.X < from.X+size.Width && at.Y >= from.Y && at.Y < from.Y+size.Height {
			found = s
		}
		return true
	})
	return found
}

// TestTheWheelPassesFields turns the wheel over every field of the inspector.
func TestTheWheelPassesFields(t *testing.T) {
	p := sitDown(t)
	p.w.Fyne().Resize(fyne.NewSize(1280, 400))
	inspector := p.w.views[p.w.m.View()].inspector
	for _, f := range uitest.All[*widgets.Fold](inspector) {
		f.SetOpen(true)
	}
	p.settle()
	scroll := uitest.Find[*container.Scroll](inspector, nil)
	fields := uitest.All[*widgets.NumberEntry](inspector)
	if len(fields) < 6 {
		t.Fatalf("%d fields", len(fields))
	}
	for _, f := range fields {
		scroll.ScrollToOffset(fyne.Position{})
		p.w.Focus(f) // which brings it into sight
		p.w.Fyne().Canvas().Unfocus()
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f).AddXY(f.Size().Width/2, f.Size().Height/2)
		before, by := scroll.Offset.Y, float32(-5)
		if before > 20 {
			by = 5
		}
		under(inspector, at).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
		if after := scroll.Offset.Y; after != before-by {
			t.Errorf("%q: the wheel moves the inspector from %g to %g", f.PlaceHolder+f.Text, before, after)
		}
	}
}
