package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// offered is a control with a tooltip that can be grey.
type offered interface {
	fyne.Disableable
	widgets.Tipped
}

// of is the control in the row of that label.
func (p *person) of(label string) offered {
	p.Helper()
	row := uitest.Find(p.w.views[p.w.m.View()].inspector, func(c *fyne.Container) bool {
		if len(c.Objects) != 2 {
			return false
		}
		name, ok := c.Objects[0].(*widgets.Text)
		return ok && name.Text() == label && c.Objects[1].Visible()
	})
	if row == nil {
		p.Fatalf("there is no row %q", label)
	}
	return uitest.Find[offered](row.Objects[1], nil)
}

// withheld fails unless the control of a row is grey, and its tooltip says so.
func (p *person) withheld(label, why string) {
	p.Helper()
	if c := p.of(label); !c.Disabled() || c.ToolTip() != why {
		p.Errorf("%s is grey: %v, and says %q in place of %q", label, c.Disabled(), c.ToolTip(), why)
	}
}

// able fails unless the control of a row can be used, and says what it is for.
func (p *person) able(labels ...string) {
	p.Helper()
	for _, label := range labels {
		if c := p.of(label); c.Disabled() || c.ToolTip() == "" {
			p.Errorf("%s is grey: %v, and says %q", label, c.Disabled(), c.ToolTip())
		}
	}
}

func TestWhatChangesNothingIsGrey(t *testing.T) {
	p := sitDown(t)
	a := p.w.m.Analyses()
	p.unfolds("Advanced")
	p.able("Measure", "Weights", "Values", "Rank cut")
	p.withheld("Seed", "Nothing is drawn at random while all datapoints and neurons are compared")
	p.chooses("PWCCA", "Cosine, row by row")
	p.withheld("Weights", "Only PWCCA weighs the CCA coefficients")
	p.withheld("Rank cut", "Row by row, layers are compared as they were recorded")
	p.switches("One pair")
	p.withheld("Measure", model.CoefficientsReason)
	p.withheld("Values", model.CoefficientsReason)
	p.able("Weights", "Rank cut")
	p.w.m.SetFormat(render.CSV)
	p.withheld("Size, mm", "The file has numbers, and no picture")

	p.goes("Groups")
	p.unfolds("Advanced")
	p.able("Spread", "Dots")
	a.Groups.EditOptions(func(o *figure.GroupsOptions) { o.Form = figure.AgainstIt })
	p.settle()
	p.withheld("Spread", "The scatter has a dot for each network or pair, and no mean")
	p.withheld("Dots", "The scatter has a dot for each network or pair, and no mean")
	neurons := p.of("Neurons").(*widgets.NumberEntry)
	neurons.SetText("8")
	neurons.OnSubmitted("8")
	p.settle()
	p.able("Seed")

	p.goes("Clusters")
	p.able("Linkage", "Cut")
	a.Clusters.EditOptions(func(d *recipe.ClustersDrawing) { d.Form, d.By = recipe.ClustersMap, "group" })
	p.settle()
	p.withheld("Linkage", "The colours are those of group, and clusters are not shown")
	p.withheld("Cut", "The colours are those of group, and clusters are not shown")

	p.goes("Panels")
	p.withheld("Columns", "There are no panels yet")
	p.withheld("Shared", "There are no panels yet")
}

// What SVCCA keeps is a choice where it is the measure, and nowhere else.
func TestWhatSVCCAKeeps(t *testing.T) {
	p := sitDown(t)
	p.unfolds("Advanced")
	p.chooses("PWCCA", "SVCCA")
	p.fills(p.field("SVCCA keeps"), "0.9")
	p.settle()
	if got := p.w.m.Choice().SVCCAVariance; got != 0.9 {
		t.Errorf("SVCCA keeps %g", got)
	}
	if fig, _ := p.w.m.Figure(); !strings.Contains(fig.Caption, "SVCCA on the directions that hold 90 % of the variance") {
		t.Errorf("the caption is %q", fig.Caption)
	}
	field := p.field("SVCCA keeps")
	p.chooses("SVCCA", "PWCCA")
	if shown := uitest.Find(p.content(), func(e *widgets.NumberEntry) bool { return e == field }); shown != nil {
		t.Error("PWCCA asks for it too")
	}
}

func TestWhatTrainingAndSequencesGrey(t *testing.T) {
	p := sitDownTo(t, Options{Source: Source{Sample: "char-lstm"}})
	a := p.w.m.Analyses()
	p.goes("Convergence")
	p.able("Settled at", "Steps", "Beneath")
	a.Convergence.EditOptions(func(o *figure.ConvergenceOptions) { o.Form = figure.Heat })
	p.settle()
	p.withheld("Settled at", "The heat map does not say where layers settle; draw curves")
	p.withheld("Steps", "The heat map has a column for each checkpoint, however far apart they are")
	p.withheld("Beneath", "Training curves stand beneath curves, not beneath the heat map")
	p.goes("Timesteps")
	p.able("Reference", "Weights")
	p.withheld("Period", "All arrays of this study have timesteps of their own")
	p.switches("All × all")
	p.withheld("Reference", "All timesteps are compared with each other")
	a.Timesteps.Edit(func(s *analysis.TimestepsSpec) { s.Measures = []similarity.Measure{similarity.CKA} })
	p.settle()
	p.withheld("Weights", "Only PWCCA weighs the CCA coefficients")
}

// TestEmptyEntriesSayWhatIsUsed reads what stands for the number of directions and for
// the size of blocks.
func TestEmptyEntriesSayWhatIsUsed(t *testing.T) {
	p := sitDownTo(t, Options{Source: Source{Sample: "convergence"}})
	p.resamplesLittle()
	p.goes("Signal & noise")
	p.shows("Stable directions")
	r := p.w.m.Analyses().Noise.Result().Stability
	entry := p.of("Directions").(*widgets.NumberEntry)
	if want := fmt.Sprintf("%d, half of all", r.K); r.K >= 100 || entry.PlaceHolder != want {
		t.Errorf("%d directions are in a set, and the entry says %q", r.K, entry.PlaceHolder)
	}
	entry.SetText("5")
	entry.OnSubmitted("5")
	p.settle()
	if entry.PlaceHolder == fmt.Sprintf("%d, half of all", 5) {
		t.Error("a number that was given is said to be the usual one")
	}
	p.shows("One pair against chance")
	if got := p.of("Block").(*widgets.NumberEntry).PlaceHolder; got != "1, each by itself" {
		t.Errorf("the block is %q", got)
	}
}
