package ui

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// seeks opens the list of commands and types words into it.
func (p *person) seeks(words string) string {
	p.Helper()
	p.types(fyne.KeyF10)
	if p.top() == nil {
		p.Fatal("no list of commands opens")
	}
	test.Type(p.w.Fyne().Canvas().Focused(), words)
	return uitest.Text(p.top())
}

// grounds are the colours that the first commands of the list stand on.
func (p *person) grounds() (list [3]color.Color) {
	p.Helper()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(uitest.Find[*widgets.List](p.top(), nil))
	const left, row = 3, 30
	picture := p.w.Fyne().Canvas().Capture()
	for i := range list {
		list[i] = picture.At(int(at.X)+left, int(at.Y)+row*i+row/2)
	}
	return list
}

// TestTheCommandThatEnterTakesIsMarked looks at the ground of the first commands.
func TestTheCommandThatEnterTakesIsMarked(t *testing.T) {
	p := sitDown(t)
	for _, words := range []string{"", "view"} {
		p.seeks(words)
		ground := p.grounds()
		if ground[0] == ground[1] || ground[1] != ground[2] {
			t.Errorf("%q: the commands stand on %v", words, ground)
		}
		p.types(fyne.KeyEscape)
	}
}

func TestCommandsAreFoundByTheirWords(t *testing.T) {
	p := sitDown(t)
	if found := p.seeks("LIGHT view"); !strings.Contains(found, "View › Light") || strings.Contains(found, "Quit") {
		t.Errorf("found %q", found)
	}
	p.types(fyne.KeyReturn)
	if p.top() != nil || p.w.m.Look().Theme != model.LightTheme {
		t.Errorf("Enter leaves the theme %q", p.w.m.Look().Theme)
	}
	if found := p.seeks("undo"); !strings.Contains(found, "No command has these words") {
		t.Errorf("nothing can be undone, and found is %q", found)
	}
	p.types(fyne.KeyReturn) // does nothing
	p.types(fyne.KeyEscape)

	p.seeks("sample")
	p.types(fyne.KeyDown) // into the list
	if _, ok := p.w.Fyne().Canvas().Focused().(*widgets.List); !ok {
		t.Fatalf("%T has the focus", p.w.Fyne().Canvas().Focused())
	}
	p.types(fyne.KeyDown)
	p.types(fyne.KeyReturn)
	p.settle()
	if p.top() != nil || p.w.m.Study().Name == "gen-mem" {
		t.Errorf("the second sample is not open, %q is", p.w.m.Study().Name)
	}
	for _, c := range p.w.commands() {
		if strings.Contains(c.title, "\t") || strings.HasPrefix(c.title, "Go › Next layer") && c.keys != "Ctrl+↓" {
			t.Errorf("a command is called %q, its keys %q", c.title, c.keys)
		}
	}
}
