package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// List is a long list.
type List struct {
	widget.List
	// entered hears of Enter on an item; nil takes it for Space, which selects.
	entered func(widget.ListItemID)
	// OnKey has keys before the list, and says whether it has made use of one. OnRune has
	// what is typed; nil leaves that to the window.
	OnKey  func(*fyne.KeyEvent) bool
	OnRune func(rune)
	// Takes is the item that Enter takes while a line of words has the focus, which is
	// marked; nil and -1 are none.
	Takes   func() widget.ListItemID
	at      widget.ListItemID // that keys have come to
	rows    *container.Scroll
	focused bool
	space   bool // was pressed, and comes as a letter too
}

// NewList makes a list.
func NewList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *List {
	l := &List{}
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return container.NewStack(canvas.NewRectangle(nil), create()) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		row := o.(*fyne.Container).Objects
		l.mark(row[0].(*canvas.Rectangle), i)
		update(i, row[1])
	}
	l.OnHighlighted = func(i widget.ListItemID) { l.at = i }
	l.ExtendBaseWidget(l)
	return l
}

// NewEnteredList makes a list of which items are entered, by Enter or a double click.
func NewEnteredList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject), entered func(widget.ListItemID)) *List {
	var l *List
	l = NewList(length, func() fyne.CanvasObject { return newListRow(l, create()) }, func(i widget.ListItemID, o fyne.CanvasObject) {
		r := o.(*listRow)
		if r.id != i {
			r.id, r.tapped = i, time.Time{}
		}
		update(i, r.content)
	})
	l.entered = entered
	return l
}

// mark marks the ground of the item that Enter takes.
func (l *List) mark(ground *canvas.Rectangle, i widget.ListItemID) {
	color := nothing
	if l.Takes != nil && !l.focused && l.Takes() == i {
		color = theme.ColorNameSelection
	}
	ground.FillColor, ground.CornerRadius = themeColor(l, color), theme.SizeForWidget(theme.SizeNameSelectionRadius, l)
	ground.Refresh()
}

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.focused = true
	l.List.FocusGained()
	l.remark()
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {
	l.focused = false
	l.List.FocusLost()
	l.remark()
}

func (l *List) remark() {
	if l.Takes != nil {
		l.Refresh()
	}
}

// CreateRenderer implements fyne.Widget: no tooltip stays over rows that move.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	r := l.List.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			l.rows = s
			onScroll(s, func() { DismissTooltip(s) })
		}
	}
	return r
}

// KeyDown implements desktop.Keyable. (What embeds a list is on the canvas in its
// place; the rows are there in any case.)
func (l *List) KeyDown(*fyne.KeyEvent) {
	if l.rows != nil {
		DismissTooltip(l.rows)
	}
}

// KeyUp implements desktop.Keyable.
func (l *List) KeyUp(*fyne.KeyEvent) {}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	l.space = e.Name == fyne.KeySpace
	switch {
	case passKey(l, e):
	case l.OnKey != nil && l.OnKey(e):
	case e.Name == fyne.KeyHome:
		l.Highlight(0)
	case e.Name == fyne.KeyEnd:
		l.Highlight(l.Length() - 1)
	case e.Name == fyne.KeyPageUp:
		l.Highlight(max(l.at-listPage, 0))
	case e.Name == fyne.KeyPageDown:
		l.Highlight(min(l.at+listPage, l.Length()-1))
	case e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter:
		l.List.TypedKey(e)
	case l.entered != nil && l.at < l.Length():
		l.entered(l.at)
	default:
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
}

// listPage is how far a page goes.
const listPage = 10

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) {
	if l.space && r == ' ' {
		l.space = false
		return
	}
	if l.OnRune != nil {
		l.OnRune(r)
		return
	}
	passRune(l, r)
}

// listRow is a row of which a double click is heard. (Fyne's row says nothing of a
// second tap, and its DoubleTapped would have the first one wait.)
type listRow struct {
	widget.BaseWidget
	l       *List
	content fyne.CanvasObject
	id      widget.ListItemID
	tapped  time.Time
}

var _ fyne.Tappable = (*listRow)(nil)

func newListRow(l *List, content fyne.CanvasObject) *listRow {
	r := &listRow{l: l, content: content}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// Tapped implements fyne.Tappable.
func (r *listRow) Tapped(*fyne.PointEvent) {
	before := r.tapped
	r.tapped = time.Now()
	if r.tapped.Sub(before) < doubleClick {
		r.tapped = time.Time{}
		r.l.entered(r.id)
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.l); c != nil {
		c.Focus(r.l)
	}
	r.l.Highlight(r.id)
	r.l.Select(r.id)
}
