package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/names"
)

// TableColumn is one column of a Table.
type TableColumn struct {
	Title    string
	Right    bool // numbers are aligned right
	Editable bool // its cells can be typed into
	// Longest are its longest texts, also of rows that are not shown now: the widest of
	// them is how wide it is.
	Longest []string
	// Shared is what its texts begin and end with, which is left out first.
	Shared names.Shared
}

// RowState is how a row stands out.
type RowState struct {
	Lit     bool
	Warning string // "" for none
}

// Extent is how much a tap on a row selects.
type Extent int

// The extents.
const (
	Only Extent = iota // the row
	Too                // the row beside those that are selected (Ctrl)
	UpTo               // the rows from the one tapped before up to this one (Shift)
)

// TableOptions is what a Table shows and tells.
type TableOptions struct {
	Columns []TableColumn
	// Fixed is how many of the first columns stay in place when the others are
	// scrolled sideways: those that say which row it is.
	Fixed int
	Rows  func() int
	Cell  func(row, column int) string
	// State is how a row stands out; nil where none does.
	State func(row int) RowState
	// Selected and Sorted hear of a tap on a row and on a column's title.
	Selected func(row int, e Extent)
	Sorted   func(column int)
	// Focus gives a part of the table the focus; nil leaves that to Fyne, which knows
	// no window of a table that was never painted.
	Focus func(fyne.Focusable)
	// Edited hears what was typed into a cell.
	Edited func(row, column int, text string)
	// Menu hears of the right button on a row, which is selected by then, or of a key
	// for its menu, which is of no column (-1); nil has none.
	Menu func(row, column int, at MenuPlace)
}

// Table shows any number of rows in aligned columns; only those on the screen
// cost anything.
type Table struct {
	widget.BaseWidget
	columns
	o    TableOptions
	head *cells
	list *tableList
	rows map[*cells]bool // those that were shown and may be again
	// sideways has the scroll bar of the columns that are not fixed, and shades their
	// edges where they go on. There is nothing else in it: rows move their cells.
	sideways *container.Scroll
	all      fyne.CanvasObject
	sort     int
	down     bool

	current int // the row tapped last, -1 for none
	tap     tap
	editing *editing
}

// NewTable makes a table.
func NewTable(o TableOptions) *Table {
	t := &Table{o: o, rows: map[*cells]bool{}, sort: -1, current: -1}
	t.columns.set(o.Columns, o.Fixed)
	t.head = newCells(t, true)
	t.list = newTableList(t)
	t.sideways = container.NewHScroll(container.New(scrolledLayout{t}))
	onScroll(t.sideways, func() {
		DismissTooltip(t)
		t.moveCells()
	})
	titles := container.NewVBox(t.head, widget.NewSeparator())
	body := container.New(layout.NewBorderLayout(titles, nil, nil, nil), titles, t.list) // in the order of Tab
	t.all = container.New(tableLayout{t}, body, t.sideways, newTableWheel(t))
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.all) }

// Reload shows other rows, from the top.
func (t *Table) Reload() {
	t.current = -1
	t.list.ScrollToTop()
	t.list.Refresh()
}

// ScrollTo brings a row as far up as it goes.
func (t *Table) ScrollTo(row int) {
	t.list.ScrollToBottom() // to a row above, a list scrolls no further than to its top
	t.list.ScrollTo(row)
}

// Update shows what became of the rows, where they are.
func (t *Table) Update() { t.list.Refresh() }

// SetColumns is Update with other columns, or such as have become wider.
func (t *Table) SetColumns(list []TableColumn) {
	t.columns.set(list, t.o.Fixed)
	if e := t.editing; e != nil && e.column >= len(list) {
		t.editing = nil
		defer t.focus(t.list)
	}
	t.showColumns()
}

// showColumns shows what has become of the columns' widths.
func (t *Table) showColumns() {
	t.all.Refresh() // they may take less room, and go less far
	t.head.Refresh()
	t.list.Refresh()
}

// Current is the row tapped last, -1 for none.
func (t *Table) Current() int { return t.current }

// SetCurrent makes a row the one tapped last, in sight, and tells nobody; -1 is none.
func (t *Table) SetCurrent(row int) {
	t.current = row
	if row >= 0 {
		t.list.ScrollTo(row)
	}
	t.list.Refresh()
}

// FocusRows gives the rows the focus.
func (t *Table) FocusRows() { t.focus(t.list) }

// RowsFocused reports whether they have it.
func (t *Table) RowsFocused() bool { return t.list.focused }

// SetSort marks the column that rows are sorted by; -1 is none.
func (t *Table) SetSort(column int, down bool) {
	t.sort, t.down = column, down
	t.head.Refresh()
}

// moveCells has every row follow the scroller.
func (t *Table) moveCells() {
	t.head.follow()
	for c := range t.rows {
		c.follow()
	}
}

// tableLayout puts what scrolls sideways beside the columns that do not.
type tableLayout struct{ t *Table }

func (l tableLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	body, sideways, wheel := objects[0], objects[1], objects[2]
	t := l.t
	cut := t.columns.fit(size.Width)
	edge, rows := t.columns.edge(), size
	if t.columns.width() > size.Width {
		rows.Height -= theme.ScrollBarSize() // else the bar lies on the last of them
	}
	sideways.Move(fyne.NewPos(edge, 0))
	sideways.Resize(fyne.NewSize(max(0, size.Width-edge), size.Height))
	sideways.Refresh()
	body.Resize(rows)
	wheel.Resize(size)
	if cut {
		t.head.Refresh()
		t.list.Refresh()
	}
	t.moveCells() // the scroller may have been taken back
}

func (l tableLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 120) }

// scrolledLayout is as wide as the columns that are not fixed.
type scrolledLayout struct{ t *Table }

func (scrolledLayout) Layout([]fyne.CanvasObject, fyne.Size) {}

func (l scrolledLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.t.columns.width()-l.t.columns.edge(), 0)
}

// tableWheel lies over a table, to turn its wheel: what is under the pointer hears
// of one direction alone.
type tableWheel struct {
	widget.BaseWidget
	t *Table
}

var _ fyne.Scrollable = (*tableWheel)(nil)

func newTableWheel(t *Table) *tableWheel {
	w := &tableWheel{t: t}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer implements fyne.Widget.
func (w *tableWheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Scrolled implements fyne.Scrollable.
func (w *tableWheel) Scrolled(e *fyne.ScrollEvent) {
	along, across := *e, *e
	along.Scrolled.DX, across.Scrolled.DY = 0, 0
	if across.Scrolled.DX != 0 {
		w.t.sideways.Scrolled(&across)
	}
	if rows := w.t.list.rows; rows != nil && along.Scrolled.DY != 0 {
		rows.Scrolled(&along)
	}
}
