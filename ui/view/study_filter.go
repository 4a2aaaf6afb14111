package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

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
