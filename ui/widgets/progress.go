package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Progress is a thin bar.
type Progress struct {
	widget.BaseWidget
	done, total int
}

// NewProgress makes an empty bar.
func NewProgress() *Progress {
	p := &Progress{}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows done of total.
func (p *Progress) Set(done, total int) {
	if p.done != done || p.total != total {
		p.done, p.total = done, total
		p.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p: p, back: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type progressRenderer struct {
	p          *Progress
	back, fill *canvas.Rectangle
}

func (r *progressRenderer) Destroy()                     {}
func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.fill} }
func (r *progressRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, 4) }

func (r *progressRenderer) Layout(size fyne.Size) {
	share := float32(0)
	if r.p.total > 0 {
		share = float32(r.p.done) / float32(r.p.total)
	}
	r.back.Resize(size)
	r.fill.Resize(fyne.NewSize(size.Width*share, size.Height))
}

func (r *progressRenderer) Refresh() {
	r.back.FillColor, r.back.CornerRadius = themeColor(r.p, theme.ColorNameButton), 2
	r.fill.FillColor, r.fill.CornerRadius = themeColor(r.p, theme.ColorNamePrimary), 2
	r.Layout(r.p.Size())
	r.back.Refresh()
	r.fill.Refresh()
}
