package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

func TestTwoLayersOfTheStudyAreCompared(t *testing.T) {
	for _, c := range []struct {
		a, b [2]string // a network and a layer
		pair bool
	}{
		{[2]string{"memorizing-0", "conv1"}, [2]string{"memorizing-0", "fc"}, true},
		{[2]string{"memorizing-0", "conv2"}, [2]string{"memorizing-1", "fc"}, true},
		{[2]string{"memorizing-0", "fc"}, [2]string{"memorizing-1", "fc"}, false},
	} {
		p := sitDown(t)
		p.goes("Study")
		for side, of := range map[string][2]string{"Compare as A": c.a, "Compare as B": c.b} {
			p.filters(of[0] + " " + of[1])
			p.tapsRow(of[0], 0)
			p.presses(side)
		}
		choice := p.w.m.Choice()
		if choice.A.Network != c.a[0] || choice.B.Network != c.b[0] || p.w.m.View() != model.CompareView {
			t.Errorf("%v and %v: compared are %s and %s", c.a, c.b, choice.A.Network, choice.B.Network)
		}
		switch {
		case !c.pair && choice.Pair != nil:
			t.Errorf("%v and %v open %v", c.a, c.b, *choice.Pair)
		case c.pair && (choice.Pair == nil || *choice.Pair != recipe.LayerPair{A: c.a[1], B: c.b[1]}):
			t.Errorf("%v and %v open %v", c.a, c.b, choice.Pair)
		}
	}
}

// TestANetworkOfTheTreeIsCompared selects a network where there are no rows.
func TestANetworkOfTheTreeIsCompared(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	for _, c := range []struct{ side, network string }{{"Compare as A", "memorizing-3"}, {"Compare as B", "generalizing-2"}} {
		p.goes("Clusters")
		p.w.m.Select([]string{c.network})
		p.goes("Study")
		if text := uitest.Text(p.w.study.Inspector); !strings.Contains(text, c.network) {
			t.Errorf("the inspector does not name %s:\n%s", c.network, text)
		}
		p.presses(c.side)
	}
	p.sees("PWCCA similarity of memorizing-3 and generalizing-2 by layer")
}

// TestUndoingGoesBackToTheRowThatWasSelected edits a cell, goes on to another network and
// takes both back.
func TestUndoingGoesBackToTheRowThatWasSelected(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	p.goes("Study")
	p.filters("fc")
	p.tapsRow("generalizing-1", 0)
	p.retypes("generalizing", "sorted")
	p.tapsRow("generalizing-2", 0)
	p.w.m.Undo()
	p.settle()
	text := uitest.Text(p.w.study.Inspector)
	selected := p.w.m.Selected()
	row := uitest.Find[*widgets.Table](p.content(), nil).Current() // one for each network
	if row < 0 || !slices.Equal(selected, p.w.m.NetworkNames()[row:row+1]) {
		t.Errorf("arrows go on from row %d, and selected are %q", row, selected)
	}
	if len(selected) != 1 || !strings.Contains(text, selected[0]) || strings.Contains(text, "generalizing-2/") {
		t.Errorf("selected are %q, and the inspector says\n%s", selected, text)
	}
}

// TestTheFocusGoesFromFigureToFigure changes the view by keys, to one that was never seen
// and back.
func TestTheFocusGoesFromFigureToFigure(t *testing.T) {
	p := sitDown(t)
	p.w.Focus(p.figure())
	for _, v := range []model.View{model.ClustersView, model.GroupsView, model.CompareView} {
		p.w.m.SetView(v)
		p.settle()
		if got := p.w.Fyne().Canvas().Focused(); got != p.figure() {
			t.Errorf("%T has the focus", got)
		}
	}
}
