package view

import (
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// plateModel is what a plate reads: all of it of the view that is shown.
type plateModel interface {
	Refusal() *model.Sentence
	Shown() (figure.Figure, bool)
	Cramped() *model.Sentence
	ScreenStyle(dark bool) render.Style
	Look() model.Look
	Size() render.Size
	Activity() model.Activity
	Opening() bool
	Lost() *model.Lost
	Busy() bool
	Late() bool
	Study() *study.Study
	Ways() []model.Way
	Nothing() bool
	Again()
	Zoom(figure.Window)
	Zoomed() bool
	Select(networks []string)
	SelectToo(networks []string)
	ClearSelection() bool
	Selected() []string
	Reselect(networks []string)
	Reword(own, said string)
}

// plate is the centre of a view: the figure on its sheet with its title and its
// caption, or the sentence in its place.
type plate struct {
	centre fyne.CanvasObject
	figure *widgets.Figure
	// reading is what stands before the caption; nil for nothing.
	reading func() string
	// elsewhere says that another study may have what this view shows.
	elsewhere bool

	m       plateModel
	host    Host
	notice  *widgets.Notice
	ways    ways
	title   *widgets.Text
	zoom    *widgets.Text
	caption *widgets.Text
	body    *fyne.Container
	aged    bool // the figure is one from before
}

// newPlate makes the plate of a view; before stands left of the title, nil for
// nothing.
func newPlate(m plateModel, s Surroundings, v model.View, before fyne.CanvasObject) *plate {
	p := &plate{m: m, host: s.Host, figure: widgets.NewFigure(s.Loop), notice: widgets.NewNotice(), ways: newWays(m.Again, s.Host, v)}
	p.figure.OnDrawn = func(time.Duration) { p.refreshZoom() }
	p.figure.OnZoom = m.Zoom
	var selected []string // before the last tap
	p.figure.OnSelect = func(networks []string, more bool) {
		selected = m.Selected()
		if more {
			m.SelectToo(networks)
		} else {
			m.Select(networks)
		}
	}
	p.figure.OnReword = m.Reword
	p.figure.OnRetract = func() { m.Reselect(selected) }
	p.figure.OnNothing = func() { m.ClearSelection() }
	p.notice.Hide()
	p.title = widgets.NewText("", widgets.TextStyle{Bold: true, CutMiddle: true})
	p.zoom = widgets.NewText("", widgets.Quiet())
	p.caption = widgets.NewText("", widgets.Small())
	head := container.NewBorder(nil, nil, before, p.zoom, p.title)
	p.body = container.New(plateLayout{p.figure}, head, container.NewStack(p.figure.InScroll(), p.notice), p.caption)
	const m6, side = 6, look.SheetMargin
	p.centre = container.New(layout.NewCustomPaddedLayout(m6, m6, side, side), p.body)
	return p
}

// refresh shows what has changed.
func (p *plate) refresh(c model.Change) {
	redraw := model.AnswerChanged | model.LookChanged | model.ViewChanged | model.SelectionChanged | model.ExportChanged
	_, drawn := p.m.Shown()
	if c.Has(redraw) || c.Has(model.ActivityChanged) && !drawn {
		p.redraw()
	}
	if c.Has(redraw | model.ActivityChanged) {
		p.age()
	}
}

// age sets back a figure from before that stands for longer than nobody would notice.
func (p *plate) age() {
	late := p.m.Late()
	if late == p.aged {
		return
	}
	p.aged = late
	p.figure.SetVeiled(late)
	ink := theme.ColorNameForeground
	if late {
		ink = theme.ColorNameDisabled
	}
	p.title.SetColor(ink)
	p.refreshZoom()
}

// lifeSize keeps the text of a high sheet readable.
const lifeSize = 1

// redraw shows the figure, or the sentence in its place.
func (p *plate) redraw() {
	fig, ok := p.m.Shown()
	ok = ok && p.m.Cramped() == nil
	showRow(p.notice, !ok)
	showRow(p.figure, ok)
	if !ok {
		p.explain()
		p.title.SetText("")
		p.caption.SetText("")
		p.zoom.SetText("")
		return
	}
	before := ""
	if p.reading != nil {
		before = p.reading()
	}
	p.title.SetText(fig.Title)
	p.caption.SetText(before + fig.Caption)
	widgets.Arrange(p.body) // the caption may have more lines now
	picture := widgets.Picture{Figure: fig, Style: p.m.ScreenStyle(p.host.Dark()), Size: p.m.Size(), Zoom: p.host.FigureZoom(), Part: p.m.Zoomed()}
	if fig.Grid != nil {
		picture.Least = lifeSize
	}
	p.figure.SetPicture(picture)
	widgets.Arrange(p.body) // and the sheet another height
	p.refreshZoom()
}

func (p *plate) refreshZoom() {
	text := ""
	if _, drawn := p.m.Shown(); drawn && p.m.Cramped() == nil {
		s := p.m.Size()
		text = fmt.Sprintf("%.4g × %.4g mm at %.0f %%", s.WidthMM, s.HeightMM, math.Round(p.figure.Zoom()*100))
	}
	switch {
	case p.aged && p.m.Busy():
		text = "computing…"
	case p.m.Zoomed():
		text = "a part; Esc or a double-click for all"
	}
	p.zoom.SetText(text)
}

// plateLayout puts a head right above the sheet and a caption of any number of lines
// right below it, both as wide as the sheet; where the sheet leaves room, all three are
// in the middle of it.
type plateLayout struct{ figure *widgets.Figure }

// leastText is how wide a head and a caption are at least, where a sheet is narrow.
const leastText = 560

func (l plateLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, sheet, caption := objects[0], objects[1], objects[2]
	const gap = 4
	top := head.MinSize().Height
	inside := theme.InnerPadding() // of texts, which begin and end where the sheet does
	wide, bottom := size.Width, float32(0)
	var at fyne.Position
	var drawn fyne.Size
	for range 4 { // a caption as wide as the sheet has more lines, for which the sheet gives way
		caption.Resize(fyne.NewSize(wide+2*inside, caption.MinSize().Height)) // wraps at this width
		bottom = caption.MinSize().Height
		at, drawn = l.figure.SheetIn(fyne.NewSize(size.Width, size.Height-top-bottom-2*gap))
		sheet := min(size.Width, max(drawn.Width, leastText))
		if sheet == wide {
			break
		}
		wide = sheet
	}
	wide = caption.Size().Width
	left := (size.Width - wide) / 2
	place(head, fyne.NewPos(left, at.Y), fyne.NewSize(wide, top))
	place(sheet, fyne.NewPos(0, top+gap), fyne.NewSize(size.Width, size.Height-top-bottom-2*gap))
	place(caption, fyne.NewPos(left, min(top+at.Y+drawn.Height+3*gap, size.Height-bottom)), fyne.NewSize(wide, bottom))
}

func place(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
}

func (plateLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, sheet := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(head.Width, sheet.Width), head.Height+sheet.Height+40)
}
