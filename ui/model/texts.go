package model

import (
	"maps"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// FigureText is a text of the figure that is shown, and what a person has written in
// its place, "" for nothing.
type FigureText struct{ Own, Said string }

// FigureTexts are the texts of the figure that is shown, as one reads them. Its title
// is one of them where it is drawn.
func (m *Model) FigureTexts() []FigureText {
	fig, _ := m.Figure()
	words := m.look.Style.Texts.Words()
	var list []FigureText
	for _, own := range fig.Texts() {
		if own != fig.Title || m.look.Style.Title {
			list = append(list, FigureText{own, words[own]})
		}
	}
	return list
}

// TextsReason is why no text can be worded, "" where one can be.
func (m *Model) TextsReason() string {
	if fig, _ := m.Figure(); fig.Empty() {
		return "There is no figure whose texts could be worded."
	}
	return ""
}

// Reword writes words in place of a text in all figures; "" has it as it was.
func (m *Model) Reword(own, said string) { m.setTexts(m.look.Style.Texts.With(own, said)) }

// RewordAll is Reword for several texts. With alone, every other one has its own words
// again.
func (m *Model) RewordAll(texts figure.Words, alone bool) {
	words := figure.Words{}
	if !alone {
		maps.Copy(words, m.look.Style.Texts.Words())
	}
	maps.Copy(words, texts)
	m.setTexts(figure.WordingOf(words))
}

func (m *Model) setTexts(w figure.Wording) {
	l := m.look
	if l.Style.Texts == w {
		return
	}
	before := l.Style.Texts.Words()
	m.record() // each is a step of its own, however soon it follows another choice
	l.Style.Texts = w
	m.SetLook(l)
	words := w.Words()
	maps.DeleteFunc(words, func(own, said string) bool { return before[own] == said })
	for _, missing := range render.Letters(maps.Values(words)) {
		m.Say("In what you wrote, " + missing.Message + ".")
	}
}

// Reselect makes networks the selection in place of one that was not meant, such as by
// the first half of a double click: no step of the history tells of either.
func (m *Model) Reselect(networks []string) {
	m.selected = networks
	m.tell(SelectionChanged)
}
