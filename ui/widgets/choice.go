package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/semblance-app/semblance/core/names"
)

// Choice is a drop-down that speaks of its options by index and marks the
// chosen one in its list.
type Choice struct {
	dropDown
	chosen  func(int)
	reasons []string // why options cannot be chosen; "" and none: they can
}

// NewChoice makes a drop-down; chosen hears what a person chooses.
func NewChoice(chosen func(int)) *Choice {
	c := &Choice{chosen: chosen}
	c.ExtendBaseWidget(c)
	c.PlaceHolder = "–"
	c.OnChanged = func(s string) {
		if i := slices.Index(c.Options, s); i >= 0 && c.Reason(i) == "" {
			c.chosen(i)
		}
	}
	return c
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (c *Choice) ExtendBaseWidget(w fyne.Widget) {
	c.extendTooltip(w)
	c.Select.ExtendBaseWidget(w)
}

// MouseIn implements desktop.Hoverable.
func (c *Choice) MouseIn(e *desktop.MouseEvent) {
	c.tooltip.MouseIn(e)
	c.Select.MouseIn(e)
}

// MouseMoved implements desktop.Hoverable.
func (c *Choice) MouseMoved(e *desktop.MouseEvent) {
	c.tooltip.MouseMoved(e)
	c.Select.MouseMoved(e)
}

// MouseOut implements desktop.Hoverable.
func (c *Choice) MouseOut() {
	c.tooltip.MouseOut()
	c.Select.MouseOut()
}

// Set shows options and the chosen one without calling chosen.
func (c *Choice) Set(options []string, selected string) {
	if c.Selected == selected && slices.Equal(c.Options, options) {
		return
	}
	c.Options, c.Selected = options, selected
	c.shared = names.SharedBy(slices.Values(options))
	c.Refresh()
}

// SetReasons greys options out in the list, in their order, each with the reason
// behind its name; "" is for one that can be chosen.
func (c *Choice) SetReasons(reasons ...string) { c.reasons = reasons }

// Reason is why an option cannot be chosen, "" where it can.
func (c *Choice) Reason(i int) string {
	if i >= 0 && i < len(c.reasons) {
		return c.reasons[i]
	}
	return ""
}

// Tapped opens the list.
func (c *Choice) Tapped(*fyne.PointEvent) {
	c.open()
}

// TypedKey implements fyne.Focusable: space, up and down open the list, left
// and right go to the next option, Home and End to the first and the last.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch {
	case passKey(c, e) || c.Disabled():
	case e.Name == fyne.KeySpace || e.Name == fyne.KeyUp || e.Name == fyne.KeyDown:
		c.open()
	case e.Name == fyne.KeyLeft:
		c.turn(-1)
	case e.Name == fyne.KeyRight:
		c.turn(1)
	case e.Name == fyne.KeyHome:
		c.turnFrom(-1, 1)
	case e.Name == fyne.KeyEnd:
		c.turnFrom(0, -1)
	default:
		c.Select.TypedKey(e)
	}
}

// turn chooses the next option in a direction, round the end, that can be chosen.
func (c *Choice) turn(by int) {
	from := c.SelectedIndex()
	if from < 0 && by < 0 { // what is shown is not in the list
		from = 0
	}
	c.turnFrom(from, by)
}

func (c *Choice) turnFrom(from, by int) {
	n := len(c.Options)
	for range n {
		if from = (from + by + n) % n; c.Reason(from) == "" {
			c.SetSelectedIndex(from)
			return
		}
	}
}

// TypedRune implements fyne.Focusable: a letter opens the list at what it begins.
func (c *Choice) TypedRune(r rune) { c.typed(c, r, c.open) }

// open shows the list below the drop-down, at the chosen option.
func (c *Choice) open() *options {
	if c.Disabled() || len(c.Options) == 0 {
		return nil
	}
	c.dismiss() // a tooltip on its way would land on the list
	labels := make([]string, len(c.Options))
	for i := range labels {
		labels[i] = c.label(i)
	}
	o := newOptions(labels,
		func() fyne.CanvasObject { return newOptionRow(c.shared) },
		func(i int, row fyne.CanvasObject) {
			row.(*optionRow).set(labels[i], c.Options[i] == c.Selected, c.Reason(i) != "")
		})
	o.can = func(i int) bool { return c.Reason(i) == "" }
	o.chosen = func(i int) {
		o.popup.Hide()
		if c.Options[i] != c.Selected {
			c.SetSelected(c.Options[i])
		}
	}
	o.current, o.one = c.SelectedIndex(), true
	o.show(c, nil)
	return o
}

// label is an option in the list, with why it cannot be chosen.
func (c *Choice) label(i int) string {
	if reason := c.Reason(i); reason != "" {
		return c.Options[i] + ": " + reason
	}
	return c.Options[i]
}
