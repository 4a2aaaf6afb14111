package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// TestTwoThatDoNotOpenStayTyped mistypes a path, reads why it does not open where it was
// typed, and mends it there.
func TestTwoThatDoNotOpenStayTyped(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	one := writeArray(t, filepath.Join(t.TempDir(), "one.npy"), 31)
	writeArray(t, filepath.Join(home, "runs", "two.npy"), 57)
	p := sitDown(t)
	was := p.w.m.Study().Name

	p.w.OpenTwo()
	e := p.entries()
	e[0].SetText(one)
	e[1].SetText("~/runs/too.npy")
	p.w.Fyne().Canvas().Focus(e[1])
	p.types(fyne.KeyReturn)
	refusal := filepath.Join(home, "runs", "too.npy") + ": there is no such file or folder."
	p.loop.Until(t, "the refusal", func() bool {
		return strings.Contains(strings.Join(strings.Fields(uitest.Text(p.top())), " "), refusal)
	})
	if len(p.w.dialogs) != 1 || e[0].Text != one || e[1].Text != "~/runs/too.npy" || p.w.m.Study().Name != was {
		t.Fatalf("%d dialogs, A %q, B %q, %s open", len(p.w.dialogs), e[0].Text, e[1].Text, p.w.m.Study().Name)
	}
	p.taps("Cancel")
	p.w.OpenTwo()
	if e = p.entries(); e[0].Text != one || e[1].Text != "~/runs/too.npy" {
		t.Errorf("the next time there is A %q, B %q", e[0].Text, e[1].Text)
	}
	e[1].SetText(" ~/runs/two.npy ")
	p.taps("Compare")
	if b := uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == "Compare" }); !b.Disabled() {
		t.Error("they can be asked for again while they are on their way")
	}
	p.loop.Until(t, "opening", func() bool { return strings.Contains(p.w.m.Study().Name, "two") })
	if !p.w.free() {
		t.Error("the dialog stays")
	}
	p.w.OpenTwo()
	if e = p.entries(); e[0].Text != "" || e[1].Text != "" {
		t.Errorf("what is open is offered again: A %q, B %q", e[0].Text, e[1].Text)
	}
}

// TestLeavingOpenTwoOpensNothing closes the dialog while the two are on their way.
func TestLeavingOpenTwoOpensNothing(t *testing.T) {
	dir := t.TempDir()
	p := sitDown(t)
	was := p.w.m.Study().Name
	p.w.OpenTwo()
	e := p.entries()
	e[0].SetText(writeArray(t, filepath.Join(dir, "one.npy"), 31))
	e[1].SetText(writeArray(t, filepath.Join(dir, "two.npy"), 57))
	p.taps("Compare")
	p.types(fyne.KeyEscape)
	p.settle()
	if !p.w.free() || p.w.m.Opening() || p.w.m.Study().Name != was {
		t.Errorf("%s is open, opening %t", p.w.m.Study().Name, p.w.m.Opening())
	}
	p.sees("Opening was cancelled.")
}

// TestSavingBelowHome types ~ where a figure is saved.
func TestSavingBelowHome(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	if err := os.Mkdir(filepath.Join(home, "figures"), 0o755); err != nil {
		t.Fatal(err)
	}
	p := sitDown(t)
	for _, typed := range [][2]string{{"a.svg", "~/figures"}, {"~/figures/b.svg", ""}} {
		p.w.ExportFigure()
		e := p.entries()
		e[0].SetText(typed[0])
		e[1].SetText(typed[1])
		p.taps("Save")
		p.loop.Until(t, "the file", func() bool { return p.top() == nil })
		if _, err := os.Stat(filepath.Join(home, "figures", filepath.Base(typed[0]))); err != nil {
			t.Errorf("%s in %s: %v", typed[0], typed[1], err)
		}
	}
}
