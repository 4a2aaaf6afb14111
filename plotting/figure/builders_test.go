package figure_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/gonum/stat/distuv"
)

func TestConvergencePanels(t *testing.T) {
	res := &analysis.ConvergenceResult{Series: []analysis.ConvergenceSeries{
		{Network: "a", Layer: "l0", X: []float64{0, 10}, Distance: analysis.Values{0.5, 0}, Null: analysis.Values{0.9, 0.9}},
		{Network: "a", Layer: "l1", X: []float64{0, 20}, Distance: analysis.Values{0.7, 0}, Null: analysis.Values{0.8, 0.7}},
		{Network: "b", Layer: "l0", X: []float64{0}, Distance: analysis.Values{math.NaN()}},
	}, Curves: []study.Curve{
		{Network: "a", Column: "test_perplexity", X: []float64{0, 5}, Y: []float64{6000, 200}},
		{Network: "b", Column: "test_perplexity", X: []float64{0, 5}, Y: []float64{6000, 200}},
	}}
	fig := figure.Convergence(res, figure.ConvergenceOptions{})
	if len(fig.Panels) != 2 || fig.Panels[1].Y.Label != "test perplexity" || fig.Panels[1].Y.Scale != figure.Log {
		t.Fatalf("panels %+v", fig.Panels)
	}
	layers := fig.Panels[0].Series
	if len(layers) != 3 || layers[0].Colour != figure.Ordered(0, 2) || layers[1].Colour != figure.Ordered(1, 2) {
		t.Fatalf("series %+v", layers)
	}
	if null := layers[2]; null.Role != figure.Null || !slices.Equal(ys(null), []float64{0.8, 0.9, 0.7}) {
		t.Errorf("the lowest null level is %+v", null)
	}
	heat := figure.Convergence(res, figure.ConvergenceOptions{Form: figure.Heat}).Panels[0].Matrix
	if !slices.Equal(heat.Cols, []string{"0", "10", "20"}) || heat.At(1, 0) != 0.7 || !math.IsNaN(heat.At(0, 2)) {
		t.Errorf("the map is %+v", heat)
	}
}

func TestGroupsBetweenManyAreOne(t *testing.T) {
	res := &analysis.GroupsResult{Layers: []string{"l"}}
	values := []float64{0.2, 0.4, 0.6, 0.8}
	for i, name := range []string{"a–b", "a–c", "b–c", "b–d"} {
		res.Groups = append(res.Groups, analysis.GroupSeries{Name: name, Kind: analysis.Between, Mean: analysis.Values{values[i]}})
		res.Pairs = append(res.Pairs, analysis.GroupPair{A: "x", B: "y", Layer: "l", Series: name, Distance: &values[i]})
	}
	s := figure.Groups(res, figure.GroupsOptions{}).Panels[0].Series[0]
	std := math.Sqrt(0.2 / 3)
	if s.Name != "between groups" || math.Abs(s.Points[0].Y-0.5) > 1e-12 || math.Abs(s.Spread.Ranges[0].Max-0.5-std) > 1e-12 {
		t.Errorf("series %+v", s)
	}
}

// Groups that are numbers have colours in order, and what is between them none that
// could be one of these.
func TestBetweenNumbersHasNoColourOfTheirs(t *testing.T) {
	res := &analysis.GroupsResult{Layers: []string{"l"}, By: "width", Numeric: true}
	for _, name := range []string{"8", "16", "32", "8–16", "8–32", "16–32"} {
		kind := analysis.Within
		if strings.Contains(name, "–") {
			kind = analysis.Between
		}
		res.Groups = append(res.Groups, analysis.GroupSeries{Name: name, Kind: kind, Mean: analysis.Values{0.5}})
	}
	dashes := map[int]bool{}
	for i, s := range figure.Groups(res, figure.GroupsOptions{}).Panels[0].Series[:6] {
		if s.Colour.Ordered != (i < 3) || s.Colour.Ink != (i >= 3) {
			t.Errorf("%s has %+v", s.Name, s.Colour)
		}
		if s.Colour.Ink {
			dashes[s.Colour.Category] = true
		}
	}
	if len(dashes) != 3 || dashes[0] {
		t.Errorf("those between have dashes %v", dashes)
	}
}

func TestClustersStandInTheOrderOfLeaves(t *testing.T) {
	res := &analysis.ClustersResult{
		Labels:    []string{"a", "b", "c"},
		Distances: [][]float64{{0, 0.9, 0.2}, {0.9, 0, 0.8}, {0.2, 0.8, 0}},
		Linkage:   cluster.Tree{{I: 0, J: 2, Height: 0.2, Size: 2}, {I: 1, J: 3, Height: 0.85, Size: 3}},
		Order:     []int{1, 2, 0},
		Columns: []analysis.Column{
			{Name: "seed", Values: []string{"1", "2", "3"}, Numbers: analysis.Values{1, 2, 3}},
			{Name: "group", Values: []string{"x", "", "x"}, Categorical: true},
		},
		Clustering: analysis.Clustering{Cut: analysis.CutLine{Height: 0.5, Count: 2}, Clusters: []int{2, 1, 2}},
	}
	p := figure.Clusters(res, figure.ClustersOptions{}).Panels[0]
	if !slices.Equal(p.Matrix.Rows, []string{"b", "c", "a"}) || p.Matrix.At(0, 2) != 0.9 || p.Matrix.At(1, 2) != 0.2 {
		t.Errorf("matrix %+v", p.Matrix)
	}
	if !slices.Equal(p.Tree.Columns, []int{2, 0, 1}) || !slices.Equal(p.Tree.Leaves(0), []int{2, 0}) {
		t.Errorf("tree %+v", p.Tree)
	}
	ends := p.Tree.Ends()
	if ends[0].Cluster != 0 || ends[1].Left.Cluster != figure.None || ends[1].Cluster != figure.None || ends[1].Left.Column != 0 || ends[1].Right.Column != 1.5 {
		t.Errorf("ends %+v", ends)
	}
	// The network on its own is muted, here and on the map.
	if !slices.Equal(p.Strips[0].Clusters, []int{figure.None, 0}) || !slices.Equal(p.Strips[0].Category, []int{0, 1, 1}) {
		t.Errorf("strip %+v", p.Strips[0])
	}
	res.Map = &cluster.Map{X: []float64{1, 2, 3}, Y: []float64{1, 2, 3}}
	dots := figure.ClusterMap(res, figure.ClusterMapOptions{}).Panels[0].Series
	if len(dots) != 2 || dots[0].Name != "cluster 2" || len(dots[0].Points) != 2 || !dots[1].Colour.Muted || dots[1].Points[0].Name != "b" {
		t.Errorf("dots %+v", dots)
	}
	// Seeds number the networks, which says nothing; they are there if asked for.
	if len(p.Strips) != 2 || p.Strips[1].Label != "group" || !slices.Equal(p.Strips[1].Category, []int{figure.None, 0, 0}) {
		t.Errorf("strips %+v", p.Strips)
	}
	asked := figure.Clusters(res, figure.ClustersOptions{Columns: []string{"seed"}}).Panels[0].Strips
	if len(asked) != 2 || !slices.Equal(asked[1].Values, []float64{2, 3, 1}) {
		t.Errorf("asked for seeds: %+v", asked)
	}
}

// Bars say something of the networks; what numbers or names them is there if chosen.
func TestFirstBarred(t *testing.T) {
	column := func(name string, categorical bool, numbers analysis.Values, values ...string) analysis.Column {
		return analysis.Column{Name: name, Values: values, Numbers: numbers, Categorical: categorical}
	}
	nan := math.NaN()
	res := &analysis.ClustersResult{Columns: []analysis.Column{
		column("seed", true, analysis.Values{0, 1, 0, 1}, "0", "1", "0", "1"),
		column("job", false, analysis.Values{7, 12, nan, 3}, "7", "12", "", "3"),
		column("host", true, nil, "a", "b", "", "c"),
		column("note", true, nil, "x", "", "", ""),
		column("data", true, nil, "cifar", "cifar", "cifar", "cifar"),
		column("accuracy", false, analysis.Values{0.5, 1, 0.25, 0.75}, "0.5", "1", "0.25", "0.75"),
		column("steps", false, analysis.Values{100, 200, 200, 300}, "100", "200", "200", "300"),
		column("optimizer", true, nil, "sgd", "adam", "sgd", "adam"),
	}}
	if got, want := figure.FirstBarred(res), []string{"optimizer", "accuracy", "steps"}; !slices.Equal(got, want) {
		t.Errorf("bars of %q, want %q", got, want)
	}
	if got := figure.Barred(res); len(got) != len(res.Columns) {
		t.Errorf("only %q can be chosen", got)
	}
}

func TestBarsThatThereCannotBe(t *testing.T) {
	many := analysis.Column{Name: "note", Categorical: true}
	for i := range 25 {
		many.Values = append(many.Values, fmt.Sprint("note ", i))
	}
	res := &analysis.ClustersResult{Columns: []analysis.Column{
		many,
		{Name: "optimizer", Values: slices.Repeat([]string{"sgd"}, 25)},
		{Name: "rate", Values: slices.Repeat([]string{""}, 25), Numbers: slices.Repeat(analysis.Values{math.NaN()}, 25)},
		{Name: "width", Values: slices.Repeat([]string{"8"}, 25), Numbers: slices.Repeat(analysis.Values{8}, 25)},
	}}
	for column, want := range map[string]string{
		"note": "more than 24 values", "optimizer": "all have the same value", "rate": "no network has a value", "width": "", "seed": "no network has a value",
	} {
		if got := figure.BarReason(res, column); got != want {
			t.Errorf("%s: %q, want %q", column, got, want)
		}
	}
	if got := figure.Barred(res); !slices.Equal(got, []string{"width"}) {
		t.Errorf("bars of %q", got)
	}
}

// A tree without clear clusters has no colours, no bar of clusters, and says so.
func TestUnclearClusters(t *testing.T) {
	best := 0.125
	res := &analysis.ClustersResult{
		Labels: []string{"a", "b", "c"}, Order: []int{0, 1, 2}, Distances: [][]float64{{0, 1, 1}, {1, 0, 1}, {1, 1, 0}},
		Linkage:    cluster.Tree{{I: 0, J: 1, Height: 1, Size: 2}, {I: 2, J: 3, Height: 1.1, Size: 3}},
		Columns:    []analysis.Column{{Name: "group", Values: []string{"x", "y", "x"}, Categorical: true}},
		Map:        &cluster.Map{X: []float64{1, 2, 3}, Y: []float64{1, 2, 3}},
		Clustering: analysis.Clustering{Cut: analysis.CutLine{By: analysis.ByGap, Height: 1.15, Count: 1, Coefficient: &best}, Clusters: []int{1, 1, 1}, Agreement: map[string]float64{"group": 0}},
	}
	fig := figure.Clusters(res, figure.ClustersOptions{})
	p := fig.Panels[0]
	if p.Tree.Clusters != nil || !p.Tree.Uncut || len(p.Strips) != 1 || p.Strips[0].Label != "group" || !strings.HasSuffix(p.X.Label, "no clear clusters") {
		t.Errorf("axis %q, strips %+v, tree %+v", p.X.Label, p.Strips, p.Tree)
	}
	if !strings.HasSuffix(fig.Caption, "above 0.25; the best has 0.12.") || strings.Contains(fig.Caption, "Rand") {
		t.Errorf("caption %q", fig.Caption)
	}
	fig = figure.ClusterMap(res, figure.ClusterMapOptions{})
	dots := fig.Panels[0].Series
	if len(dots) != 1 || dots[0].Name != "" || strings.Contains(dots[0].Points[0].Tip+fig.Caption, "cluster") {
		t.Errorf("%q, dots %+v", fig.Caption, dots)
	}
	res.Cut.Coefficient = nil
	if got := figure.Clusters(res, figure.ClustersOptions{}).Caption; !strings.Contains(got, "no cut that would make any") {
		t.Errorf("caption %q", got)
	}
}

func TestStripsBeginWithWhatMakesGroups(t *testing.T) {
	column := func(name string, values ...float64) analysis.Column {
		c := analysis.Column{Name: name, Numbers: values, Categorical: name != "accuracy"}
		for _, v := range values {
			c.Values = append(c.Values, fmt.Sprint(v))
		}
		return c
	}
	res := &analysis.ClustersResult{
		Labels: []string{"a", "b", "c"}, Order: []int{0, 1, 2}, Distances: [][]float64{{0, 1, 1}, {1, 0, 1}, {1, 1, 0}},
		Columns: []analysis.Column{column("accuracy", 0.5, 0.25, 0.75), column("run", 1.5, 2, 3), column("width", 8.5, 16, 32)},
	}
	strips := figure.Clusters(res, figure.ClustersOptions{}).Panels[0].Strips[1:]
	if len(strips) != 2 || strips[0].Label != "width" || strips[1].Label != "accuracy" {
		t.Fatalf("strips %+v", strips)
	}
	strips = figure.Clusters(res, figure.ClustersOptions{Columns: []string{"width", "run", "accuracy"}}).Panels[0].Strips[1:]
	if !strips[0].Ordered || strips[1].Ordered || !strips[2].Numeric() {
		t.Errorf("widths in order %v, runs %v, accuracy in numbers %v", strips[0].Ordered, strips[1].Ordered, strips[2].Numeric())
	}
}

func TestStabilityCaptionSaysSelection(t *testing.T) {
	note := "The spike is an effect of selection."
	fig := figure.Stability(&analysis.StabilityResult{
		K: 5, X: []float64{1, 2}, Stable: analysis.Values{0.1, 0.2}, Unstable: analysis.Values{0.3, 0.4}, Note: note,
	}, figure.StabilityOptions{})
	if !strings.HasSuffix(fig.Caption, note) {
		t.Errorf("caption %q", fig.Caption)
	}
}

func TestUncertaintyCountsEveryDraw(t *testing.T) {
	res := &analysis.UncertaintyResult{
		Pair:        analysis.Pair{Similarity: 0.5, Distance: 0.5},
		Permutation: &analysis.PermutationNull{Values: []float64{0.1, 0.1, 0.15, 0.2, 0.3}},
	}
	for _, q := range []figure.Quantity{figure.Similarity, figure.Distance} {
		s := figure.Uncertainty(res, figure.UncertaintyOptions{Show: q}).Panels[0].Series[0]
		var sum float64
		for _, p := range s.Points {
			sum += p.Y
		}
		if sum != 5 || !(s.Width > 0) {
			t.Errorf("%v: %g draws in bars of %g", q, sum, s.Width)
		}
	}
}

// Bins are as wide as Freedman and Diaconis have them, and a value far from chance
// stands on the whole scale.
func TestBinsAndScaleOfChance(t *testing.T) {
	var values []float64
	for i := range 200 {
		values = append(values, 0.13+0.0085*distuv.UnitNormal.Quantile((float64(i)+0.5)/200))
	}
	res := &analysis.UncertaintyResult{Permutation: &analysis.PermutationNull{Values: values}}
	for similarity, want := range map[float64]figure.Range{0.5: figure.Unit(), 0.2: {}} {
		res.Pair = analysis.Pair{Similarity: similarity}
		p := figure.Uncertainty(res, figure.UncertaintyOptions{}).Panels[0]
		s := p.Series[0]
		if s.Width != 0.005 || len(s.Points) < 8 || len(s.Points) > 12 || p.X.Range != want {
			t.Errorf("observed %g: %d bins of %g on %v", similarity, len(s.Points), s.Width, p.X.Range)
		}
		for _, pt := range s.Points[1 : len(s.Points)-1] {
			if pt.Y == 0 {
				t.Errorf("no draw near %g", pt.X)
			}
		}
	}
}

// A p-value that more shufflings might make less is no more than a bound, and stays in
// the fewest words.
func TestTheLeastPValueIsABound(t *testing.T) {
	for p, want := range map[float64]string{0.005: "p ≤ 0.005", 0.01: "p = 0.01", 0.66: "p = 0.66"} {
		res := &analysis.UncertaintyResult{
			Pair:        analysis.Pair{Similarity: 0.5},
			Permutation: &analysis.PermutationNull{Permutations: 199, PValue: p, Values: []float64{0.1, 0.2}},
		}
		fig := figure.Uncertainty(res, figure.UncertaintyOptions{})
		r := fig.Panels[0].Rules[0]
		if r.Label != "observed 0.500, "+want || len(r.Shorter) != 1 || r.Shorter[0] != "0.500, "+want || !strings.Contains(fig.Caption, "("+want+")") {
			t.Errorf("%q, %q, %q", r.Label, r.Shorter, fig.Caption)
		}
	}
}

// Without shuffled pairs the interval stands on the whole scale.
func TestAnIntervalAlone(t *testing.T) {
	null := 0.2
	res := &analysis.UncertaintyResult{
		Pair:        analysis.Pair{Similarity: 0.8, Distance: 0.2, Null: &null},
		Subsampling: &analysis.SubsamplingInterval{Level: 0.95, Low: 0.75, High: 0.85, Subsamples: 40},
	}
	fig := figure.Uncertainty(res, figure.UncertaintyOptions{Show: figure.Distance})
	p := fig.Panels[0]
	if p.X.Range != figure.Unit() || len(p.Series) != 1 || p.Series[0].Name != "95 % interval" || len(p.Rules) != 2 || math.Abs(p.Rules[1].X-0.8) > 1e-12 || p.Rules[1].Mark != nil {
		t.Errorf("%+v", p)
	}
	if w := p.Rules[0].Within; math.Abs(w.Min-0.15) > 1e-12 || math.Abs(w.Max-0.25) > 1e-12 || !strings.HasSuffix(fig.Title, "with its interval") {
		t.Errorf("%q from %v to %v", fig.Title, w.Min, w.Max)
	}
}

func TestConvergenceSaysWhatSettledMeans(t *testing.T) {
	tau, near := 0.5, "bottom-up τ (within 0.1) = 0.50"
	res := &analysis.ConvergenceResult{
		Tolerance: 0.1, BottomUp: analysis.BottomUp{Tau: &tau},
		Series: []analysis.ConvergenceSeries{{Network: "n", Layer: "l", X: []float64{1, 2}, Distance: analysis.Values{1, 0}}},
	}
	fig := figure.Convergence(res, figure.ConvergenceOptions{})
	if fig.Panels[0].Text != near || !strings.Contains(fig.Caption, "within a distance of 0.1 of its last") {
		t.Errorf("%q, %q", fig.Panels[0].Text, fig.Caption)
	}
	res.Relative = true
	fig = figure.Convergence(res, figure.ConvergenceOptions{})
	if !strings.Contains(fig.Panels[0].Text, "(within 10 % of the way)") || !strings.Contains(fig.Caption, "within 10 % of the way from its first distance to its last") {
		t.Errorf("%q, %q", fig.Panels[0].Text, fig.Caption)
	}
}

// The spectrum of a lone checkpoint is named by what it is compared with.
func TestOneSpectrum(t *testing.T) {
	res := &analysis.SpectraResult{Reference: study.Ref{Network: "a", Step: "final", Layer: "fc"}}
	res.Spectra = []analysis.StepSpectrum{{Ref: study.Ref{Network: "a", Step: "init", Layer: "fc"}, Coefficients: []float64{0.9, 0.5}}}
	p := figure.Spectra(res).Panels[0]
	if s := p.Series[0]; s.Name != "init vs final" || s.Colour.Ordered || p.Order != nil {
		t.Errorf("%q, order %+v", s.Name, p.Order)
	}
}
