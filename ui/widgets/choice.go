package widgets

import (
	"slices"

	"fyne.io/fyne/v2/widget"
)

// Choice is a drop-down that speaks of its options by index.
type Choice struct {
	widget.Select
	chosen func(int)
}

// NewChoice makes a drop-down; chosen hears what a person chooses.
func NewChoice(chosen func(int)) *Choice {
	c := &Choice{chosen: chosen}
	c.ExtendBaseWidget(c)
	c.PlaceHolder = "–"
	c.OnChanged = func(s string) {
		if i := slices.Index(c.Options, s); i >= 0 {
			c.chosen(i)
		}
	}
	return c
}

// Set shows options and the chosen one without calling chosen.
func (c *Choice) Set(options []string, selected string) {
	if c.Selected == selected && slices.Equal(c.Options, options) {
		return
	}
	c.Options, c.Selected = options, selected
	c.Refresh()
}
