package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Backdrop paints a colour of the theme behind its content.
type Backdrop struct {
	widget.BaseWidget
	color   fyne.ThemeColorName
	content fyne.CanvasObject
}

// NewBackdrop paints behind content.
func NewBackdrop(color fyne.ThemeColorName, content fyne.CanvasObject) *Backdrop {
	b := &Backdrop{color: color, content: content}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *Backdrop) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(themeColor(b, b.color))
	return &backdropRenderer{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(back, b.content)), b: b, back: back}
}

type backdropRenderer struct {
	fyne.WidgetRenderer
	b    *Backdrop
	back *canvas.Rectangle
}

// Refresh leaves the content alone, which refreshes what changes in it: a whole
// view that comes up would be laid out and measured anew.
func (r *backdropRenderer) Refresh() {
	r.back.FillColor = themeColor(r.b, r.b.color)
	r.back.Refresh()
}
