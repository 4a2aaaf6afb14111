package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Unopened stands in the inspector's place while no study is open, as there is
// nothing to choose then.
type Unopened struct {
	Inspector fyne.CanvasObject

	text *widgets.Text
}

// NewUnopened makes it, with nothing to read.
func NewUnopened() *Unopened {
	u := &Unopened{text: widgets.NewText("", widgets.Small())}
	u.Inspector = container.New(fixedWidth(look.InspectorWidth),
		container.New(layout.NewCustomPaddedLayout(10, 8, look.InspectorMargin, look.InspectorMargin), container.NewVBox(u.text)))
	return u
}

// Refresh says what to do first, unless a study is on its way.
func (u *Unopened) Refresh(opening bool) {
	text := "Open a study first. What can be chosen for its figures is shown here."
	if opening {
		text = ""
	}
	u.text.SetText(text)
}
