package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// placed is a control in something that scrolls.
type placed struct {
	in      *container.Scroll // nil for none
	control fyne.CanvasObject
	// onFocus brings it into sight by itself, where nothing of Fyne's scrolls it.
	onFocus func()
}

func (p *placed) place(control fyne.CanvasObject, in *container.Scroll) {
	p.control, p.in = control, in
}

// reveal scrolls to the control where it is out of sight, with some air.
func (p *placed) reveal() {
	switch {
	case p.onFocus != nil:
		p.onFocus()
		return
	case p.in == nil:
		return
	}
	const air = 8
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(p.control).Y - driver.AbsolutePositionForObject(p.in).Y
	most := max(0, p.in.Content.Size().Height-p.in.Size().Height)
	to := func(by float32) { p.in.ScrollToOffset(fyne.NewPos(0, max(0, min(p.in.Offset.Y+by, most)))) }
	if below := at + p.control.Size().Height + air - p.in.Size().Height; below > 0 {
		to(below)
	} else if at < air {
		to(at - air)
	}
}

// Place tells every control under o what scrolls it: one that gets the focus is
// brought into sight, and a field that is typed into leaves the wheel to that.
func Place(o fyne.CanvasObject, in *container.Scroll) {
	switch o := o.(type) {
	case interface {
		place(fyne.CanvasObject, *container.Scroll)
	}:
		o.place(o.(fyne.CanvasObject), in)
	case *fyne.Container:
		for _, inner := range o.Objects {
			Place(inner, in)
		}
	case Composite:
		for _, inner := range o.Parts() {
			Place(inner, in)
		}
	case *Section:
		Place(o.all, in)
	case *Fold:
		Place(o.all, in)
	}
}

// Holds reports whether a control is to be seen under o, not as a part of another.
func Holds(o fyne.CanvasObject, f fyne.Focusable) bool {
	under := func(list ...fyne.CanvasObject) bool {
		return slices.ContainsFunc(list, func(inner fyne.CanvasObject) bool { return Holds(inner, f) })
	}
	if !o.Visible() {
		return false
	}
	if control, ok := o.(fyne.Focusable); ok && control == f {
		return true
	}
	switch o := o.(type) {
	case *fyne.Container:
		return under(o.Objects...)
	case *container.Scroll:
		return under(o.Content)
	case Composite:
		return under(o.Parts()...)
	case *Section:
		return under(o.head, o.body)
	case *Fold:
		return under(o.head, o.body)
	}
	return false
}
