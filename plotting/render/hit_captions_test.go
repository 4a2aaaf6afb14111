package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// named are the captions that can be hit, with the networks of each.
func named(t *testing.T, fig figure.Figure, style render.Style, wide, high int) map[string][]string {
	t.Helper()
	d, err := render.Image(fig, style, render.ImageOptions{PixelsWide: wide, PixelsHigh: high})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	each(d.Image.Bounds(), func(x, y float64) {
		h, ok := d.Hit(x, y)
		if !ok || h.Label == "" {
			return
		}
		if m := h.Mark; x < m.X || x > m.X+m.Width || y < m.Y || y > m.Y+m.Height {
			t.Fatalf("%g, %g is not in the box of %+v", x, y, h)
		}
		if h.IsCell() || h.Series != figure.None || h.Leaf != figure.None || !strings.HasPrefix(h.Tip, h.Label) {
			t.Fatalf("hit %+v", h)
		}
		if before, ok := found[h.Label]; ok && !slices.Equal(before, h.Networks) {
			t.Fatalf("%s is about %q and about %q", h.Label, before, h.Networks)
		}
		found[h.Label] = h.Networks
	})
	return found
}

// numbered are names with numbers from 0.
func numbered(name string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("%s-%d", name, i))
	}
	return names
}

// members gives the groups of a result networks.
func members(res *analysis.GroupsResult) *analysis.GroupsResult {
	for _, g := range res.Groups {
		if g.Kind == analysis.Within {
			for _, name := range numbered(g.Name, 5) {
				res.Members = append(res.Members, analysis.GroupMember{Network: name, Group: g.Name})
			}
		}
	}
	return res
}

// Wherever the legend stands, its entries are about the networks of their series.
func TestHitFindsLegendEntries(t *testing.T) {
	res := members(groupsResult())
	res.Groups[2].Groups = []string{"generalize", "memorize"}
	fig := figure.Groups(res, figure.GroupsOptions{})
	both := slices.Concat(numbered("generalize", 5), numbered("memorize", 5))
	for _, at := range []render.Legend{render.LegendAuto, render.LegendAbove, render.LegendRight, render.LegendBelow, render.LegendInside, render.LegendEnds} {
		for _, wide := range []int{900, 320} {
			found := named(t, fig, render.Style{Legend: at}, wide, 500)
			if len(found) != 3 || !slices.Equal(found["memorize"], numbered("memorize", 5)) || !slices.Equal(found["generalize – memorize"], both) {
				t.Errorf("%s, %d wide: %q", at, wide, found)
			}
		}
	}
	if found := named(t, fig, render.Style{Legend: render.LegendNone}, 900, 500); len(found) != 0 {
		t.Errorf("without a legend there are %q", found)
	}
	d := draw(t, fig, render.ImageOptions{PixelsWide: 900, PixelsHigh: 500})
	tips := map[string]bool{}
	each(d.Image.Bounds(), func(x, y float64) {
		if h, ok := d.Hit(x, y); ok && h.Label != "" {
			tips[h.Tip] = true
		}
	})
	if !tips["memorize\n5 networks"] || !tips["generalize – memorize\n10 networks"] {
		t.Errorf("hover shows %v", tips)
	}
}

// A selection sets dots back and leaves the legend what it was.
func TestLegendEntriesOutliveASelection(t *testing.T) {
	res := clustersResult(24)
	fig := figure.ClusterMap(res, figure.ClusterMapOptions{})
	before := named(t, fig, render.Style{}, 700, 600)
	if len(before) != 4 || len(before["cluster 1"]) != 6 {
		t.Fatalf("%q", before)
	}
	after := named(t, figure.Highlighted(fig, before["cluster 1"][:2]), render.Style{}, 700, 600)
	for name, networks := range before {
		if !slices.Equal(after[name], networks) {
			t.Errorf("%s is about %q, was about %q", name, after[name], networks)
		}
	}
}

// The steps of a bar are entries, too.
func TestHitFindsStepsOfOrderedColours(t *testing.T) {
	res := &analysis.GroupsResult{By: "width", Numeric: true, Layers: []string{"conv", "fc"}}
	for i := range 9 {
		width := float64(i + 1)
		res.Groups = append(res.Groups, analysis.GroupSeries{
			Name: fmt.Sprint(i + 1), Groups: []string{fmt.Sprint(i + 1)}, Kind: analysis.Within, Value: &width, Used: []int{10, 10}, Mean: analysis.Values{0.1 * width, 0.05 * width},
		})
	}
	found := named(t, figure.Groups(members(res), figure.GroupsOptions{}), render.Style{}, 900, 500)
	if len(found) != 9 || !slices.Equal(found["7"], numbered("7", 5)) {
		t.Errorf("%q", found)
	}
}

// Rows, columns, bars and the categories of the bars of a cluster map.
func TestHitFindsLabelsOfClusters(t *testing.T) {
	res := clustersResult(24)
	res.Agreement = map[string]float64{"optimizer": 0.5}
	fig := figure.Clusters(res, figure.ClustersOptions{})
	cols := fig.Panels[0].Matrix.Cols
	found := named(t, fig, render.Style{}, 900, 1000)
	for _, name := range cols {
		if !slices.Equal(found[name], []string{name}) {
			t.Errorf("the label of %s is about %q", name, found[name])
		}
	}
	category := func(column string) (names []string) {
		for _, name := range cols {
			i := slices.Index(res.Labels, name)
			if res.Columns[1].Values[i] == column {
				names = append(names, name)
			}
		}
		return names
	}
	if !slices.Equal(found["optimizer sgd"], category("sgd")) || !slices.Equal(found["no optimizer"], category("")) || len(found["cluster 3"]) != 6 {
		t.Errorf("%q", found)
	}
	if networks, ok := found["optimizer"]; !ok || networks != nil {
		t.Errorf("the name of a bar is about %q, %v", networks, ok)
	}
	// Of a cut into many some are on their own.
	many, err := analysis.Cut(res, analysis.CutSpec{Clusters: 20})
	if err != nil {
		t.Fatal(err)
	}
	found = named(t, figure.Clusters(many, figure.ClustersOptions{}), render.Style{}, 900, 1000)
	if alone := found["each on its own"]; len(alone) != 16 {
		t.Errorf("on their own are %d: %q", len(alone), alone)
	}
}

// Labels that were shortened say what they stand for, level or not.
func TestHitFindsShortenedNames(t *testing.T) {
	for _, n := range []int{4, 24} {
		fig := figure.Layers(matrixResult(longNames(n), longNames(n)), figure.LayersOptions{})
		found := named(t, fig, render.Style{}, 640, 500)
		for _, name := range longNames(n) {
			if networks, ok := found[name]; (!ok && n == 4) || networks != nil {
				t.Errorf("%d layers: %s is about %q, %v", n, name, networks, ok)
			}
		}
		if len(found) < 4 {
			t.Errorf("%d layers: %q", n, found)
		}
	}
	if found := named(t, matrixFigure(), render.Style{}, 800, 600); len(found) != 0 {
		t.Errorf("names that are written in full: %q", found)
	}
}
