package widgets

import "fyne.io/fyne/v2"

var _ fyne.SecondaryTappable = (*cells)(nil)

// TappedSecondary implements fyne.SecondaryTappable.
func (c *cells) TappedSecondary(e *fyne.PointEvent) {
	t := c.table
	if c.title || c.row < 0 || t.o.Menu == nil {
		return
	}
	t.commit()
	t.focus(t.list)
	t.askForMenu(c.row, t.columns.at(e.Position.X, t.sideways.Offset.X), MenuPlace{At: e.AbsolutePosition})
}

// askForMenu asks for the menu of a row, which is selected alone unless it is selected
// already.
func (t *Table) askForMenu(row, column int, at MenuPlace) {
	if t.o.State != nil && t.o.State(row).Lit {
		t.current = row
		t.list.Refresh()
	} else {
		t.selectRow(row, Only)
	}
	t.o.Menu(row, column, at)
}

// askForMenu asks for the menu of the row tapped last, or else the first, by a key.
func (l *tableList) askForMenu() {
	t := l.t
	if t.o.Menu == nil || t.o.Rows() == 0 {
		return
	}
	row := max(t.current, 0)
	l.ScrollTo(row)
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(t)
	for c := range t.rows {
		if c.row == row && c.Visible() {
			at = driver.AbsolutePositionForObject(c)
		}
	}
	t.askForMenu(row, -1, MenuPlace{At: at.AddXY(tableIndent, tableRow), Keys: true})
}
