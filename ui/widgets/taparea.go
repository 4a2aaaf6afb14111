package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tapArea is a place that can be tapped and shows that it can.
type tapArea struct {
	widget.BaseWidget
	hovered bool
	tapped  func()
}

func newTapArea(tapped func()) *tapArea {
	a := &tapArea{tapped: tapped}
	a.ExtendBaseWidget(a)
	return a
}

func (a *tapArea) Tapped(*fyne.PointEvent)        { a.tapped() }
func (a *tapArea) MouseIn(*desktop.MouseEvent)    { a.hovered = true; a.Refresh() }
func (a *tapArea) MouseMoved(*desktop.MouseEvent) {}
func (a *tapArea) MouseOut()                      { a.hovered = false; a.Refresh() }

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
	r.back.FillColor = themeColor(r.a, ground(false, r.a.hovered))
	r.back.Refresh()
}
