package model

import (
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

func TestTextsOfTheFigure(t *testing.T) { inBubble(t, textsOfTheFigure) }

func textsOfTheFigure(t *testing.T, r *rig) {
	own := func() (list []string) {
		for _, text := range r.FigureTexts() {
			list = append(list, text.Own)
		}
		return list
	}
	fig, _ := r.Figure()
	if all := own(); !slices.Contains(all, "layer") || slices.Contains(all, fig.Title) || r.TextsReason() != "" {
		t.Errorf("texts %q, reason %q", all, r.TextsReason())
	}
	l := r.Look()
	l.Style.Title = true
	r.SetLook(l)
	if !slices.Contains(own(), fig.Title) {
		t.Error("a title that is drawn is no text")
	}
	r.Reword("layer", "Layer")
	if i := slices.IndexFunc(r.FigureTexts(), func(text FigureText) bool { return text == FigureText{"layer", "Layer"} }); i < 0 {
		t.Errorf("texts %v", r.FigureTexts())
	}
	if now, _ := r.Figure(); now.Panels[0].X.Label != "layer" {
		t.Error("the figure itself has other words")
	}
}

// Each rewording is a step by itself, several at once are one, and restoring all
// restores those of other figures.
func TestRewordingIsTakenBack(t *testing.T) { inBubble(t, rewordingIsTakenBack) }

func rewordingIsTakenBack(t *testing.T, r *rig) {
	words := func() figure.Words { return r.Look().Style.Texts.Words() }
	r.Reword("layer", "Layer")
	r.Reword("elsewhere", "Somewhere")
	r.RewordAll(figure.Words{"layer": "", "null level": "chance", "x": ""}, false)
	if got := words(); len(got) != 2 || got["null level"] != "chance" || got["elsewhere"] != "Somewhere" {
		t.Errorf("words %v", got)
	}
	r.settle()
	r.Undo()
	if got := words(); got["layer"] != "Layer" || len(got) != 2 {
		t.Errorf("one step back they are %v", got)
	}
	r.Undo()
	if got := words(); len(got) != 1 {
		t.Errorf("two steps back they are %v", got)
	}
	r.Redo()
	r.RewordAll(figure.Words{"layer": "L"}, true)
	if got := words(); len(got) != 1 || got["layer"] != "L" {
		t.Errorf("alone they are %v", got)
	}
	if !r.Unsaved() {
		t.Error("words count for nothing")
	}
}

// What figures cannot show in every format is told of once.
func TestWordsWithLettersThatAreMissing(t *testing.T) { inBubble(t, missingLetters) }

func missingLetters(t *testing.T, r *rig) {
	r.Reword("layer", "层")
	if !strings.Contains(r.Note(), "(层)") {
		t.Errorf("note %q", r.Note())
	}
	r.Say("")
	if r.Reword("null level", "chance"); r.Note() != "" {
		t.Errorf("it is told of again: %q", r.Note())
	}
}

// Words are of a session: another study begins without, unless panels may have them.
func TestWordsEndWithTheSession(t *testing.T) { inBubble(t, wordsEndWithTheSession) }

func wordsEndWithTheSession(t *testing.T, r *rig) {
	r.Reword("layer", "Layer")
	r.AddToPanels()
	r.Open("/studies/fake")
	r.settle()
	if r.Look().Style.Texts.IsZero() {
		t.Error("the panels lose their words")
	}
	r.RemovePanel(0)
	r.Open("/studies/fake")
	r.settle()
	if !r.Look().Style.Texts.IsZero() {
		t.Error("another study has the words of the one before")
	}
}
