package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Shortened is a line of text of which the middle gives way where it is too long: of
// a name or a path, both ends tell. Its tooltip then has all of it.
type Shortened struct {
	widget.BaseWidget
	tooltip
	text  string
	whole string // what the tooltip has in any case, "" for the text where it is cut
	color fyne.ThemeColorName
}

// NewShortened makes a line.
func NewShortened(text string) *Shortened {
	s := &Shortened{text: text, color: theme.ColorNameForeground}
	s.ExtendBaseWidget(s)
	return s
}

// NewShortenedOf makes a line for something that its tooltip has whole.
func NewShortenedOf(text, whole string) *Shortened {
	s := NewShortened(text)
	s.whole = whole
	return s
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (s *Shortened) ExtendBaseWidget(w fyne.Widget) {
	s.ExtendToolTipWidget(w)
	s.BaseWidget.ExtendBaseWidget(w)
}

// Set shows a text in a colour of the theme.
func (s *Shortened) Set(text string, color fyne.ThemeColorName) {
	if s.text != text || s.color != color {
		s.text, s.color = text, color
		s.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Shortened) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewText("", nil)
	r := &shortenedRenderer{WidgetRenderer: widget.NewSimpleRenderer(line), s: s, line: line}
	r.Refresh()
	return r
}

type shortenedRenderer struct {
	fyne.WidgetRenderer
	s    *Shortened
	line *canvas.Text
}

// MinSize implements fyne.WidgetRenderer: any width will do.
func (r *shortenedRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.line.MinSize().Height) }

// Layout implements fyne.WidgetRenderer.
func (r *shortenedRenderer) Layout(size fyne.Size) {
	r.line.TextSize = theme.SizeForWidget(theme.SizeNameText, r.s)
	r.line.Text = shortenMiddle(r.s.text, size.Width, r.line.TextSize)
	r.s.SetToolTip(r.s.whole)
	if r.s.whole == "" && r.line.Text != r.s.text {
		r.s.SetToolTip(r.s.text)
	}
	high := r.line.MinSize().Height
	r.line.Move(fyne.NewPos(0, (size.Height-high)/2))
	r.line.Resize(fyne.NewSize(size.Width, high))
}

// Refresh implements fyne.WidgetRenderer.
func (r *shortenedRenderer) Refresh() {
	r.line.Color = themeColor(r.s, r.s.color)
	r.Layout(r.s.Size())
	r.line.Refresh()
}

// shortenMiddle takes from the middle of a text what is too much for a width, and
// marks that.
func shortenMiddle(s string, wide, size float32) string {
	fits := func(s string) bool { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width <= wide+0.5 }
	if fits(s) {
		return s
	}
	runes := []rune(s)
	kept := func(n int) string { return string(runes[:(n+1)/2]) + "…" + string(runes[len(runes)-n/2:]) }
	n := sort.Search(len(runes), func(n int) bool { return !fits(kept(n)) }) - 1 // the first n that is too many
	return kept(max(n, 0))
}
