package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// The window fits half of a small screen.
const leastWide, leastHigh = 800, 560

// TestTheWindowFitsHalfAScreen goes through every view of every sample.
func TestTheWindowFitsHalfAScreen(t *testing.T) {
	p := sitDown(t)
	for _, s := range assets.Samples() {
		p.w.OpenSample(s.Name)
		p.settle()
		for v := model.StudyView; v <= model.PanelsView; v++ {
			p.w.m.SetView(v)
			p.settle()
			if m := p.content().MinSize(); m.Width > leastWide || m.Height > leastHigh {
				t.Errorf("%s of %s needs %v", p.w.rail[v].Label(), s.Name, m)
			}
		}
	}
}

// TestControlsEndAtOneEdge opens all that folds, so that the inspector scrolls, and
// looks where the controls of its rows end.
func TestControlsEndAtOneEdge(t *testing.T) {
	p := sitDown(t)
	for _, s := range assets.Samples() {
		p.w.OpenSample(s.Name)
		p.settle()
		for v := model.StudyView; v <= model.PanelsView; v++ {
			p.w.m.SetView(v)
			p.settle()
			inspector := p.w.views[v].inspector
			for _, f := range uitest.All[*widgets.Fold](inspector) {
				f.SetOpen(true)
			}
			edge := p.w.app.Driver().AbsolutePositionForObject(inspector).X + look.InspectorWidth - look.InspectorMargin
			uitest.Walk(inspector, func(o fyne.CanvasObject) bool {
				switch o.(type) {
				case *widgets.Choice, *widgets.PickList, *widgets.Segmented, *widgets.NumberEntry, *widgets.Check, *widgets.Button:
				default:
					return true
				}
				if need := o.MinSize().Width; need > o.Size().Width+0.5 {
					t.Errorf("%s of %s: a %T is %v wide and needs %v", p.w.rail[v].Label(), s.Name, o, o.Size().Width, need)
				}
				if end := p.w.app.Driver().AbsolutePositionForObject(o).X + o.Size().Width; end > edge+0.5 {
					t.Errorf("%s of %s: a %T ends at %v, beyond %v", p.w.rail[v].Label(), s.Name, o, end, edge)
				} else if _, ok := o.(*widgets.Choice); ok && end < edge-0.5 {
					t.Errorf("%s of %s: a %T ends at %v, before %v", p.w.rail[v].Label(), s.Name, o, end, edge)
				}
				return true
			})
		}
	}
}

func TestANarrowRailHasNoWords(t *testing.T) {
	p := sitDown(t)
	p.sees("Signal & noise")
	p.w.Fyne().Resize(fyne.NewSize(leastWide, 600))
	p.settle()
	if got := p.w.rail[model.NoiseView].Size().Width; got != look.RailNarrow {
		t.Errorf("the rail is %v wide", got)
	}
	p.seesNot("Signal & noise")
	if got := p.w.rail[model.NoiseView].ToolTip(); got[:14] != "Signal & noise" {
		t.Errorf("its tooltip is %q", got)
	}
}

func TestInspectorAndRailAreHidden(t *testing.T) {
	p := sitDown(t)
	before := p.figure().Size().Width
	p.w.Fyne().Canvas().Focus(uitest.Find[*widgets.Choice](p.content(), nil))
	p.w.menu.asides[inspectorAside()].Action()
	p.settle()
	p.seesNot("Appearance")
	p.sees("Ctrl+I shows it again")
	if got := p.figure().Size().Width; got != before+look.InspectorWidth+1 {
		t.Errorf("the figure went from %v to %v", before, got)
	}
	if p.w.Fyne().Canvas().Focused() != nil {
		t.Error("what is hidden has the focus")
	}
	p.w.menu.asides[railAside()].Action()
	p.seesNot("Convergence")
	if p.w.menu.asides[railAside()].Checked {
		t.Error("the menu says that there is a rail")
	}
	again := New(p.w.app, Options{Loop: uitest.NewLoop()})
	t.Cleanup(again.m.Close)
	if again.body.Objects[inspectorAside().place].Visible() {
		t.Error("the next window has an inspector")
	}
	p.w.menu.asides[inspectorAside()].Action()
	p.w.menu.asides[railAside()].Action()
	p.sees("Appearance", "Convergence")
	test.Tap(p.w.rail[model.GroupsView])
	p.settle()
	p.sees("Groups by")
}
