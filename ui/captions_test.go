package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// caption is a legend entry or a label of the figure, in full.
func (p *person) caption(name string) fyne.Position {
	p.Helper()
	return p.points(func(h figure.Hit) bool { return h.Label == name })
}

// Entries of legends and labels are clicked as marks are.
func TestLegendsAndLabelsSelect(t *testing.T) {
	p := sitDown(t)
	selects := func(want ...string) {
		t.Helper()
		if got := p.w.m.Selected(); len(got) != len(want) || !slices.Equal(got, want) {
			t.Errorf("selected are %q, not %q", got, want)
		}
	}
	of := func(group string) (names []string) {
		for _, n := range p.w.m.NetworkNames() {
			if strings.HasPrefix(n, group) {
				names = append(names, n)
			}
		}
		return names
	}
	p.goes("Groups")
	at := p.caption("memorizing")
	p.sees("memorizing", "5 networks")
	if p.figure().Cursor() != desktop.PointerCursor {
		t.Error("nothing says that an entry can be clicked")
	}
	p.clicks(at, 0)
	selects(of("memorizing")...)
	if got := p.dimmed(); !slices.Contains(got, "generalizing") || slices.Contains(got, "memorizing") {
		t.Errorf("%q are set back", got)
	}
	p.clicks(p.caption("generalizing"), fyne.KeyModifierShift)
	if got := p.w.m.Selected(); len(got) != 10 {
		t.Errorf("with Shift %q", got)
	}
	p.clicks(p.caption("generalizing"), fyne.KeyModifierControl) // all are in: takes them away
	selects(of("memorizing")...)

	p.goes("Clusters")
	p.clicks(p.caption("generalizing-3"), 0)
	selects("generalizing-3")
	p.clicks(p.caption("memorizing-0"), fyne.KeyModifierControl)
	selects("generalizing-3", "memorizing-0")
	p.clicks(p.caption("group memorizing"), 0)
	selects(of("memorizing")...)
	p.clicks(p.caption("cluster 1"), 0)
	selects(of("generalizing")...)
	p.caption("group")
	p.sees("adjusted Rand index of the clusters")
	p.switches("Map")
	p.clicks(p.caption("cluster 2"), 0)
	selects(of("memorizing")...)
	p.clicks(p.caption("cluster 1"), fyne.KeyModifierShift) // all of it is set back, and there still
	if got := p.w.m.Selected(); len(got) != 10 {
		t.Errorf("with Shift %q", got)
	}
}

// A caption says where not all datapoints are compared, in every view that compares any.
func TestACaptionTellsOfASubset(t *testing.T) {
	p := sitDown(t)
	const subset = "At most 500 datapoints are compared, drawn at random (seed 7)."
	m := p.w.m
	for view, edit := range map[string]func(func(*analysis.How)){
		"Compare": m.EditHow, "Groups": m.Analyses().Groups.EditHow,
		"Clusters": m.Analyses().Clusters.EditHow, "Signal & noise": m.Analyses().Noise.EditHow,
	} {
		p.goes(view)
		edit(func(h *analysis.How) { h.Datapoints, h.Seed = 500, 7 })
		p.settle()
		p.reads(subset)
		if view == "Signal & noise" {
			m.Analyses().Noise.Edit(func(s *recipe.NoiseSpec) { s.Show, s.Synthetic.Repeats = recipe.NoiseSynthetic, 1 }) // data of its own
		} else {
			edit(func(h *analysis.How) { h.Datapoints = 0 })
		}
		p.settle()
		p.seesNot("At most 500")
	}
}
