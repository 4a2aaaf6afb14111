package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/look"
)

// tip is a small read-out of a few lines, the first one bold. Without text it
// is there and not painted.
type tip struct {
	widget.BaseWidget
	text string
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

const tipPadX, tipPadY = 9, 7

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
		for i, line := range strings.Split(r.t.text, "\n") {
			text := canvas.NewText(line, themeColor(r.t, look.ColorTipInk))
			text.TextSize = theme.SizeForWidget(theme.SizeNameText, r.t) - 1
			text.TextStyle.Bold = i == 0
			r.lines = append(r.lines, text)
		}
	}
	r.t.Resize(r.MinSize())
	r.Layout(r.t.Size())
	r.back.Refresh()
	canvas.Refresh(r.t)
}
