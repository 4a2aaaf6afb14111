package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// nothing is the colour of what is not painted.
const nothing fyne.ThemeColorName = ""

// themeColor is a colour of the theme that applies to w.
func themeColor(w fyne.Widget, name fyne.ThemeColorName) color.Color {
	if name == nothing {
		return color.Transparent
	}
	return theme.ColorForWidget(name, w)
}

// ground is what a control of this state stands on.
func ground(focused, hovered bool) fyne.ThemeColorName {
	switch {
	case focused:
		return theme.ColorNameFocus
	case hovered:
		return theme.ColorNameHover
	}
	return nothing
}

func showIf(o fyne.CanvasObject, show bool) {
	if show {
		o.Show()
	} else {
		o.Hide()
	}
}
