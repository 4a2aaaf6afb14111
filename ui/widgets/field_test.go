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

// TestWhatStandsInAnEmptyFieldFits has fields of many widths.
func TestWhatStandsInAnEmptyFieldFits(t *testing.T) {
	const hint = "Filter: words in any column"
	e := NewEntry(hint)
	onScreen(t, container.NewWithoutLayout(e), fyne.NewSize(400, 60))
	for wide := float32(40); wide <= 300; wide += 20 {
		e.Resize(fyne.NewSize(wide, 28))
		if needs := measure(e.PlaceHolder, fyne.TextStyle{}); needs > wide-10 {
			t.Errorf("%q needs %g of %g", e.PlaceHolder, needs, wide)
		}
	}
	if e.PlaceHolder != hint {
		t.Errorf("where there is room it is %q", e.PlaceHolder)
	}
}

// TestTheChoiceIsMarkedWhereThereIsNoOther compares the grounds of a switch that is grey.
func TestTheChoiceIsMarkedWhereThereIsNoOther(t *testing.T) {
	s := NewSegmented([]string{"Layers", "Numbers", "Scatter"}, func(int) {})
	s.SetReasons("", "There are no numbers", "There are no numbers")
	const wide, high = 240, 28
	w := onScreen(t, container.NewWithoutLayout(s), fyne.NewSize(wide, high))
	s.Resize(fyne.NewSize(wide, high))
	for _, theme := range []*look.Theme{look.Light(), look.Dark()} {
		fyne.CurrentApp().Settings().SetTheme(theme)
		picture := w.Canvas().Capture()
		ground := func(i int) color.Color { return picture.At(i*wide/3+6, high/2) }
		if !s.Disabled() || ground(0) == ground(1) || ground(1) != ground(2) {
			t.Errorf("%v: the choices stand on %v, %v and %v", theme.Variant(0), ground(0), ground(1), ground(2))
		}
	}
}
