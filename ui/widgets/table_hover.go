package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var _ desktop.Hoverable = (*cells)(nil)

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (c *cells) ExtendBaseWidget(w fyne.Widget) {
	c.extendTooltip(w)
	c.BaseWidget.ExtendBaseWidget(w)
}

// MouseIn implements desktop.Hoverable.
func (c *cells) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable: a cell whose text is cut has all of it in
// its tooltip.
func (c *cells) MouseMoved(e *desktop.MouseEvent) {
	t := c.table
	if c.title || c.row < 0 {
		return
	}
	column := t.columns.at(e.Position.X, t.sideways.Offset.X)
	if column == c.over {
		c.tooltip.MouseMoved(e)
		return
	}
	c.dismiss()
	entered := c.over < 0
	c.over = column
	c.SetToolTip(c.cut(column))
	c.tooltip.MouseIn(e)
	if entered {
		c.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (c *cells) MouseOut() {
	c.leave()
	c.Refresh()
}

// leave forgets the pointer.
func (c *cells) leave() {
	c.dismiss()
	c.over = -1
	c.SetToolTip("")
}

// cut is the text of a column where not all of it is shown, "" where it is.
func (c *cells) cut(column int) string {
	if column < 0 {
		return ""
	}
	text := c.text(column)
	if measure(text, fyne.TextStyle{}) <= c.table.columns.wide[column]+0.5 {
		return ""
	}
	return text
}
