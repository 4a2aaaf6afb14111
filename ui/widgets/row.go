package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/look"
)

// NewRow is a control with its label in the label column. A hint, where it is
// not "", appears when the pointer rests on either.
func NewRow(label, hint string, control fyne.CanvasObject) *fyne.Container {
	name := NewText(label, Quiet())
	name.SetToolTip(hint)
	explain(control, hint)
	return container.New(rowLayout{}, name, control)
}

// rowLayout puts the label into its column and the control into the rest.
type rowLayout struct{}

func (rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	label, control := objects[0], objects[1]
	inner := theme.InnerPadding()
	high := label.MinSize().Height
	// The label's own padding would indent it. It stands level with a control of
	// one line, or with the first of several.
	line := max(size.Height, controlHeight)
	if line > twoLines {
		line = controlHeight
	}
	label.Move(fyne.NewPos(-inner, (line-high)/2+0.5))
	label.Resize(fyne.NewSize(look.LabelWidth+inner, high))
	control.Move(fyne.NewPos(look.LabelWidth, 0))
	control.Resize(fyne.NewSize(size.Width-look.LabelWidth, size.Height))
}

// controlHeight is the height of an entry, a select and a button.
const controlHeight = 28

// twoLines is higher than any control of one line.
const twoLines = 42

func (rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	control := objects[1].MinSize()
	high := control.Height
	if high <= twoLines {
		high = controlHeight
	}
	return fyne.NewSize(look.LabelWidth+control.Width, high)
}

// rowsLayout stacks visible objects, each at the full width and its least height.
type rowsLayout struct{ gap float32 }

func (l rowsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		x, wide := float32(0), size.Width
		if _, ok := o.(*Text); ok { // its own padding would indent it
			x, wide = -theme.InnerPadding(), wide+2*theme.InnerPadding()
		}
		o.Resize(fyne.NewSize(wide, o.Size().Height)) // text wraps at this width
		high := o.MinSize().Height
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(wide, high))
		y += high + l.gap
	}
}

func (l rowsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width = max(size.Width, m.Width)
			size.Height += m.Height + l.gap
		}
	}
	size.Height = max(0, size.Height-l.gap)
	return size
}

// NewRows stacks objects with the gap of the inspector.
func NewRows(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowsLayout{gap: 4}, objects...)
}

// NewLine puts the visible ones of some controls side by side.
func NewLine(controls ...fyne.CanvasObject) *fyne.Container {
	const gap = 4
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), controls...)
}
