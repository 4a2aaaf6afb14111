package widgets

import "fyne.io/fyne/v2"

// revealed is a control that has itself brought into sight when it gets the focus.
type revealed struct{ reveal func() }

func (r *revealed) onFocus(f func()) { r.reveal = f }

func (r *revealed) show() {
	if r.reveal != nil {
		r.reveal()
	}
}

// OnFocus has f called with every control under o that gets the focus from now on.
func OnFocus(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	switch o := o.(type) {
	case interface{ onFocus(func()) }:
		control := o.(fyne.CanvasObject)
		o.onFocus(func() { f(control) })
	case *fyne.Container:
		for _, inner := range o.Objects {
			OnFocus(inner, f)
		}
	case Composite:
		for _, inner := range o.Parts() {
			OnFocus(inner, f)
		}
	case *Section:
		OnFocus(o.all, f)
	case *Fold:
		OnFocus(o.all, f)
	}
}
