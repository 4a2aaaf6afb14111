package view

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/ui/widgets"
)

// twoSelected is a row that offers two selected networks as the sides of a
// comparison.
type twoSelected struct {
	row      *fyne.Container
	names    *widgets.Text
	use      *widgets.Button
	selected func() []string
}

func newTwoSelected(selected func() []string, use func()) twoSelected {
	o := twoSelected{names: widgets.NewText("", widgets.TextStyle{CutMiddle: true}), selected: selected}
	o.use = widgets.NewButton("Use", nil, use)
	o.row = widgets.NewRow("Selected", "Two networks that were selected, here or in another view", container.NewBorder(nil, nil, nil, container.NewCenter(o.use), o.names))
	o.row.Hide()
	return o
}

// refresh makes the offer, unless the two are the sides already.
func (o twoSelected) refresh(on bool, a, b string) {
	names := o.selected()
	on = on && len(names) == 2
	if on {
		o.names.SetText(strings.Join(names, "\n"))
		o.use.SetToolTip(fmt.Sprintf("A becomes %s, and B %s", names[0], names[1]))
		on = (a != names[0] || b != names[1]) && (a != names[1] || b != names[0])
	}
	showRow(o.row, on)
}
