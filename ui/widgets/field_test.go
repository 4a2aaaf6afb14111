package widgets

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/ui/look"
)

// TestAFieldThatIsOfferedAgainLooksLikeOthers compares the pixels of a field that was
// grey with those of one that never was, and with a drop-down's.
func TestAFieldThatIsOfferedAgainLooksLikeOthers(t *testing.T) {
	never, was := NewNumberEntry(NumberOptions{Max: 9}, func(float64) {}), NewNumberEntry(NumberOptions{Max: 9}, func(float64) {})
	choice := NewChoice(func(int) {})
	choice.Set([]string{"one", "two"}, "one")
	const wide, high = 200, 28
	w := onScreen(t, container.NewGridWithRows(3, never, was, choice), fyne.NewSize(wide, 3*high+8))
	at := func(o fyne.CanvasObject, x, y float32) color.Color {
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		return w.Canvas().Capture().At(int(from.X+x), int(from.Y+y))
	}
	for _, theme := range []*look.Theme{look.Light(), look.Dark()} {
		fyne.CurrentApp().Settings().SetTheme(theme)
		was.Disable()
		if at(was, wide/2, high/2) == at(never, wide/2, high/2) {
			t.Errorf("%v: a field that is disabled looks like one that is not", theme.Variant(0))
		}
		was.Enable()
		for _, o := range []fyne.CanvasObject{was, choice} {
			for y := float32(0); y < high; y++ { // down through both lines of the frame
				if got, want := at(o, wide/2, y), at(never, wide/2, y); got != want {
					t.Errorf("%v: %T has %v at %g, a field %v", theme.Variant(0), o, got, y, want)
				}
			}
		}
	}
}
