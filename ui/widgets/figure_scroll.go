package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// InScroll is the figure seen through a place that may be lower than its sheet.
func (f *Figure) InScroll() *container.Scroll {
	f.scroll = container.NewVScroll(f)
	return f.scroll
}

// sight is the part of the figure that is seen.
func (f *Figure) sight() (fyne.Position, fyne.Size) {
	if f.scroll == nil {
		return fyne.Position{}, f.Size()
	}
	return f.scroll.Offset, f.scroll.Size()
}

// reveal scrolls to a place that is out of sight, with some air.
func (f *Figure) reveal(at fyne.Position) {
	if f.scroll == nil {
		return
	}
	const air = 48
	seen, size := f.sight()
	top := min(max(seen.Y, at.Y+air-size.Height), at.Y-air)
	f.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(top, f.Size().Height-size.Height))))
}
