package widgets

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/look"
)

// tip is a small read-out of a few lines, the first one bold unless it is plain. Without text it
// is there and not painted.
type tip struct {
	widget.BaseWidget
	text  string
	plain bool // the first line, too
}

func newTip() *tip {
	t := &tip{}
	t.ExtendBaseWidget(t)
	return t
}

// SetText shows lines of text, or nothing.
func (t *tip) SetText(s string) {
	if t.text != s {
		t.text = s
		t.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *tip) CreateRenderer() fyne.WidgetRenderer {
	r := &tipRenderer{t: t, back: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type tipRenderer struct {
	t     *tip
	back  *canvas.Rectangle
	lines []*canvas.Text
}

const tipPadX, tipPadY, tipWide = 9, 7, 320

// wrap breaks a line between words, and inside a word that does not fit alone.
func wrap(line string, fits func(string) bool) []string {
	var lines []string
	current := ""
	for _, word := range strings.Fields(line) {
		if joined := strings.TrimSpace(current + " " + word); fits(joined) {
			current = joined
			continue
		}
		if current != "" {
			lines = append(lines, current)
		}
		for current = ""; !fits(word); {
			runes := []rune(word)
			n := sort.Search(len(runes)-1, func(i int) bool { return !fits(string(runes[:i+2])) }) + 1
			lines, word = append(lines, string(runes[:n])), string(runes[n:])
		}
		current = word
	}
	return append(lines, current)
}

func (r *tipRenderer) Destroy() {}

func (r *tipRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.back}
	for _, l := range r.lines {
		list = append(list, l)
	}
	return list
}

func (r *tipRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(2*tipPadX, 2*tipPadY)
	for _, l := range r.lines {
		m := l.MinSize()
		size.Width = max(size.Width, m.Width+2*tipPadX)
		size.Height += m.Height
	}
	return size
}

func (r *tipRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	y := float32(tipPadY)
	for _, l := range r.lines {
		m := l.MinSize()
		l.Move(fyne.NewPos(tipPadX, y))
		l.Resize(m)
		y += m.Height
	}
}

func (r *tipRenderer) Refresh() {
	r.lines = nil
	r.back.FillColor = themeColor(r.t, nothing)
	if r.t.text != "" {
		r.back.FillColor = themeColor(r.t, look.ColorTip)
		r.back.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, r.t)
		size := theme.SizeForWidget(theme.SizeNameText, r.t) - 1
		for i, line := range strings.Split(r.t.text, "\n") {
			style := fyne.TextStyle{Bold: i == 0 && !r.t.plain}
			for _, part := range wrap(line, func(s string) bool {
				return fyne.MeasureText(s, size, style).Width <= tipWide
			}) {
				text := canvas.NewText(part, themeColor(r.t, look.ColorTipInk))
				text.TextSize, text.TextStyle = size, style
				r.lines = append(r.lines, text)
			}
		}
	}
	r.t.Resize(r.MinSize())
	r.Layout(r.t.Size())
	r.back.Refresh()
	canvas.Refresh(r.t)
}
