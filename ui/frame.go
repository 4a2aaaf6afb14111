package ui

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/look"
)

// frame lays out rail, centre, inspector and status line without gaps. The rail and
// the inspector may be hidden; the rail has words where the figure keeps its room.
type frame struct{}

func (frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rail, centre, side, status := objects[0], objects[1], objects[2], objects[3]
	bottom := status.MinSize().Height
	high := size.Height - bottom
	left, right := leastWidth(rail), leastWidth(side)
	if rail.Visible() && size.Width-right-look.RailWidth >= look.FigureRoom {
		left = look.RailWidth
	}
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
	rail, centre, side, status := objects[0], objects[1].MinSize(), objects[2], objects[3].MinSize()
	return fyne.NewSize(
		max(leastWidth(rail)+centre.Width+leastWidth(side), status.Width),
		max(rail.MinSize().Height, centre.Height, side.MinSize().Height)+status.Height,
	)
}

// leastWidth is the least width of what is visible.
func leastWidth(o fyne.CanvasObject) float32 {
	if !o.Visible() {
		return 0
	}
	return o.MinSize().Width
}
