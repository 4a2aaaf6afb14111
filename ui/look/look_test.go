package look

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
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

// Text must be readable on what it stands on: WCAG asks 4.5 for text and 3 for
// large text and controls.
func TestContrast(t *testing.T) {
	for _, th := range []*Theme{Light(), Dark()} {
		for _, c := range []struct {
			ink, ground fyne.ThemeColorName
			least       float64
		}{
			{theme.ColorNameForeground, theme.ColorNameBackground, 7},
			{theme.ColorNameForeground, ColorRail, 7},
			{theme.ColorNamePlaceHolder, theme.ColorNameBackground, 4.5},
			{theme.ColorNamePlaceHolder, ColorRail, 4.5},
			{theme.ColorNamePlaceHolder, ColorSheet, 4.5},
			{theme.ColorNameWarning, ColorRail, 3},
			{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, 3},
			{ColorTipInk, ColorTip, 7},
		} {
			if got := contrast(th.Color(c.ink, 0), th.Color(c.ground, 0)); got < c.least {
				t.Errorf("variant %d: %s on %s has contrast %.1f, want %.1f", th.variant, c.ink, c.ground, got, c.least)
			}
		}
	}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 { s := float64(v) / 0xffff; return s * s * (0.3*s + 0.7) } // near enough to sRGB
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func TestEveryIconIsThere(t *testing.T) {
	test.NewTempApp(t)
	for _, i := range []Icon{IconStudy, IconCompare, IconPanels, IconSwap, IconOpen, IconClosed, IconBack} {
		if len(i.Resource().Content()) == 0 || len(i.Accent().Content()) == 0 {
			t.Errorf("%s is empty", i)
		}
	}
}
