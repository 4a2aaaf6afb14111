package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/widgets"
)

// ShowMenu implements view.Host. What makes no sense now is left out, and so are lines
// with nothing between them.
func (w *Window) ShowMenu(at widgets.MenuPlace, items ...*fyne.MenuItem) {
	if w.win.Canvas().Overlays().Top() != nil {
		return
	}
	w.tooltips.Dismiss()
	menu := fyne.NewMenu("")
	separate := false
	for _, i := range items {
		switch {
		case i.IsSeparator:
			separate = len(menu.Items) > 0
		case i.Disabled:
		default:
			if separate {
				menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
				separate = false
			}
			menu.Items = append(menu.Items, i)
		}
	}
	writeKeys(menu)
	widgets.ShowMenu(menu, w.win.Canvas(), at)
}

// showFigureMenu shows what can be done with a mark of the figure, and with the figure.
func (w *Window) showFigureMenu(s widgets.Spot) {
	line := fyne.NewMenuItemSeparator()
	items := append(w.markItems(s), line,
		again(w.menu.figure), again(w.menu.caption), again(w.menu.export), again(w.menu.panel), line)
	if w.m.Zoomed() {
		items = append(items, fyne.NewMenuItem("Show all", func() { w.m.Unzoom() }))
	}
	w.ShowMenu(s.MenuPlace, append(items, again(w.menu.unselect))...)
}

// markItems are what can be done with a mark.
func (w *Window) markItems(s widgets.Spot) (items []*fyne.MenuItem) {
	if s.Open != nil {
		items = append(items, fyne.NewMenuItem("Open pair's spectrum", s.Open))
	}
	if s.Reading != "" {
		copied := again(w.menu.value)
		copied.Action = func() { w.CopyText(s.Reading, valueCopied) } // the pointer has left the mark by then
		items = append(items, copied)
	}
	if s.Select != nil {
		label := "Select " + s.Networks[0]
		if n := len(slices.Compact(slices.Sorted(slices.Values(s.Networks)))); n > 1 { // a network beside itself is one
			label = fmt.Sprintf("Select these %d networks", n)
		}
		items = append(items, fyne.NewMenuItem(label, func() { s.Select(false) }))
		if len(w.m.Selected()) > 0 {
			items = append(items, fyne.NewMenuItem("Add to the selection", func() { s.Select(true) }))
		}
	}
	return items
}

// again is a command of the menu bar for another menu, where its keys stand in another
// column.
func again(i *fyne.MenuItem) *fyne.MenuItem {
	label, _, _ := strings.Cut(i.Label, "\t")
	copied := fyne.NewMenuItem(label, i.Action)
	copied.Disabled, copied.Shortcut = i.Disabled, i.Shortcut
	if s, ok := i.Shortcut.(inLabel); ok {
		copied.Shortcut = s.keys
	}
	return copied
}
