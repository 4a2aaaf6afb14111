package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

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
