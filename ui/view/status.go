package view

import (
	"fmt"
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// StatusModel is what the status line reads and changes.
type StatusModel interface {
	Activity() model.Activity
	Note() string
	Warnings() []warning.Warning
	Study() *study.Study
	Summary() model.Summary
	Cancel()
	Stale() bool
	Again()
	Selected() []string
	ClearSelection() bool
}

// Status is the line at the bottom: the running job, or what is open, and the
// warnings.
type Status struct {
	Line fyne.CanvasObject

	m        StatusModel
	host     Host
	text     *widgets.Text
	bar      *widgets.Progress
	cancel   *widgets.Button
	again    *widgets.Button
	warnings *widgets.Button
	selected *widgets.Button
	row      *fyne.Container
}

// NewStatus makes the line.
func NewStatus(m StatusModel, host Host) *Status {
	s := &Status{m: m, host: host, text: widgets.NewText("", widgets.TextStyle{Size: theme.SizeNameCaptionText, Cut: true}), bar: widgets.NewProgress()}
	s.cancel = widgets.NewButton("Cancel", nil, m.Cancel)
	s.cancel.Kind = widgets.Bare
	s.cancel.SetToolTip("Stop this job (Esc)")
	s.again = widgets.NewButton("Compute again", nil, m.Again)
	s.again.Kind = widgets.Bare
	s.again.SetToolTip("Ask again for what was cancelled")
	s.again.Hide()
	s.warnings = widgets.NewButton("", theme.NewWarningThemedResource(theme.WarningIcon()), s.showWarnings)
	s.warnings.Kind = widgets.Bare
	s.warnings.SetToolTip("Read the warnings")
	s.warnings.Hide()
	s.selected = widgets.NewButton("", theme.CancelIcon(), func() { m.ClearSelection() })
	s.selected.Kind = widgets.Bare
	s.selected.Hide()
	s.row = container.New(&statusLayout{text: s.text}, s.text, s.bar, s.cancel, s.again, s.selected, s.warnings)
	s.Line = widgets.NewBackdrop(look.ColorRail, container.NewBorder(widget.NewSeparator(), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), s.row)))
	return s
}

// Refresh shows what has changed in the model.
func (s *Status) Refresh(c model.Change) {
	if c.Has(model.ActivityChanged | model.StudyChanged) {
		s.refreshJob()
	}
	if c.Has(model.SelectionChanged | model.StudyChanged) {
		s.refreshSelected()
	}
	if c.Has(model.WarningsChanged | model.StudyChanged) {
		n := len(s.m.Warnings())
		s.warnings.SetText(spelling.Count(n, "warning"))
		showRow(s.warnings, n > 0)
		widgets.Arrange(s.row)
	}
}

// refreshSelected says how many networks are selected, and which.
func (s *Status) refreshSelected() {
	names := s.m.Selected()
	s.selected.SetText(spelling.Count(len(names), "network") + " selected")
	const most = 12
	list := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		list += fmt.Sprintf(" and %d more", len(names)-most)
	}
	s.selected.SetToolTip("Clear the selection (Esc): " + list)
	showRow(s.selected, len(names) > 0)
	s.row.Refresh()
}

func (s *Status) refreshJob() {
	a := s.m.Activity()
	showRow(s.cancel, a.Running)
	showRow(s.bar, a.Running)
	showRow(s.again, !a.Running && s.m.Stale())
	s.bar.Set(a.Done, a.Total)
	text := s.idle()
	if a.Running {
		text = running(a)
	}
	s.text.SetText(text)
	widgets.Arrange(s.row)
}

// idle is what the line says while nothing runs.
func (s *Status) idle() string {
	if note := s.m.Note(); note != "" {
		return note
	}
	open := s.m.Study()
	if open == nil {
		return "Nothing is open."
	}
	sum := s.m.Summary()
	return fmt.Sprintf("%s: %s, %s, %s", open.Name, spelling.Count(sum.Networks, "network"), spelling.Count(sum.Arrays, "array"), model.Bytes(sum.Bytes))
}

func running(a model.Activity) string {
	text := a.What
	if a.Total > 1 {
		text += fmt.Sprintf(", %d of %d", a.Done, a.Total)
	}
	if a.HasLeft && a.Left >= time.Second {
		text += fmt.Sprintf(", about %s left", roughly(a.Left))
	}
	return text
}

// roughly is a time as exact as an estimate is.
func roughly(d time.Duration) string {
	const long = 90 * time.Second
	if d < long {
		return fmt.Sprintf("%d s", int(math.Round(d.Seconds())))
	}
	return fmt.Sprintf("%d min", int(math.Round(d.Minutes())))
}

// showWarnings lists the warnings above the line.
func (s *Status) showWarnings() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.warnings)
	if c == nil {
		return
	}
	rows := widgets.NewRows()
	list := s.m.Warnings()
	lines, folded := digest(list)
	for _, line := range lines {
		rows.Add(widgets.NewText(line, widgets.TextStyle{Wrap: true}))
	}
	const wide, most, pad, below = 480, 420, 14, 8
	rows.Resize(fyne.NewSize(wide-2*pad, 0)) // so that labels wrap at that width
	var all fyne.CanvasObject
	var pop *widget.PopUp
	foot := float32(0)
	if folded {
		all = container.New(layout.NewCustomPaddedLayout(0, below, pad, pad), newShowAll(list, func() {
			pop.Hide()
			s.host.ShowWarnings()
		}))
		foot = all.MinSize().Height
	}
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), rows))
	layer := widgets.NewLayer(container.NewBorder(nil, all, nil, nil, scroll))
	pop = widget.NewPopUp(layer, c)
	size := fyne.NewSize(wide, min(rows.MinSize().Height+2*pad+below+foot, most))
	pop.Resize(size)
	pop.ShowAtPosition(fyne.NewPos(c.Size().Width-wide-8, c.Size().Height-size.Height-34))
	layer.Raise(c)
}

// statusLayout puts text, bar and cancel, or text and again, at the left, and
// the selection and warnings at the right.
type statusLayout struct {
	text *widgets.Text
	held float32 // by the text of the job that runs; what stands behind it only gives way
}

const statusHeight = 28

func (l *statusLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	text, bar, cancel, again := objects[0], objects[1], objects[2], objects[3]
	right := size.Width
	for _, o := range []fyne.CanvasObject{objects[5], objects[4]} {
		if o.Visible() {
			m := o.MinSize()
			right -= m.Width
			put(o, right, m, size)
		}
	}
	const barWide, gap = 120, 8
	behind := float32(0)
	if again.Visible() {
		behind = gap + again.MinSize().Width
	}
	if bar.Visible() {
		behind = barWide + 2*gap + cancel.MinSize().Width
	}
	wide := right
	if behind == 0 {
		l.held = 0
	} else {
		l.held = max(l.held, l.needs())
		wide = min(l.held, max(0, right-behind))
	}
	put(text, 0, fyne.NewSize(wide, text.MinSize().Height), size)
	put(again, wide+gap, again.MinSize(), size)
	put(bar, wide+gap, fyne.NewSize(barWide, bar.MinSize().Height), size)
	put(cancel, wide+barWide+2*gap, cancel.MinSize(), size)
}

// needs is what the text needs beside other things, in steps: a digit more does not
// move them.
func (l *statusLayout) needs() float32 {
	const least, step, inset = 320, 60, 20
	size := l.text.Theme().Size(theme.SizeNameCaptionText)
	needs := fyne.MeasureText(l.text.Text(), size, fyne.TextStyle{}).Width + inset
	return least + step*max(0, float32(math.Ceil(float64(needs-least)/step)))
}

// put places an object at x, centred in the height.
func put(o fyne.CanvasObject, x float32, o2, place fyne.Size) {
	high := min(o2.Height, place.Height)
	o.Resize(fyne.NewSize(o2.Width, high))
	o.Move(fyne.NewPos(x, (place.Height-high)/2))
}

func (*statusLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, statusHeight) }
