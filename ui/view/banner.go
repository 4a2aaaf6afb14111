package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// BannerModel is what the banner reads and sets.
type BannerModel interface {
	Changed() *model.Sentence
	ChangedFiles() string
	NewArrays() string
	GoOnWithout()
	Refusal() *model.Sentence
	Opening() bool
	View() model.View
}

// Banner stands above every view whose study is no longer all that is on disk: files
// changed since it was opened, or others came.
type Banner struct {
	Line fyne.CanvasObject

	m     BannerModel
	icon  *widget.Icon
	text  *widgets.Text
	later *widgets.Button
}

// NewBanner makes it, hidden.
func NewBanner(m BannerModel, host Host) *Banner {
	b := &Banner{m: m, text: widgets.NewText("", widgets.TextStyle{Wrap: true}), icon: widget.NewIcon(nil)}
	b.later = widgets.NewButton("Not now", nil, m.GoOnWithout)
	b.later.SetToolTip("Go on without them until the study is opened again")
	buttons := container.NewHBox(b.later, newOpenAgain(host))
	b.Line = widgets.NewBackdrop(look.ColorPanel, container.NewBorder(nil, widget.NewSeparator(), nil, nil,
		container.New(layout.NewCustomPaddedLayout(6, 5, 14, 14),
			container.NewBorder(nil, nil, container.NewCenter(b.icon), container.NewCenter(buttons), b.text))))
	b.Line.Hide()
	return b
}

// Refresh shows it unless a refusal in the figure's place says the same, and has the
// same button. It reports whether it came or went, or says something else.
func (b *Banner) Refresh() bool {
	changed, refusal := b.m.Changed(), b.m.Refusal()
	said := refusal != nil && refusal.Changed && b.m.View() != model.StudyView
	grown := b.m.NewArrays()
	show := (changed != nil || grown != "") && !b.m.Opening() && !said
	before := b.text.Text()
	switch {
	case changed != nil:
		b.say("The study changed on disk since it was opened: "+b.m.ChangedFiles()+". What is shown is of what was there before.", changed.Try)
		b.icon.SetResource(theme.NewWarningThemedResource(theme.WarningIcon()))
	case grown != "":
		b.say("The study's folder has grown since it was opened: "+grown+".", "Open the study again to have them, too; what is chosen stays chosen.")
		b.icon.SetResource(theme.InfoIcon())
	}
	showRow(b.later, changed == nil)
	if show == b.Line.Visible() && (!show || before == b.text.Text()) {
		return false
	}
	showRow(b.Line, show)
	return true
}

func (b *Banner) say(text, try string) {
	b.text.SetText(text)
	b.text.SetToolTip(try)
}

// newOpenAgain is the button that opens the study again.
func newOpenAgain(host Host) *widgets.Button {
	b := widgets.NewButton("Open again", theme.ViewRefreshIcon(), host.OpenAgain)
	b.Kind = widgets.Accent
	b.SetToolTip("Read the study anew; what is chosen stays chosen (F5)")
	return b
}
