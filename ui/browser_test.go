package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

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
	p.lists("two.npy")
	if want := filepath.Dir(a) + "/"; path.Text != want {
		t.Errorf("the path is %s, want %s", path.Text, want)
	}
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
		for range 10 {
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
	for _, next := range []string{"Up", "Home", "list", "Cancel", "Open"} {
		c.FocusNext()
		if b, ok := c.Focused().(*widgets.Button); ok && b.Text != next || !ok && next != "list" {
			t.Errorf("Tab leads to %T %v where %s comes next", c.Focused(), b, next)
		}
	}
	tabsTo("list")
	p.types(fyne.KeyReturn) // into the folder
	p.lists("two.npy")
	p.types(fyne.KeyDown)
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
	p.lists("No folder here.")
	for range 8 { // a list of nothing is passed over
		c.FocusNext()
		if _, list := c.Focused().(*widgets.List); list {
			t.Error("Tab leads to a list of nothing")
		}
	}
	p.entries()[0].SetText(filepath.Join(dir, "x"))
	p.lists("No folder here begins with x.")
	p.types(fyne.KeyEscape)
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
