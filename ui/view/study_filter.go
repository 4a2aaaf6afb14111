package view

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/spelling"
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

// counted says how many rows there are of how many.
func (v *Study) counted() {
	all, noun := v.m.Summary().Arrays, "array"
	if v.query.Networks {
		all, noun = v.m.Summary().Networks, "network"
	}
	text := spelling.Count(all, noun)
	if len(v.rows) != all {
		text = fmt.Sprintf("%d of %s", len(v.rows), text)
	}
	v.count.SetText(text)
	v.sayNone()
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

// filterLayout is a row of a filter, at the right how many are left, and check boxes
// beside the filter. The filter is as wide as is useful, or as there is room.
type filterLayout struct{}

const (
	filterWide  = 320
	filterLeast = 90
)

// Layout implements fyne.Layout.
func (filterLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	filter, count, checks := objects[0], objects[1], objects[2:]
	gap, text := theme.Padding(), count.MinSize()
	room := size.Width - text.Width - gap
	for _, c := range checks {
		room -= c.MinSize().Width + gap
	}
	filter.Resize(fyne.NewSize(max(filterLeast, min(filterWide, room)), size.Height))
	at := filter.Size().Width + gap
	for _, c := range checks {
		c.Move(fyne.NewPos(at, 0))
		c.Resize(fyne.NewSize(c.MinSize().Width, size.Height))
		at += c.MinSize().Width + gap
	}
	count.Move(fyne.NewPos(size.Width-text.Width, (size.Height-text.Height)/2))
	count.Resize(text)
}

// MinSize implements fyne.Layout.
func (filterLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(filterLeast+float32(len(objects)-1)*theme.Padding(), objects[0].MinSize().Height)
	for _, o := range objects[1:] {
		size.Width += o.MinSize().Width
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
