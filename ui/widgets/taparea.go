package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tapArea is a place that can be tapped, or chosen by keys, and shows that it can.
type tapArea struct {
	widget.BaseWidget
	pressed
	placed
	hovered, focused bool
	tapped           func()
	onShortcut       func(fyne.Shortcut) // nil hears none
}

var (
	_ fyne.Tappable     = (*tapArea)(nil)
	_ fyne.Focusable    = (*tapArea)(nil)
	_ fyne.Shortcutable = (*tapArea)(nil)
	_ desktop.Hoverable = (*tapArea)(nil)
)

func newTapArea(hint string, tapped func()) *tapArea {
	a := &tapArea{tapped: tapped}
	a.ExtendBaseWidget(a)
	a.SetToolTip(hint)
	return a
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (a *tapArea) ExtendBaseWidget(w fyne.Widget) {
	a.extendTooltip(w)
	a.BaseWidget.ExtendBaseWidget(w)
}

func (a *tapArea) Tapped(*fyne.PointEvent)       { a.tapped() }
func (a *tapArea) MouseIn(e *desktop.MouseEvent) { a.tooltip.MouseIn(e); a.hovered = true; a.Refresh() }

func (a *tapArea) MouseOut()        { a.tooltip.MouseOut(); a.hovered = false; a.Refresh() }
func (a *tapArea) FocusGained()     { a.focused = true; a.Refresh(); a.reveal() }
func (a *tapArea) FocusLost()       { a.focused = false; a.Refresh() }
func (a *tapArea) TypedRune(r rune) { passRune(a, r) }

func (a *tapArea) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		a.tapped()
	default:
		passKey(a, e)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (a *tapArea) TypedShortcut(s fyne.Shortcut) {
	if a.onShortcut != nil {
		a.onShortcut(s)
	}
}

func (a *tapArea) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(color.Transparent)
	back.CornerRadius = 4
	return &tapAreaRenderer{WidgetRenderer: widget.NewSimpleRenderer(back), a: a, back: back}
}

type tapAreaRenderer struct {
	fyne.WidgetRenderer
	a    *tapArea
	back *canvas.Rectangle
}

func (r *tapAreaRenderer) Refresh() {
	r.back.FillColor = themeColor(r.a, ground(r.a.hovered))
	setRing(r.back, r.a, r.a.focused)
	r.back.Refresh()
}
