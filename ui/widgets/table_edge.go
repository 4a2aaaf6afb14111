package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// columnEdge is the right edge of a column's title, which is dragged to make the column
// wider or narrower.
type columnEdge struct {
	widget.BaseWidget
	pressed
	t       *Table
	column  int
	shown   bool    // the pointer is on it
	grabbed bool    // it is being dragged
	beside  float32 // how far from the edge it was grabbed
}

// edgeWide is how wide the place is to grab an edge at.
const edgeWide = 9

var (
	_ fyne.Draggable      = (*columnEdge)(nil)
	_ fyne.DoubleTappable = (*columnEdge)(nil)
	_ desktop.Cursorable  = (*columnEdge)(nil)
	_ desktop.Hoverable   = (*columnEdge)(nil)
)

func newColumnEdge(t *Table, column int) *columnEdge {
	e := &columnEdge{t: t, column: column}
	e.ExtendBaseWidget(e)
	e.SetToolTip("Drag to change the width; double-click to fit what is in the column. On a title that has the focus: Alt+← and Alt+→, Alt+Enter")
	return e
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (e *columnEdge) ExtendBaseWidget(w fyne.Widget) {
	e.extendTooltip(w)
	e.BaseWidget.ExtendBaseWidget(w)
}

// Cursor implements desktop.Cursorable.
func (e *columnEdge) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn implements desktop.Hoverable.
func (e *columnEdge) MouseIn(m *desktop.MouseEvent) {
	e.tooltip.MouseIn(m)
	e.shown = true
	e.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (e *columnEdge) MouseOut() {
	e.tooltip.MouseOut()
	e.shown = false
	e.Refresh()
}

// Dragged implements fyne.Draggable: the edge follows the pointer.
func (e *columnEdge) Dragged(d *fyne.DragEvent) {
	t := e.t
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject(e)
	at := d.AbsolutePosition.X - where.X - edgeWide/2 // of the pointer, from the edge
	if !e.grabbed {
		e.grabbed, e.beside = true, at-d.Dragged.DX
		e.Refresh()
	}
	DismissTooltip(e) // of a title that the pointer is ahead over
	t.resizeColumn(e.column, t.columns.wide[e.column]+at-e.beside)
}

// DragEnd implements fyne.Draggable.
func (e *columnEdge) DragEnd() {
	e.grabbed = false
	e.Refresh()
}

// DoubleTapped implements fyne.DoubleTappable: the column takes what its texts need.
func (e *columnEdge) DoubleTapped(*fyne.PointEvent) {
	e.t.resizeColumn(e.column, e.t.columns.need[e.column])
}

// CreateRenderer implements fyne.Widget.
func (e *columnEdge) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(nil)
	r := &edgeRenderer{WidgetRenderer: widget.NewSimpleRenderer(line), e: e, line: line}
	r.Refresh()
	return r
}

type edgeRenderer struct {
	fyne.WidgetRenderer
	e    *columnEdge
	line *canvas.Rectangle
}

func (r *edgeRenderer) MinSize() fyne.Size { return fyne.NewSize(edgeWide, 0) }

func (r *edgeRenderer) Layout(size fyne.Size) {
	const wide, pad = 1, 6
	r.line.Move(fyne.NewPos((size.Width-wide)/2, pad))
	r.line.Resize(fyne.NewSize(wide, size.Height-2*pad))
}

func (r *edgeRenderer) Refresh() {
	ink := theme.ColorNameSeparator
	if r.e.shown || r.e.grabbed {
		ink = theme.ColorNamePrimary
	}
	r.line.FillColor = themeColor(r.e, ink)
	r.line.Refresh()
}

// moveEdge is what the keys do to the column whose title has the focus: Alt and an arrow
// move its edge, Alt and Enter fit it to what is in it.
func (t *Table) moveEdge(column int, s fyne.Shortcut) {
	const step = 12
	keys, ok := s.(*desktop.CustomShortcut)
	if !ok || keys.Modifier != fyne.KeyModifierAlt {
		return
	}
	wide := t.columns.wide[column]
	switch keys.KeyName {
	case fyne.KeyLeft:
		wide -= step
	case fyne.KeyRight:
		wide += step
	case fyne.KeyReturn, fyne.KeyEnter:
		wide = t.columns.need[column]
	default:
		return
	}
	t.resizeColumn(column, wide)
	t.reveal(column)
}

// resizeColumn gives a column another width.
func (t *Table) resizeColumn(column int, wide float32) {
	t.columns.resize(column, wide)
	t.showColumns()
}

// KeepWidths gives columns the widths that a person gave those of the same titles in
// another table.
func (t *Table) KeepWidths(of *Table) {
	t.columns.own = of.columns.own
	t.SetColumns(t.columns.list)
}
