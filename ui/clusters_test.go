package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// bars are the labels beside the tree that is drawn.
func (p *person) bars() []string {
	fig, _ := p.w.m.Figure()
	var labels []string
	for _, s := range fig.Panels[0].Strips {
		labels = append(labels, s.Label)
	}
	return labels
}

// button is the i-th one with that tooltip.
func (p *person) button(hint string, i int) *widgets.Button {
	p.Helper()
	list := slices.DeleteFunc(uitest.All[*widgets.Button](p.content()), func(b *widgets.Button) bool { return b.ToolTip() != hint })
	if i >= len(list) {
		p.Fatalf("there are %d buttons %q", len(list), hint)
	}
	return list[i]
}

// TestBarsBesideTheTree chooses them, their order, and none.
func TestBarsBesideTheTree(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	has := func(want ...string) {
		t.Helper()
		if got := p.bars(); !slices.Equal(got, want) {
			t.Errorf("beside the tree are %q, not %q", got, want)
		}
	}
	has("cluster", "group", "test accuracy", "train accuracy")
	p.sees("Bars", "Automatic", "ARI 1.00")
	p.chooses("Automatic", "Add seed")
	has("cluster", "group", "test accuracy", "train accuracy", "seed")
	p.sees("As below")

	// By keys: the button that was pressed keeps the focus through the move.
	p.w.Fyne().Canvas().Focus(p.button("Move it above the one before", 3))
	p.types(fyne.KeySpace)
	p.types(fyne.KeyReturn)
	p.settle()
	has("cluster", "group", "seed", "test accuracy", "train accuracy")
	p.w.Fyne().Canvas().Focus(p.button("Remove it", 3))
	p.types(fyne.KeySpace)
	p.types(fyne.KeySpace)
	p.settle()
	has("cluster", "group", "seed")

	file := filepath.Join(t.TempDir(), "chosen.svg")
	p.saves(file)
	p.w.m.Undo()
	p.settle()
	if got := p.bars(); len(got) <= 3 {
		t.Errorf("after undo there are %q", got)
	}
	p.w.m.Redo()
	p.settle()
	has("cluster", "group", "seed")

	p.chooses("As below", "None")
	has("cluster")
	p.seesNot("Adjusted Rand")
	p.chooses("None", "Automatic")
	has("cluster", "group", "test accuracy", "train accuracy")
	p.switches("Map")
	p.seesNot("Bars")

	p.drops(file)
	p.settle()
	has("cluster", "group", "seed")
	p.sees("As below")
}

// TestNoClearClusters shows a study whose networks differ in nothing that counts.
func TestNoClearClusters(t *testing.T) {
	p := sitDown(t)
	p.w.OpenSample("widths")
	p.settle()
	p.goes("Clusters")
	p.seesNot("ARI")
	fig, _ := p.w.m.Figure()
	if tree := fig.Panels[0].Tree; tree.Clusters != nil || slices.Contains(p.bars(), "cluster") || !strings.Contains(fig.Caption, "no clear clusters") {
		t.Errorf("clusters %v, bars %q, %s", tree.Clusters, p.bars(), fig.Caption)
	}
	p.dragsTheCut()
	p.sees("ARI")
	if fig, _ = p.w.m.Figure(); p.bars()[0] != "cluster" || strings.Contains(fig.Caption, "no clear clusters") {
		t.Errorf("after the cut was dragged there are %q, %s", p.bars(), fig.Caption)
	}
}

// reason is why a choice of a switch cannot be made.
func (p *person) reason(option string) string {
	p.Helper()
	s := uitest.Find(p.content(), func(s *widgets.Segmented) bool { return slices.Contains(s.Options(), option) })
	if s == nil {
		p.Fatalf("there is no switch with %q", option)
	}
	return s.Reason(slices.Index(s.Options(), option))
}

// TestNoChoiceLeadsToAnEmptySheet tries what a study has nothing for.
func TestNoChoiceLeadsToAnEmptySheet(t *testing.T) {
	p := sitDown(t)
	drawn := func(kind figure.Kind) {
		t.Helper()
		if fig, ok := p.w.m.Figure(); !ok || fig.Empty() || fig.Kind != kind {
			t.Errorf("drawn is %s, %s", fig.Kind, fig.Note)
		}
	}
	p.goes("Groups")
	if got := p.reason("Numbers"); !strings.Contains(got, "The values of group are not numbers") {
		t.Errorf("the reason is %q", got)
	}
	p.switches("Numbers")
	drawn(figure.KindGroups)
	p.switches("Scatter")
	drawn(figure.KindAgainst)
	p.chooses("test_accuracy", "nothing") // of what is drawn against
	drawn(figure.KindGroups)
	if p.reason("Scatter") == "" {
		t.Error("nothing can be drawn against the distance")
	}
	p.chooses("nothing", "test_accuracy")
	p.chooses("group", "seed") // none is shared
	if p.reason("Numbers") == "" || p.reason("Scatter") == "" {
		t.Errorf("numbers %q, scatter %q", p.reason("Numbers"), p.reason("Scatter"))
	}
	drawn(figure.KindGroups)

	p.w.OpenSample("widths")
	p.settle()
	p.goes("Groups")
	p.switches("Numbers")
	drawn(figure.KindGroups)
	p.chooses("width", "all in one")
	drawn(figure.KindGroups)
	if p.w.m.Analyses().Groups.Options().Form != figure.ByLayer {
		t.Error("one group is drawn by its number")
	}

	p.w.OpenSample("toy-rnn")
	p.settle()
	p.goes("Clusters")
	if got := p.reason("Scatter"); !strings.Contains(got, "no two columns of numbers") {
		t.Errorf("the reason is %q", got)
	}
	p.switches("Scatter")
	drawn(figure.KindClusters)
	p.switches("Map")
	drawn(figure.KindClusterMap)

	p.w.OpenSample("lstm-repeats")
	p.settle()
	p.goes("Clusters")
	layer := uitest.Find(p.content(), func(c *widgets.Choice) bool { return c.Selected == "lstm3" })
	if !slices.Equal(layer.Options, []string{"lstm3"}) {
		t.Errorf("networks can be clustered by %q, most of which one has", layer.Options)
	}
}
