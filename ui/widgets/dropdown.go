package widgets

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dropDown is what opens a list below itself. (Fyne's own fills with colour when it
// has the focus, which other controls show by a ring.)
type dropDown struct {
	widget.Select
	pressed
	revealed
	focused bool
}

// FocusGained implements fyne.Focusable.
func (d *dropDown) FocusGained() {
	d.focused = true
	d.Select.FocusGained()
	d.show()
}

// FocusLost implements fyne.Focusable.
func (d *dropDown) FocusLost() {
	d.focused = false
	d.Select.FocusLost()
}

// CreateRenderer implements fyne.Widget.
func (d *dropDown) CreateRenderer() fyne.WidgetRenderer {
	r := &dropDownRenderer{WidgetRenderer: d.Select.CreateRenderer(), d: d, ring: canvas.NewRectangle(nil)}
	r.back, _ = r.WidgetRenderer.Objects()[0].(*canvas.Rectangle)
	r.objects = append(slices.Clone(r.WidgetRenderer.Objects()), r.ring)
	r.paint()
	return r
}

type dropDownRenderer struct {
	fyne.WidgetRenderer
	d          *dropDown
	back, ring *canvas.Rectangle
	objects    []fyne.CanvasObject
}

func (r *dropDownRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *dropDownRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

func (r *dropDownRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *dropDownRenderer) paint() {
	if r.back != nil && r.d.focused && !r.d.Disabled() {
		r.back.FillColor = themeColor(r.d, theme.ColorNameInputBackground)
		r.back.Refresh()
	}
	r.ring.FillColor = themeColor(r.d, nothing)
	r.ring.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, r.d)
	setRing(r.ring, r.d, r.d.focused)
	r.ring.Refresh()
}

// below is where a list of some width lies below a control: at its left edge, or
// where it is wider at its right one, as controls stand at the window's right.
func below(control fyne.CanvasObject, wide float32) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(control)
	size := control.Size()
	if wide > size.Width {
		at.X = max(0, at.X+size.Width-wide)
	}
	return at.AddXY(0, size.Height)
}

// cut is text that is no wider than it may be, with an ellipsis for what is left out.
func cut(text string, most float32) string {
	runes := []rune(text)
	first := func(n int) string {
		if n == len(runes) {
			return text
		}
		return string(runes[:n]) + "…"
	}
	n := sort.Search(len(runes), func(n int) bool {
		return fyne.MeasureText(first(n+1), theme.TextSize(), fyne.TextStyle{}).Width > most
	})
	return first(n)
}
