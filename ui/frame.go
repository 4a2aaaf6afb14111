package ui

import "fyne.io/fyne/v2"

// frame lays out rail, centre, inspector and status line without gaps.
type frame struct{}

func (frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rail, centre, side, status := objects[0], objects[1], objects[2], objects[3]
	bottom := status.MinSize().Height
	high := size.Height - bottom
	left, right := rail.MinSize().Width, side.MinSize().Width
	place(rail, fyne.NewPos(0, 0), fyne.NewSize(left, high))
	place(centre, fyne.NewPos(left, 0), fyne.NewSize(size.Width-left-right, high))
	place(side, fyne.NewPos(size.Width-right, 0), fyne.NewSize(right, high))
	place(status, fyne.NewPos(0, high), fyne.NewSize(size.Width, bottom))
}

func place(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
}

func (frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	rail, centre, side, status := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize(), objects[3].MinSize()
	return fyne.NewSize(
		max(rail.Width+centre.Width+side.Width, status.Width),
		max(rail.Height, centre.Height, side.Height)+status.Height,
	)
}
