package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	ttwidget "github.com/dweymouth/fyne-tooltip/widget"
)

// Tipped is a control that says more of itself while the pointer rests on it.
type Tipped interface {
	fyne.CanvasObject
	SetToolTip(string)
	ToolTip() string
}

// Composite is a control that is made of others.
type Composite interface{ Parts() []fyne.CanvasObject }

// tooltip makes a control Tipped that has no use of its own for the pointer.
type tooltip struct{ ttwidget.ToolTipWidgetExtend }

var _ desktop.Hoverable = (*tooltip)(nil)

// explain gives a hint to a control and those inside it that have none.
func explain(o fyne.CanvasObject, hint string) {
	switch o := o.(type) {
	case *Text: // what a control shows, not a control
	case Tipped:
		if o.ToolTip() == "" {
			o.SetToolTip(hint)
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			explain(inner, hint)
		}
	case Composite:
		for _, inner := range o.Parts() {
			explain(inner, hint)
		}
	}
}
