package view

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// menu offers what can be done with a row of the table and with the cell in it, of which
// there is none by keys (-1).
func (v *Study) menu(row, column int, at widgets.MenuPlace) {
	v.selected = &v.rows[row] // which may be one of several that stand out
	v.showPick()
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(v.asA.Text, func() { v.use(model.A) }),
		fyne.NewMenuItem(v.asB.Text, func() { v.use(model.B) }),
	}
	if v.both.Visible() {
		items = append(items, fyne.NewMenuItem(v.both.Text, v.m.CompareSelected))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	if column >= 0 {
		items = append(items, v.cellItems(row, column)...)
	}
	if v.metadata.several.Visible() {
		items = append(items, fyne.NewMenuItem(v.metadata.set.Text+"…", func() { v.giveSeveral(column) }))
	}
	v.host.ShowMenu(at, items...)
}

// cellItems are what can be done with a cell.
func (v *Study) cellItems(row, column int) (items []*fyne.MenuItem) {
	if text := v.rows[row].Cells[column]; text != "" {
		items = append(items, fyne.NewMenuItem("Copy cell", func() { v.host.CopyText(text, "The cell is on the clipboard.") }))
	}
	if v.table.Editable(column) {
		items = append(items, fyne.NewMenuItem("Type a value", func() { v.table.Edit(row, column) }))
	}
	return items
}

// giveSeveral begins to type a value for all networks that are selected, of the column
// of metadata that was pointed at, or else of that which is chosen.
func (v *Study) giveSeveral(column int) {
	v.host.ShowInspector()
	if column >= 0 && v.table.Editable(column) {
		v.metadata.chosen = v.m.Catalog().Columns[column].Title
	}
	v.metadata.SetOpen(true)
	v.metadata.showSeveral()
	v.host.Focus(v.metadata.value)
}
