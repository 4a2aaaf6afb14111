package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const tableRow = 26

// cells is one row, or the titles.
type cells struct {
	widget.BaseWidget
	tooltip // of the cell that the pointer is on
	table   *Table
	title   bool
	row     int // -1 while it is none
	over    int // the column that the pointer is on, -1 for none
	held    fyne.KeyModifier
	// moved are the cells of the columns that are not fixed, which are seen through
	// window.
	moved  *fyne.Container
	window *container.Clip
}

func newCells(t *Table, title bool) *cells {
	c := &cells{table: t, title: title, row: -1, over: -1, moved: container.NewWithoutLayout()}
	c.window = container.NewClip(c.moved)
	c.window.ExtendBaseWidget(c.window) // else nothing in it has the focus until it is painted
	c.ExtendBaseWidget(c)
	return c
}

// follow moves the cells of the columns that are not fixed to where they are
// scrolled to.
func (c *cells) follow() { c.moved.Move(fyne.NewPos(-c.table.sideways.Offset.X, 0)) }

func (c *cells) setRow(i int) {
	if e := c.table.editing; e != nil && c.row == e.row && i != e.row {
		c.table.commit() // it is scrolled away
	}
	if c.row != i && c.over >= 0 {
		c.leave() // it is of another row
	}
	c.row = i
	c.table.rows[c] = true
	c.Refresh()
}

func (c *cells) text(column int) string {
	t := c.table
	switch {
	case !c.title && c.row >= 0 && c.row < t.o.Rows():
		return t.o.Cell(c.row, column)
	case !c.title:
		return ""
	case column == t.sort && t.down:
		return t.columns.list[column].Title + " ↓"
	case column == t.sort:
		return t.columns.list[column].Title + " ↑"
	}
	return t.columns.list[column].Title
}

// CreateRenderer implements fyne.Widget.
func (c *cells) CreateRenderer() fyne.WidgetRenderer {
	r := &cellsRenderer{c: c, lit: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), warning: newWarning()}
	r.Refresh()
	return r
}

type cellsRenderer struct {
	c        *cells
	lit, bar *canvas.Rectangle // behind a row that stands out, and at the one tapped last
	warning  *warningIcon
	texts    []*canvas.Text
	buttons  []*tapArea    // on the titles, to sort by them
	edges    []*columnEdge // right of the titles, to drag
	entry    *editing      // that is among the cells, nil for none
	objects  []fyne.CanvasObject
}

func (r *cellsRenderer) Destroy() { delete(r.c.table.rows, r.c) }

func (r *cellsRenderer) Objects() []fyne.CanvasObject { return r.objects }

// arrange puts the cells, and an entry that has come, where they belong.
func (r *cellsRenderer) arrange() {
	r.entry = r.c.typing()
	k := &r.c.table.columns
	r.objects = append([]fyne.CanvasObject{r.lit, r.bar}, r.cells(0, k.fixed)...)
	if !r.c.title {
		r.objects = append(r.objects, r.warning)
	}
	r.objects = append(r.objects, r.c.window)
	r.c.moved.Objects = r.cells(k.fixed, len(k.list))
	for j, e := range r.edges { // over the titles on both sides
		if j < k.fixed {
			r.objects = append(r.objects, e)
		} else {
			r.c.moved.Objects = append(r.c.moved.Objects, e)
		}
	}
}

// cells is what is shown in some of the columns.
func (r *cellsRenderer) cells(from, to int) (list []fyne.CanvasObject) {
	if r.c.title {
		for _, b := range r.buttons[from:to] {
			list = append(list, b)
		}
	}
	for _, t := range r.texts[from:to] {
		list = append(list, t)
	}
	if e := r.entry; e != nil && e.column >= from && e.column < to {
		list = append(list, e.entry)
	}
	return list
}

func (r *cellsRenderer) MinSize() fyne.Size {
	const title = 30
	if r.c.title {
		return fyne.NewSize(0, title)
	}
	return fyne.NewSize(0, tableRow)
}

func (r *cellsRenderer) Layout(size fyne.Size) {
	const barWide, icon = 3, 16
	gap := theme.Padding() // between the rows of a list
	r.lit.Move(fyne.NewPos(0, -gap/2))
	r.lit.Resize(size.AddWidthHeight(0, gap))
	r.bar.Resize(fyne.NewSize(barWide, size.Height))
	r.warning.Move(fyne.NewPos((tableIndent-icon)/2+1, (size.Height-icon)/2))
	r.warning.Resize(fyne.NewSquareSize(icon))
	edge := fyne.NewPos(r.c.table.columns.edge(), -gap/2) // an entry is higher than a row
	r.c.window.Move(edge)
	r.c.window.Resize(fyne.NewSize(max(0, size.Width-edge.X), size.Height+gap))
	r.c.follow()
	for j := range r.texts {
		from := fyne.Position{}
		if j >= r.c.table.columns.fixed {
			from = edge
		}
		r.layoutCell(j, from, size.Height)
	}
}

// layoutCell puts the cell of a column where it is, seen from a position in the row.
func (r *cellsRenderer) layoutCell(j int, from fyne.Position, high float32) {
	const entryHigh, buttonGap = 28, 2
	k, t := &r.c.table.columns, r.texts[j]
	at, wide := k.span(j)
	m := t.MinSize()
	x := k.from[j]
	if k.list[j].Right {
		x += k.wide[j] - m.Width
	}
	t.Move(fyne.NewPos(x-from.X, (high-m.Height)/2-from.Y))
	t.Resize(m)
	if e := r.entry; e != nil && e.column == j {
		e.entry.Move(fyne.NewPos(at-from.X, (high-entryHigh)/2-from.Y))
		e.entry.Resize(fyne.NewSize(wide, entryHigh))
	}
	if r.c.title {
		r.buttons[j].Move(fyne.NewPos(at-from.X, buttonGap-from.Y))
		r.buttons[j].Resize(fyne.NewSize(wide, high-2*buttonGap))
		r.edges[j].Move(fyne.NewPos(at+wide-edgeWide/2-from.X, -from.Y))
		r.edges[j].Resize(fyne.NewSize(edgeWide, high))
	}
}

func (r *cellsRenderer) Refresh() {
	c, k := r.c, &r.c.table.columns
	if anew := r.stale(); anew || r.entry != c.typing() {
		if anew {
			r.make()
		}
		r.arrange()
	}
	ink := theme.ColorNameForeground
	if c.title {
		ink = theme.ColorNamePlaceHolder
	}
	r.refreshState()
	size := theme.SizeForWidget(theme.SizeNameText, c)
	for j, t := range r.texts {
		t.TextSize, t.Color = size, themeColor(c, ink)
		t.Text = shorten(k.list[j].Shared, c.text(j), k.wide[j], size, t.TextStyle)
		t.Refresh()
	}
	r.Layout(c.Size())
	canvas.Refresh(c) // an entry may have come or gone
}

// make makes the cells anew, for other columns.
func (r *cellsRenderer) make() {
	r.texts, r.buttons, r.edges = nil, nil, nil
	t := r.c.table
	for j, k := range t.columns.list {
		text := canvas.NewText("", nil)
		text.TextStyle.Bold = r.c.title
		r.texts = append(r.texts, text)
		if !r.c.title {
			continue
		}
		b := newTapArea(sortBy+k.Title, func() { t.o.Sorted(j) })
		b.onFocus = func() { t.reveal(j) }
		b.onShortcut = func(s fyne.Shortcut) { t.moveEdge(j, s) }
		r.buttons, r.edges = append(r.buttons, b), append(r.edges, newColumnEdge(t, j))
	}
}

const sortBy = "Sort by "

// stale reports whether the cells are those of other columns.
func (r *cellsRenderer) stale() bool {
	list := r.c.table.columns.list
	if !r.c.title {
		return len(r.texts) != len(list)
	}
	return !slices.EqualFunc(r.buttons, list, func(b *tapArea, k TableColumn) bool { return b.ToolTip() == sortBy+k.Title })
}

func (r *cellsRenderer) refreshState() {
	c, state := r.c, RowState{}
	if o := c.table.o; !c.title && o.State != nil && c.row >= 0 && c.row < o.Rows() {
		state = o.State(c.row)
	}
	lit, bar := nothing, nothing
	switch {
	case !c.title && c.table.list.focused && c.row == max(c.table.current, 0):
		lit = theme.ColorNameFocus
	case state.Lit:
		lit = theme.ColorNameSelection
	case c.over >= 0:
		lit = theme.ColorNameHover
	}
	if !c.title && c.row >= 0 && c.row == c.table.current {
		bar = theme.ColorNamePrimary
	}
	r.lit.FillColor, r.bar.FillColor = themeColor(c, lit), themeColor(c, bar)
	r.warning.set(state.Warning)
}
