package figure_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
)

// Captions speak of what is drawn: of a null level where one is, and of a score where it
// stands.
func TestCaptionsSayWhatIsDrawn(t *testing.T) {
	group := analysis.GroupSeries{Name: "g", Kind: analysis.Within, Mean: analysis.Values{0.5}, Null: analysis.Values{math.NaN()}}
	groups := &analysis.GroupsResult{Layers: []string{"l"}, Groups: []analysis.GroupSeries{group}}
	if c := figure.Groups(groups, figure.GroupsOptions{}).Caption; strings.Contains(c, "null") {
		t.Errorf("groups without a null level: %q", c)
	}
	group.Null = analysis.Values{0.9}
	groups.Groups = []analysis.GroupSeries{group}
	if c := figure.Groups(groups, figure.GroupsOptions{}).Caption; !strings.HasSuffix(c, "near the dashed null level a value says nothing.") {
		t.Errorf("groups with a null level: %q", c)
	}
	tau := 0.5
	training := &analysis.ConvergenceResult{Tolerance: 0.1, BottomUp: analysis.BottomUp{Tau: &tau}}
	for _, network := range []string{"a", "b"} {
		training.Series = append(training.Series, analysis.ConvergenceSeries{Network: network, Layer: "l", X: []float64{1, 2}, Distance: analysis.Values{1, 0}})
	}
	if c := figure.Convergence(training, figure.ConvergenceOptions{}).Caption; !strings.Contains(c, "bottom-up τ = 0.50, the mean over the networks, is the rank correlation") {
		t.Errorf("two networks: %q", c)
	}
}

// A measure that refuses every timestep says so beside one that does not.
func TestTimestepsWithoutValues(t *testing.T) {
	x, none := []float64{0, 1, 2}, analysis.Values{math.NaN(), math.NaN(), math.NaN()}
	res := &analysis.TimestepsResult{
		Measures: []similarity.Measure{similarity.PWCCA, similarity.Cosine},
		Series: []analysis.TimestepSeries{
			{Measure: similarity.PWCCA, Network: "n", Layer: "l", X: x, Distance: none, Null: none},
			{Measure: similarity.Cosine, Network: "n", Layer: "l", X: x, Distance: analysis.Values{0.5, 0.2, 0}, Null: none},
		},
	}
	fig := figure.Timesteps(res, figure.TimestepsOptions{})
	if p := fig.Panels[0]; p.Text != "no value" || len(p.Series) > 0 || len(p.X.Holds) != 3 {
		t.Errorf("without values: %+v", p)
	}
	if p := fig.Panels[1]; p.Text != "" || len(p.Series) == 0 {
		t.Errorf("with values: %+v", p)
	}
	if strings.Contains(fig.Caption, "null") {
		t.Errorf("no null level is drawn: %q", fig.Caption)
	}
}

// What a cut makes is said in the right words, however much it is.
func TestWhatACutMakes(t *testing.T) {
	for want, clusters := range map[string][]int{
		"leaves the tree whole, one cluster":                                           {1, 1, 1, 1},
		"cuts the tree into 4 networks on their own, in grey":                          {1, 2, 3, 4},
		"cuts the tree into the coloured cluster and 2 networks on their own, in grey": {1, 1, 2, 3},
		"cuts the tree into the coloured cluster and a network on its own, in grey":    {1, 1, 1, 2},
		"cuts the tree into the 2 coloured clusters":                                   {1, 1, 2, 2},
		"cuts the tree into the 2 coloured clusters and a network on its own, in grey": {1, 1, 2, 2, 3},
	} {
		n := len(clusters)
		res := &analysis.ClustersResult{Distances: make([][]float64, n)}
		res.Clusters = clusters
		res.Cut.Count = slices.Max(clusters)
		for i := range n {
			res.Labels, res.Order = append(res.Labels, string(rune('a'+i))), append(res.Order, i)
			res.Distances[i] = make([]float64, n)
		}
		if c := figure.Clusters(res, figure.ClustersOptions{}).Caption; !strings.Contains(c, "the dashed line "+want+".") {
			t.Errorf("%v: %q", clusters, c)
		}
	}
}
