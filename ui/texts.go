package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/names"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// mostTexts are listed at once; others are found by words of theirs.
const mostTexts = 60

// textList is the dialog in which the texts of a figure are worded.
type textList struct {
	texts  []model.FigureText
	typed  figure.Words // by own texts; "" has them as they were
	alone  bool         // whether texts of other figures have their own words again
	filter *widgets.Entry
	rows   *fyne.Container
	scroll *container.Scroll
	more   *widgets.Text
	first  *widgets.Entry // of the fields, when the list is opened
	enter  func()
}

// newTextList lists texts, of which there are some; enter hears of Enter in a field.
func newTextList(texts []model.FigureText, enter func()) *textList {
	l := &textList{texts: texts, typed: figure.Words{}, enter: enter}
	l.filter = widgets.NewEntry("Filter")
	l.filter.OnChanged = func(string) { l.list() }
	l.rows = widgets.NewRows()
	l.more = widgets.NewText("", widgets.Small())
	const bar = 12 // for that of the scroll
	l.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, bar), l.rows))
	l.list()
	l.first = l.rows.Objects[0].(*fyne.Container).Objects[1].(*widgets.Entry)
	return l
}

// list has a row for each text that has the words.
func (l *textList) list() {
	l.rows.RemoveAll()
	left := 0
	for _, text := range l.texts {
		said, typed := l.typed[text.Own]
		if !typed {
			said = text.Said
		}
		switch {
		case !names.Has(text.Own+" "+said, l.filter.Text):
		case len(l.rows.Objects) == mostTexts:
			left++
		default:
			l.rows.Add(l.row(text.Own, said))
		}
	}
	switch {
	case left > 0:
		l.more.SetText(fmt.Sprintf("%d more; filter them by words of theirs.", left))
		l.rows.Add(l.more)
	case len(l.rows.Objects) == 0:
		l.more.SetText("No text of the figure has these words.")
		l.rows.Add(l.more)
	}
	l.scroll.ScrollToTop()
	widgets.Arrange(l.rows)
	widgets.Place(l.rows, l.scroll) // a field that gets the focus comes into sight
	l.scroll.Refresh()
}

// row is a text and the field for its words.
func (l *textList) row(own, said string) fyne.CanvasObject {
	field := widgets.NewEntry(own)
	field.SetText(said)
	field.OnChanged = func(s string) { l.typed[own] = s }
	field.OnSubmitted = func(string) { l.enter() }
	name := container.New(layout.NewCustomPaddedLayout(0, 0, -theme.InnerPadding(), 0), widgets.NewText(own, widgets.TextStyle{CutMiddle: true}))
	return container.New(layout.NewGridLayout(2), name, field)
}

// restore empties every field.
func (l *textList) restore() {
	l.alone = true
	for _, text := range l.texts {
		l.typed[text.Own] = ""
	}
	l.list()
}

// head says what the fields are for, over a line that finds texts where there are many.
func (l *textList) head(wide float32) fyne.CanvasObject {
	const few = 15
	lead := widgets.NewText("What to write in place of each text, in every view and in files; an empty field leaves it as it is. Tables keep the study's names.", widgets.Small())
	lead.Resize(fyne.NewSize(wide, 0)) // so that it wraps at that width
	if len(l.texts) <= few {
		return widgets.NewRows(lead)
	}
	return widgets.NewRows(lead, l.filter)
}

// EditTexts lists the texts of the figure, each with what to write in its place.
func (w *Window) EditTexts() {
	if !w.free() {
		return
	}
	if why := w.m.TextsReason(); why != "" {
		w.m.Say(why)
		return
	}
	texts := w.m.FigureTexts()
	var d *modal
	var l *textList
	take := func() {
		d.Hide()
		w.m.RewordAll(l.typed, l.alone)
	}
	l = newTextList(texts, take)
	const wide, high = 560, 460
	d = newModal("Texts", container.NewBorder(l.head(wide-2*modalSide), nil, nil, nil, l.scroll), w.win)
	restore := widgets.NewButton("Restore all", nil, l.restore)
	restore.SetToolTip("The program's own words for every text, those of other views too")
	apply := widgets.NewButton("Apply", nil, take)
	apply.Kind = widgets.Accent
	d.setFoot(container.NewHBox(restore), widgets.NewButton("Cancel", nil, d.Hide), apply)
	d.Resize(fyne.NewSize(wide, high))
	w.show(d)
	w.win.Canvas().Focus(l.first)
}
