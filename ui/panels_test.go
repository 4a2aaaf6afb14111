package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// panelRow is what a row of the list of panels hears.
type panelRow interface {
	fyne.Widget
	fyne.Tappable
	fyne.Draggable
	fyne.Focusable
	fyne.Shortcutable
}

// sitDownToPanels has two panels, of groups and of layers.
func sitDownToPanels(t *testing.T) *person {
	t.Helper()
	p := sitDown(t)
	for _, v := range []string{"Groups", "Compare"} {
		p.goes(v)
		p.presses("Add to panels")
	}
	p.goes("Panels")
	return p
}

func (p *person) panelRows() []panelRow { return uitest.All[panelRow](p.content()) }

func (p *person) listed() (list []model.View) {
	for _, l := range p.w.m.ListPanels() {
		list = append(list, l.View)
	}
	return list
}

// drags drags a row so far down.
func (p *person) drags(r panelRow, by float32) {
	for _, share := range []float32{0.3, 1} {
		r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 10+share*by)}, Dragged: fyne.NewDelta(0, share*by)})
	}
	r.DragEnd()
	p.settle()
}

// chosenPanel is the row that stands out, and the panel with a line round it.
func (p *person) chosenPanel() int {
	return uitest.Find[*widgets.Sequence](p.content(), nil).Chosen()
}

// pauses waits until what was chosen is a step of the history.
func (p *person) pauses() {
	p.loop.For(500 * time.Millisecond)
}

func TestPanelsAreDragged(t *testing.T) {
	p := sitDownToPanels(t)
	p.pauses()
	p.drags(p.panelRows()[1], -p.panelRows()[1].Size().Height-20)
	if got := p.listed(); !slices.Equal(got, []model.View{model.CompareView, model.GroupsView}) || p.chosenPanel() != 0 {
		t.Errorf("dragged up: %v, chosen is %d", got, p.chosenPanel())
	}
	p.pauses()
	p.drags(p.panelRows()[0], 5) // a little, which is nowhere
	p.drags(p.panelRows()[0], 400)
	if got := p.listed(); !slices.Equal(got, []model.View{model.GroupsView, model.CompareView}) || p.chosenPanel() != 1 {
		t.Errorf("dragged down: %v, chosen is %d", got, p.chosenPanel())
	}
	p.w.m.Undo()
	p.settle()
	if got := p.listed(); !slices.Equal(got, []model.View{model.CompareView, model.GroupsView}) {
		t.Errorf("undone: %v", got)
	}
	c := p.w.Fyne().Canvas()
	c.Focus(p.panelRows()[0])
	p.panelRows()[0].TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	p.settle()
	if got := p.listed(); !slices.Equal(got, []model.View{model.GroupsView, model.CompareView}) || c.Focused() != fyne.Focusable(p.panelRows()[1]) {
		t.Errorf("moved by keys: %v, and %T has the focus", got, c.Focused())
	}
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	p.settle()
	if got := p.listed(); !slices.Equal(got, []model.View{model.GroupsView}) || c.Focused() != fyne.Focusable(p.panelRows()[0]) {
		t.Errorf("removed: %v, and %T has the focus", got, c.Focused())
	}
}

func TestAPanelIsEditedInItsView(t *testing.T) {
	p := sitDownToPanels(t)
	c := p.w.Fyne().Canvas()
	c.Focus(p.panelRows()[1])
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.settle()
	p.sees("Panel b is being edited", "Update panel b", "Back to panels")
	if p.w.m.View() != model.CompareView {
		t.Fatalf("view %v", p.w.m.View())
	}
	p.goes("Groups")
	p.seesNot("is being edited")
	p.goes("Compare")
	p.chooses("PWCCA", "Linear CKA")
	p.presses("Back to panels")
	p.sees("b Compare PWCCA similarity of")
	p.seesNot("is being edited")

	row := p.panelRows()[1]
	test.Tap(row)
	test.Tap(row)
	p.settle()
	p.chooses("PWCCA", "Linear CKA")
	p.presses("Update panel b")
	p.sees("b Compare CKA similarity of")
	if p.w.m.View() != model.PanelsView || p.w.m.Choice().Measure != similarity.PWCCA {
		t.Errorf("view %v, Compare measures by %s", p.w.m.View(), p.w.m.Choice().Measure)
	}
	p.w.m.Undo()
	p.settle()
	p.sees("Panel b is being edited")
	p.presses("Back to panels")
	p.sees("b Compare PWCCA similarity of")
}

// pointOf is a place in a part of the composed figure, away from all marks.
func (p *person) pointOf(part int) fyne.Position {
	p.Helper()
	f := p.figure()
	for y := float32(4); y < f.Size().Height; y += 5 {
		for x := float32(4); x < f.Size().Width; x += 5 {
			at := fyne.NewPos(x, y)
			if got, ok := f.PartAt(at); ok && got == part {
				if _, mark := f.HitAt(at); !mark {
					return at
				}
			}
		}
	}
	p.Fatalf("there is no part %d", part)
	return fyne.Position{}
}

func TestAPanelIsChosenInTheFigure(t *testing.T) {
	p := sitDownToPanels(t)
	f := p.figure()
	if p.chosenPanel() != -1 || f.OutlinedPart() != figure.None {
		t.Errorf("at first %d is chosen", p.chosenPanel())
	}
	test.TapAt(f, p.pointOf(1))
	if p.chosenPanel() != 1 || f.OutlinedPart() != 1 {
		t.Errorf("row %d is chosen, and panel %d", p.chosenPanel(), f.OutlinedPart())
	}
	test.Tap(p.panelRows()[0])
	if p.chosenPanel() != 0 || f.OutlinedPart() != 0 {
		t.Errorf("row %d is chosen, and panel %d", p.chosenPanel(), f.OutlinedPart())
	}
	before := p.exported()
	test.Tap(p.panelRows()[1])
	if p.exported() != before {
		t.Error("the file shows which panel is chosen")
	}
	p.loop.For(time.Second) // no double click with those before
	at := p.pointOf(0)
	for range 2 {
		f.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		f.Tapped(&fyne.PointEvent{Position: at})
	}
	p.settle()
	p.sees("Panel a is being edited")
	if p.w.m.View() != model.GroupsView || len(p.w.m.Selected()) > 0 {
		t.Errorf("view %v, selected %v", p.w.m.View(), p.w.m.Selected())
	}
}

// exported is the composed figure as a file has it.
func (p *person) exported() string {
	p.Helper()
	path := filepath.Join(p.TempDir(), "panels.svg")
	p.saves(path)
	text, err := os.ReadFile(path)
	if err != nil {
		p.Fatal(err)
	}
	return string(text)
}

// TestAPanelOfAnotherSampleIsEdited goes to the sample of a panel and back to the one
// that was open.
func TestAPanelOfAnotherSampleIsEdited(t *testing.T) {
	p := sitDown(t)
	p.goes("Groups")
	p.presses("Add to panels")
	there := p.w.m.Study().Name
	p.goes("Convergence") // on another sample
	p.presses("Add to panels")
	p.goes("Panels")
	home := p.w.m.Study().Name
	p.w.OpenPanel(0)
	p.settle()
	p.sees("Panel a is being edited")
	if got := p.w.m.Study().Name; got != there || got == home || p.w.m.View() != model.GroupsView {
		t.Errorf("the study is %s in view %v", got, p.w.m.View())
	}
	p.presses("Back to panels")
	if got := p.w.m.Study().Name; got != home || p.w.m.View() != model.PanelsView {
		t.Errorf("back in %s, view %v", got, p.w.m.View())
	}
	p.sees("a Groups PWCCA distance", "b Convergence")
}
