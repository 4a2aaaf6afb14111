package uitest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Walk calls visit for every visible object under o, parents first, until it
// returns false.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() {
		return true
	}
	if !visit(o) {
		return false
	}
	for _, child := range children(o) {
		if !Walk(child, visit) {
			return false
		}
	}
	return true
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// Find is the first visible object of type T that is accepted, or the zero
// value; accept may be nil.
func Find[T any](o fyne.CanvasObject, accept func(T) bool) (found T) {
	Walk(o, func(o fyne.CanvasObject) bool {
		if v, ok := o.(T); ok && (accept == nil || accept(v)) {
			found = v
			return false
		}
		return true
	})
	return found
}

// All are the visible objects of type T.
func All[T any](o fyne.CanvasObject) (list []T) {
	Walk(o, func(o fyne.CanvasObject) bool {
		if v, ok := o.(T); ok {
			list = append(list, v)
		}
		return true
	})
	return list
}

// Text is every text that can be read under o, one to a line.
func Text(o fyne.CanvasObject) string {
	var lines []string
	Walk(o, func(o fyne.CanvasObject) bool {
		switch o := o.(type) {
		case *canvas.Text:
			lines = append(lines, o.Text)
		case *widget.Label:
			lines = append(lines, o.Text)
			return true
		case *widget.Entry:
			lines = append(lines, o.Text)
		}
		return true
	})
	return strings.Join(lines, "\n")
}
