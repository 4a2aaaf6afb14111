package view

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/widgets"
)

// question asks, above the table, how a study is meant whose names can be
// understood in more than one way. The study is open meanwhile, as it was guessed.
type question struct {
	whole   *fyne.Container
	hint    *widgets.Text
	answers *fyne.Container
	choose  func(layout string)
}

// answersShown is how many layouts the question has: what is left of the table can
// still be read below them.
const answersShown = 4

func newQuestion(choose func(layout string)) *question {
	q := &question{answers: widgets.NewRows(), choose: choose}
	lead := widgets.NewText("How is this study meant?", widgets.TextStyle{Bold: true})
	q.hint = widgets.NewText("", widgets.TextStyle{Color: theme.ColorNamePlaceHolder, Size: theme.SizeNameCaptionText, Cut: true})
	inside := container.New(layout.NewCustomPaddedLayout(8, 8, 14, 14), widgets.NewRows(lead, q.hint, q.answers))
	q.whole = container.NewVBox(widgets.NewBackdrop(look.ColorPanel, inside), widget.NewSeparator())
	q.whole.Hide()
	return q
}

// ask shows the layouts to choose from, the one that was guessed first, or nothing
// where a study is read without doubt.
func (q *question) ask(list []study.Layout) {
	q.answers.Objects = nil
	if len(list) < 2 || !list[0].Ambiguous {
		q.whole.Hide()
		return
	}
	text := "Its names can be understood in more than one way. Your answer is noted beside it, and can be changed in Data."
	if more := len(list) - answersShown; more > 0 {
		text = fmt.Sprintf("Its names can be understood in more than one way; Read as, at the right, has %d more. Your answer is noted beside it.", more)
	}
	q.hint.SetText(text)
	q.hint.SetToolTip(text)
	for i, l := range list[:min(len(list), answersShown)] {
		q.answers.Add(q.answer(l, i == 0))
	}
	q.answers.Refresh()
	q.whole.Show()
}

// answer is a line for one layout: what the study would hold, and how names are made
// up by it.
func (q *question) answer(l study.Layout, guessed bool) fyne.CanvasObject {
	line := func(text string, style widgets.TextStyle) *widgets.Text {
		style.Cut = true
		t := widgets.NewText(text, style)
		t.SetToolTip(text)
		return t
	}
	label, note := "Read so", l.Name
	if guessed {
		label, note = "Keep this", l.Name+" · the guess, as it is read now"
	}
	b := widgets.NewButton(label, nil, func() { q.choose(l.Name) })
	b.SetToolTip("Notes it in study.json, in the folder of the study")
	if guessed {
		b.Kind = widgets.Accent
	}
	texts := container.New(layout.NewCustomPaddedVBoxLayout(-6),
		line(l.Holds, widgets.TextStyle{}),
		line(note, widgets.TextStyle{Color: theme.ColorNamePlaceHolder, Size: theme.SizeNameCaptionText}))
	return container.NewBorder(nil, nil, container.NewCenter(container.NewGridWrap(fyne.NewSize(92, b.MinSize().Height), b)), nil, texts)
}
