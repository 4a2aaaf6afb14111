package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// ownStudy is a copy of the sample in a folder of one's own.
func ownStudy(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "mine")
	if err := os.CopyFS(folder, os.DirFS(filepath.Join("..", "assets", "samples", "gen-mem"))); err != nil {
		t.Fatal(err)
	}
	return folder
}

// shortcut presses Ctrl, or Ctrl and Shift, with a key.
func (p *person) shortcut(key fyne.KeyName, modifier fyne.KeyModifier) {
	p.Helper()
	for _, menu := range p.w.menu.main.Items {
		for _, item := range menu.Items {
			pressed := &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
			if s := item.Shortcut; s != nil && s.ShortcutName() == pressed.ShortcutName() {
				item.Action()
				p.settle()
				return
			}
		}
	}
	p.Fatalf("no menu item has %v+%s", modifier, key)
}

const (
	ctrlOnly  = fyne.KeyModifierShortcutDefault
	withShift = ctrlOnly | fyne.KeyModifierShift
)

// asked fails unless a dialog with that text is on top.
func (p *person) asked(text string) {
	p.Helper()
	if p.top() == nil || !strings.Contains(uitest.Text(p.top()), text) {
		p.Fatalf("it is not asked: %s", text)
	}
}

// answers taps a button of the dialog on top.
func (p *person) answers(text string) {
	p.Helper()
	b := uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == text })
	if b == nil {
		p.Fatalf("there is no answer %q", text)
	}
	test.Tap(b)
	p.settle()
}

func (p *person) title() string { return p.w.Fyne().Title() }

func (p *person) drops(paths ...string) {
	p.Helper()
	p.w.Drop(uris(paths...))
	p.settle()
}

func uris(paths ...string) (list []fyne.URI) {
	for _, path := range paths {
		list = append(list, storage.NewFileURI(path))
	}
	return list
}

func TestSavingAndOpeningASession(t *testing.T) {
	folder := ownStudy(t)
	p := sitDown(t, folder)
	if p.title() != "mine – Semblance" {
		t.Errorf("title %q", p.title())
	}
	p.chooses("PWCCA", "Linear CKA")
	if p.title() != "* mine – Semblance" {
		t.Errorf("title %q", p.title())
	}
	p.shortcut(fyne.KeyS, ctrlOnly) // there is no file yet
	p.asked("Save session")
	name := uitest.Find(p.top(), func(e *widgets.Entry) bool { return e.PlaceHolder == "name.semblance" })
	if name.Text != "mine.semblance" {
		t.Errorf("offered %q", name.Text)
	}
	name.SetText("tuesday")
	p.answers("Save")
	path := filepath.Join(filepath.Dir(folder), "tuesday.semblance")
	p.loop.Until(t, "saving", func() bool { return p.w.m.SessionPath() != "" })
	p.sees("Saved " + path)
	if p.title() != "tuesday – mine – Semblance" || !p.w.free() {
		t.Errorf("title %q, %d dialogs", p.title(), len(p.w.dialogs))
	}

	p.goes("Clusters")
	p.chooses("PWCCA", "Linear CKA")
	p.shortcut(fyne.KeyS, ctrlOnly) // there is one now
	p.loop.Until(t, "saving", func() bool { return !p.w.m.Unsaved() })
	p.drops(filepath.Join(folder, "memorizing-0")) // another study
	p.sees("memorizing-0")
	p.drops(path)
	if p.w.m.View() != model.ClustersView || p.w.m.Analyses().Clusters.Spec().Measure != similarity.CKA {
		t.Errorf("view %v, %+v", p.w.m.View(), p.w.m.Analyses().Clusters.Spec())
	}
	p.goes("Compare")
	p.sees("CKA similarity of generalizing-0 and generalizing-1 by layer")
	if got := p.w.menu.sessions; got.Disabled || got.ChildMenu.Items[0].Label != "tuesday.semblance" {
		t.Errorf("recent sessions: %+v", got)
	}

	again := sitDown(t, path) // semblance FILE.semblance
	if again.w.m.View() != model.ClustersView || again.w.m.SessionPath() != path {
		t.Errorf("view %v of %s", again.w.m.View(), again.w.m.SessionPath())
	}
}

func TestNothingIsLostWithoutAsking(t *testing.T) {
	folder := ownStudy(t)
	p := sitDown(t, folder)
	p.drops(folder) // nothing was chosen
	if p.top() != nil {
		t.Fatal("asked for nothing")
	}
	p.chooses("PWCCA", "Linear CKA")
	p.drops(filepath.Join(folder, "memorizing-0"))
	p.asked("What was chosen in mine is not saved.")
	p.answers("Cancel")
	p.sees("CKA similarity of generalizing-0")
	p.w.close()
	p.asked("Save the session?")
	p.w.close() // again: the cross of the window was clicked twice
	if len(p.w.dialogs) != 1 {
		t.Errorf("%d dialogs", len(p.w.dialogs))
	}
	p.types(fyne.KeyEscape)
	if p.w.m.Study() == nil || !p.w.m.Unsaved() || !p.w.free() {
		t.Error("Escape is no answer")
	}
	closed := false
	p.w.Fyne().SetOnClosed(func() { closed = true })
	p.w.close()
	p.answers("Save")
	p.asked("Save session") // it asks where
	p.answers("Save")
	p.loop.Until(t, "closing", func() bool { return closed })
	s, err := session.Read(filepath.Join(filepath.Dir(folder), "mine.semblance"))
	if err != nil || s.View != "compare" {
		t.Errorf("saved %+v, %v", s, err)
	}
}

func TestNotSavingIsAnAnswer(t *testing.T) {
	folder := ownStudy(t)
	p := sitDown(t, folder)
	p.chooses("PWCCA", "Linear CKA")
	p.drops(filepath.Join(folder, "memorizing-0"))
	p.answers("Do not save")
	p.sees("memorizing-0")
	if p.w.m.Unsaved() {
		t.Error("the other study is unsaved")
	}
}

func TestAFigureOfEveryViewIsNoChoice(t *testing.T) {
	p := sitDown(t)
	for _, place := range []string{"Study", "Convergence", "Timesteps", "Groups", "Clusters", "Signal & noise", "Compare"} {
		p.goes(place)
	}
	if p.w.m.Unsaved() {
		t.Error("looking round counts as a choice")
	}
	p.chooses("PWCCA", "Linear CKA")
	p.w.OpenSample("gen-mem") // of a sample nothing is lost
	p.settle()
	if p.top() != nil {
		t.Error("asked for a sample")
	}
}

func TestWhatAKillTookIsOffered(t *testing.T) {
	folder, recovery := ownStudy(t), filepath.Join(t.TempDir(), "recovery")
	killed := sitDownTo(t, Options{Source: Source{Paths: []string{folder}}, Recovery: recovery})
	killed.chooses("PWCCA", "Linear CKA")
	killed.loop.Until(t, "keeping", func() bool { return len(drafts(recovery)) == 1 })
	draft := drafts(recovery)[0]
	if next := session.NewRecovery(recovery).Left(); len(next) != 0 {
		t.Error("what a window keeps is offered beside it")
	}
	recovery = t.TempDir() // where nobody holds it
	if err := os.Rename(draft, filepath.Join(recovery, filepath.Base(draft))); err != nil {
		t.Fatal(err)
	}

	p := sitDownTo(t, Options{Recovery: recovery})
	p.loop.Until(t, "the offer", func() bool { return p.top() != nil })
	p.asked("Semblance ended before what was chosen in mine was saved.")
	p.answers("Restore")
	p.loop.Until(t, "the study", func() bool { return p.w.m.Study() != nil && p.w.m.Study().Name == "mine" })
	p.settle()
	p.sees("CKA similarity of generalizing-0 and generalizing-1 by layer")
	if p.title() != "* mine – Semblance" {
		t.Errorf("title %q", p.title())
	}
	p.loop.Until(t, "forgetting", func() bool {
		return len(drafts(recovery)) == 1 && filepath.Base(drafts(recovery)[0]) != filepath.Base(draft)
	})
	p.w.close()
	p.answers("Do not save")
	p.w.m.Close()
	if left, _ := os.ReadDir(recovery); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func drafts(recovery string) []string {
	list, _ := filepath.Glob(filepath.Join(recovery, "*"+session.Extension))
	return list
}

func TestADraftCanBeDiscardedOrLeft(t *testing.T) {
	recovery := t.TempDir()
	draft := session.Session{Study: session.Study{Name: "gen-mem", Sample: "gen-mem"}, View: "groups"}
	if err := session.Write(filepath.Join(recovery, "draft-1.semblance"), draft); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		answer string
		left   int
	}{{"Later", 1}, {"Discard", 0}} {
		p := sitDownTo(t, Options{Recovery: recovery})
		p.loop.Until(t, "the offer", func() bool { return p.top() != nil })
		p.answers(c.answer)
		p.loop.Until(t, c.answer, func() bool { return len(drafts(recovery)) == c.left })
	}
}

// TestANameIsOfTheFigureThatIsSaved asks for a figure's name while another one is on
// its way: the name follows, unless one was typed.
func TestANameIsOfTheFigureThatIsSaved(t *testing.T) {
	p := sitDown(t)
	p.w.m.EditHow(func(h *analysis.How) { h.Measure = "cka" })
	p.w.ExportFigure()
	name := p.entries()[0]
	if name.Text != "pwcca-layers-generalizing-0-generalizing-1.svg" || name.SelectedText() != strings.TrimSuffix(name.Text, ".svg") {
		t.Errorf("%q is offered, %q of it selected", name.Text, name.SelectedText())
	}
	p.settle()
	if name.Text != "cka-layers-generalizing-0-generalizing-1.svg" {
		t.Errorf("%q is offered for the figure that came", name.Text)
	}
	test.Type(name, "mine")
	p.w.m.EditHow(func(h *analysis.How) { h.Measure = "svcca" })
	p.settle()
	if name.Text != "mine.svg" {
		t.Errorf("the name that was typed is %q", name.Text)
	}
}
