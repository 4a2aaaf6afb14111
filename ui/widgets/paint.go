package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// ground is what a control stands on.
func ground(hovered bool) fyne.ThemeColorName {
	if hovered {
		return theme.ColorNameHover
	}
	return nothing
}

// ringWidth is that of the line round a control that has the focus.
const ringWidth = 1.5

// setRing has a line round a control that has the focus.
func setRing(r *canvas.Rectangle, w fyne.Widget, focused bool) {
	r.StrokeColor, r.StrokeWidth = themeColor(w, nothing), 0
	if focused {
		r.StrokeColor, r.StrokeWidth = themeColor(w, theme.ColorNamePrimary), ringWidth
	}
}

// setFrame has a thin line round a field or drop-down, and the ring where it has the
// focus.
func setFrame(r *canvas.Rectangle, w fyne.Widget, line fyne.ThemeColorName, focused bool) {
	r.FillColor, r.CornerRadius = themeColor(w, nothing), theme.SizeForWidget(theme.SizeNameInputRadius, w)
	setRing(r, w, focused)
	if !focused {
		r.StrokeColor, r.StrokeWidth = themeColor(w, line), 1
	}
}

func showIf(o fyne.CanvasObject, show bool) {
	if show {
		o.Show()
	} else {
		o.Hide()
	}
}
