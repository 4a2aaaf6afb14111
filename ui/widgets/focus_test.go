package widgets

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/look"
)

// TestFocusStandsOut compares the pixels of every kind of control with and without
// the focus.
func TestFocusStandsOut(t *testing.T) {
	accent := NewButton("Save", nil, func() {})
	accent.Kind = Accent
	bare := NewButton("Back", nil, func() {})
	bare.Kind = Bare
	choice := NewChoice(func(int) {})
	choice.Set([]string{"one", "two"}, "one")
	for name, control := range map[string]interface {
		fyne.Focusable
		fyne.CanvasObject
	}{
		"button": NewButton("Swap", nil, func() {}), "accent": accent, "bare": bare,
		"check": NewCheck("how", func(bool) {}), "slider": NewSlider(0, 10), "entry": NewEntry("name"),
		"number": NewNumberEntry(NumberOptions{Max: 9}, func(float64) {}), "choice": choice,
		"switch": NewSegmented([]string{"A", "B"}, func(int) {}), "fold": newFoldHead("Data", fyne.TextStyle{}, func(bool) {}),
		"rail": NewRailButton(look.IconStudy, "Study", func() {}), "area": newTapArea("Sort", func() {}),
		"pick": NewPickList("layers", func([]string) {}),
	} {
		w := onScreen(t, control, fyne.NewSize(200, 60))
		for _, theme := range []*look.Theme{look.Light(), look.Dark()} {
			fyne.CurrentApp().Settings().SetTheme(theme)
			w.Canvas().Unfocus()
			before := w.Canvas().Capture()
			w.Canvas().Focus(control)
			after := w.Canvas().Capture()
			most := 1.0
			const least = 1.5
			for y := range before.Bounds().Dy() {
				for x := range before.Bounds().Dx() {
					most = max(most, contrast(before.At(x, y), after.At(x, y)))
				}
			}
			if most < least {
				t.Errorf("%s: the focus changes nothing by more than %.2f to 1 in %v", name, most, theme.Variant(0))
			}
		}
	}
}

// TestFocusIsARing looks at the ground of controls, which the focus leaves as it is.
func TestFocusIsARing(t *testing.T) {
	choice := NewChoice(func(int) {})
	choice.Set([]string{"one", "two"}, "one")
	for name, control := range map[string]interface {
		fyne.Focusable
		fyne.CanvasObject
	}{
		"button": NewButton("Swap", nil, func() {}), "choice": choice, "pick": NewPickList("layers", func([]string) {}),
		"rail": NewRailButton(look.IconStudy, "Study", func() {}), "fold": newFoldHead("Data", fyne.TextStyle{}, func(bool) {}),
	} {
		const wide, high, blank = 200, 60, 40 // from the right, where there is no word
		w := onScreen(t, control, fyne.NewSize(wide, high))
		control.Refresh() // in the theme of this window
		before := w.Canvas().Capture().At(wide-blank, high/2)
		w.Canvas().Focus(control)
		if after := w.Canvas().Capture().At(wide-blank, high/2); after != before {
			t.Errorf("%s: the focus turns the ground from %v to %v", name, before, after)
		}
	}
}

// contrast is that of WCAG.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 { return math.Pow(float64(v)/0xffff, 2.2) }
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
