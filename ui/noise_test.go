package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// resamplesLittle asks for as few draws as there may be.
func (p *person) resamplesLittle() {
	p.w.m.Analyses().Noise.Edit(func(n *recipe.NoiseSpec) {
		n.Chance.Permutations, n.Chance.Subsamples = 19, 40
		n.Synthetic.Repeats, n.Synthetic.Neurons, n.Synthetic.Datapoints = 1, 8, 60 // shown before
	})
}

// TestPairAgainstChance asks what chance has to do with a pair, from the view and
// from the pair's spectrum.
func TestPairAgainstChance(t *testing.T) {
	p := sitDown(t)
	p.resamplesLittle()
	p.goes("Signal & noise")
	chosen := func() recipe.Resamples { return p.w.m.Analyses().Noise.Spec().Chance }
	if p.w.m.View() != model.NoiseView {
		t.Fatal("another sample is shown")
	}
	p.shows("One pair against chance")
	p.sees("PWCCA similarity of logits against chance", "Network A", "Layer B", "Shuffles", "Subsamples", "Block", "Values", "Measure")
	p.seesNot("Early")
	if got := chosen(); got.A.Network != "generalizing-0" || got.B.Network != "generalizing-1" || got.A.Layer != "logits" {
		t.Errorf("the pair is %v and %v", got.A, got.B)
	}
	fig, _ := p.w.m.Figure()
	if fig.Kind != figure.KindUncertainty || len(fig.Panels[0].Series) != 2 || fig.Panels[0].Rules[0].Within.IsZero() {
		t.Errorf("drawn is %+v", fig)
	}

	// Another layer and another network; then what is asked, and how it is shown.
	p.w.m.NextLayer(-1)
	p.settle()
	p.sees("similarity of fc against chance")
	p.chooses("generalizing-1", "memorizing-2")
	if got := chosen(); got.B.Network != "memorizing-2" || got.B.Layer != "fc" {
		t.Errorf("side B is %v", got.B)
	}
	p.switches("Chance")
	p.seesNot("Fraction")
	if got := chosen(); got.Subsamples >= 0 || p.w.m.Analyses().Noise.Result().Chance.Subsampling != nil {
		t.Errorf("asked is %+v", got)
	}
	p.switches("Distance")
	p.sees("distance of fc against chance")

	// The line of what was observed says so, selects, and leads to the pair.
	at := p.points(func(h figure.Hit) bool { return h.Pair == 0 })
	p.sees("generalizing-0 vs memorizing-2", "by chance")
	p.clicks(at, fyne.KeyModifierShift)
	if got := p.w.m.Selected(); !slices.Equal(got, []string{"generalizing-0", "memorizing-2"}) {
		t.Errorf("selected are %q", got)
	}
	file := filepath.Join(t.TempDir(), "chance.svg")
	p.saves(file)
	p.clicks(p.points(func(h figure.Hit) bool { return h.Pair == 0 }), 0)
	if c := p.w.m.Choice(); p.w.m.View() != model.CompareView || c.Pair == nil || c.Pair.A != "fc" || c.B.Network != "memorizing-2" {
		t.Errorf("the line leads to %+v", c)
	}

	// Back from a spectrum, and from a file.
	p.w.m.SetPair(recipe.LayerPair{A: "conv1", B: "conv1"})
	p.settle()
	p.presses("Against chance…")
	if got := chosen(); p.w.m.View() != model.NoiseView || got.A.Layer != "conv1" || got.B.Network != "memorizing-2" {
		t.Errorf("against chance are %v and %v", got.A, got.B)
	}
	p.drops(file)
	p.settle()
	p.sees("distance of fc against chance")
	if got := chosen(); got.A.Layer != "fc" || got.Subsamples >= 0 {
		t.Errorf("the file brings %+v", got)
	}
}

// shows chooses what Signal & noise shows.
func (p *person) shows(title string) {
	p.Helper()
	c := uitest.Find(p.content(), func(c *widgets.Choice) bool { return slices.Contains(c.Options, title) })
	if c == nil {
		p.Fatalf("nothing offers %q", title)
	}
	c.SetSelected(title)
	p.settle()
}

// The selected networks become the sides, and checkpoints are stepped through.
func TestPairAgainstChanceFollowsTheSelection(t *testing.T) {
	p := sitDown(t)
	p.resamplesLittle()
	p.goes("Signal & noise")
	p.shows("One pair against chance")
	p.w.m.Select([]string{"generalizing-3", "memorizing-1"})
	p.settle()
	p.presses("Use")
	p.seesNot("Use")
	p.sees("generalizing-3 vs memorizing-1")

	p = sitDown(t, trained(t))
	p.resamplesLittle()
	p.goes("Signal & noise")
	p.shows("One pair against chance")
	p.sees("Checkpoint")
	before := p.w.m.Analyses().Noise.Spec().Chance
	b := model.Track{View: model.NoiseView, End: model.B}
	p.w.m.Step(b, -1)
	p.settle()
	after := p.w.m.Analyses().Noise.Spec().Chance
	if before.A != after.A || before.B.Step == after.B.Step {
		t.Errorf("%v became %v", before, after)
	}
	p.w.m.NextStep(1)
	p.settle()
	if got := p.w.m.Analyses().Noise.Spec().Chance; got.A.Step == after.A.Step || got.B != after.B {
		t.Errorf("%v became %v", after, got)
	}
}

// What a study has nothing for is in the list, with the reason.
func TestNoiseSaysWhatAStudyLacks(t *testing.T) {
	p := sitDown(t)
	p.w.OpenSample("widths")
	p.settle()
	p.goes("Signal & noise")
	show := uitest.Find(p.content(), func(c *widgets.Choice) bool { return slices.Contains(c.Options, "Stable directions") })
	i := slices.Index(show.Options, "Stable directions")
	if got := show.Reason(i); !strings.Contains(got, "three checkpoints") {
		t.Errorf("the reason is %q", got)
	}
	was := p.w.m.Analyses().Noise.Spec().Show
	show.SetSelected("Stable directions")
	p.settle()
	if got := p.w.m.Analyses().Noise.Spec().Show; got != was {
		t.Errorf("shown is %v", got)
	}
}

// TestAFigureOfAnotherKindIsNotOffered looks at what is offered between the choice of
// another kind of figure and its coming.
func TestAFigureOfAnotherKindIsNotOffered(t *testing.T) {
	p := sitDown(t)
	p.resamplesLittle()
	p.goes("Signal & noise")
	p.shows("One pair against chance")
	keeping := func() (save, add *widgets.Button) {
		inspector := p.w.views[model.NoiseView].inspector
		named := func(text string) *widgets.Button {
			return uitest.Find(inspector, func(b *widgets.Button) bool { return b.Text == text })
		}
		return named("Save figure…"), named("Add to panels")
	}
	offered := func(want bool) {
		t.Helper()
		save, add := keeping()
		if save.Disabled() == want || add.Disabled() == want || p.w.menu.export.Disabled == want || p.w.menu.panel.Disabled == want {
			t.Errorf("Save and Add are disabled: %v, %v; in the menu %v, %v", save.Disabled(), add.Disabled(), p.w.menu.export.Disabled, p.w.menu.panel.Disabled)
		}
	}
	offered(true)
	p.w.m.Analyses().Noise.Edit(func(s *recipe.NoiseSpec) {
		s.Show, s.Synthetic.Repeats, s.Synthetic.Signals = recipe.NoiseSynthetic, 2, []int{2, 4}
	})
	offered(false)
	if save, _ := keeping(); !strings.Contains(save.ToolTip(), "the figure from before") {
		t.Errorf("the tooltip is %q", save.ToolTip())
	}
	p.w.ExportFigure()
	if p.w.m.AddToPanels(); p.top() != nil || len(p.w.m.ListPanels()) != 0 {
		t.Error("it is kept all the same")
	}
	p.reads("This is the figure from before")
	p.settle()
	offered(true)
	p.goes("Compare")
	p.w.m.SetAllLayers(true)
	if p.w.m.Withheld() == "" {
		t.Error("the curve is offered as the matrix")
	}
	p.settle()
	if why := p.w.m.Withheld(); why != "" {
		t.Error(why)
	}
}
