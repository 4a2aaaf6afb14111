package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/names"
)

// Label is a line of text of which the middle gives way where it is too long: of a
// name or a path, both ends tell. It leaves the pointer to what it lies on.
type Label struct {
	widget.BaseWidget
	text  string
	color fyne.ThemeColorName
	right bool
	cut   func(bool) // hears whether something is left out; nil for nobody
}

// NewLabel makes a line without text.
func NewLabel() *Label {
	l := &Label{color: theme.ColorNameForeground}
	l.ExtendBaseWidget(l)
	return l
}

// NewRightLabel makes a line that is aligned right.
func NewRightLabel() *Label {
	l := NewLabel()
	l.right = true
	return l
}

// Set shows a text in a colour of the theme.
func (l *Label) Set(text string, color fyne.ThemeColorName) {
	if l.text != text || l.color != color {
		l.text, l.color = text, color
		l.Refresh()
	}
}

// Shortened is a Label of which the tooltip has all.
type Shortened struct {
	Label
	tooltip
}

// NewShortened makes a line for something that its tooltip has whole; "" is the text,
// where that is cut.
func NewShortened(text, whole string) *Shortened {
	s := &Shortened{Label: Label{text: text, color: theme.ColorNameForeground}}
	s.cut = func(cut bool) {
		s.SetToolTip(whole)
		if whole == "" && cut {
			s.SetToolTip(text)
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (s *Shortened) ExtendBaseWidget(w fyne.Widget) {
	s.extendTooltip(w)
	s.Label.ExtendBaseWidget(w)
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewText("", nil)
	r := &labelRenderer{WidgetRenderer: widget.NewSimpleRenderer(line), l: l, line: line}
	r.Refresh()
	return r
}

type labelRenderer struct {
	fyne.WidgetRenderer
	l    *Label
	line *canvas.Text
}

// MinSize implements fyne.WidgetRenderer: any width will do.
func (r *labelRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.line.MinSize().Height) }

// Layout implements fyne.WidgetRenderer.
func (r *labelRenderer) Layout(size fyne.Size) {
	l := r.l
	r.line.TextSize = theme.SizeForWidget(theme.SizeNameText, l)
	r.line.Text = shorten(names.Shared{}, l.text, size.Width, r.line.TextSize, fyne.TextStyle{})
	if l.cut != nil {
		l.cut(r.line.Text != l.text)
	}
	m, x := r.line.MinSize(), float32(0)
	if l.right {
		x = size.Width - m.Width
	}
	r.line.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
	r.line.Resize(m)
}

// Refresh implements fyne.WidgetRenderer.
func (r *labelRenderer) Refresh() {
	r.line.Color = themeColor(r.l, r.l.color)
	r.Layout(r.l.Size())
	r.line.Refresh()
}

// shorten leaves out of a name what is too much for a width, first of all what it
// shares with those beside it.
func shorten(shared names.Shared, s string, wide, size float32, style fyne.TextStyle) string {
	return shared.Cut(s, fitting(wide, size, style))
}

// fitting reports of a text whether it fits a width.
func fitting(wide, size float32, style fyne.TextStyle) func(string) bool {
	const widest = 1 // ems, of a byte of it
	return func(s string) bool {
		return float32(len(s))*widest*size <= wide || fyne.MeasureText(s, size, style).Width <= wide+0.5
	}
}
