package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// entries are the lines to type in of the dialog on top.
func (p *person) entries() (list []*widgets.Entry) {
	uitest.Walk(p.top(), func(o fyne.CanvasObject) bool {
		if e, ok := o.(*widgets.Entry); ok {
			list = append(list, e)
		}
		return true
	})
	return list
}

// lists waits until the browser on top lists a name.
func (p *person) lists(name string) {
	p.Helper()
	p.loop.Until(p, "listing "+name, func() bool { return strings.Contains(uitest.Text(p.top()), name) })
}

// writeArray writes 40 datapoints of 3 neurons.
func writeArray(t *testing.T, path string, seed int) string {
	t.Helper()
	data := make([]float32, 120)
	for i := range data {
		data[i] = float32((i*i*7919 + i*seed) % 1009)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := arrayfile.WriteNPY(f, []int{40, 3}, data); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBrowser(t *testing.T) {
	dir := t.TempDir()
	a := writeArray(t, filepath.Join(dir, "nets", "one.npy"), 31)
	writeArray(t, filepath.Join(dir, "nets", "two.npy"), 57)
	p := sitDown(t)
	p.w.openFile()
	path := p.entries()[0]
	path.SetText(filepath.Join(dir, "n"))
	p.lists("nets")
	uitest.Find[*widgets.List](p.top(), nil).Select(0)
	if want := filepath.Dir(a); path.Text != want {
		t.Errorf("the path is %s, want %s", path.Text, want)
	}
	p.doubleClicks("nets")
	p.lists("two.npy")
	p.taps(filepath.Base(dir)) // the folder above
	p.lists("nets")
	p.taps("Home")
	path.SetText(filepath.Dir(a) + "/")
	p.lists("two.npy")
	path.CursorColumn = len(path.Text)
	p.w.Fyne().Canvas().Focus(path)
	test.Type(path, "gone")
	p.types(fyne.KeyReturn)
	if got := uitest.Text(p.top()); !strings.Contains(got, "There is no file or folder") {
		t.Errorf("no refusal in %s", got)
	}
	p.taps("Up")
	p.lists("nets")
	p.taps("Open") // a folder is not a file: it is entered
	path.SetText(filepath.Dir(a))
	p.w.Fyne().Canvas().Focus(path)
	p.types(fyne.KeyReturn)
	p.lists("one.npy")
	uitest.Find[*widgets.List](p.top(), nil).Select(0)
	if path.Text != a {
		t.Errorf("the path is %s", path.Text)
	}
	p.taps("Open")
	p.loop.Until(t, "opening", func() bool { return p.w.m.Study().Name == "one.npy" || p.w.m.Study().Name == "one" })

	p.w.OpenFolder()
	p.lists("nets")
	p.types(fyne.KeyEscape)
	p.w.OpenFolder()
	p.entries()[0].SetText(filepath.Dir(a))
	p.types(fyne.KeyReturn)
	p.loop.Until(t, "opening", func() bool { return p.w.m.Study().Name == "nets" })
}

// TestBrowserByKeys opens a file without the pointer, and leaves by Escape from
// everything that takes the focus.
func TestBrowserByKeys(t *testing.T) {
	dir := t.TempDir()
	writeArray(t, filepath.Join(dir, "nets", "one.npy"), 31)
	two := writeArray(t, filepath.Join(dir, "nets", "two.npy"), 57)
	p := sitDown(t)
	c := p.w.Fyne().Canvas()
	tabsTo := func(what string) {
		t.Helper()
		for range 20 { // past the folders above
			c.FocusNext()
			_, list := c.Focused().(*widgets.List)
			if b, ok := c.Focused().(*widgets.Button); ok && b.Text == what || list && what == "list" {
				return
			}
		}
		t.Fatalf("Tab does not lead to %s", what)
	}
	p.w.openFile()
	p.entries()[0].SetText(dir + "/")
	p.lists("nets")
	for _, next := range []string{"Name ↑", "Changed", "Size", "list", "Hidden files", "Cancel", "Open"} {
		c.FocusNext()
		name := "list"
		switch f := c.Focused().(type) {
		case *widgets.Button:
			name = f.Text
		case *widgets.Check:
			name = f.Text
		}
		if name != next {
			t.Errorf("Tab leads to %T %v where %s comes next", c.Focused(), name, next)
		}
	}
	c.Focus(p.entries()[0])
	p.types(fyne.KeyDown)   // to the list
	p.types(fyne.KeyReturn) // into the folder
	p.lists("two.npy")
	p.types(fyne.KeyBackspace) // and out of it
	p.lists("nets")
	p.types(fyne.KeyReturn)
	p.lists("two.npy")
	p.types(fyne.KeyHome)
	p.types(fyne.KeyEnd)
	p.types(fyne.KeyPageUp)
	p.types(fyne.KeyPageDown)
	p.types(fyne.KeyReturn)
	p.waits(two)

	for _, from := range []string{"path", "Up", "Home", "list", "Cancel", "Open"} {
		p.w.openFile()
		p.lists("nets")
		if from != "path" {
			tabsTo(from)
		}
		p.types(fyne.KeyEscape)
		if p.top() != nil || !p.w.free() {
			t.Fatalf("Escape does nothing from %s", from)
		}
	}

	p.w.OpenFolder()
	p.entries()[0].SetText(filepath.Dir(two) + "/")
	p.lists("one.npy") // which is no folder
	p.types(fyne.KeyDown)
	p.types(fyne.KeyReturn)
	p.lists("one.npy is a file. Choose the folder")
	c.Focused().TypedRune('x') // a name can be typed from the list
	p.lists("Nothing here begins with x.")
	if want := filepath.Dir(two) + "/x"; p.entries()[0].Text != want {
		t.Errorf("the path is %s, want %s", p.entries()[0].Text, want)
	}
	for range 12 { // a list of nothing is passed over
		c.FocusNext()
		if _, list := c.Focused().(*widgets.List); list {
			t.Error("Tab leads to a list of nothing")
		}
	}
	p.types(fyne.KeyEscape)
}

// doubleClicks clicks twice on a row of the browser on top.
func (p *person) doubleClicks(name string) {
	p.Helper()
	row := p.row(name)
	test.Tap(row)
	test.Tap(row)
}

// row is the row of the browser on top that shows a file.
func (p *person) row(name string) (row fyne.Tappable) {
	p.Helper()
	uitest.Walk(uitest.Find[*widgets.List](p.top(), nil), func(o fyne.CanvasObject) bool {
		if tap, ok := o.(fyne.Tappable); ok && strings.HasPrefix(uitest.Text(o)+"\n", name+"\n") {
			row = tap // the innermost
		}
		return true
	})
	if row == nil {
		p.Fatalf("%s is not listed in %s", name, uitest.Text(p.top()))
	}
	return row
}

// TestFilesThatAreNotAskedFor sees in a folder what cannot be chosen there, and what
// is hidden.
func TestFilesThatAreNotAskedFor(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	dir := t.TempDir()
	for _, name := range []string{"table.csv", "notes.md", ".old.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("name,decay\ngeneralizing-0,0.125\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.w.ImportMetadata()
	path := p.entries()[0]
	path.SetText(dir + "/")
	p.lists("0 folders, 2 files")
	test.Tap(p.row("notes.md"))
	p.lists("notes.md is no .csv or .tsv or .txt file.")
	if path.Text != dir+"/" {
		t.Errorf("the path is %s", path.Text)
	}
	test.Tap(uitest.Find(p.top(), func(c *widgets.Check) bool { return c.Text == "Hidden files" }))
	p.lists(".old.csv")
	test.Tap(p.row("table.csv"))
	p.taps("Import")
	p.loop.Until(t, "the sentence", func() bool { return p.top() != nil && strings.Contains(uitest.Text(p.top()), "1 column") })
	p.finds(filepath.Join(p.w.m.Study().Path, "metadata.csv"), "0.125")
}

// TestFilesByAgeAndSize sorts the list by its titles.
func TestFilesByAgeAndSize(t *testing.T) {
	p := sitDown(t)
	dir := t.TempDir()
	for i, name := range []string{"a.npy", "b.npy", "c.npy"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, make([]byte, 10+(i+1)%3), 0o600); err != nil {
			t.Fatal(err)
		}
		changed := time.Date(2026, 3, 10-i, 12, 0, 0, 0, time.UTC)
		if err := os.Chtimes(path, changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	p.w.openFile()
	p.entries()[0].SetText(dir + "/")
	p.lists("c.npy")
	for _, c := range []struct{ title, first string }{
		{"Name ↑", "c.npy"}, {"Changed", "a.npy"}, {"Changed ↓", "c.npy"}, {"Size", "b.npy"}, {"Size ↓", "c.npy"},
	} {
		p.taps(c.title)
		if got := uitest.Text(uitest.Find[*widgets.List](p.top(), nil)); !strings.HasPrefix(got, c.first) {
			t.Errorf("after %s the list is %q", c.title, got)
		}
	}
}

// TestBrowserBeginsWhereOneWas opens something, and finds the browser there again in the
// next run, or above it where that folder is gone.
func TestBrowserBeginsWhereOneWas(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	nets := filepath.Join(dir, "deep", "nets")
	writeArray(t, filepath.Join(nets, "one.npy"), 31)
	p := sitDown(t)
	begins := func(folder string) {
		t.Helper()
		p.loop.Until(t, "beginning at "+folder, func() bool { return p.entries()[0].Text == folder+"/" })
		p.types(fyne.KeyEscape)
	}
	p.w.OpenFolder()
	begins(home)
	p.w.OpenFolder()
	p.entries()[0].SetText(nets)
	p.taps("Open")
	p.loop.Until(t, "opening", func() bool { return p.w.m.Study().Name == "nets" })

	next := New(p.w.app, Options{Loop: p.loop})
	t.Cleanup(next.m.Close)
	next.Fyne().Show()
	p.w = next
	p.settle()
	p.w.OpenFolder()
	begins(filepath.Join(dir, "deep"))
	p.w.openFile()
	begins(filepath.Join(dir, "deep"))
	p.w.openSession()
	begins(filepath.Join(dir, "deep"))

	if err := os.RemoveAll(filepath.Join(dir, "deep")); err != nil {
		t.Fatal(err)
	}
	p.w.OpenFolder()
	begins(dir)
}

func TestEnterComparesTwo(t *testing.T) {
	dir := t.TempDir()
	p := sitDown(t)
	p.w.OpenTwo()
	e := p.entries()
	e[0].SetText(writeArray(t, filepath.Join(dir, "one.npy"), 31))
	p.types(fyne.KeyReturn)
	if got := uitest.Text(p.top()); !strings.Contains(got, "one for B") || p.w.Fyne().Canvas().Focused() != e[1] {
		t.Errorf("B is not asked for in %s", got)
	}
	e[1].SetText(writeArray(t, filepath.Join(dir, "two.npy"), 57))
	p.types(fyne.KeyReturn)
	p.loop.Until(t, "opening", func() bool { return strings.Contains(p.w.m.Study().Name, "one") })
	if !p.w.free() {
		t.Error("the dialog stays")
	}
}
