package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TextStyle is how a Text looks; the zero value is plain text on one line.
type TextStyle struct {
	Color fyne.ThemeColorName // "": foreground
	Size  fyne.ThemeSizeName  // "": text
	Bold  bool
	Align fyne.TextAlign
	// Wrap breaks lines between words, WrapAnywhere where it must; Cut ends a
	// line that is too long with an ellipsis.
	Wrap, WrapAnywhere, Cut bool
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
}

// NewText makes a text.
func NewText(s string, style TextStyle) *Text {
	t := &Text{segment: &widget.TextSegment{Text: s, Style: widget.RichTextStyle{
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
	if style.Cut {
		t.Truncation = fyne.TextTruncateEllipsis
	}
	t.Scroll = fyne.ScrollNone
	t.ExtendBaseWidget(t)
	return t
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (t *Text) ExtendBaseWidget(w fyne.Widget) {
	t.ExtendToolTipWidget(w)
	t.RichText.ExtendBaseWidget(w)
}

// Text is what is shown.
func (t *Text) Text() string { return t.segment.Text }

// SetText shows s.
func (t *Text) SetText(s string) {
	if t.segment.Text != s {
		t.segment.Text = s
		t.Refresh()
	}
}
