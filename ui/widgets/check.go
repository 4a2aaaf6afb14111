package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Check is a check box.
type Check struct {
	widget.Check
	pressed
	placed
}

// NewCheck makes a check box.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (c *Check) ExtendBaseWidget(w fyne.Widget) {
	c.extendTooltip(w)
	c.Check.ExtendBaseWidget(w)
}

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{WidgetRenderer: c.Check.CreateRenderer(), c: c}
	r.outline()
	return r
}

// MouseIn implements desktop.Hoverable.
func (c *Check) MouseIn(e *desktop.MouseEvent) {
	c.tooltip.MouseIn(e)
	c.Check.MouseIn(e)
}

// MouseMoved implements desktop.Hoverable.
func (c *Check) MouseMoved(e *desktop.MouseEvent) {
	c.tooltip.MouseMoved(e)
	c.Check.MouseMoved(e)
}

// MouseOut implements desktop.Hoverable.
func (c *Check) MouseOut() {
	c.tooltip.MouseOut()
	c.Check.MouseOut()
}

// Set shows on or off without telling.
func (c *Check) Set(on bool) {
	if c.Checked != on {
		c.Checked = on
		c.Refresh()
	}
}

// FocusGained implements fyne.Focusable.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	c.reveal()
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(e *fyne.KeyEvent) { passKey(c, e) }

// TypedRune implements fyne.Focusable.
func (c *Check) TypedRune(r rune) {
	c.Check.TypedRune(r)
	passRune(c, r)
}

// checkRenderer is that of Fyne's check boxes, of which an empty one is hard to see
// and stands out more when it is disabled.
type checkRenderer struct {
	fyne.WidgetRenderer
	c *Check
}

func (r *checkRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.outline()
}

// outline draws an empty box: the last image, on that of its ground.
func (r *checkRenderer) outline() {
	if r.c.Checked {
		return
	}
	var box *canvas.Image
	for _, o := range r.Objects() {
		if i, ok := o.(*canvas.Image); ok {
			box = i
		}
	}
	if box == nil {
		return
	}
	line := theme.ColorNameDisabled
	if r.c.Disabled() {
		line = theme.ColorNameInputBorder
	}
	box.Resource = theme.NewColoredResource(theme.CheckButtonIcon(), line)
	box.Refresh()
}
