package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// moves renames a folder or a file, whose new folder is made.
func moves(t *testing.T, from, to string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
	return to
}

// keeps saves the session, or the figure, in a folder that is made.
func (p *person) keeps(path string) string {
	p.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.Fatal(err)
	}
	if !model.IsSession(path) {
		p.saves(path)
		return path
	}
	p.w.m.SaveSession(path, func(err error) {
		if err != nil {
			p.Error(err)
		}
	})
	p.loop.Until(p, "saving", func() bool { return p.w.m.SessionPath() == path })
	return path
}

// begun is a study of one's own with choices, shown in Clusters.
func begun(t *testing.T) (p *person, folder string) {
	folder = ownStudy(t)
	p = sitDown(t, folder)
	p.goes("Clusters")
	p.chooses("PWCCA", "Linear CKA")
	return p, folder
}

// answersWhere types where something is into the browser on top.
func (p *person) answersWhere(path string) {
	p.Helper()
	p.entries()[0].SetText(path)
	p.answers("Open")
}

// waits waits until the study of that path is open.
func (p *person) waits(path string) {
	p.Helper()
	p.loop.Until(p, "opening "+path, func() bool { return p.w.m.Study() != nil && p.w.m.Study().Path == path })
	p.settle()
}

func TestASessionWhoseStudyMoved(t *testing.T) {
	p, folder := begun(t)
	path := p.keeps(filepath.Join(filepath.Dir(folder), "mine.semblance"))
	now := moves(t, folder, filepath.Join(t.TempDir(), "deep", "renamed"))

	p = sitDown(t)
	p.w.Drop(uris(path))
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.asked("Where is mine?")
	p.asked("mine.semblance needs mine, which was at " + folder)
	p.answersWhere(now)
	p.waits(now)
	if p.w.m.View() != model.ClustersView || p.w.m.SessionPath() != path {
		t.Errorf("view %v of %s", p.w.m.View(), p.w.m.SessionPath())
	}
	p.seesNot("The study has changed")
	if !strings.HasPrefix(p.title(), "* ") {
		t.Errorf("title %q: the file does not know the new place", p.title())
	}
	p.shortcut(fyne.KeyS, ctrlOnly)
	p.loop.Until(t, "saving", func() bool { return !p.w.m.WouldLose() })
	s, err := session.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(filepath.Dir(path), now)
	if err != nil || s.Study.Places[0].Relative != filepath.ToSlash(relative) {
		t.Errorf("saved %+v, want %s", s.Study.Places[0], relative)
	}
	again := sitDown(t, path) // and it opens by itself now
	if again.top() != nil || again.w.m.Study().Path != now {
		t.Errorf("opened %s", again.w.m.Study().Path)
	}
}

// TestFiguresWhoseStudyMoved drops an exported figure of every kind on the window.
func TestFiguresWhoseStudyMoved(t *testing.T) {
	p, folder := begun(t)
	figures := filepath.Join(t.TempDir(), "figures")
	for _, format := range []render.Format{render.PNG, render.SVG, render.PDF} {
		p.keeps(filepath.Join(figures, "fig."+string(format)))
	}
	now := moves(t, folder, filepath.Join(t.TempDir(), "mine"))
	for _, format := range []render.Format{render.PNG, render.SVG, render.PDF} {
		p = sitDown(t)
		p.w.Drop(uris(filepath.Join(figures, "fig."+string(format))))
		p.loop.Until(t, "the question", func() bool { return p.top() != nil })
		p.asked("fig." + string(format) + " needs mine")
		p.answersWhere(now)
		p.waits(now)
		if p.w.m.View() != model.ClustersView || p.w.m.WouldLose() {
			t.Errorf("%s: view %v, would lose %v", format, p.w.m.View(), p.w.m.WouldLose())
		}
		p.sees("CKA distance")
	}
}

func TestAStudyBesideTheFigureIsFoundByItself(t *testing.T) {
	p, folder := begun(t)
	path := p.keeps(filepath.Join(t.TempDir(), "paper", "fig.svg"))
	now := moves(t, folder, filepath.Join(filepath.Dir(path), "renamed"))
	p = sitDown(t)
	p.w.Drop(uris(path))
	p.waits(now)
	if p.top() != nil {
		t.Error("it is asked for")
	}
	p.reads("Found " + now)
}

// TestAStudyOfTwoPanelsIsFoundOnce opens panels of one study that has moved beside them.
func TestAStudyOfTwoPanelsIsFoundOnce(t *testing.T) {
	p, folder := begun(t)
	p.presses("Add to panels")
	p.goes("Compare")
	p.presses("Add to panels")
	p.goes("Panels")
	path := p.keeps(filepath.Join(t.TempDir(), "paper", "fig.svg"))
	now := moves(t, folder, filepath.Join(filepath.Dir(path), "renamed"))
	p = sitDown(t)
	p.w.Drop(uris(path))
	p.waits(now)
	p.reads("Found " + now + ", by what it holds")
}

func TestAStudyThatMovedAndChanged(t *testing.T) {
	p, folder := begun(t)
	path := p.keeps(filepath.Join(t.TempDir(), "paper", "fig.png"))
	now := moves(t, folder, filepath.Join(filepath.Dir(path), "mine"))
	if err := os.WriteFile(filepath.Join(now, "metadata.csv"), []byte("network,group\ngeneralizing-0,other\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p = sitDown(t)
	p.w.Drop(uris(path))
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.asked("What is chosen below holds some of what it held.")
	if got := p.entries()[0].Text; got != now {
		t.Errorf("%s is chosen", got)
	}
	p.answers("Open")
	p.waits(now)
	if w := p.w.m.Warnings(); len(w) == 0 || !strings.Contains(w[0].Message, "The study has changed since the figure was made: metadata.csv has changed") {
		t.Errorf("warnings %+v", w)
	}
}

func TestAnotherStudyIsAskedAbout(t *testing.T) {
	p, folder := begun(t)
	path := p.keeps(filepath.Join(t.TempDir(), "fig.svg"))
	moves(t, folder, filepath.Join(t.TempDir(), "far"))
	other := trained(t)
	p = sitDown(t)
	p.w.Drop(uris(path))
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.answersWhere(other)
	p.loop.Until(t, "the doubt", func() bool { return p.top() != nil })
	p.asked("Nothing in " + filepath.Base(other) + " is what mine held.")
	p.answers("Cancel")
	if p.top() != nil || p.w.m.Study().Path != "" {
		t.Errorf("open is %q", p.w.m.Study().Path)
	}
	p.w.Drop(uris(path))
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.answersWhere(other)
	p.loop.Until(t, "the doubt", func() bool { return p.top() != nil })
	p.answers("Open it")
	p.waits(other)
}

// TestPanelsOpenWithoutALostStudy gives a study up that only panels are about.
func TestPanelsOpenWithoutALostStudy(t *testing.T) {
	p, folder := begun(t)
	p.presses("Add to panels")
	other := trained(t)
	p.w.m.Open(other)
	p.waits(other)
	path := p.keeps(filepath.Join(t.TempDir(), "both.semblance"))
	moves(t, folder, filepath.Join(t.TempDir(), "far"))
	p = sitDown(t, path)
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.asked("both.semblance needs mine")
	p.answers("Open without it")
	p.waits(other)
	p.goes("Panels")
	p.reads("its study is not at " + folder)
}

func TestARecentStudyThatIsGone(t *testing.T) {
	folder := ownStudy(t)
	p := sitDown(t, folder)
	p.w.OpenSample("gen-mem")
	p.settle()
	now := moves(t, folder, filepath.Join(filepath.Dir(folder), "renamed"))
	recent := func() *fyne.MenuItem { return p.w.menu.recent.ChildMenu.Items[0] }
	recent().Action()
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.asked("There is nothing at " + folder + " any more.")
	if got := p.entries()[0].Text; got != filepath.Dir(folder)+string(filepath.Separator) {
		t.Errorf("it begins at %s", got)
	}
	p.types(fyne.KeyEscape)
	if recent().Label != "mine" {
		t.Errorf("the list begins with %q", recent().Label)
	}
	recent().Action()
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.answersWhere(now)
	p.waits(now)
	if list := p.w.m.Recent(); len(list) != 1 || list[0][0] != now {
		t.Errorf("the list is %v", list)
	}
	if err := os.RemoveAll(now); err != nil {
		t.Fatal(err)
	}
	recent().Action()
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.answers("Forget it")
	if list := p.w.m.Recent(); len(list) != 0 || !p.w.menu.recent.Disabled {
		t.Errorf("the list is %v", list)
	}
}

// TestAskingWhereIsSeen reads the question in a small window.
func TestAskingWhereIsSeen(t *testing.T) {
	p, folder := begun(t)
	path := p.keeps(filepath.Join(t.TempDir(), "fig.svg"))
	moves(t, folder, filepath.Join(t.TempDir(), "far"))
	p = sitDown(t)
	p.w.Fyne().Resize(fyne.NewSize(900, 600))
	p.w.Drop(uris(path))
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	for _, b := range uitest.All[*widgets.Button](p.top()) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		if end := at.Add(b.Size()); end.X > 900 || end.Y > 600 || at.Y < 0 {
			t.Errorf("%q is at %v", b.Text, at)
		}
	}
}

// TestNothingToChooseWithoutAStudy looks at every view after a question where a study
// is was closed, and asks it again.
func TestNothingToChooseWithoutAStudy(t *testing.T) {
	p, folder := begun(t)
	path := p.keeps(filepath.Join(t.TempDir(), "fig.svg"))
	now := moves(t, folder, filepath.Join(t.TempDir(), "far"))
	p = sitDown(t, path)
	p.loop.Until(t, "the question", func() bool { return p.top() != nil })
	p.seesNot("Save figure…")
	p.types(fyne.KeyEscape)
	for _, label := range []string{"Study", "Compare", "Convergence", "Timesteps", "Groups", "Clusters", "Signal & noise", "Panels"} {
		p.goes(label)
		p.sees("fig.svg needs mine, which was at", "Open folder…", "Find it…", "Open a study first")
		for _, o := range []string{"Save figure…", "Add to panels", "(Select one)", "Compare as A", "With warnings"} {
			p.seesNot(o)
		}
	}
	p.goes("Study")
	for _, b := range uitest.All[*widgets.Button](p.w.study.Inspector) {
		if strings.HasPrefix(b.Text, "Compare as ") {
			if !b.Disabled() {
				t.Errorf("%q is enabled", b.Text)
			}
			b.OnTapped()
		}
	}
	p.presses("Find it…")
	p.asked("Where is mine?")
	p.answersWhere(now)
	p.waits(now)
	p.sees("Save figure…")
	p.seesNot("Open a study first")
	p.w.m.SetView(model.StudyView)
	p.sees("Compare as A", "With warnings")
	p.seesNot("Find it…")
}
