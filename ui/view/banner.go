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

// BannerModel is what the banner reads.
type BannerModel interface {
	Changed() *model.Sentence
	ChangedFiles() string
	Refusal() *model.Sentence
	Opening() bool
	View() model.View
}

// Banner stands above every view whose study changed on disk since it was opened.
type Banner struct {
	Line fyne.CanvasObject

	m    BannerModel
	text *widgets.Text
}

// NewBanner makes it, hidden.
func NewBanner(m BannerModel, host Host) *Banner {
	b := &Banner{m: m, text: widgets.NewText("", widgets.TextStyle{Wrap: true})}
	icon := widget.NewIcon(theme.NewWarningThemedResource(theme.WarningIcon()))
	b.Line = widgets.NewBackdrop(look.ColorPanel, container.NewBorder(nil, widget.NewSeparator(), nil, nil,
		container.New(layout.NewCustomPaddedLayout(6, 5, 14, 14),
			container.NewBorder(nil, nil, container.NewCenter(icon), container.NewCenter(newOpenAgain(host)), b.text))))
	b.Line.Hide()
	return b
}

// Refresh shows it unless a refusal in the figure's place says the same, and has the
// same button. It reports whether it came or went, or says something else.
func (b *Banner) Refresh() bool {
	s, refusal := b.m.Changed(), b.m.Refusal()
	said := refusal != nil && refusal.Changed && b.m.View() != model.StudyView
	show := s != nil && !b.m.Opening() && !said
	before := b.text.Text()
	if s != nil {
		b.text.SetText("The study changed on disk since it was opened: " + b.m.ChangedFiles() + ". What is shown is of what was there before.")
		b.text.SetToolTip(s.Try)
	}
	if show == b.Line.Visible() && (!show || before == b.text.Text()) {
		return false
	}
	showRow(b.Line, show)
	return true
}

// newOpenAgain is the button that opens the study again.
func newOpenAgain(host Host) *widgets.Button {
	b := widgets.NewButton("Open again", theme.ViewRefreshIcon(), host.OpenAgain)
	b.Kind = widgets.Accent
	b.SetToolTip("Read the study anew; what is chosen stays chosen (F5)")
	return b
}
