package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tap is the tap on a row that a second one may follow.
type tap struct {
	row, column int
	at          time.Time
}

var (
	_ fyne.Tappable     = (*cells)(nil)
	_ desktop.Mouseable = (*cells)(nil)
)

// MouseDown implements desktop.Mouseable: a tap does not say what is held.
func (c *cells) MouseDown(e *desktop.MouseEvent) {
	DismissTooltip(c)
	c.held = e.Modifier
}

// MouseUp implements desktop.Mouseable.
func (c *cells) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable: it selects the row; a second tap on a cell
// that can be edited begins to.
func (c *cells) Tapped(e *fyne.PointEvent) {
	t := c.table
	if c.title || c.row < 0 {
		return
	}
	now := tap{c.row, t.columns.at(e.Position.X, t.sideways.Offset.X), time.Now()}
	before := t.tap
	t.tap = now
	if before.row == now.row && before.column == now.column && now.at.Sub(before.at) < doubleClick && t.Editable(now.column) {
		t.Edit(now.row, now.column)
		return
	}
	extent := Only
	switch {
	case c.held&fyne.KeyModifierShift != 0:
		extent = UpTo
	case c.held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		extent = Too
	}
	t.focus(t.list)
	t.selectRow(c.row, extent)
}

// selectRow makes a row the one tapped last; with UpTo that stays the row from
// which more are selected.
func (t *Table) selectRow(row int, e Extent) {
	if e != UpTo || t.current < 0 {
		t.current = row
	}
	t.o.Selected(row, e)
	t.list.Refresh()
}

func (t *Table) focus(o fyne.Focusable) {
	if t.o.Focus != nil {
		t.o.Focus(o)
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(o)
	}
}

// Editable reports whether the cells of a column can be typed into.
func (t *Table) Editable(column int) bool {
	return t.o.Edited != nil && column >= 0 && t.columns.list[column].Editable
}

// editing is the cell that is typed into.
type editing struct {
	row, column int
	was         string
	entry       *cellEntry
}

// typing is the cell of the row that is typed into, nil for none.
func (c *cells) typing() *editing {
	if e := c.table.editing; e != nil && !c.title && e.row == c.row {
		return e
	}
	return nil
}

// Edit begins to type into a cell.
func (t *Table) Edit(row, column int) {
	if !t.Editable(column) || row < 0 || row >= t.o.Rows() {
		return
	}
	t.commit()
	e := &editing{row: row, column: column, was: t.o.Cell(row, column), entry: newCellEntry(t)}
	e.entry.SetText(e.was)
	t.current, t.editing = row, e
	t.list.ScrollTo(row)
	t.reveal(column)
	t.list.Refresh()
	t.focus(e.entry)
	e.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// reveal scrolls sideways to a column that is out of sight.
func (t *Table) reveal(column int) {
	if column < t.columns.fixed {
		return
	}
	at, wide := t.columns.span(column)
	at -= t.columns.edge()
	from, shown := t.sideways.Offset.X, t.sideways.Size().Width
	switch {
	case at < from || wide > shown:
		from = at
	case at+wide > from+shown:
		from = at + wide - shown
	}
	t.scrollSideways(from)
}

// scrollSideways scrolls what is not fixed to a distance from its left.
func (t *Table) scrollSideways(to float32) {
	t.sideways.ScrollToOffset(fyne.NewPos(to, 0))
	t.moveCells() // a scroller that is told does not tell
}

// commit takes what was typed.
func (t *Table) commit() {
	if e := t.leave(); e != nil && e.entry.Text != e.was {
		t.o.Edited(e.row, e.column, e.entry.Text)
	}
}

// leave stops typing and returns what was typed into.
func (t *Table) leave() *editing {
	e := t.editing
	if e != nil {
		t.editing = nil
		t.list.Refresh()
	}
	return e
}

// editNext goes on to the next cell of the row that can be edited.
func (t *Table) editNext() {
	e := t.editing
	t.commit()
	for j := e.column + 1; j < len(t.columns.list); j++ {
		if t.Editable(j) {
			t.Edit(e.row, j)
			return
		}
	}
	t.focus(t.list)
}

// cellEntry is where one types into a cell. Enter and leaving take what was
// typed, Escape leaves the cell as it was, and Tab goes on to the next.
type cellEntry struct {
	widget.Entry
	t *Table
}

func newCellEntry(t *Table) *cellEntry {
	e := &cellEntry{t: t}
	e.Wrapping, e.Scroll = fyne.TextWrapOff, 0
	e.OnSubmitted = func(string) {
		t.commit()
		t.focus(t.list)
	}
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab implements fyne.Tabbable.
func (e *cellEntry) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (e *cellEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		e.t.leave()
		e.t.focus(e.t.list)
	case fyne.KeyTab:
		e.t.editNext()
	default:
		e.Entry.TypedKey(k)
	}
}

// KeyDown implements desktop.Keyable.
func (e *cellEntry) KeyDown(k *fyne.KeyEvent) {
	DismissTooltip(e)
	e.Entry.KeyDown(k)
}

// FocusLost takes what was typed.
func (e *cellEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.t.editing != nil && e.t.editing.entry == e {
		e.t.commit()
	}
}

// tableList is the rows, with the keys of a table.
type tableList struct {
	List
	t       *Table
	focused bool
}

func newTableList(t *Table) *tableList {
	l := &tableList{t: t}
	l.Length = t.o.Rows
	l.CreateItem = func() fyne.CanvasObject { return newCells(t, false) }
	l.UpdateItem = func(i widget.ListItemID, item fyne.CanvasObject) { item.(*cells).setRow(i) }
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained implements fyne.Focusable; the row tapped last, or else the first,
// shows the focus.
func (l *tableList) FocusGained() { l.focus(true) }

// FocusLost implements fyne.Focusable.
func (l *tableList) FocusLost() { l.focus(false) }

func (l *tableList) focus(on bool) {
	l.focused = on
	l.Refresh()
}

// TypedRune implements fyne.Focusable.
func (l *tableList) TypedRune(r rune) { passRune(l, r) }

// TypedKey implements fyne.Focusable: arrows go to another row or scroll sideways,
// Enter types into the row's first cell that can be edited.
func (l *tableList) TypedKey(e *fyne.KeyEvent) {
	const page, aside = 20, 80
	t := l.t
	if asksForMenu(e) {
		l.askForMenu()
		return
	}
	switch e.Name {
	case fyne.KeyUp:
		l.goTo(t.current - 1)
	case fyne.KeyDown:
		l.goTo(t.current + 1)
	case fyne.KeyPageUp:
		l.goTo(t.current - page)
	case fyne.KeyPageDown:
		l.goTo(t.current + page)
	case fyne.KeyLeft:
		t.scrollSideways(t.sideways.Offset.X - aside)
	case fyne.KeyRight:
		t.scrollSideways(t.sideways.Offset.X + aside)
	case fyne.KeyHome:
		l.goTo(0)
	case fyne.KeyEnd:
		l.goTo(t.o.Rows() - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		t.Edit(t.current, slices.IndexFunc(t.columns.list, func(c TableColumn) bool { return c.Editable }))
	default:
		passKey(l, e)
	}
}

func (l *tableList) goTo(row int) {
	if n := l.t.o.Rows(); n > 0 {
		row = min(max(row, 0), n-1)
		l.t.selectRow(row, Only)
		l.ScrollTo(row)
	}
}

// warningIcon says in a tooltip what is to be known of a row; without that it is
// not there.
type warningIcon struct {
	widget.Icon
	tooltip
}

func newWarning() *warningIcon {
	w := &warningIcon{}
	w.ExtendBaseWidget(w)
	w.SetResource(theme.NewWarningThemedResource(theme.WarningIcon()))
	w.Hide()
	return w
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (w *warningIcon) ExtendBaseWidget(o fyne.Widget) {
	w.extendTooltip(o)
	w.Icon.ExtendBaseWidget(o)
}

func (w *warningIcon) set(text string) {
	if text != w.ToolTip() {
		w.dismiss() // it is of another row
		w.SetToolTip(text)
	}
	showIf(w, text != "")
}
