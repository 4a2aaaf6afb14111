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

// setFrame paints the ground of a field or drop-down, and the line round it, which is
// the ring where it has the focus. (Fyne's painter has a line fade into the ground: into
// a transparent one it would be darker.)
func setFrame(r *canvas.Rectangle, w disableable, focused bool) {
	ground, line := theme.ColorNameInputBackground, theme.ColorNameInputBorder
	if w.Disabled() {
		ground, line = theme.ColorNameDisabledButton, theme.ColorNameDisabledButton
	}
	r.FillColor, r.CornerRadius = themeColor(w, ground), theme.SizeForWidget(theme.SizeNameInputRadius, w)
	setRing(r, w, focused && !w.Disabled())
	if r.StrokeWidth == 0 {
		r.StrokeColor, r.StrokeWidth = themeColor(w, line), 1
	}
}

// disableable is a widget that may be grey.
type disableable interface {
	fyne.Widget
	Disabled() bool
}

func showIf(o fyne.CanvasObject, show bool) {
	if show {
		o.Show()
	} else {
		o.Hide()
	}
}
