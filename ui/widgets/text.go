package widgets

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/names"
)

// TextStyle is how a Text looks; the zero value is plain text on one line.
type TextStyle struct {
	Color fyne.ThemeColorName // "": foreground
	Size  fyne.ThemeSizeName  // "": text
	Bold  bool
	Align fyne.TextAlign
	// Wrap breaks lines between words, WrapAnywhere where it must; Cut ends a line
	// that is too long with an ellipsis, CutMiddle leaves out the middle of the names
	// in it. The tooltip then has it whole.
	Wrap, WrapAnywhere, Cut, CutMiddle bool
}

// Quiet is secondary text.
func Quiet() TextStyle { return TextStyle{Color: theme.ColorNamePlaceHolder} }

// Small is secondary text in small letters, wrapped.
func Small() TextStyle {
	return TextStyle{Color: theme.ColorNamePlaceHolder, Size: theme.SizeNameCaptionText, Wrap: true}
}

// Text is text in a colour of the theme. (A widget.Label has no colour between
// foreground and disabled.)
type Text struct {
	widget.RichText
	tooltip
	segment *widget.TextSegment
	text    string
	middle  bool // is left out of a line that is too long
}

// NewText makes a text.
func NewText(s string, style TextStyle) *Text {
	t := &Text{text: s, middle: style.CutMiddle, segment: &widget.TextSegment{Text: s, Style: widget.RichTextStyle{
		Alignment: style.Align, ColorName: style.Color, SizeName: style.Size,
		TextStyle: fyne.TextStyle{Bold: style.Bold},
	}}}
	t.Segments = []widget.RichTextSegment{t.segment}
	switch {
	case style.WrapAnywhere:
		t.Wrapping = fyne.TextWrapBreak
	case style.Wrap:
		t.Wrapping = fyne.TextWrapWord
	}
	if style.Cut || style.CutMiddle {
		t.Truncation = fyne.TextTruncateEllipsis
	}
	t.Scroll = fyne.ScrollNone
	t.ExtendBaseWidget(t)
	return t
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (t *Text) ExtendBaseWidget(w fyne.Widget) {
	t.extendTooltip(w)
	t.RichText.ExtendBaseWidget(w)
}

// Text is what is shown, whole where it is cut.
func (t *Text) Text() string { return t.text }

// SetText shows s.
func (t *Text) SetText(s string) {
	if t.text != s {
		t.text, t.segment.Text = s, s
		t.cut(t.Size().Width)
		t.Refresh()
	}
}

// SetColor shows the text in a colour of the theme.
func (t *Text) SetColor(name fyne.ThemeColorName) {
	if t.segment.Style.ColorName != name {
		t.segment.Style.ColorName = name
		t.Refresh()
	}
}

// Resize implements fyne.CanvasObject.
func (t *Text) Resize(size fyne.Size) {
	if size.Width != t.Size().Width && t.cut(size.Width) {
		t.Refresh()
	}
	t.RichText.Resize(size)
}

// cut leaves out what is too much for a width, and reports whether that is other
// than before.
func (t *Text) cut(wide float32) bool {
	if t.Truncation != fyne.TextTruncateEllipsis || wide <= 0 {
		return false
	}
	style := t.segment.Style
	size := theme.SizeForWidget(cmp.Or(style.SizeName, theme.SizeNameText), t)
	lines := strings.Split(t.text, "\n")
	for i, line := range lines {
		lines[i] = names.CutWords(line, fitting(wide-2*theme.InnerPadding(), size, style.TextStyle))
	}
	shown, before := strings.Join(lines, "\n"), t.segment.Text
	t.spell(t.text, shown)
	if t.middle {
		t.segment.Text = shown
	}
	return t.segment.Text != before
}
