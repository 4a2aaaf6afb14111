package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// cells is one row, or the titles.
type cells struct {
	widget.BaseWidget
	table *Table
	title bool
	row   int // -1 while it is none
	held  fyne.KeyModifier
}

func newCells(t *Table, title bool) *cells {
	c := &cells{table: t, title: title, row: -1}
	c.ExtendBaseWidget(c)
	return c
}

func (c *cells) setRow(i int) {
	if e := c.table.editing; e != nil && c.row == e.row && i != e.row {
		c.table.commit() // it is scrolled away
	}
	c.row = i
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
		return t.o.Columns[column].Title + " ↓"
	case column == t.sort:
		return t.o.Columns[column].Title + " ↑"
	}
	return t.o.Columns[column].Title
}

// CreateRenderer implements fyne.Widget.
func (c *cells) CreateRenderer() fyne.WidgetRenderer {
	r := &cellsRenderer{c: c, lit: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), warning: newWarning()}
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
	c        *cells
	lit, bar *canvas.Rectangle // behind a row that stands out, and at the one tapped last
	warning  *warningIcon
	texts    []*canvas.Text
}

func (r *cellsRenderer) Destroy() {}

func (r *cellsRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.lit, r.bar}
	for _, t := range r.texts {
		list = append(list, t)
	}
	if !r.c.title {
		list = append(list, r.warning)
	}
	if e := r.c.typing(); e != nil {
		list = append(list, e.entry)
	}
	return list
}

func (r *cellsRenderer) MinSize() fyne.Size { return fyne.NewSize(r.c.table.width(), tableRow) }

func (r *cellsRenderer) Layout(size fyne.Size) {
	const barWide, icon, entryHigh = 3, 16, 28
	gap := theme.Padding() // between the rows of a list
	r.lit.Move(fyne.NewPos(0, -gap/2))
	r.lit.Resize(size.AddWidthHeight(0, gap))
	r.bar.Resize(fyne.NewSize(barWide, size.Height))
	r.warning.Move(fyne.NewPos((tableIndent-icon)/2+1, (size.Height-icon)/2))
	r.warning.Resize(fyne.NewSquareSize(icon))
	if e := r.c.typing(); e != nil {
		at, wide := r.c.table.span(e.column)
		e.entry.Move(fyne.NewPos(at, (size.Height-entryHigh)/2))
		e.entry.Resize(fyne.NewSize(wide, entryHigh))
	}
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
	r.refreshState()
	size := theme.SizeForWidget(theme.SizeNameText, c)
	for j, t := range r.texts {
		t.TextSize, t.Color = size, themeColor(c, ink)
		t.Text = shorten(c.text(j), c.table.widths[j], size, t.TextStyle)
		t.Refresh()
	}
	r.Layout(c.Size())
	canvas.Refresh(c) // an entry may have come or gone
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
	}
	if !c.title && c.row >= 0 && c.row == c.table.current {
		bar = theme.ColorNamePrimary
	}
	r.lit.FillColor, r.bar.FillColor = themeColor(c, lit), themeColor(c, bar)
	r.warning.set(state.Warning)
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
