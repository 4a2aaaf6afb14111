package view

import (
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// comparer is what the centre of the Compare view reads and changes.
type comparer interface {
	Answer() model.Answer
	Choice() model.Choice
	Refusal() *model.Sentence
	Figure() (figure.Figure, bool)
	ScreenStyle(dark bool) render.Style
	Look() model.Look
	Size() render.Size
	OpenPair(index int)
	Activity() model.Activity
	Busy() bool
	Study() *study.Study
	Again()
	Back() bool
}

// CompareModel is all that the Compare view reads and changes.
type CompareModel interface {
	comparer
	chooser
	measurer
	looker
	exporter
}

// Compare is the view that compares two networks.
type Compare struct {
	// Centre is the figure with its title and caption, Inspector the column
	// right of it.
	Centre, Inspector fyne.CanvasObject

	m          comparer
	host       Host
	figure     *widgets.Figure
	notice     *widgets.Notice
	ways       ways
	back       *widgets.Button
	title      *widgets.Text
	zoom       *widgets.Text
	caption    *widgets.Text
	body       *fyne.Container
	data       *dataSection
	measure    *measureSection
	appearance *appearanceSection
	export     *exportSection
}

// NewCompare makes the view. Its loop draws the figure.
func NewCompare(m CompareModel, host Host, loop widgets.Loop) *Compare {
	v := &Compare{
		m: m, host: host,
		data:       newDataSection(m, host),
		measure:    newMeasureSection(m),
		appearance: newAppearanceSection(m),
		export:     newExportSection(m, host),
	}
	v.Inspector = newColumn(v.data.Section, v.measure.Section, v.appearance.Section, v.export.Section).whole
	v.figure = widgets.NewFigure(loop)
	v.figure.OnTapped = func(h figure.Hit) { m.OpenPair(h.Pair) }
	v.figure.OnDrawn = func(time.Duration) { v.refreshZoom() }
	v.notice = widgets.NewNotice()
	v.ways = newWays(m, host)
	v.notice.Hide()
	v.Centre = v.centre()
	return v
}

func (v *Compare) centre() fyne.CanvasObject {
	v.back = widgets.NewButton("Layers", look.IconBack.Resource(), func() { v.m.Back() })
	v.back.Kind = widgets.Bare
	v.back.SetToolTip("Back to the layers (Esc)")
	v.back.Hide()
	v.title = widgets.NewText("", widgets.TextStyle{Bold: true, Cut: true})
	v.zoom = widgets.NewText("", widgets.Quiet())
	v.caption = widgets.NewText("", widgets.Small())
	head := container.NewBorder(nil, nil, v.back, v.zoom, v.title)
	sheet := container.NewStack(v.figure, v.notice)
	const m = look.SheetMargin
	v.body = container.New(plateLayout{}, head, sheet, v.caption)
	return widgets.NewBackdrop(look.ColorDesk, container.New(layout.NewCustomPaddedLayout(6, 6, m, m), v.body))
}

// Figure is the widget that shows the figure.
func (v *Compare) Figure() *widgets.Figure { return v.figure }

// Refresh shows what has changed in the model.
func (v *Compare) Refresh(c model.Change) {
	if c.Has(model.ChoiceChanged | model.StudyChanged) {
		v.data.refresh()
		v.measure.refresh()
	}
	if c.Has(model.LookChanged | model.AnswerChanged) {
		v.appearance.refresh()
	}
	if c.Has(model.ExportChanged | model.AnswerChanged | model.StudyChanged) {
		v.export.refresh()
	}
	redraw := model.AnswerChanged | model.LookChanged
	if v.m.Look().AsExported {
		redraw |= model.ExportChanged
	}
	_, drawn := v.m.Figure()
	if c.Has(redraw) || c.Has(model.ActivityChanged) && !drawn {
		v.redraw()
	}
}

// redraw shows the figure, or the sentence in its place.
func (v *Compare) redraw() {
	fig, ok := v.m.Figure()
	if !ok {
		v.explain()
		v.refuse(true)
		return
	}
	v.refuse(false)
	v.title.SetText(fig.Title)
	v.caption.SetText(scores(v.m.Answer().Spectrum) + fig.Caption)
	v.body.Refresh() // the caption may have more lines now
	showRow(v.back, v.m.Answer().Spectrum != nil)
	p := widgets.Picture{Figure: fig, Style: v.m.ScreenStyle(v.host.Dark())}
	if v.m.Look().AsExported {
		p.Size = v.m.Size()
	}
	v.figure.SetPicture(p)
	v.refreshZoom()
}

// scores are the numbers of a pair, to stand before its caption.
func scores(s *analysis.SpectrumResult) string {
	if s == nil || len(s.Coefficients) == 0 {
		return ""
	}
	mean := 0.0
	for _, c := range s.Coefficients {
		mean += c / float64(len(s.Coefficients))
	}
	return fmt.Sprintf("PWCCA %.3f, mean CCA %.3f, null level %.3f, Bartlett's k %d of %d. ",
		s.Pair.Similarity, mean, s.Null, s.BartlettK, len(s.Coefficients))
}

// refuse puts the notice in the figure's place, or back.
func (v *Compare) refuse(on bool) {
	showRow(v.notice, on)
	showRow(v.figure, !on)
	if on {
		showRow(v.back, v.m.Choice().Pair != nil)
		v.title.SetText("")
		v.caption.SetText("")
		v.zoom.SetText("")
	}
}

func (v *Compare) refreshZoom() {
	text := ""
	if _, drawn := v.m.Figure(); drawn && v.m.Look().AsExported {
		s := v.m.Size()
		text = fmt.Sprintf("%.4g × %.4g mm at %.0f %%", s.WidthMM, s.HeightMM, math.Round(v.figure.Zoom()*100))
	}
	v.zoom.SetText(text)
}

// plateLayout puts a head above the sheet and a caption of any number of lines
// below it.
type plateLayout struct{}

func (plateLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, sheet, caption := objects[0], objects[1], objects[2]
	const gap = 4
	top := head.MinSize().Height
	head.Move(fyne.NewPos(0, 0))
	head.Resize(fyne.NewSize(size.Width, top))
	caption.Resize(fyne.NewSize(size.Width, caption.MinSize().Height)) // wraps at this width
	bottom := caption.MinSize().Height
	caption.Resize(fyne.NewSize(size.Width, bottom))
	caption.Move(fyne.NewPos(0, size.Height-bottom))
	sheet.Move(fyne.NewPos(0, top+gap))
	sheet.Resize(fyne.NewSize(size.Width, size.Height-top-bottom-2*gap))
}

func (plateLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, sheet := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(head.Width, sheet.Width), head.Height+sheet.Height+40)
}
