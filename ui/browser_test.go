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
