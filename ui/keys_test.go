package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// types gives a key to what has the focus, as the driver does.
func (p *person) types(key fyne.KeyName) {
	c := p.w.Fyne().Canvas()
	if f := c.Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: key})
		return
	}
	c.OnTypedKey()(&fyne.KeyEvent{Name: key})
}

func (p *person) top() fyne.CanvasObject { return p.w.Fyne().Canvas().Overlays().Top() }

func TestEscapeCancelsWhateverHasTheFocus(t *testing.T) {
	p := sitDown(t)
	uitest.Find[*widgets.Fold](p.content(), nil).SetOpen(true)
	for _, v := range []model.View{model.CompareView, model.StudyView} {
		p.w.m.SetView(v)
		c := p.w.Fyne().Canvas()
		c.Unfocus()
		seen := map[fyne.Focusable]bool{}
		for i := range 60 {
			c.FocusNext()
			f := c.Focused()
			if f == nil || seen[f] {
				break
			}
			seen[f] = true
			p.w.m.EditHow(func(h *analysis.How) { h.Datapoints = 500 + i })
			p.types(fyne.KeyEscape)
			if p.w.m.Busy() {
				t.Errorf("%T swallows Escape", f)
			}
			if e, ok := f.(fyne.CanvasObject).(interface{ AcceptsTab() bool }); ok && e != nil {
				continue // letters are for an entry
			}
			f.TypedRune('?')
			if p.top() == nil {
				t.Errorf("%T swallows ?", f)
			}
			p.types(fyne.KeyEscape)
			if p.top() != nil {
				t.Fatalf("%T: the sheet of shortcuts stays", f)
			}
		}
		if v == model.CompareView && len(seen) < 20 {
			t.Errorf("%d controls have had the focus", len(seen))
		}
	}
}

func TestTheFocusGoesWithTheView(t *testing.T) {
	p := sitDown(t)
	c := p.w.Fyne().Canvas()
	c.Focus(p.w.rail[model.CompareView])
	p.w.m.SetView(model.ClustersView)
	if c.Focused() != fyne.Focusable(p.w.rail[model.ClustersView]) {
		t.Errorf("%T has the focus", c.Focused())
	}
	c.Focus(uitest.Find[*widgets.Choice](p.content(), nil))
	p.w.m.SetView(model.CompareView)
	if c.Focused() != nil {
		t.Errorf("%T has the focus, which is not shown", c.Focused())
	}
}

func TestDialogsDoNotStack(t *testing.T) {
	p := sitDown(t)
	p.w.OpenFolder()
	p.w.OpenFolder()
	p.w.showShortcuts()
	if n := len(p.w.Fyne().Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs", n)
	}
	p.types(fyne.KeyEscape)
	if p.top() != nil || !p.w.free() {
		t.Error("the browser stays")
	}
	p.w.OpenTwo()
	test.Tap(uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == "File…" }))
	for want := 2; want >= 0; want-- {
		if n := len(p.w.Fyne().Canvas().Overlays().List()); n != want || len(p.w.dialogs) != want {
			t.Errorf("%d dialogs of %d, want %d", len(p.w.dialogs), n, want)
		}
		p.types(fyne.KeyEscape)
	}
}

func TestEscapeClosesADialogWhoseButtonHasTheFocus(t *testing.T) {
	p := sitDown(t)
	for _, show := range []func(){
		p.w.showCommands, p.w.showShortcuts, p.w.showAbout, p.w.showSettings, p.w.OpenTwo, p.w.ExportFigure, p.w.OpenFolder, p.w.openFile,
		func() { p.w.ask("Replace it?", "It is there.", "Replace", func() {}) },
	} {
		for tabs := range 9 {
			show()
			for range tabs {
				p.w.Fyne().Canvas().FocusNext()
			}
			p.types(fyne.KeyEscape)
			if p.top() != nil || !p.w.free() {
				t.Fatalf("it stays after %d tabs", tabs)
			}
		}
	}
}

func TestEscapeClosesPopUps(t *testing.T) {
	p := sitDown(t)
	test.Tap(uitest.Find(p.content(), func(b *widgets.Button) bool { return strings.HasSuffix(b.Text, " warnings") }))
	if p.top() == nil {
		t.Fatal("no warnings")
	}
	p.types(fyne.KeyEscape)
	if p.top() != nil {
		t.Error("the warnings stay")
	}
	list := uitest.Find(p.content(), func(c *widgets.Choice) bool { return c.Selected == "PWCCA" })
	test.Tap(list)
	if p.top() == nil {
		t.Fatal("no list")
	}
	p.types(fyne.KeyEscape)
	if p.top() != nil {
		t.Error("the list stays")
	}
}

func TestADropDownMarksItsChoice(t *testing.T) {
	p := sitDown(t)
	test.Tap(uitest.Find(p.content(), func(c *widgets.Choice) bool { return c.Selected == "PWCCA" }))
	rows := 0
	uitest.Walk(uitest.Find[*widgets.List](p.top(), nil), func(o fyne.CanvasObject) bool {
		if _, row := o.(fyne.Tappable); row {
			rows++
			marked := uitest.Find[*canvas.Image](o, nil) != nil
			if chosen := strings.Contains(uitest.Text(o), "PWCCA"); marked != chosen {
				t.Errorf("%q is marked: %v", uitest.Text(o), marked)
			}
		}
		return true
	})
	if want := len(similarity.Measures()); rows != want {
		t.Errorf("%d rows for %d measures", rows, want)
	}
}

// TestTheSheetHasEveryShortcut compares the sheet with the shortcuts of the menus.
func TestTheSheetHasEveryShortcut(t *testing.T) {
	p := sitDown(t)
	sheet := ""
	for _, s := range shortcuts() {
		sheet += s.keys + "\n"
	}
	for _, menu := range p.w.menu.main.Items {
		for _, item := range menu.Items {
			keys, ok := item.Shortcut.(inLabel)
			if !ok {
				continue
			}
			text := keyNames(keys.keys)
			if !strings.HasSuffix(item.Label, "\t"+text) {
				t.Errorf("%q does not say %s", item.Label, text)
			}
			if key := keys.keys.Key(); key >= fyne.Key1 && key <= fyne.Key8 {
				text = "Ctrl+1 to Ctrl+8"
			}
			if !strings.Contains(sheet, text) {
				t.Errorf("%s by %s is not on the sheet", item.Label, text)
			}
		}
	}
}

// TestADialogKeepsShortcutsFromTheWindow presses every shortcut behind a dialog.
func TestADialogKeepsShortcutsFromTheWindow(t *testing.T) {
	p := sitDown(t)
	p.w.ask("Replace it?", "It is there.", "Replace", func() {})
	theme := p.w.m.Look().Theme
	for _, menu := range p.w.menu.main.Items {
		for _, item := range menu.Items {
			if item.Shortcut == nil || item.IsQuit {
				continue
			}
			item.Action()
			if p.w.m.View() != model.CompareView || p.w.m.Busy() || len(p.w.dialogs) != 1 || p.w.m.Look().Theme != theme || p.w.m.CanUndo() {
				t.Fatalf("%q reaches the window", item.Label)
			}
		}
	}
	p.types(fyne.KeyEscape)
	p.shortcut(fyne.Key6, ctrlOnly)
	if p.w.m.View() != model.ClustersView {
		t.Error("shortcuts are lost after the dialog")
	}
	p.w.ExportFigure()
	name := uitest.Find(p.top(), func(e *widgets.Entry) bool { return strings.HasSuffix(e.Text, ".svg") })
	was := name.Text
	name.TypedRune('x') // over what is selected, which takes two steps to undo
	if name.Text != "x.svg" {
		t.Errorf("typing makes the name %q", name.Text)
	}
	p.w.menu.undo.Action()
	p.w.menu.undo.Action()
	if name.Text != was {
		t.Errorf("after undoing the name is %q, not %q", name.Text, was)
	}
}
