package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// textField is one line that is typed into. It looks like a drop-down, and a wheel
// over it turns what the field lies in. (Fyne's own scrolls its text, of which there
// is one line, and keeps the wheel to itself.)
type textField struct {
	widget.Entry
	pressed
	placed
	focused bool
	refused bool   // what was typed
	empty   string // what stands in it while it is empty, where there is room for all
}

// CreateRenderer implements fyne.Widget.
func (f *textField) CreateRenderer() fyne.WidgetRenderer {
	r := &fieldRenderer{WidgetRenderer: f.Entry.CreateRenderer(), f: f}
	for _, o := range r.WidgetRenderer.Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			if r.box == nil {
				r.box = o
			} else {
				r.frame = o
			}
		case fyne.Scrollable:
			r.wheel = newFieldWheel(f, o)
		}
	}
	r.paint()
	return r
}

// fieldRenderer is that of Fyne's entries, whose ground and frame it draws anew.
type fieldRenderer struct {
	fyne.WidgetRenderer
	f          *textField
	box, frame *canvas.Rectangle
	wheel      *fieldWheel
}

// Objects implements fyne.WidgetRenderer. The wheel is the last, so that it is found
// before what scrolls the text.
func (r *fieldRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.wheel)
}

// Layout implements fyne.WidgetRenderer.
func (r *fieldRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	for _, o := range []fyne.CanvasObject{r.box, r.frame, r.wheel} {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
	r.paint()
}

// Refresh implements fyne.WidgetRenderer.
func (r *fieldRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *fieldRenderer) paint() {
	setFrame(r.frame, r.f, r.f.focused)
	if r.f.refused {
		r.frame.StrokeColor, r.frame.StrokeWidth = themeColor(r.f, theme.ColorNameError), ringWidth
	}
	r.box.FillColor = themeColor(r.f, nothing)
	r.box.Refresh()
	r.frame.Refresh()
}

// fieldWheel lies over a field and is neither seen nor pressed.
type fieldWheel struct {
	widget.BaseWidget
	f    *textField
	text fyne.Scrollable
}

var _ fyne.Scrollable = (*fieldWheel)(nil)

func newFieldWheel(f *textField, text fyne.Scrollable) *fieldWheel {
	w := &fieldWheel{f: f, text: text}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer implements fyne.Widget.
func (w *fieldWheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(themeColor(w, nothing)))
}

// Scrolled implements fyne.Scrollable: sideways it moves the text.
func (w *fieldWheel) Scrolled(e *fyne.ScrollEvent) {
	DismissTooltip(w)
	along, across := *e, *e
	along.Scrolled.DX, across.Scrolled.DY = 0, 0
	if e.Scrolled.DX != 0 {
		w.text.Scrolled(&across)
	}
	if e.Scrolled.DY != 0 && w.f.in != nil {
		w.f.in.Scrolled(&along)
	}
}

// setEmpty changes what stands in an empty field.
func (f *textField) setEmpty(text string) {
	f.empty = text
	f.fit(f.Size().Width)
}

// fit leaves the end out of what is too long for a width. (Fyne's field scrolls it, with
// a bar.)
func (f *textField) fit(wide float32) {
	f.PlaceHolder = f.empty
	wide -= 2*theme.InnerPadding() + 2*theme.InputBorderSize()
	if f.ActionItem != nil {
		wide -= f.ActionItem.MinSize().Width
	}
	size := theme.Size(theme.SizeNameText)
	for text := []rune(f.empty); wide > 0 && len(text) > 0 && fyne.MeasureText(f.PlaceHolder, size, fyne.TextStyle{}).Width > wide; {
		text = text[:len(text)-1]
		f.PlaceHolder = strings.TrimSpace(string(text)) + "…"
	}
}

// Resize implements fyne.CanvasObject.
func (f *textField) Resize(size fyne.Size) {
	if size.Width != f.Size().Width {
		before := f.PlaceHolder
		f.fit(size.Width)
		if f.PlaceHolder != before {
			f.Refresh()
		}
	}
	f.Entry.Resize(size)
}

// Refuse marks the field and says below it why what was typed does not count, until
// something else is done; "" takes that back.
func (f *textField) Refuse(why string) {
	control := f.pressed.control
	all := tooltipsOf(control)
	switch {
	case why != "" && all != nil:
		const gap = 4
		at, high := fyne.CurrentApp().Driver().AbsolutePositionForObject(control), f.Size().Height
		all.say(remark{control: control, text: why, at: at, below: high + gap, above: gap, layer: all.topLayer(), gone: func() { f.Refuse("") }})
	case why == "" && !f.refused:
		return
	}
	f.refused = why != ""
	f.Refresh()
	if !f.refused && all != nil && all.of.control == control {
		all.silence()
	}
}

// FocusGained implements fyne.Focusable.
func (f *textField) FocusGained() {
	f.focused = true
	f.Entry.FocusGained()
	f.reveal()
}

// FocusLost implements fyne.Focusable.
func (f *textField) FocusLost() {
	f.focused = false
	f.Entry.FocusLost()
}

// MouseDown implements desktop.Mouseable.
func (f *textField) MouseDown(m *desktop.MouseEvent) {
	f.pressed.MouseDown(m)
	f.Entry.MouseDown(m)
}

// MouseUp implements desktop.Mouseable.
func (f *textField) MouseUp(m *desktop.MouseEvent) { f.Entry.MouseUp(m) }

// KeyDown implements desktop.Keyable.
func (f *textField) KeyDown(k *fyne.KeyEvent) {
	f.pressed.KeyDown(k)
	f.Entry.KeyDown(k)
}

// KeyUp implements desktop.Keyable.
func (f *textField) KeyUp(k *fyne.KeyEvent) { f.Entry.KeyUp(k) }

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (f *textField) ExtendBaseWidget(w fyne.Widget) {
	f.extendTooltip(w)
	f.Entry.ExtendBaseWidget(w)
}
