package ui

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// recordsAnew gives every array of a network another time, as recording it does.
func recordsAnew(t *testing.T, folder, network string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(folder, network), func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			err = os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// knows waits until the window knows that the study changed, or that it did not.
func (p *person) knows(changed bool) {
	p.Helper()
	p.loop.Until(p, "looking at the files", func() bool { return (p.w.m.Changed() != nil) == changed })
}

func (p *person) saveButton() *widgets.Button {
	return uitest.Find(p.content(), func(b *widgets.Button) bool { return b.Text == "Save figure…" })
}

func TestAStudyThatChangesWhileItIsOpen(t *testing.T) {
	folder := ownStudy(t)
	p := sitDown(t, folder)
	p.goes("Clusters")
	p.chooses("PWCCA", "Linear CKA")
	recordsAnew(t, folder, p.w.m.NetworkNames()[0])
	p.w.m.LookAtFiles() // as when one comes back to the window
	p.knows(true)
	p.reads("The study changed on disk since it was opened: "+p.w.m.NetworkNames()[0]+"/train.npz is another file now. What is shown is of what was there before.", "Clusters of networks by CKA distance")
	if b := p.saveButton(); !b.Disabled() || b.ToolTip() != "The study changed on disk since it was opened; open it again first (F5)." {
		t.Errorf("saving is grey: %v, and says %q", b.Disabled(), b.ToolTip())
	}

	p.goes("Groups")
	p.sees("The study changed on disk since it was opened.", "Open the study again to compute from what is there.")
	p.seesNot("What is shown is of what was there before.")
	if _, drawn := p.w.m.Figure(); drawn {
		t.Error("there is a figure beside the refusal")
	}
	p.goes("Compare")
	p.switches("All × all")
	p.sees("Open the study again to compute from what is there.")
	p.goes("Study")
	p.sees("What is shown is of what was there before.") // a table, and no refusal
	p.goes("Groups")
	p.presses("Open again")
	p.knows(false)
	p.settle()
	p.seesNot("changed on disk")
	p.sees("within and between groups")
	if p.saveButton().Disabled() {
		t.Error("the new figure cannot be saved")
	}

	recordsAnew(t, folder, p.w.m.NetworkNames()[1])
	if err := os.RemoveAll(filepath.Join(folder, p.w.m.NetworkNames()[2])); err != nil {
		t.Fatal(err)
	}
	networks := len(p.w.m.NetworkNames())
	p.goes("Clusters")
	p.knows(true)
	p.sees("or gone")
	p.types(fyne.KeyF5)
	p.knows(false)
	p.settle()
	p.sees("Clusters of networks by CKA distance", "Opened again")
	if n := len(p.w.m.Analyses().Clusters.Result().Labels); n != networks-1 {
		t.Errorf("%d networks are clustered, want %d", n, networks-1)
	}
}

// What is typed into the table is nobody else's doing; what another program writes into
// the same file is.
func TestMetadataThatChangeWhileTheStudyIsOpen(t *testing.T) {
	folder := ownStudy(t)
	p := sitDown(t, folder)
	p.goes("Study")
	name := p.w.m.NetworkNames()[0]
	for _, value := range []string{"one", "another"} {
		p.w.m.SetMetadata([]string{name}, "kind", value)
		p.loop.Until(p, "writing metadata", func() bool { return !p.w.m.Writing() })
		p.w.m.LookAtFiles()
		p.settle()
		p.seesNot("changed on disk")
	}
	if err := os.WriteFile(filepath.Join(folder, "metadata.csv"), []byte("network,kind\n"+name+",of a spreadsheet\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.w.m.LookAtFiles()
	p.knows(true)
	p.reads("The study changed on disk since it was opened: metadata.csv is another file now. What is shown is of what was there before.")
	p.types(fyne.KeyF5)
	p.knows(false)
	p.settle()
	p.seesNot("changed on disk")
	p.reads("of a spreadsheet")
}

// A network that comes while a study is open is told of, in any view, until it is wanted
// or not.
func TestANetworkThatComes(t *testing.T) {
	folder := ownStudy(t)
	p := sitDown(t, folder)
	networks := len(p.w.m.NetworkNames())
	comes := func(name string) {
		t.Helper()
		if err := os.CopyFS(filepath.Join(folder, name), os.DirFS(filepath.Join(folder, networkIn(t, folder)))); err != nil {
			t.Fatal(err)
		}
		p.w.m.LookAtFiles() // as when one comes back to the window
		p.loop.Until(p, "looking at the folder", func() bool { return p.w.m.NewArrays() != "" })
	}
	const grown = "The study's folder has grown since it was opened: "
	p.goes("Clusters")
	p.seesNot(grown)
	comes("one-more")
	p.reads(grown + "one-more/train.npz is new.")
	if p.saveButton().Disabled() {
		t.Error("the figure cannot be saved")
	}
	p.presses("Not now")
	p.seesNot(grown)
	p.goes("Compare")
	p.seesNot(grown)
	p.types(fyne.KeyF5)
	p.loop.Until(p, "opening again", func() bool { return !p.w.m.Opening() && len(p.w.m.NetworkNames()) == networks+1 })
	p.settle()

	comes("yet-another")
	p.goes("Study")
	p.reads(grown + "yet-another/train.npz is new.")
	p.presses("Open again")
	p.loop.Until(p, "opening again", func() bool { return len(p.w.m.NetworkNames()) == networks+2 })
	p.settle()
	p.seesNot(grown)
	p.sees("yet-another")
}

// The table is as it was left when the study is opened again, as far as that is
// something for the study that is there now.
func TestTheTableOfAStudyOpenedAgain(t *testing.T) {
	folder := ownStudy(t)
	if err := os.WriteFile(filepath.Join(folder, "metadata.csv"), []byte("network,depth\n"+networkIn(t, folder)+",3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := sitDown(t, folder)
	p.goes("Study")
	again := func() {
		t.Helper()
		p.types(fyne.KeyF5)
		p.loop.Until(p, "opening again", func() bool { return !p.w.m.Opening() })
		p.settle()
	}
	p.filters("conv")
	p.sortsBy("depth")
	p.sortsBy("depth")
	p.tapsRow("conv4", 0)
	p.sees("40 of 60 arrays", "depth ↓")
	again()
	p.sees("40 of 60 arrays", "depth ↓")
	if f := uitest.Find(p.content(), func(e *widgets.Entry) bool { return e.Text == "conv" }); f == nil {
		t.Error("the filter is not to be seen")
	}
	table := uitest.Find[*widgets.Table](p.content(), nil)
	if table.Current() < 0 || !table.RowsFocused() {
		t.Fatal("the row that was chosen is no longer, or cannot be left by keys")
	}
	before := table.Current()
	p.types(fyne.KeyDown)
	if table.Current() != before+1 {
		t.Errorf("a key went from row %d to %d", before, table.Current())
	}
	if err := os.Remove(filepath.Join(folder, "metadata.csv")); err != nil {
		t.Fatal(err)
	}
	p.filters(networkIn(t, folder))
	again()
	p.sees("6 of 60 arrays")
	p.seesNot("depth")
	if err := os.RemoveAll(filepath.Join(folder, networkIn(t, folder))); err != nil {
		t.Fatal(err)
	}
	again()
	p.sees("54 arrays")
}

// networkIn is the name of the first network in a folder.
func networkIn(t *testing.T, folder string) string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, "*", "*.npz"))
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	return filepath.Base(filepath.Dir(list[0]))
}

// A study that is opened again leaves the focus where it was, whatever has it.
func TestTheFocusOfAStudyOpenedAgain(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	c := p.w.Fyne().Canvas()
	again := func() {
		t.Helper()
		p.types(fyne.KeyF5)
		p.loop.Until(p, "opening again", func() bool { return !p.w.m.Opening() })
		p.settle()
	}
	for _, view := range []string{"Study", "Compare", "Clusters"} {
		p.goes(view)
		var controls []fyne.Focusable
		p.tabs(func(f fyne.Focusable) { controls = append(controls, f) })
		inside := p.w.views[p.w.m.View()]
		tried := 0
		for _, f := range controls {
			if !widgets.Holds(inside.centre, f) && !widgets.Holds(inside.inspector, f) {
				continue
			}
			if _, table := f.(tableKeys); table { // another one, which is given the focus
				continue
			}
			tried++
			c.Focus(f)
			if again(); c.Focused() != f {
				t.Errorf("%s: %T had the focus, and now %T", view, f, c.Focused())
			}
		}
		if tried < 8 {
			t.Errorf("%s: only %d of %d controls were tried", view, tried, len(controls))
		}
	}
	p.goes("Study")
	p.loop.Until(p, "the table", func() bool { return uitest.Find[*widgets.Table](p.content(), nil) != nil })
	for _, f := range uitest.All[fyne.Focusable](uitest.Find[*widgets.Table](p.content(), nil)) {
		if tip, ok := f.(widgets.Tipped); ok && tip.ToolTip() == "Sort by Layer" {
			c.Focus(f)
		}
	}
	if c.Focused() == nil {
		t.Fatal("no title has the focus")
	}
	if again(); c.Focused() != nil {
		t.Errorf("the focus is on %T, which went with the table before", c.Focused())
	}
}
