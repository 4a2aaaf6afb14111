package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// TestListsEndWithTheirControl opens lists of short and of long names at the right of
// a window, and of names longer than it.
func TestListsEndWithTheirControl(t *testing.T) {
	for _, c := range []struct {
		what string
		name string
	}{{"short", "a"}, {"long", strings.Repeat("long-name-", 4)}, {"longer than the window", strings.Repeat("endless-", 30)}} {
		choice := NewChoice(func(int) {})
		choice.Set([]string{c.name, "b"}, "b")
		pick := NewPickList("networks", func([]string) {})
		pick.Set([]string{c.name, "b"}, nil)
		for name, control := range map[string]interface {
			fyne.CanvasObject
			fyne.Tappable
		}{"choice": choice, "pick list": pick} {
			w := onScreen(t, container.NewWithoutLayout(control), fyne.NewSize(600, 400))
			w.Resize(fyne.NewSize(600, 400))
			control.Resize(fyne.NewSize(200, 28))
			control.Move(fyne.NewPos(380, 20))
			test.Tap(control)
			left, right := spread(w)
			edge := fyne.CurrentApp().Driver().AbsolutePositionForObject(control).X + 200
			switch {
			case left < 0 || right > 600:
				t.Errorf("the list of a %s of %s names spans %v to %v of 600", name, c.what, left, right)
			case c.what == "short" && right-left != 200:
				t.Errorf("the list of a %s of short names is %v wide", name, right-left)
			case c.what != "longer than the window" && right != edge:
				t.Errorf("the list of a %s of %s names ends at %v, and the control at %v", name, c.what, right, edge)
			case c.what == "long" && right-left < fyne.MeasureText(c.name, 13, fyne.TextStyle{}).Width:
				t.Errorf("the list of a %s is %v wide", name, right-left)
			}
		}
	}
}

// spread is from where to where the pop-up of a window reaches.
func spread(w fyne.Window) (left, right float32) {
	top := w.Canvas().Overlays().Top()
	objects := test.WidgetRenderer(top.(fyne.Widget)).Objects()
	i := slices.IndexFunc(objects, func(o fyne.CanvasObject) bool { return o.Visible() && o.Size().Width > 0 && o.Size().Width < 600 })
	if i < 0 {
		i = 0
	}
	return objects[i].Position().X, objects[i].Position().X + objects[i].Size().Width
}
