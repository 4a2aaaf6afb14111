package view

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/widgets"
)

// editingModel is what the line over a view with a panel reads and does.
type editingModel interface {
	EditedPanel() (at int, ok bool)
	UpdatePanel()
	LeavePanel()
	Withheld() string
}

// Editing stands above the view in which a panel is changed.
type Editing struct {
	Line fyne.CanvasObject

	m      editingModel
	text   *widgets.Text
	update *widgets.Button
}

// NewEditing makes it, hidden.
func NewEditing(m editingModel) *Editing {
	e := &Editing{m: m, text: widgets.NewText("", widgets.TextStyle{Cut: true})}
	e.update = widgets.NewButton("", theme.ConfirmIcon(), m.UpdatePanel)
	e.update.Kind = widgets.Accent
	e.update.SetToolTip("The figure as it is here takes the place of the panel, and the panels are shown")
	back := widgets.NewButton("Back to panels", look.IconBack.Resource(), m.LeavePanel)
	back.SetToolTip("The panel stays as it was; undo brings what was changed here back")
	e.Line = widgets.NewBackdrop(look.ColorPanel, container.NewBorder(nil, widget.NewSeparator(), nil, nil,
		container.New(layout.NewCustomPaddedLayout(6, 5, 14, 14),
			container.NewBorder(nil, nil, nil, widgets.NewLine(back, e.update), e.text))))
	e.Line.Hide()
	return e
}

// Refresh shows it where a panel is changed. It reports whether it came or went.
func (e *Editing) Refresh() bool {
	at, ok := e.m.EditedPanel()
	if ok {
		letter := figure.Letter(at)
		e.text.SetText(fmt.Sprintf("Panel %s is being edited; it stays as it was until you update it.", letter))
		e.update.SetText("Update panel " + letter)
		widgets.Offer(e.update, e.m.Withheld())
	}
	if ok == e.Line.Visible() {
		return false
	}
	showRow(e.Line, ok)
	return true
}
