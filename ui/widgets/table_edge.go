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
	e.SetToolTip("Drag to change the width; double-click to fit what is in the column")
	return e
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (e *columnEdge) ExtendBaseWidget(w fyne.Widget) {
	e.ExtendToolTipWidget(w)
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
