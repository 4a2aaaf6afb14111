package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/look"
)

// RailButton is one place of the rail: an icon over a short label, which is left out
// where the rail is narrow.
type RailButton struct {
	widget.BaseWidget
	pressed
	quiet    fyne.Resource // the icon, while another place is shown
	accent   fyne.Resource // and while this one is
	label    string
	selected bool
	hovered  bool
	focused  bool
	onTapped func()
}

var (
	_ fyne.Tappable     = (*RailButton)(nil)
	_ fyne.Focusable    = (*RailButton)(nil)
	_ desktop.Hoverable = (*RailButton)(nil)
)

// NewRailButton makes a place of the rail.
func NewRailButton(icon look.Icon, label string, onTapped func()) *RailButton {
	b := &RailButton{quiet: icon.Quiet(), accent: icon.Accent(), label: label, onTapped: onTapped}
	b.ExtendBaseWidget(b)
	return b
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (b *RailButton) ExtendBaseWidget(w fyne.Widget) {
	b.extendTooltip(w)
	b.BaseWidget.ExtendBaseWidget(w)
}

// Label is the button's text.
func (b *RailButton) Label() string { return b.label }

// Selected reports whether the place is the one shown.
func (b *RailButton) Selected() bool { return b.selected }

// SetSelected marks the place as the one shown.
func (b *RailButton) SetSelected(on bool) {
	if b.selected != on {
		b.selected = on
		b.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (b *RailButton) Tapped(*fyne.PointEvent) { b.onTapped() }

// TypedKey implements fyne.Focusable.
func (b *RailButton) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		b.onTapped()
		return
	}
	passKey(b, e)
}

// TypedRune implements fyne.Focusable.
func (b *RailButton) TypedRune(r rune) { passRune(b, r) }

// FocusGained implements fyne.Focusable.
func (b *RailButton) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *RailButton) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn implements desktop.Hoverable.
func (b *RailButton) MouseIn(e *desktop.MouseEvent) {
	b.tooltip.MouseIn(e)
	b.hovered = true
	b.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (b *RailButton) MouseMoved(e *desktop.MouseEvent) { b.tooltip.MouseMoved(e) }

// MouseOut implements desktop.Hoverable.
func (b *RailButton) MouseOut() {
	b.tooltip.MouseOut()
	b.hovered = false
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *RailButton) CreateRenderer() fyne.WidgetRenderer {
	r := &railRenderer{
		b: b, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil),
		icon: widget.NewIcon(nil), text: canvas.NewText(b.label, nil),
	}
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type railRenderer struct {
	b         *RailButton
	back, bar *canvas.Rectangle
	icon      *widget.Icon
	text      *canvas.Text
}

const railIcon = 24

func (r *railRenderer) Destroy() {}

func (r *railRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.bar, r.icon, r.text}
}

func (r *railRenderer) MinSize() fyne.Size { return fyne.NewSize(look.RailNarrow, 58) }

func (r *railRenderer) Layout(size fyne.Size) {
	r.back.Move(fyne.NewPos(6, 2))
	r.back.Resize(fyne.NewSize(size.Width-12, size.Height-4))
	r.bar.Move(fyne.NewPos(0, 12))
	r.bar.Resize(fyne.NewSize(3, size.Height-24))
	words := size.Width >= look.RailWidth
	showIf(r.text, words)
	top := (size.Height - railIcon) / 2
	if words {
		top = 9
	}
	r.icon.Resize(fyne.NewSquareSize(railIcon))
	r.icon.Move(fyne.NewPos((size.Width-railIcon)/2, top))
	r.text.Resize(fyne.NewSize(size.Width, r.text.MinSize().Height))
	r.text.Move(fyne.NewPos(0, 35))
}

func (r *railRenderer) Refresh() {
	b := r.b
	r.back.CornerRadius = 6
	r.back.FillColor = themeColor(b, ground(b.hovered))
	setRing(r.back, b, b.focused)
	r.bar.CornerRadius = 1.5
	ink, bar, icon := theme.ColorNamePlaceHolder, nothing, b.quiet
	if b.selected {
		ink, bar, icon = theme.ColorNameForeground, theme.ColorNamePrimary, b.accent
	}
	r.text.Color, r.text.TextSize = themeColor(b, ink), theme.SizeForWidget(theme.SizeNameCaptionText, b)
	r.bar.FillColor = themeColor(b, bar)
	r.icon.SetResource(icon)
	r.back.Refresh()
	r.bar.Refresh()
	r.text.Refresh()
}
