package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TableColumn is one column of a Table.
type TableColumn struct {
	Title string
	Right bool // numbers are aligned right
}

// TableOptions is what a Table shows and tells.
type TableOptions struct {
	Columns []TableColumn
	Rows    func() int
	Cell    func(row, column int) string
	// Selected and Sorted hear of a tap on a row and on a column's title.
	Selected func(row int)
	Sorted   func(column int)
}

// Table shows any number of rows in aligned columns; only those on the screen
// cost anything.
type Table struct {
	widget.BaseWidget
	o      TableOptions
	widths []float32
	head   *cells
	list   *List
	all    fyne.CanvasObject
	sort   int
	down   bool
}

// NewTable makes a table.
func NewTable(o TableOptions) *Table {
	t := &Table{o: o, sort: -1}
	t.head = newCells(t, true)
	t.list = NewList(o.Rows,
		func() fyne.CanvasObject { return newCells(t, false) },
		func(i widget.ListItemID, item fyne.CanvasObject) { item.(*cells).setRow(i) },
	)
	t.list.HideSeparators = true
	t.list.OnSelected = func(i widget.ListItemID) { o.Selected(i) }
	t.measure()
	body := container.NewBorder(container.NewVBox(t.head, widget.NewSeparator()), nil, nil, nil, t.list)
	t.all = container.NewHScroll(container.New(wideLayout{t}, body))
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.all) }

// Reload shows rows that changed, from the top.
func (t *Table) Reload() {
	t.list.UnselectAll()
	t.list.ScrollToTop()
	t.list.Refresh()
}

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

const tableIndent = 14

// wideLayout gives a table its columns' width, or the place's if that is wider.
type wideLayout struct{ t *Table }

func (l wideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (l wideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(l.t.width(), 120) }

// cells is one row, or the titles.
type cells struct {
	widget.BaseWidget
	table *Table
	title bool
	row   int
}

func newCells(t *Table, title bool) *cells {
	c := &cells{table: t, title: title}
	c.ExtendBaseWidget(c)
	return c
}

func (c *cells) setRow(i int) {
	c.row = i
	c.Refresh()
}

func (c *cells) text(column int) string {
	t := c.table
	switch {
	case !c.title && c.row < t.o.Rows():
		return t.o.Cell(c.row, column)
	case !c.title:
		return ""
	case column == t.sort && t.down:
		return t.o.Columns[column].Title + " ↓"
	case column == t.sort:
		return t.o.Columns[column].Title + " ↑"
	}
	return t.o.Columns[column].Title
}

// CreateRenderer implements fyne.Widget.
func (c *cells) CreateRenderer() fyne.WidgetRenderer {
	r := &cellsRenderer{c: c}
	for range c.table.o.Columns {
		text := canvas.NewText("", nil)
		text.TextStyle.Bold = c.title
		r.texts = append(r.texts, text)
	}
	r.Refresh()
	if !c.title {
		return r
	}
	return &titleRenderer{cellsRenderer: r, buttons: titleButtons(c.table)}
}

type cellsRenderer struct {
	c     *cells
	texts []*canvas.Text
}

func (r *cellsRenderer) Destroy() {}

func (r *cellsRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, len(r.texts))
	for i, t := range r.texts {
		list[i] = t
	}
	return list
}

func (r *cellsRenderer) MinSize() fyne.Size { return fyne.NewSize(r.c.table.width(), tableRow) }

func (r *cellsRenderer) Layout(size fyne.Size) {
	x := float32(tableIndent)
	for j, t := range r.texts {
		m := t.MinSize()
		wide := r.c.table.widths[j]
		at := x
		if r.c.table.o.Columns[j].Right {
			at = x + wide - m.Width
		}
		t.Move(fyne.NewPos(at, (size.Height-m.Height)/2))
		t.Resize(m)
		x += wide + cellGap
	}
}

func (r *cellsRenderer) Refresh() {
	c := r.c
	ink := theme.ColorNameForeground
	if c.title {
		ink = theme.ColorNamePlaceHolder
	}
	size := theme.SizeForWidget(theme.SizeNameText, c)
	for j, t := range r.texts {
		t.TextSize, t.Color = size, themeColor(c, ink)
		t.Text = shorten(c.text(j), c.table.widths[j], size, t.TextStyle)
		t.Refresh()
	}
	r.Layout(c.Size())
}

// shorten cuts text that is wider than its cell and marks the cut.
func shorten(s string, wide, size float32, style fyne.TextStyle) string {
	const fits = maxCell / 20 // no character is wider than 20 units
	if len(s) <= fits || fyne.MeasureText(s, size, style).Width <= wide+0.5 {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 && fyne.MeasureText(string(runes)+"…", size, style).Width > wide {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// titleRenderer has a button on each title, to sort by it.
type titleRenderer struct {
	*cellsRenderer
	buttons []*tapArea
}

func titleButtons(t *Table) []*tapArea {
	var list []*tapArea
	for j, c := range t.o.Columns {
		list = append(list, newTapArea("Sort by "+c.Title, func() { t.o.Sorted(j) }))
	}
	return list
}

func (r *titleRenderer) Objects() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, b := range r.buttons {
		list = append(list, b)
	}
	return append(list, r.cellsRenderer.Objects()...)
}

func (r *titleRenderer) MinSize() fyne.Size { return fyne.NewSize(r.c.table.width(), 30) }

func (r *titleRenderer) Layout(size fyne.Size) {
	r.cellsRenderer.Layout(size)
	x := float32(tableIndent)
	for j, b := range r.buttons {
		wide := r.c.table.widths[j]
		b.Move(fyne.NewPos(x-cellGap/2, 2))
		b.Resize(fyne.NewSize(wide+cellGap, size.Height-4))
		x += wide + cellGap
	}
}
