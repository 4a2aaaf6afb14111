package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/widgets"
)

// Find is for somebody who wants to type words into the filter.
func (v *Study) Find() {
	if v.table == nil {
		return
	}
	v.host.Focus(v.filter)
	v.filter.SelectFirst(len([]rune(v.filter.Text)))
}

// toRows goes from the filter to what it has left.
func (v *Study) toRows() {
	if len(v.rows) > 0 {
		v.table.FocusRows()
	}
}

// unfilter reports whether there was a filter to take away.
func (v *Study) unfilter() bool {
	filtered := v.filter.Text != ""
	v.filter.SetText("")
	return filtered
}

// sayNone says why there is no row, and leads back to all.
func (v *Study) sayNone() {
	v.none.Hide()
	if len(v.rows) > 0 {
		return
	}
	what := "No row has all of these words."
	switch {
	case v.marked.Checked && v.query.Filter != "":
		what = "No row with a warning has all of these words."
	case v.marked.Checked:
		what = "No row has a warning."
	}
	v.none.Set(what, "", widgets.NewButton("Show all", nil, func() {
		v.marked.SetChecked(false)
		v.unfilter()
		v.Find()
	}))
	v.none.Show()
}

// filterLayout is a row of a filter, of a check box beside it, and at the right how
// many are left. The filter is as wide as is useful, or as there is room.
type filterLayout struct{}

const (
	filterWide  = 320
	filterLeast = 90
)

// Layout implements fyne.Layout.
func (filterLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	filter, check, count := objects[0], objects[1], objects[2]
	gap := theme.Padding()
	box, text := check.MinSize(), count.MinSize()
	room := size.Width - box.Width - text.Width - 2*gap
	filter.Resize(fyne.NewSize(max(filterLeast, min(filterWide, room)), size.Height))
	check.Move(fyne.NewPos(filter.Size().Width+gap, 0))
	check.Resize(fyne.NewSize(box.Width, size.Height))
	count.Move(fyne.NewPos(size.Width-text.Width, (size.Height-text.Height)/2))
	count.Resize(text)
}

// MinSize implements fyne.Layout.
func (filterLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(filterLeast+2*theme.Padding(), objects[0].MinSize().Height)
	for _, o := range objects[1:] {
		size.Width += o.MinSize().Width
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
