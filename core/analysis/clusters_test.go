package analysis_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

func clusters(t *testing.T, s *study.Study, store *representation.Store, spec analysis.ClustersSpec) *analysis.ClustersResult {
	t.Helper()
	res, err := analysis.Clusters(context.Background(), store, s, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func says(list []warning.Warning, code warning.Code, part string) bool {
	return slices.ContainsFunc(list, func(w warning.Warning) bool {
		return w.Code == code && strings.Contains(w.Message, part)
	})
}

func TestClustersFindFamilies(t *testing.T) {
	_, s, store := families(t)
	res := clusters(t, s, store, analysis.ClustersSpec{Layer: "h"})
	if want := []string{"f8-0", "f8-1", "f8-2", "f12-0", "f12-1", "f12-2", "f16-0", "f16-1", "f16-2", "odd"}; !slices.Equal(res.Labels, want) {
		t.Fatalf("labels %v", res.Labels)
	}
	if res.Cut.By != analysis.ByGap || res.Cut.Count != 3 || res.Agreement["family"] != 1 || res.Agreement["width"] != 1 {
		t.Errorf("cut %+v, clusters %v, agreement %v", res.Cut, res.Clusters, res.Agreement)
	}
	if _, ok := res.Agreement["score"]; ok {
		t.Error("a column of measurements counts as categories")
	}
	if *res.Silhouette < 0.5 || *res.Cophenetic < 0.8 || res.Method != cluster.Average || res.Map.Share[0] <= res.Map.Share[1] {
		t.Errorf("silhouette %v, cophenetic %v, %s, map %v", *res.Silhouette, *res.Cophenetic, res.Method, res.Map.Share)
	}
	if len(res.LeftOut) != 1 || res.LeftOut[0].Network != "flat" || !says(res.Warnings, warning.LeftOut, "is constant") {
		t.Errorf("left out %v, warnings %v", res.LeftOut, res.Warnings)
	}
	width := res.Columns[slices.IndexFunc(res.Columns, func(c analysis.Column) bool { return c.Name == "width" })]
	if width.Numbers[3] != 12 || !math.IsNaN(width.Numbers[9]) || width.Values[9] != "" || !width.Categorical {
		t.Errorf("column %+v", width)
	}
	checkMatrix(t, s, store, res)
}

// checkMatrix compares with pairs scored one by one.
func checkMatrix(t *testing.T, s *study.Study, store *representation.Store, res *analysis.ClustersResult) {
	t.Helper()
	for i, a := range res.Labels {
		for j, b := range res.Labels {
			if res.Distances[i][j] != res.Distances[j][i] {
				t.Fatalf("the matrix is not symmetric at %d, %d", i, j)
			}
			if i >= j {
				continue
			}
			single, err := analysis.Layers(context.Background(), store, s, analysis.LayersSpec{
				How: analysis.How{Side: similarity.Both}, LayersA: []string{"h"},
				A: analysis.Endpoint{Network: a}, B: analysis.Endpoint{Network: b},
			}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if res.Distances[i][j] != single.Pairs[0].Distance {
				t.Errorf("%s and %s: %v, as a pair %v", a, b, res.Distances[i][j], single.Pairs[0].Distance)
			}
		}
	}
}

func TestCutAgain(t *testing.T) {
	_, s, store := families(t)
	res := clusters(t, s, store, analysis.ClustersSpec{Layer: "out", Cut: analysis.CutSpec{Clusters: 2}})
	if res.Cut.Count != 2 || res.Cut.By != analysis.ByClusters || slices.Max(res.Clusters) != 2 {
		t.Fatalf("cut %+v into %v", res.Cut, res.Clusters)
	}
	raw, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	var stored analysis.ClustersResult
	if err := json.Unmarshal(raw, &stored); err != nil {
		t.Fatal(err)
	}
	for _, cut := range []analysis.CutSpec{{}, {Clusters: 5}, {Height: 0.3}, {Height: 9}, {Clusters: 9}} {
		again, err := analysis.Cut(&stored, cut)
		if err != nil {
			t.Fatal(err)
		}
		fresh := clusters(t, s, store, analysis.ClustersSpec{Layer: "out", Cut: cut})
		a, _ := json.Marshal(again)
		b, _ := json.Marshal(fresh)
		if string(a) != string(b) {
			t.Errorf("cut %+v of a stored result is %s, afresh %s", cut, a, b)
		}
		if cut.Height > 0 && again.Cut.Height != cut.Height {
			t.Errorf("cut at %v instead of %v", again.Cut.Height, cut.Height)
		}
	}
	if again, _ := json.Marshal(&stored); string(again) != string(raw) {
		t.Error("cutting changed the result it was given")
	}
	all, err := analysis.Cut(res, analysis.CutSpec{Height: 9})
	if err != nil || all.Cut.Count != 1 || all.Silhouette != nil || all.Agreement["family"] != 0 {
		t.Errorf("one cluster: %+v, %v", all.Clustering, err)
	}
	damaged := *res
	damaged.Linkage = damaged.Linkage[1:]
	for what, c := range map[string]struct {
		r   *analysis.ClustersResult
		cut analysis.CutSpec
	}{
		"give one of them": {res, analysis.CutSpec{Clusters: 2, Height: 1}},
		"11 clusters":      {res, analysis.CutSpec{Clusters: 11}},
		"height -1":        {res, analysis.CutSpec{Height: -1}},
		"height NaN":       {res, analysis.CutSpec{Height: math.NaN()}},
		"linkage":          {&damaged, analysis.CutSpec{}},
		"at least 2":       {&analysis.ClustersResult{}, analysis.CutSpec{}},
	} {
		if _, err := analysis.Cut(c.r, c.cut); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("error %v, want one that says %q", err, what)
		}
	}
}

func TestClusterChoices(t *testing.T) {
	_, s, store := families(t)
	for what, spec := range map[string]analysis.ClustersSpec{
		"name the layer": {},
		"no layer fc":    {Layer: "fc"},
		"centroid":       {Layer: "h", Linkage: "centroid"},
		"no checkpoint":  {Layer: "h", Step: "100"},
		"column colour":  {Layer: "h", Columns: []string{"colour"}},
		"only odd was chosen of the 11 networks of runs": {Layer: "h", Networks: []string{"odd"}},
		"is constant":      {Layer: "h", Networks: []string{"odd", "flat"}},
		"give one of them": {Layer: "h", Cut: analysis.CutSpec{Clusters: 3, Height: 1}},
		"20 clusters":      {Layer: "h", Cut: analysis.CutSpec{Clusters: 20}},
	} {
		if _, err := analysis.Clusters(context.Background(), store, s, spec, nil); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("error %v, want one that says %q", err, what)
		}
	}
	spec := analysis.ClustersSpec{How: analysis.How{Side: similarity.Second}, Layer: "h", Linkage: cluster.Ward, Columns: []string{"width", "family"}}
	res := clusters(t, s, store, spec)
	if !says(res.Warnings, warning.NotEuclidean, "PWCCA") || !says(res.Warnings, warning.OneSided, "second") || res.Columns[0].Name != "width" {
		t.Errorf("warnings %v, columns %v", res.Warnings, res.Columns)
	}
	// Unequal widths have no cosine: the widest set of networks that has is kept.
	res = clusters(t, s, store, analysis.ClustersSpec{How: analysis.How{Measure: similarity.Cosine}, Layer: "h"})
	if len(res.Labels) != 4 || len(res.LeftOut) != 7 {
		t.Errorf("%v compared, %v left out", res.Labels, res.LeftOut)
	}
}

func TestClustersByEveryMeasure(t *testing.T) {
	s, store := shared(t, "cifar-genmem")
	for _, m := range similarity.Measures() {
		res := clusters(t, s, store, analysis.ClustersSpec{How: analysis.How{Measure: m}, Layer: "fc1", Cut: analysis.CutSpec{Clusters: 2}})
		if len(res.Labels) != 10 || len(res.Linkage) != 9 || (res.Null != nil) != m.Canonical() || len(res.Order) != 10 {
			t.Errorf("%s: %d networks, null %v", m, len(res.Labels), res.Null)
		}
		if _, ok := res.Agreement["group"]; !ok || len(res.Agreement) != 1 {
			t.Errorf("%s: agreement %v", m, res.Agreement)
		}
	}
}

func TestClustersAsJSON(t *testing.T) {
	_, s, store := families(t)
	raw, err := json.Marshal(clusters(t, s, store, analysis.ClustersSpec{Layer: "h", Networks: []string{"f8-0", "f8-1"}, Cut: analysis.CutSpec{Clusters: 2}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"analysis":"clusters"`, `"labels":["f8-0","f8-1"]`, `"distances":[[0,0.`, `"linkage":[[0,1,0.`, `,2]]`, `"order":[0,1]`,
		`"clusters":[1,2]`, `"cophenetic":null`, `"silhouette":0`, `"agreement":{"note":1}`, `"cut":{"by":"clusters"`,
	} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
}

func TestClustersWorkersAndCancel(t *testing.T) {
	_, s, _ := families(t)
	spec := analysis.ClustersSpec{Layer: "h", Networks: []string{"f8-0", "f12-0", "f16-0", "f16-1", "odd"}}
	var first *analysis.ClustersResult
	for _, workers := range []int{1, 3} {
		spec.Workers = workers
		res := clusters(t, s, representation.NewStore(s, 0), spec)
		if first == nil {
			first = res
		}
		a, _ := json.Marshal(first)
		if b, _ := json.Marshal(res); string(a) != string(b) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := analysis.Clusters(ctx, representation.NewStore(s, 0), s, spec, func(done, _ int, _ string) {
		if done == 7 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled work ended with %v", err)
	}
}

// crowd is a study of many small networks, generated at every load.
type crowd struct {
	memory
	names []string
	dead  bool // the first neuron never changes
}

func (c *crowd) Load(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	a, err := c.memory.Load(ctx, ref, o)
	for i := 0; c.dead && i < len(a.Float32); i += a.P {
		a.Float32[i] = 0
	}
	return a, err
}

func (*crowd) String() string { return "generated" }

func (c *crowd) NetworkNames() []string { return c.names }
func (c *crowd) Layers() []string       { return []string{"h"} }

func (c *crowd) Network(name string) (study.Network, bool) {
	return study.Network{Name: name}, slices.Contains(c.names, name)
}

// TestManyWarningsAreSummedUp: a hundred datapoints for ten neurons, or as many
// dead neurons, are one thing to know, not one for each pair.
func TestManyWarningsAreSummedUp(t *testing.T) {
	c := &crowd{memory: memory{layers: map[string][]string{}}}
	for i := range 30 {
		name := strings.Repeat("n", i+1)
		c.names, c.layers[name] = append(c.names, name), []string{"noise-90"}
	}
	res, err := analysis.Clusters(context.Background(), representation.NewStore(c, 0), c, analysis.ClustersSpec{Layer: "noise-90"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	few := "435 pairs have below ten datapoints for each neuron (90 for 10"
	if len(res.Warnings) != 1 || !says(res.Warnings, warning.FewDatapoints, few) {
		t.Errorf("warnings %v", res.Warnings)
	}
	c.dead = true
	res, err = analysis.Clusters(context.Background(), representation.NewStore(c, 0), c, analysis.ClustersSpec{Layer: "noise-90"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Warnings) != 3 || !says(res.Warnings, warning.DeadNeurons, "in 30 layers (") {
		t.Errorf("%d warnings: %v", len(res.Warnings), res.Warnings)
	}
}

// TestSmallStoreDoesNotThrash: where a quarter of the layers fit, each is loaded
// a few times and not once for each pair.
func TestSmallStoreDoesNotThrash(t *testing.T) {
	const networks, bytes = 64, 400*10*4 + 10*10*8
	c := &crowd{memory: memory{layers: map[string][]string{}}}
	for i := range networks {
		name := strings.Repeat("n", i+1)
		c.names, c.layers[name] = append(c.names, name), []string{"h"}
	}
	// Mean CCA: PWCCA would load pairs that float32 cannot settle once more.
	spec := analysis.ClustersSpec{How: analysis.How{Workers: 2, Measure: similarity.CCA}, Layer: "h"}
	var results []*analysis.ClustersResult
	for _, held := range []int64{3 * networks, networks / 4} {
		c.loads.Store(0)
		res, err := analysis.Clusters(context.Background(), representation.NewStore(c, held*bytes), c, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, res)
		if held > networks && c.loads.Load() > 2*networks {
			t.Errorf("%d loads of %d layers that all fit", c.loads.Load(), networks)
		}
		if c.loads.Load() > networks*10 { // row by row it would be 32 for each
			t.Errorf("%d loads of %d layers with room for %d", c.loads.Load(), networks, held)
		}
	}
	if !reflect.DeepEqual(results[0].Distances, results[1].Distances) {
		t.Error("the result depends on the store")
	}
}

func TestNumbersAreCategoriesWhereNetworksShareThem(t *testing.T) {
	for name, want := range map[string]map[string]bool{
		"gen-mem":     {"group": true, "seed": false, "train_accuracy": false, "test_accuracy": false},
		"lr-clusters": {"learning_rate": true, "seed": true, "test_accuracy": false, "ablation_robustness": false},
	} {
		s, store := sample(t, name, "")
		for _, c := range clusters(t, s, store, analysis.ClustersSpec{Layer: "logits"}).Columns {
			if expected, ok := want[c.Name]; ok && c.Categorical != expected {
				t.Errorf("%s, %s: categorical %v", name, c.Name, c.Categorical)
			}
		}
	}
}
