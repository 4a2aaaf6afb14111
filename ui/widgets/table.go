package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TableColumn is one column of a Table.
type TableColumn struct {
	Title    string
	Right    bool // numbers are aligned right
	Editable bool // its cells can be typed into
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
	Rows    func() int
	Cell    func(row, column int) string
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
}

// Table shows any number of rows in aligned columns; only those on the screen
// cost anything.
type Table struct {
	widget.BaseWidget
	o      TableOptions
	widths []float32
	head   *cells
	list   *tableList
	all    *container.Scroll
	sort   int
	down   bool

	current int // the row tapped last, -1 for none
	tap     tap
	editing *editing
}

// NewTable makes a table.
func NewTable(o TableOptions) *Table {
	t := &Table{o: o, sort: -1, current: -1}
	t.head = newCells(t, true)
	t.list = newTableList(t)
	t.measure()
	body := container.NewBorder(container.NewVBox(t.head, widget.NewSeparator()), nil, nil, nil, t.list)
	t.all = container.NewHScroll(container.New(wideLayout{t}, body))
	onScroll(t.all, func() { DismissTooltip(t) })
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

// Fit is Update with columns as wide as their cells have become.
func (t *Table) Fit() {
	t.measure()
	t.head.Refresh()
	t.list.Refresh()
	t.all.Refresh()
}

// Columns is how many there are.
func (t *Table) Columns() int { return len(t.o.Columns) }

// Current is the row tapped last, -1 for none.
func (t *Table) Current() int { return t.current }

// SetSort marks the column that rows are sorted by; -1 is none.
func (t *Table) SetSort(column int, down bool) {
	t.sort, t.down = column, down
	t.head.Refresh()
}

const (
	cellGap  = 22
	maxCell  = 260
	tableRow = 26
)

// measure finds each column's width from its title and its longest cells.
func (t *Table) measure() {
	size := theme.TextSize()
	t.widths = make([]float32, len(t.o.Columns))
	for j, c := range t.o.Columns {
		longest := ""
		for i := range t.o.Rows() {
			if s := t.o.Cell(i, j); len(s) > len(longest) {
				longest = s
			}
		}
		wide := fyne.MeasureText(longest, size, fyne.TextStyle{}).Width
		title := fyne.MeasureText(c.Title+"  ↓", size, fyne.TextStyle{Bold: true}).Width
		t.widths[j] = min(max(wide, title), maxCell)
	}
}

func (t *Table) width() float32 {
	w := float32(tableIndent)
	for _, c := range t.widths {
		w += c + cellGap
	}
	return w
}

// tableIndent has room for the warning of a row.
const tableIndent = 32

// wideLayout gives a table its columns' width, or the place's if that is wider.
type wideLayout struct{ t *Table }

func (l wideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (l wideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(l.t.width(), 120) }
