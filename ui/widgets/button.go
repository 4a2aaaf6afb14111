package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ButtonKind is how much a button stands out.
type ButtonKind int

// The kinds.
const (
	Plain  ButtonKind = iota
	Accent            // the one thing to do
	Bare              // text alone, until the pointer is on it
)

// Button is a button in plain letters.
type Button struct {
	widget.DisableableWidget
	pressed
	placed
	Text     string
	Icon     fyne.Resource
	Kind     ButtonKind
	OnTapped func()

	hovered, focused bool
}

var (
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton makes a plain button; icon may be nil.
func NewButton(text string, icon fyne.Resource, onTapped func()) *Button {
	b := &Button{Text: text, Icon: icon, OnTapped: onTapped}
	b.ExtendBaseWidget(b)
	return b
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (b *Button) ExtendBaseWidget(w fyne.Widget) {
	b.extendTooltip(w)
	b.DisableableWidget.ExtendBaseWidget(w)
}

// SetText shows another text.
func (b *Button) SetText(s string) {
	if b.Text != s {
		b.Text = s
		b.Refresh()
	}
}

// SetIcon shows another icon.
func (b *Button) SetIcon(icon fyne.Resource) {
	if b.Icon == nil || b.Icon.Name() != icon.Name() {
		b.Icon = icon
		b.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() {
		b.dismiss() // a tooltip on its way would land on what opens
		b.OnTapped()
	}
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		passKey(b, e)
	}
}

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(r rune) { passRune(b, r) }

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; b.Refresh(); b.reveal() }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.tooltip.MouseIn(e)
	b.hovered = true
	b.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(e *desktop.MouseEvent) { b.tooltip.MouseMoved(e) }

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() {
	b.tooltip.MouseOut()
	b.hovered = false
	b.Refresh()
}

// colors are ground, what lies over it and ink of the button's state.
func (b *Button) colors() (back, over, ink fyne.ThemeColorName) {
	back, ink = theme.ColorNameButton, theme.ColorNameForeground
	switch {
	case b.Kind == Bare:
		back = nothing
	case b.Disabled():
		back = theme.ColorNameDisabledButton
	case b.Kind == Accent:
		back, ink = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	}
	if b.Disabled() {
		return back, nothing, theme.ColorNameDisabled
	}
	return back, ground(b.hovered), ink
}

// inset is how far inside the ring of a button that has the focus lies: it would be
// lost at the edge of one that has its colour.
func (b *Button) inset() float32 {
	if b.Kind == Accent {
		return 2
	}
	return 0
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, back: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		icon: widget.NewIcon(nil), text: canvas.NewText("", nil),
	}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b                *Button
	back, over, ring *canvas.Rectangle
	icon             *widget.Icon
	text             *canvas.Text
}

const buttonPad, buttonIcon, buttonGap = 10, 16, 6

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.over, r.ring, r.icon, r.text}
}

// content is the width of icon and text.
func (r *buttonRenderer) content() float32 {
	wide := r.text.MinSize().Width
	if r.b.Icon != nil {
		wide += buttonIcon + buttonGap
	}
	return wide
}

func (r *buttonRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.content()+2*buttonPad, controlHeight)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.over.Resize(size)
	inset := r.b.inset()
	r.ring.Move(fyne.NewPos(inset, inset))
	r.ring.Resize(size.SubtractWidthHeight(2*inset, 2*inset))
	x := (size.Width - r.content()) / 2
	if r.b.Icon != nil {
		r.icon.Resize(fyne.NewSquareSize(buttonIcon))
		r.icon.Move(fyne.NewPos(x, (size.Height-buttonIcon)/2))
		x += buttonIcon + buttonGap
	}
	m := r.text.MinSize()
	r.text.Resize(m)
	r.text.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
}

func (r *buttonRenderer) Refresh() {
	b := r.b
	back, over, ink := b.colors()
	radius := theme.SizeForWidget(theme.SizeNameButtonRadius, b)
	r.back.FillColor, r.back.CornerRadius = themeColor(b, back), radius
	r.over.FillColor, r.over.CornerRadius = themeColor(b, over), radius
	r.ring.FillColor, r.ring.CornerRadius = themeColor(b, nothing), radius-b.inset()/2
	setRing(r.ring, b, b.focused)
	if b.focused && b.Kind == Accent && !b.Disabled() {
		r.ring.StrokeColor = themeColor(b, theme.ColorNameForegroundOnPrimary)
	}
	r.text.Text, r.text.Color = b.Text, themeColor(b, ink)
	r.text.TextSize = theme.SizeForWidget(theme.SizeNameText, b)
	switch {
	case b.Icon == nil:
		r.icon.SetResource(nil)
	case b.Disabled() || b.Kind == Accent:
		r.icon.SetResource(theme.NewColoredResource(b.Icon, ink))
	default:
		r.icon.SetResource(b.Icon)
	}
	r.Layout(b.Size())
	for _, o := range []fyne.CanvasObject{r.back, r.over, r.ring, r.text} {
		o.Refresh()
	}
}
