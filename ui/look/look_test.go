package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/uitest"
)

func TestForcedThemesIgnoreTheDesktop(t *testing.T) {
	name := theme.ColorNameBackground
	if got := Dark().Color(name, theme.VariantLight); got != Dark().Color(name, theme.VariantDark) {
		t.Errorf("dark follows a light desktop: %v", got)
	}
	if Light().Color(name, theme.VariantDark) == Dark().Color(name, theme.VariantDark) {
		t.Error("light and dark have the same background")
	}
	if System().Color(name, theme.VariantDark) != Dark().Color(name, theme.VariantDark) {
		t.Error("system does not follow a dark desktop")
	}
}

// Text must be readable on what it stands on: WCAG asks 4.5, also of hints and of
// what a control shows that cannot be changed now.
func TestContrast(t *testing.T) {
	grounds := []fyne.ThemeColorName{
		theme.ColorNameBackground, theme.ColorNameInputBackground, theme.ColorNameDisabledButton, theme.ColorNameMenuBackground,
		theme.ColorNameOverlayBackground, ColorRail, ColorPanel, ColorSheet,
	}
	for _, th := range []*Theme{Light(), Dark()} {
		look := func(ink, ground fyne.ThemeColorName, least float64) {
			if got := contrast(th.Color(ink, 0), th.Color(ground, 0)); got < least {
				t.Errorf("variant %d: %s on %s has contrast %.2f, want %.1f", th.variant, ink, ground, got, least)
			}
		}
		for _, ground := range grounds {
			look(theme.ColorNameForeground, ground, 7)
			for _, ink := range []fyne.ThemeColorName{
				theme.ColorNamePlaceHolder, theme.ColorNameDisabled, theme.ColorNameWarning, theme.ColorNameError, theme.ColorNameHyperlink,
			} {
				if ink == theme.ColorNameDisabled && ground == ColorRail {
					continue // where nothing is disabled
				}
				look(ink, ground, 4.5)
			}
		}
		look(theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, 4.5)
		look(theme.ColorNamePlaceHolder, theme.ColorNameBackground, 4.5)
		look(theme.ColorNamePrimary, theme.ColorNameBackground, 3) // lines and marks
		look(ColorTipInk, ColorTip, 7)
	}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func TestEveryIconIsThere(t *testing.T) {
	uitest.NewApp(t)
	for _, i := range []Icon{IconStudy, IconCompare, IconPanels, IconSwap, IconWider, IconOpen, IconClosed, IconBack} {
		if len(i.Resource().Content()) == 0 || len(i.Accent().Content()) == 0 {
			t.Errorf("%s is empty", i)
		}
	}
}
