package ui

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// TestTooltipsGoAway leaves the pointer where it is while the window changes.
func TestTooltipsGoAway(t *testing.T) {
	p := sitDown(t)
	open := p.w.m.Study()
	for _, c := range []struct {
		what string
		do   func()
	}{
		{"another view", p.w.menu.views[model.ClustersView].Action},
		{"a command", p.w.menu.panel.Action},
		{"a dialog", p.w.showAbout},
		{"Escape", p.w.escape},
		{"a window of another size", func() { p.w.Fyne().Resize(fyne.NewSize(1000, 700)) }},
		{"another study", func() {
			p.w.OpenSample("lr-clusters")
			p.loop.Until(p, "the other study", func() bool { return p.w.m.Study() != open })
		}},
		{"scrolling", func() {
			inspector := p.w.views[p.w.m.View()].inspector
			uitest.Find[*container.Scroll](inspector, nil).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -200)})
		}},
		{"a wheel turned over what does not scroll", func() { p.w.tooltips.Scrolled(&fyne.ScrollEvent{}) }},
		{"a press on what is no control", func() { p.w.tooltips.MouseDown(&desktop.MouseEvent{}) }},
		{"a key while something has the focus", func() {
			p.w.rail[model.ClustersView].KeyDown(&fyne.KeyEvent{Name: fyne.KeyDown})
		}},
		{"a key in a line of text", func() {
			number := uitest.Find[*widgets.NumberEntry](p.content(), nil)
			number.KeyDown(&fyne.KeyEvent{Name: fyne.Key7})
		}},
		{"the pointer elsewhere", func() { p.w.rail[model.StudyView].MouseOut() }},
		{"a press", func() { p.w.rail[model.StudyView].MouseDown(&desktop.MouseEvent{}) }},
	} {
		over := p.w.rail[model.StudyView]
		over.MouseIn(&desktop.MouseEvent{})
		if p.w.tooltips.Over() != fyne.CanvasObject(over) {
			t.Fatalf("%s: there is no tooltip", c.what)
		}
		c.do()
		if p.w.tooltips.Over() != nil {
			t.Errorf("%s leaves the tooltip", c.what)
		}
		over.MouseMoved(&desktop.MouseEvent{})
		if p.w.tooltips.Over() != nil {
			t.Errorf("%s: the tooltip is back without the pointer coming anew", c.what)
		}
	}
	list := uitest.Find[*widgets.Choice](p.content(), nil)
	list.MouseIn(&desktop.MouseEvent{})
	p.w.rail[model.StudyView].MouseIn(&desktop.MouseEvent{})
	if p.w.tooltips.Over() != fyne.CanvasObject(p.w.rail[model.StudyView]) {
		t.Error("the tooltip is not that of the control the pointer came to last")
	}
	p.w.tooltips.Dismiss() // else it comes up in the test that is run by then
}

// TestNoWarningStaysOverRowsThatMove reads a row's warning and then does something
// else in the table.
func TestNoWarningStaysOverRowsThatMove(t *testing.T) {
	dir := t.TempDir()
	for i := range 60 { // of too few datapoints
		few(t, filepath.Join(dir, fmt.Sprintf("net-%d", i%2), "final", fmt.Sprintf("layer-%02d.npy", i)))
	}
	p := sitDown(t, dir)
	p.goes("Study")
	warning := func() (sign widgets.Tipped) {
		uitest.Walk(p.content(), func(o fyne.CanvasObject) bool {
			tip, ok := o.(widgets.Tipped)
			if _, text := o.(*widgets.Text); ok && !text && strings.Contains(tip.ToolTip(), "datapoints") && sign == nil {
				sign = tip
			}
			return true
		})
		return sign
	}
	scroller := func() *container.Scroll {
		table := uitest.Find[*widgets.Table](p.content(), nil)
		return uitest.Find(fyne.CanvasObject(table), func(s *container.Scroll) bool { return s.Direction == container.ScrollVerticalOnly })
	}
	for _, c := range []struct {
		what string
		do   func()
	}{
		{"a wheel", func() { scroller().Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)}) }},
		{"a press", func() {
			row, _ := p.cell("net-0")
			row.MouseDown(&desktop.MouseEvent{})
		}},
		{"a key", func() {
			uitest.Find(p.content(), func(k tableKeys) bool { return true }).KeyDown(&fyne.KeyEvent{Name: fyne.KeyDown})
		}},
	} {
		sign := warning()
		if sign == nil {
			t.Fatal("no row has a warning")
		}
		sign.(desktop.Hoverable).MouseIn(&desktop.MouseEvent{})
		if p.w.tooltips.Over() == nil {
			t.Fatalf("%s: there is no tooltip", c.what)
		}
		c.do()
		if p.w.tooltips.Over() != nil {
			t.Errorf("%s leaves the tooltip", c.what)
		}
	}
}

// few writes 20 datapoints of 3 neurons.
func few(t *testing.T, path string) {
	t.Helper()
	data := make([]float32, 60)
	for i := range data {
		data[i] = float32(i * i % 101)
	}
	var file bytes.Buffer
	if err := errors.Join(arrayfile.WriteNPY(&file, []int{20, 3}, data), os.MkdirAll(filepath.Dir(path), 0o755)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// tableKeys is a list that hears keys.
type tableKeys interface {
	desktop.Keyable
	ScrollToTop()
}

func TestTooltipsInADialog(t *testing.T) {
	p := sitDown(t)
	p.w.OpenFolder()
	up := uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == "Up" })
	up.MouseIn(&desktop.MouseEvent{})
	if p.w.tooltips.Over() != fyne.CanvasObject(up) {
		t.Error("no tooltip is on its way")
	}
	p.w.escape()
	if p.w.tooltips.Over() != nil || !p.w.free() {
		t.Error("the tooltip of a dialog that is closed stays")
	}
}
