package figure_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

// part is a figure of one panel with a curve from 0 to a height.
func part(title, series string, height float64, x, y figure.Axis) figure.Figure {
	return figure.Figure{Kind: figure.KindLayers, Title: title, Panels: []figure.Panel{{
		X: x, Y: y, Series: []figure.Series{{Name: series, Points: []figure.Point{{X: 1, Y: 0}, {X: 2 * height, Y: height}}}},
	}}}
}

func TestAGridSharesWhatItsFiguresHaveInCommon(t *testing.T) {
	step, distance := figure.Axis{Label: "step"}, figure.Axis{Label: "distance"}
	figures := []figure.Figure{
		part("one", "s", 1, step, distance),
		part("two", "s", 3, step, distance),
		{Note: "nothing"},
		part("three", "s", 5, figure.Axis{Label: "layer", Categories: []string{"a", "b"}}, figure.Axis{Label: "distance", Range: figure.Range{Min: -1, Max: 1}}),
		part("four", "s", 2, step, figure.Axis{Label: "loss"}),
	}
	g := figure.InGrid(figures, figure.GridOptions{Columns: 2, Share: figure.Shared{X: true, Y: true, Legend: true}})
	if len(g.Panels) != 4 || len(g.Parts()) != 4 || g.Parts()[2].Title != "three" || !g.Grid.Legend || !g.Grid.Letters {
		t.Fatalf("grid %+v", g.Grid)
	}
	if g.Title != "one · two · three · four" {
		t.Errorf("title %q", g.Title)
	}
	wantX, wantY := figure.Range{Min: 1, Max: 6}, figure.Range{Min: -1, Max: 3}
	for i, p := range g.Panels {
		if x := p.X.Range; i != 2 && x != wantX || i == 2 && !x.IsZero() {
			t.Errorf("panel %d: x %v", i, x)
		}
		if y := p.Y.Range; i != 3 && y != wantY || i == 3 && (!y.IsZero() || p.Y.Holds != nil) {
			t.Errorf("panel %d: y %v", i, y)
		}
	}
	var labels []string
	for _, p := range g.Panels {
		labels = append(labels, p.X.Label+"/"+p.Y.Label)
	}
	// Below the first stands an axis of layers, below the second one of steps.
	if got := strings.Join(labels, " "); got != "step/distance / layer/distance step/loss" {
		t.Errorf("labels %s", got)
	}
	if figures[1].Panels[0].Y.Label != "distance" || !figures[0].Panels[0].X.Range.IsZero() {
		t.Error("the figures themselves have changed")
	}

	plain := figure.InGrid(figures, figure.GridOptions{Title: "all", Letters: figure.Unlettered})
	if plain.Title != "all" || plain.Grid.Letters || plain.Grid.Legend || plain.Grid.Columns != 1 || !plain.Panels[0].X.Range.IsZero() {
		t.Errorf("%q, grid %+v", plain.Title, plain.Grid)
	}
	figures[1].Panels[0].Series[0].Name = "other"
	if figure.InGrid(figures, figure.GridOptions{Share: figure.Shared{Legend: true}}).Grid.Legend {
		t.Error("one legend for different series")
	}
	if !figure.InGrid(figures[2:3], figure.GridOptions{}).Empty() {
		t.Error("a grid of nothing is not empty")
	}
}

// Parts follow one another, and those of a row have all of its columns.
func TestPlacesOfAGrid(t *testing.T) {
	for _, c := range []struct {
		columns int
		spans   []int
		want    string // of each part its row and columns
	}{
		{2, []int{1, 1, 1}, "0:0-1 0:1-2 1:0-2"},
		{3, []int{1, 1, 1, 1, 1}, "0:0-1 0:1-2 0:2-3 1:0-1 1:1-3"},
		{3, []int{1, 1, 1, 1}, "0:0-1 0:1-2 0:2-3 1:0-3"},
		{5, []int{3, 2, 2, 1}, "0:0-3 0:3-5 1:0-3 1:3-5"},
		{4, []int{1, 1}, "0:0-2 0:2-4"},
		{2, []int{1, 2, 1}, "0:0-2 1:0-2 2:0-2"},
		{2, []int{9, 0, -1}, "0:0-2 1:0-1 1:1-2"},
		{1, []int{1, 1}, "0:0-1 1:0-1"},
		{3, nil, ""},
	} {
		g := figure.Grid{Columns: c.columns}
		for _, span := range c.spans {
			g.Parts = append(g.Parts, figure.Part{Span: span})
		}
		var got []string
		for _, p := range g.Places() {
			got = append(got, fmt.Sprintf("%d:%d-%d", p.Row, p.From, p.To))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v in %d columns: %s, want %s", c.spans, c.columns, s, c.want)
		}
	}
}

// Logarithmic axes share what their scale hangs on: the least number above zero,
// the largest, and whether there is a zero; one of another scale stays as it is.
func TestAGridSharesLogarithmicAxes(t *testing.T) {
	through := func(scale figure.Scale, xs ...float64) figure.Figure {
		s := figure.Series{Name: "s"}
		for _, x := range xs {
			s.Points = append(s.Points, figure.Point{X: x, Y: 1})
		}
		return figure.Figure{Panels: []figure.Panel{{X: figure.Axis{Label: "step", Scale: scale}, Series: []figure.Series{s}}}}
	}
	g := figure.InGrid([]figure.Figure{
		through(figure.Log, 0, 20, 1500), through(figure.Log, 2, 640), through(figure.Linear, 5, 9),
	}, figure.GridOptions{Share: figure.Shared{X: true}})
	for i, want := range [][]float64{{0, 1500, 2}, {0, 1500, 2}, nil} {
		x := g.Panels[i].X
		if !slices.Equal(x.Holds, want) || !x.Range.IsZero() {
			t.Errorf("panel %d holds %v within %v, want %v", i, x.Holds, x.Range, want)
		}
	}
	// The linear one below has another scale, and keeps its label apart.
	if g.Panels[0].X.Label != "" || g.Panels[1].X.Label != "step" {
		t.Errorf("labels %q and %q", g.Panels[0].X.Label, g.Panels[1].X.Label)
	}
	if z := figure.Zoomed(g, figure.Window{X: figure.Range{Min: 20, Max: 100}}); z.Panels[0].X.Holds != nil {
		t.Error("a part of the axis holds all of it")
	}
}

func TestTheTableOfAGrid(t *testing.T) {
	g := figure.InGrid([]figure.Figure{part("one", "s", 1, figure.Axis{}, figure.Axis{}), part("two", "s", 2, figure.Axis{}, figure.Axis{})}, figure.GridOptions{})
	var b bytes.Buffer
	if err := figure.CSV(&b, g); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(&b)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 8 || rows[0][0] != "a" || rows[4][0] != "b" || rows[4][1] != "two" || rows[7][2] != "2" {
		t.Errorf("%v, %v", rows, err)
	}
	for i, want := range map[int]string{0: "a", 25: "z", 26: "aa", 27: "bb"} {
		if figure.Letter(i) != want {
			t.Errorf("letter %d is %s", i, figure.Letter(i))
		}
	}
}
