package figure_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

func TestHighlightedDimsTheOthers(t *testing.T) {
	dots := figure.Series{Name: "all", Form: figure.Dots, Points: []figure.Point{
		{X: 1, Networks: []string{"a"}}, {X: 2, Networks: []string{"b"}}, {X: 3},
	}}
	fig := figure.Figure{Panels: []figure.Panel{
		{Series: []figure.Series{
			{Name: "a", Networks: []string{"a"}}, {Name: "b", Networks: []string{"b"}}, {Name: "null level", Role: figure.Null}, dots,
		}},
		{Matrix: &figure.Matrix{Rows: []string{"b", "a"}, Cols: []string{"b", "a"}, Networks: true}},
		{Networks: []string{"b"}, Matrix: &figure.Matrix{Rows: []string{"x"}, Cols: []string{"y", "z"}}},
	}}
	got := figure.Highlighted(fig, []string{"a"})
	var dim []string
	for _, s := range got.Panels[0].Series {
		if s.Dim {
			dim = append(dim, s.Name)
		}
	}
	if !slices.Equal(dim, []string{"b", ""}) {
		t.Errorf("dimmed are %q", dim)
	}
	if front := got.Panels[0].Series[4]; front.Name != "all" || len(front.Points) != 2 {
		t.Errorf("in front are %+v", front)
	}
	if lit := got.Panels[1].Matrix.Lit; !slices.Equal(lit, []bool{false, true}) {
		t.Errorf("lit are %v", lit)
	}
	if lit := got.Panels[2].Matrix.Lit; !slices.Equal(lit, []bool{false, false}) {
		t.Errorf("lit in the panel of another network are %v", lit)
	}
	if fig.Panels[0].Series[1].Dim || fig.Panels[1].Matrix.Lit != nil {
		t.Error("the figure itself has changed")
	}
}

func TestHighlightedLeavesWhatShowsNoneOfThem(t *testing.T) {
	fig := figure.Figure{Panels: []figure.Panel{{Series: []figure.Series{{Name: "a", Networks: []string{"a"}}}}}}
	for _, names := range [][]string{nil, {"elsewhere"}} {
		if got := figure.Highlighted(fig, names); got.Panels[0].Series[0].Dim {
			t.Errorf("with %q the only curve is dimmed", names)
		}
	}
}

// TestHighlightedPairsHaveBoth selects networks of groups a and b, whose pairs within
// and between them are curves and dots.
func TestHighlightedPairsHaveBoth(t *testing.T) {
	a, b := []string{"a0", "a1", "a2"}, []string{"b0", "b1"}
	dots := figure.Series{Name: "dots", Form: figure.Dots, Points: []figure.Point{
		{X: 1, Networks: []string{"a0", "a1"}}, {X: 2, Networks: []string{"a0", "b0"}}, {X: 3, Networks: []string{"b0", "b1"}},
	}}
	fig := figure.Figure{Panels: []figure.Panel{{Series: []figure.Series{
		{Name: "a", Networks: a, Paired: [][]string{a}},
		{Name: "b", Networks: b, Paired: [][]string{b}},
		{Name: "a – b", Networks: slices.Concat(a, b), Paired: [][]string{a, b}},
		dots,
	}}}}
	for _, c := range []struct{ selected, strong []string }{
		{a, []string{"a", "1"}},
		{[]string{"a0", "a1"}, []string{"a", "1"}},
		{[]string{"a0", "b0"}, []string{"a – b", "2"}},
		{slices.Concat(a, b), []string{"a", "b", "a – b", "1", "2", "3"}},
		{[]string{"a0"}, []string{"a", "a – b", "1", "2"}}, // alone it makes no pair
	} {
		var strong []string
		for _, s := range figure.Highlighted(fig, c.selected).Panels[0].Series {
			if s.Dim {
				continue
			}
			if s.Form != figure.Dots {
				strong = append(strong, s.Name)
			}
			for _, pt := range s.Points {
				strong = append(strong, fmt.Sprint(pt.X))
			}
		}
		if !slices.Equal(strong, c.strong) {
			t.Errorf("of %q selected stand out %q, not %q", c.selected, strong, c.strong)
		}
	}
}
