package figure_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
)

// An r that rests on the difference between groups says so wherever it stands.
func TestScatterSaysWhatItsCorrelationRestsOn(t *testing.T) {
	give := func(v float64) *float64 { return &v }
	sc := analysis.Scatter{
		Layer: "fc", Points: []analysis.ScatterPoint{{Networks: []string{"a"}, Group: "x", X: 1, Y: 0.5}},
		R: give(-0.9979), Low: give(-1), High: give(-0.87),
	}
	drawn := func() figure.Figure {
		res := &analysis.GroupsResult{Layers: []string{"fc"}, Against: "accuracy", Scatters: []analysis.Scatter{sc}}
		res.Groups = []analysis.GroupSeries{{Name: "x", Kind: analysis.Within, Mean: analysis.Values{0.5}}}
		return figure.Groups(res, figure.GroupsOptions{Form: figure.AgainstIt})
	}
	fig := drawn()
	if p := fig.Panels[0]; p.Text != "r = −0.998 [−1.000, −0.870]" || !slices.Equal(p.Shorter, []string{"r = −0.998"}) || strings.Contains(fig.Caption, "rests") {
		t.Errorf("%q, %q, %s", p.Text, p.Shorter, fig.Caption)
	}
	sc.Within = &analysis.WithinParts{By: analysis.GroupParts, Parts: 2, R: give(0.25), Rests: true}
	fig = drawn()
	p := fig.Panels[0]
	if want := []string{"r = −0.998, within groups 0.25", "r = −0.998, within 0.25"}; p.Text != "r = −0.998 [−1.000, −0.870], within groups 0.25" || !slices.Equal(p.Shorter, want) {
		t.Errorf("%q, %q", p.Text, p.Shorter)
	}
	if !strings.HasSuffix(fig.Caption, "interval. r rests on the difference between the two groups: within them r = 0.25.") {
		t.Errorf("caption %q", fig.Caption)
	}
	sc.Within = &analysis.WithinParts{By: analysis.ClumpParts, Parts: 2, Rests: true}
	if p := drawn().Panels[0]; p.Text != "r = −0.998 [−1.000, −0.870], within clumps no spread" {
		t.Errorf("%q", p.Text)
	}
}
