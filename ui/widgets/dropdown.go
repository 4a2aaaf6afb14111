package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/names"
)

// dropDown is what opens a list below itself. (Fyne's own fills with colour when it
// has the focus, which other controls show by a ring.)
type dropDown struct {
	widget.Select
	pressed
	placed
	focused bool
	shared  names.Shared // by what can be chosen
}

// FocusGained implements fyne.Focusable.
func (d *dropDown) FocusGained() {
	d.focused = true
	d.Select.FocusGained()
	d.reveal()
}

// FocusLost implements fyne.Focusable.
func (d *dropDown) FocusLost() {
	d.focused = false
	d.Select.FocusLost()
}

// typed opens the list for a letter, which then looks for it.
func (d *dropDown) typed(control fyne.CanvasObject, r rune, open func() *options) {
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		passRune(control, r)
		return
	}
	if o := open(); o != nil {
		o.list.TypedRune(r)
	}
}

// CreateRenderer implements fyne.Widget.
func (d *dropDown) CreateRenderer() fyne.WidgetRenderer {
	r := &dropDownRenderer{WidgetRenderer: d.Select.CreateRenderer(), d: d}
	for _, o := range r.Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			if r.back == nil {
				r.back = o
			}
		case *widget.RichText:
			r.label = o
		}
	}
	r.paint()
	return r
}

type dropDownRenderer struct {
	fyne.WidgetRenderer
	d     *dropDown
	back  *canvas.Rectangle
	label *widget.RichText
}

func (r *dropDownRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.cut()
}

// cut leaves out what is too much of the text, of which Fyne would leave out the end.
func (r *dropDownRenderer) cut() {
	if r.label == nil || r.d.Selected == "" || r.label.Size().Width <= 0 {
		return
	}
	segment, ok := r.label.Segments[0].(*widget.TextSegment)
	if !ok {
		return
	}
	const around = 2 // on each side of the text
	wide := r.label.Size().Width - 2*(theme.InnerPadding()-theme.Padding()) - around
	text := shorten(r.d.shared, r.d.Selected, wide, theme.SizeForWidget(theme.SizeNameText, r.d), fyne.TextStyle{})
	r.d.spell(r.d.Selected, text)
	if text != segment.Text {
		segment.Text = text
		r.label.Refresh()
	}
}

func (r *dropDownRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.cut()
	r.paint()
}

func (r *dropDownRenderer) paint() {
	if r.back != nil {
		setFrame(r.back, r.d, r.d.focused)
		r.back.Refresh()
	}
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
