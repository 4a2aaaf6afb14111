package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// tabs goes through all controls by Tab, from the first on, and calls visit with
// each while it has the focus.
func (p *person) tabs(visit func(fyne.Focusable)) int {
	p.Helper()
	c := p.w.Fyne().Canvas()
	c.Unfocus()
	seen := map[fyne.Focusable]bool{}
	for range 200 {
		c.FocusNext()
		f := c.Focused()
		if f == nil || seen[f] {
			return len(seen)
		}
		seen[f] = true
		visit(f)
	}
	p.Fatal("Tab finds no end")
	return 0
}

// everywhere goes to every view of a study that has something for each, its
// inspector unfolded.
func everywhere(t *testing.T, visit func(p *person, where string)) {
	t.Helper()
	p := sitDown(t, trained(t))
	for v := model.CompareView; v <= model.NoiseView; v++ {
		p.w.m.SetView(v)
		p.settle()
		p.opensAll()
		visit(p, p.w.rail[v].Label())
	}
}

// isList reports whether a control is a list, or the rows of a table.
func isList(f fyne.Focusable) bool {
	_, list := f.(interface{ ScrollToTop() })
	return list
}

// isFigure reports whether a control is a figure, which reads out its marks.
func isFigure(f fyne.Focusable) bool {
	_, figure := f.(*widgets.Figure)
	return figure
}

// opensAll opens all sections of the inspector.
func (p *person) opensAll() {
	inspector := p.w.views[p.w.m.View()].inspector
	for _, s := range uitest.All[*widgets.Section](inspector) {
		s.SetOpen(true)
	}
	for _, f := range uitest.All[*widgets.Fold](inspector) {
		f.SetOpen(true)
	}
}

// TestEveryControlExplainsItself looks for the tooltip of everything that takes the
// focus.
func TestEveryControlExplainsItself(t *testing.T) {
	everywhere(t, func(p *person, where string) {
		n := p.tabs(func(f fyne.Focusable) {
			if isList(f) || isFigure(f) {
				return
			}
			tipped, ok := f.(widgets.Tipped)
			if !ok || tipped.ToolTip() == "" {
				p.Errorf("%s: %T %q has no tooltip", where, f, uitest.Text(f.(fyne.CanvasObject)))
			}
		})
		if n < 15 {
			p.Errorf("%s: Tab finds %d controls", where, n)
		}
	})
}

// TestFocusIsSeen compares how every control looks with and without the focus, and
// that it is inside the window while it has it.
func TestFocusIsSeen(t *testing.T) {
	everywhere(t, func(p *person, where string) {
		bottom := p.w.Fyne().Canvas().Size().Height
		p.tabs(func(f fyne.Focusable) {
			o := f.(fyne.CanvasObject)
			top := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
			with := test.RenderObjectToMarkup(o) // which moves it
			if top < 0 || top+o.Size().Height > bottom {
				p.Errorf("%s: %T %q has the focus out of sight, at %v", where, f, uitest.Text(o), top)
			}
			f.FocusLost()
			if without := test.RenderObjectToMarkup(o); with == without {
				p.Errorf("%s: %T %q does not show the focus", where, f, uitest.Text(o))
			}
			f.FocusGained()
		})
	})
}

// TestEveryControlHearsKeys presses the key that a person would, and looks whether
// anything came of it.
func TestEveryControlHearsKeys(t *testing.T) {
	everywhere(t, func(p *person, where string) {
		c := p.w.Fyne().Canvas()
		var controls []fyne.Focusable
		p.tabs(func(f fyne.Focusable) { controls = append(controls, f) })
		for _, f := range controls {
			o := f.(fyne.CanvasObject)
			if d, ok := f.(fyne.Disableable); !o.Visible() || ok && d.Disabled() {
				continue // by what another key did
			}
			key, r := fyne.KeySpace, ' '
			if isList(f) {
				continue // which has tests of its own
			}
			switch f := f.(type) {
			case *widgets.RailButton:
				continue // which changes everything
			case *widgets.Figure:
				key, r = fyne.KeyRight, 0
			case *widgets.Entry, *widgets.NumberEntry:
				key, r = "", '7'
			case *widgets.Button:
				if f.Text == "Swap" { // two sides that playing may have made one
					p.w.m.SetEndpoint(model.A, analysis.Endpoint{Network: "net", Step: "step-100"})
				}
			case *widgets.Slider:
				if key, r = fyne.KeyRight, 0; f.Value == f.Max {
					key = fyne.KeyLeft
				}
			}
			p.opensAll() // what another key folded
			c.Focus(f)
			state := func() string { return test.RenderObjectToMarkup(o) + uitest.Text(p.content()) }
			before := state()
			if key != "" {
				f.TypedKey(&fyne.KeyEvent{Name: key})
			}
			if r != 0 {
				f.TypedRune(r)
			}
			if p.top() == nil && state() == before {
				p.Errorf("%s: %T %q does nothing on %q", where, f, uitest.Text(o), string(key)+string(r))
			}
			for range 3 {
				if p.top() != nil {
					p.types(fyne.KeyEscape)
				}
			}
		}
		c.Unfocus()
		p.settle()
	})
}

// TestTheFigureIsSavedWithoutScrolling looks for the button in windows of two sizes,
// with all that an inspector has unfolded.
func TestTheFigureIsSavedWithoutScrolling(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1280, Height: 800}, {Width: 900, Height: 600}} {
		everywhere(t, func(p *person, where string) {
			if p.w.m.View() == model.StudyView {
				return // which has no figure of its own
			}
			p.w.Fyne().Resize(size)
			if got := p.w.Fyne().Canvas().Size(); got != size {
				t.Fatalf("%s: the window is %v", where, got)
			}
			save := uitest.Find(p.content(), func(b *widgets.Button) bool { return b.Text == "Save figure…" })
			at, status := fyne.CurrentApp().Driver().AbsolutePositionForObject(save), p.w.status.Line
			if bottom := at.Y + save.Size().Height; at.Y < 0 || bottom > size.Height-status.Size().Height {
				t.Errorf("%s at %v: the button is at %v", where, size, at)
			}
			p.w.Fyne().Canvas().Focus(save)
			save.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			if _, drawn := p.w.m.Figure(); drawn {
				p.asked("Save figure")
				p.types(fyne.KeyEscape)
			}
		})
	}
}

// TestAPickListIsChosenFromByKeys opens a list, leaves its second item out, and
// takes it in again.
func TestAPickListIsChosenFromByKeys(t *testing.T) {
	p := sitDown(t, trained(t))
	list := uitest.Find(p.content(), func(l *widgets.PickList) bool { return l.Selected == "All 3 layers" })
	p.w.Fyne().Canvas().Focus(list)
	p.types(fyne.KeySpace)
	if p.top() == nil {
		t.Fatal("no list opens")
	}
	p.types(fyne.KeyDown)
	p.types(fyne.KeySpace)
	if list.Selected != "2 of 3 layers" {
		t.Errorf("it says %q", list.Selected)
	}
	p.types(fyne.KeySpace)
	if list.Selected != "All 3 layers" {
		t.Errorf("it says %q", list.Selected)
	}
	p.types(fyne.KeyEscape)
	if p.top() != nil {
		t.Error("the list stays")
	}
}
