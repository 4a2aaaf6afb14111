package ui

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// text is where a text of the figure is, in the widget.
func (p *person) text(own string) fyne.Position {
	p.Helper()
	for _, text := range p.figure().Drawing().Texts() {
		if text.Own == own {
			return p.figure().PlaceOf(text.Box)
		}
	}
	p.Fatalf("the figure does not say %q", own)
	return fyne.Position{}
}

// said is what the figure writes for a text, "" for nothing.
func (p *person) said(own string) string {
	for _, text := range p.figure().Drawing().Texts() {
		if text.Own == own {
			return text.Said
		}
	}
	return ""
}

// rewords double-clicks on a text, and types in the field that opens, as it stands then.
func (p *person) rewords(own, words string, key fyne.KeyName) {
	p.Helper()
	at := p.text(own)
	for range 2 {
		press(p.figure(), at, 0)
	}
	field := p.w.Fyne().Canvas().Focused()
	if field == nil {
		p.Fatalf("no field opens on %q", own)
	}
	if words == "" {
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) // all is selected
	}
	test.Type(field, words)
	field.TypedKey(&fyne.KeyEvent{Name: key})
	p.settle()
}

// singly waits until a click is not half of a double click.
func (p *person) singly() { p.loop.For(400 * time.Millisecond) }

func TestDoubleClickRewords(t *testing.T) {
	p := sitDown(t)
	p.rewords("PWCCA similarity", "Similarity", fyne.KeyReturn)
	p.rewords("conv1", "Conv 1", fyne.KeyReturn)
	for own, want := range map[string]string{"PWCCA similarity": "Similarity", "conv1": "Conv 1", "conv2": "conv2"} {
		if got := p.said(own); got != want {
			t.Errorf("%s reads %q", own, got)
		}
	}
	p.rewords("conv2", "no", fyne.KeyEscape)
	if p.said("conv2") != "conv2" || p.w.m.Busy() {
		t.Errorf("after Escape conv2 reads %q", p.said("conv2"))
	}
	p.w.m.Undo()
	p.settle()
	if p.said("conv1") != "conv1" || p.said("PWCCA similarity") != "Similarity" {
		t.Errorf("after Undo they read %q and %q", p.said("conv1"), p.said("PWCCA similarity"))
	}
	p.w.m.Redo()
	p.settle()
	if p.said("conv1") != "Conv 1" {
		t.Errorf("after Redo conv1 reads %q", p.said("conv1"))
	}
	p.switches("All × all") // words are of all figures
	if p.said("conv1") != "Conv 1" {
		t.Errorf("in the matrix conv1 reads %q", p.said("conv1"))
	}
	p.rewords("conv1", "", fyne.KeyReturn)
	if p.said("conv1") != "conv1" || p.w.m.Look().Style.Texts.IsZero() {
		t.Errorf("emptied, conv1 reads %q", p.said("conv1"))
	}
}

// A pointer over a text tells that it can be worded, and marks stay what they are.
func TestTextsTellThatTheyCanBeWorded(t *testing.T) {
	p := sitDown(t)
	f := p.figure()
	at := p.text("layer")
	f.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	p.sees("layer", "double-click to reword")
	if f.Cursor() != desktop.TextCursor {
		t.Errorf("the pointer is %v", f.Cursor())
	}
	p.points(func(h figure.Hit) bool { return h.Point == 1 })
	p.seesNot("double-click to reword")
	if f.Cursor() != desktop.PointerCursor {
		t.Errorf("over a point it is %v", f.Cursor())
	}
}

// What is worded goes by its true name: it is selected, clusters stay, and a double
// click on it leaves the selection as it was.
func TestWordedNamesSelect(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	p.clicks(p.caption("memorizing-0"), 0)
	p.singly()
	p.rewords("generalizing-3", "Net 3", fyne.KeyReturn)
	if got := p.w.m.Selected(); !slices.Equal(got, []string{"memorizing-0"}) {
		t.Errorf("a double click selects %q", got)
	}
	if p.said("generalizing-3") != "Net 3" {
		t.Errorf("it reads %q", p.said("generalizing-3"))
	}
	p.singly()
	p.clicks(p.caption("generalizing-3"), 0)
	if got := p.w.m.Selected(); !slices.Equal(got, []string{"generalizing-3"}) {
		t.Errorf("selected is %q", got)
	}
	p.singly()
	p.w.m.Undo() // the selection
	p.w.m.Undo() // the words
	p.settle()
	if got := p.w.m.Selected(); p.said("generalizing-3") != "generalizing-3" || !slices.Equal(got, []string{"memorizing-0"}) {
		t.Errorf("taken back, it reads %q, and selected are %q", p.said("generalizing-3"), got)
	}
}

// Two quick clicks on different texts, or with Ctrl, are single ones.
func TestQuickClicksOnDifferentTexts(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	press(p.figure(), p.text("memorizing-0"), 0)
	press(p.figure(), p.text("memorizing-1"), fyne.KeyModifierControl)
	press(p.figure(), p.text("memorizing-1"), fyne.KeyModifierControl)
	if f := p.w.Fyne().Canvas().Focused(); f != nil {
		t.Errorf("%T has the focus", f)
	}
	if got := p.w.m.Selected(); !slices.Equal(got, []string{"memorizing-0"}) {
		t.Errorf("selected are %q", got)
	}
}

// All texts of a figure can be worded by keys, in a dialog.
func TestTextsDialog(t *testing.T) {
	p := sitDown(t)
	p.rewords("layer", "Layer of the network", fyne.KeyReturn)
	field := func(own string) *widgets.Entry {
		t.Helper()
		e := uitest.Find(p.top(), func(e *widgets.Entry) bool { return e.PlaceHolder == own })
		if e == nil {
			t.Fatalf("there is no field for %q", own)
		}
		return e
	}
	p.presses("Texts…")
	p.asked("PWCCA similarity")
	if got := field("layer").Text; got != "Layer of the network" {
		t.Errorf("the field of what is worded has %q", got)
	}
	field("conv1").SetText("Conv 1")
	field("null level").SetText("chance")
	p.answers("Cancel")
	if p.said("conv1") != "conv1" {
		t.Error("it is taken all the same")
	}
	p.presses("Texts…")
	field("conv1").SetText("Conv 1")
	field("null level").SetText("chance")
	field("conv1").TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.settle()
	if p.said("conv1") != "Conv 1" || p.said("null level") != "chance" || p.said("layer") != "Layer of the network" {
		t.Errorf("they read %q, %q, %q", p.said("conv1"), p.said("null level"), p.said("layer"))
	}
	p.w.m.Undo()
	p.settle()
	if p.said("conv1") != "conv1" || p.said("null level") != "null level" || p.said("layer") == "layer" {
		t.Error("what was given together is not taken back together")
	}
	p.w.m.Redo()
	p.switches("All × all")
	p.presses("Texts…")
	p.answers("Restore all")
	p.answers("Apply")
	if !p.w.m.Look().Style.Texts.IsZero() {
		t.Errorf("restored, they are %v", p.w.m.Look().Style.Texts.Words())
	}
}

// A session reopened, and a figure that was dropped, read as they did.
func TestWordsAreKept(t *testing.T) {
	p := sitDown(t)
	folder := t.TempDir()
	p.rewords("conv1", "Conv 1", fyne.KeyReturn)
	session, fig := filepath.Join(folder, "s.semblance"), filepath.Join(folder, "f.svg")
	done := func(save func(string, func(error)), path string) {
		t.Helper()
		saved := false
		save(path, func(err error) {
			if saved = true; err != nil {
				t.Fatal(err)
			}
		})
		p.loop.Until(t, "the file", func() bool { return saved })
	}
	done(p.w.m.SaveSession, session)
	done(p.w.m.Save, fig)
	for _, path := range []string{session, fig} {
		p.w.m.OpenSample("widths")
		p.loop.Until(t, "the sample", func() bool { return p.w.m.Study().Name == "widths" })
		p.settle()
		if !p.w.m.Look().Style.Texts.IsZero() {
			t.Error("another study has the words of the one before")
		}
		p.w.m.Open(path)
		p.loop.Until(t, "the study", func() bool { return p.w.m.Study().Name == "gen-mem" })
		p.settle()
		if p.said("conv1") != "Conv 1" {
			t.Errorf("from %s it reads %q", filepath.Base(path), p.said("conv1"))
		}
		p.w.m.Discard()
	}
}
