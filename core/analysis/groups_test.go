package analysis_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

func groups(t *testing.T, s *study.Study, store *representation.Store, spec analysis.GroupsSpec) *analysis.GroupsResult {
	t.Helper()
	res, err := analysis.Groups(context.Background(), store, s, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func series(t *testing.T, res *analysis.GroupsResult, name string) analysis.GroupSeries {
	t.Helper()
	for _, g := range res.Groups {
		if g.Name == name {
			return g
		}
	}
	t.Fatalf("no series %q", name)
	return analysis.GroupSeries{}
}

// TestGroupsOfSharedData is figure 3 of the paper on ten small networks.
func TestGroupsOfSharedData(t *testing.T) {
	s, store := shared(t, "cifar-genmem")
	var want struct {
		Groups map[string]map[string]struct {
			Mean, Std float64
			Pairs     int
		}
	}
	readJSON(t, "../../../shared/data/reference.json", &want)
	res := groups(t, s, store, analysis.GroupsSpec{By: "group"})
	if !slices.Equal(res.Layers, []string{"conv1", "conv2", "conv3", "conv4", "conv5", "fc1", "logits"}) || len(res.Groups) != 3 {
		t.Fatalf("layers %v, %d series", res.Layers, len(res.Groups))
	}
	for _, g := range res.Groups {
		key := g.Name
		if g.Kind == analysis.Between {
			key = "between"
		}
		for i, layer := range res.Layers {
			w := want.Groups[layer][key]
			closeTo(t, layer+" "+g.Name, []float64{g.Mean[i], g.Std[i]}, []float64{w.Mean, w.Std})
			if g.Pairs != w.Pairs || g.Used[i] != w.Pairs {
				t.Errorf("%s %s: %d pairs, %d used, want %d", layer, g.Name, g.Pairs, g.Used[i], w.Pairs)
			}
			if !(g.Low[i] < g.Mean[i] && g.Mean[i] < g.High[i] && g.Null[i] > g.Mean[i]) {
				t.Errorf("%s %s: %v in [%v, %v], null %v", layer, g.Name, g.Mean[i], g.Low[i], g.High[i], g.Null[i])
			}
		}
	}
	if res.Side != similarity.Both || len(res.Pairs) != 7*45 || len(res.Members) != 10 {
		t.Errorf("side %s, %d pairs of %d networks", res.Side, len(res.Pairs), len(res.Members))
	}
	generalize, memorize := series(t, res, "generalize"), series(t, res, "memorize")
	for i := 4; i < 7; i++ {
		if generalize.Mean[i] >= memorize.Mean[i] {
			t.Errorf("%s: generalizing networks are no nearer to each other", res.Layers[i])
		}
	}
}

// TestControlsOfSharedData are figures A5 and A9.
func TestControlsOfSharedData(t *testing.T) {
	s, store := shared(t, "cifar-genmem")
	for _, m := range similarity.Measures() {
		res := groups(t, s, store, analysis.GroupsSpec{How: analysis.How{Measure: m}, By: "group", Layers: []string{"conv5", "logits"}})
		for _, g := range res.Groups {
			if slices.ContainsFunc(g.Mean, math.IsNaN) || slices.ContainsFunc(g.Std, math.IsNaN) || g.Used[0] != g.Pairs || math.IsNaN(g.Null[0]) == m.Canonical() {
				t.Errorf("%s: %+v", m, g)
			}
		}
	}
}

func TestGroupsAgainstPairs(t *testing.T) {
	_, s, store := families(t)
	res := groups(t, s, store, analysis.GroupsSpec{By: "family", Layers: []string{"h"}})
	for _, p := range res.Pairs {
		if p.Refused != "" {
			continue
		}
		single, err := analysis.Layers(context.Background(), store, s, analysis.LayersSpec{
			How: analysis.How{Side: similarity.Both}, LayersA: []string{"h"},
			A: analysis.Endpoint{Network: p.A}, B: analysis.Endpoint{Network: p.B},
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if *p.Distance != single.Pairs[0].Distance {
			t.Errorf("%s and %s: %v here, %v as a pair", p.A, p.B, *p.Distance, single.Pairs[0].Distance)
		}
	}
	if a, ab := series(t, res, "a"), series(t, res, "a – b"); a.Mean[0] >= ab.Mean[0] {
		t.Errorf("within %v, between %v", a.Mean[0], ab.Mean[0])
	}
}

// TestJackknife leaves every network out by running the analysis without it.
func TestJackknife(t *testing.T) {
	_, s, store := families(t)
	names := []string{"f8-0", "f8-1", "f8-2", "f12-0", "f12-1", "f12-2"}
	spec := analysis.GroupsSpec{By: "family", Layers: []string{"out"}, Networks: names}
	full := groups(t, s, store, spec)
	without := map[string][]float64{}
	for _, name := range names {
		spec.Networks = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name })
		for _, g := range groups(t, s, store, spec).Groups {
			without[g.Name] = append(without[g.Name], g.Mean[0])
		}
	}
	margin := func(quantile float64, groups ...[]float64) float64 {
		var v float64
		for _, thetas := range groups {
			m := float64(len(thetas))
			v += stat.PopVariance(thetas, nil) * (m - 1)
		}
		return quantile * math.Sqrt(v)
	}
	logit := func(d float64) float64 { return math.Log(d / (1 - d)) }
	up := func(g analysis.GroupSeries) float64 { // to first order on the scale of distances
		return (logit(g.High[0]) - logit(g.Mean[0])) * g.Mean[0] * (1 - g.Mean[0])
	}
	down := func(g analysis.GroupSeries) float64 {
		return (logit(g.Mean[0]) - logit(g.Low[0])) * g.Mean[0] * (1 - g.Mean[0])
	}
	const t2 = 4.302652729911275 // scipy.stats.t.ppf(0.975, 2)
	b := series(t, full, "b")
	want := margin(t2, without["b"][:3])
	if got := up(b); math.Abs(got-want) > 1e-9 || math.Abs(down(b)-want) > 1e-9 {
		t.Errorf("within: ±%v, want ±%v", got, want)
	}
	// Two groups have between 2 and 4 degrees of freedom.
	bc := series(t, full, "b – c")
	least, most := margin(2.7764451051977987, without["b – c"][:3], without["b – c"][3:]), margin(t2, without["b – c"][:3], without["b – c"][3:])
	if got := up(bc); got < least-1e-12 || got > most+1e-12 {
		t.Errorf("between: ±%v, want within ±%v and ±%v", got, least, most)
	}
}

// TestIntervalsStayWithinDistances asks of series whose distances lie near a bound,
// and of measures with another bound.
func TestIntervalsStayWithinDistances(t *testing.T) {
	for _, ask := range []struct {
		sample  string
		measure similarity.Measure
		most    float64
	}{{"lstm-repeats", similarity.CKA, 1}, {"gen-mem", similarity.CKA, 1}, {"gen-mem", similarity.Cosine, 2}, {"gen-mem", similarity.Euclidean, 2}} {
		s, store := sample(t, ask.sample, "")
		res := groups(t, s, store, analysis.GroupsSpec{How: analysis.How{Measure: ask.measure}})
		for _, g := range res.Groups {
			for i, mean := range g.Mean {
				if low, high := g.Low[i], g.High[i]; !(0 <= low && low <= mean && mean <= high && high <= ask.most) {
					t.Errorf("%s by %s: %s at %s is %v in [%v, %v]", ask.sample, ask.measure, g.Name, res.Layers[i], mean, low, high)
				}
			}
		}
	}
}

func TestNumericGroups(t *testing.T) {
	_, s, store := families(t)
	res := groups(t, s, store, analysis.GroupsSpec{By: "width", Against: "score"})
	var names []string
	for _, g := range res.Groups {
		names = append(names, g.Name)
	}
	if !res.Numeric || !slices.Equal(names, []string{"8", "12", "16", "8 – 12", "8 – 16", "12 – 16"}) || *res.Groups[1].Value != 12 || res.Groups[3].Value != nil {
		t.Errorf("numeric %v, groups %v", res.Numeric, names)
	}
	if !slices.ContainsFunc(res.Warnings, func(w warning.Warning) bool {
		return w.Code == warning.Metadata && strings.Contains(w.Message, "odd")
	}) {
		t.Errorf("no word of the network without a value in %v", res.Warnings)
	}
	if g := series(t, res, "16"); g.Pairs != 6 || !slices.Equal(g.Used, []int{3, 3}) {
		t.Errorf("the constant layer's pairs: %d pairs, used %v", g.Pairs, g.Used)
	}
	if refused := slices.IndexFunc(res.Pairs, func(p analysis.GroupPair) bool { return p.Refused != "" }); refused < 0 || res.Pairs[refused].Distance != nil {
		t.Error("no refused pair")
	}
	checkScatter(t, res)
}

func checkScatter(t *testing.T, res *analysis.GroupsResult) {
	t.Helper()
	if len(res.Scatters) != 2 || res.Scatters[1].Layer != "out" || len(res.Scatters[1].Points) != 9 || res.Correlation != res.Scatters[1].R {
		t.Fatalf("scatters %+v", res.Scatters)
	}
	var x, y []float64
	for _, p := range res.Scatters[1].Points {
		x, y = append(x, p.X), append(y, p.Y)
		var near []float64
		for _, q := range res.Pairs {
			if q.Layer == "out" && q.Series == p.Group && (q.A == p.Networks[0] || q.B == p.Networks[0]) {
				near = append(near, *q.Distance)
			}
		}
		if len(near) != 2 || math.Abs(stat.Mean(near, nil)-p.Y) > 1e-15 {
			t.Errorf("%v lies at %v, its pairs have %v", p.Networks, p.Y, near)
		}
	}
	r := stat.Correlation(x, y, nil)
	z := 0.5 * math.Log((1+r)/(1-r))
	const quantile = 1.959963984540054 // scipy.stats.norm.ppf(0.975)
	low, high := math.Tanh(z-quantile/math.Sqrt(6)), math.Tanh(z+quantile/math.Sqrt(6))
	s := res.Scatters[1]
	if math.Abs(*s.R-r) > 1e-12 || math.Abs(*s.Low-low) > 1e-9 || math.Abs(*s.High-high) > 1e-9 {
		t.Errorf("r = %v in [%v, %v], want %v in [%v, %v]", *s.R, *s.Low, *s.High, r, low, high)
	}
}

func TestScatterOfPairs(t *testing.T) {
	_, s, store := families(t)
	res := groups(t, s, store, analysis.GroupsSpec{By: "family", Against: "score", AgainstPairs: true, Layers: []string{"out"}})
	points := res.Scatters[0].Points
	if len(points) != 9 || points[0].X != (0.8+0.81)/2 || len(points[0].Networks) != 2 {
		t.Errorf("points %+v", points)
	}
}

// TestLowVarianceDirections compares with layers thresholded by gonum's SVD.
func TestLowVarianceDirections(t *testing.T) {
	files, s, store := families(t)
	const share = 0.9
	directions, names := 0, []string{"f8-0", "f8-1", "f8-2", "f12-0", "f12-1", "f12-2", "f16-0"}
	files = maps.Clone(files)
	for _, n := range names {
		a, err := s.Load(context.Background(), study.Ref{Network: n, Layer: "h"}, study.LoadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		values, k := thresholded(t, a, share)
		directions = max(directions, k)
		files[n+"/final/h.npy"] = array(t, values, a.N, a.P)
	}
	cut, cutStore := openFiles(t, files)
	for _, m := range similarity.Measures() {
		how, width := analysis.How{Measure: m}, names
		if m.RowWise() {
			width = names[:3]
		}
		spec := analysis.GroupsSpec{How: how, Layers: []string{"h"}, Networks: width}
		want := groups(t, cut, cutStore, spec)
		spec.KeepVariance = share
		got := groups(t, s, store, spec)
		closeTo(t, string(m), got.Groups[0].Mean, want.Groups[0].Mean)
		if !m.RowWise() && got.Ranks[0][1] != directions {
			t.Errorf("%s: ranks %v, want up to %d", m, got.Ranks, directions)
		}
		if slices.ContainsFunc(got.Warnings, func(w warning.Warning) bool { return w.Code == warning.RankDeficient }) {
			t.Errorf("%s warns of what was asked for: %v", m, got.Warnings)
		}
	}
}

func thresholded(t *testing.T, a study.Activations, share float64) ([]float64, int) {
	t.Helper()
	x := mat.NewDense(a.N, a.P, slices.Clone(a.Float64))
	means := make([]float64, a.P)
	for j := range means {
		means[j] = stat.Mean(mat.Col(nil, j, x), nil)
	}
	x.Apply(func(_, j int, v float64) float64 { return v - means[j] }, x)
	var svd mat.SVD
	if !svd.Factorize(x, mat.SVDThin) {
		t.Fatal("no SVD")
	}
	var u, v, out mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	sigma := svd.Values(nil)
	var total, sum float64
	for _, s := range sigma {
		total += s * s
	}
	k := 0
	for sum < share*total {
		sum += sigma[k] * sigma[k]
		k++
	}
	clear(sigma[k:])
	out.Product(&u, mat.NewDiagDense(len(sigma), sigma), v.T())
	out.Apply(func(_, j int, v float64) float64 { return v + means[j] }, &out)
	return out.RawMatrix().Data, k
}

func TestSomeNeurons(t *testing.T) {
	_, s, store := families(t)
	spec := analysis.GroupsSpec{By: "width", Reduction: analysis.Reduction{Neurons: 7}}
	res := groups(t, s, store, spec)
	if res.Ranks[0][1] != 7 || res.Neurons != 7 {
		t.Errorf("ranks %v of 7 neurons", res.Ranks)
	}
	if !slices.ContainsFunc(res.Warnings, func(w warning.Warning) bool {
		return w.Code == warning.FewNeurons && strings.Contains(w.Message, "f8-0/final/out has only 6")
	}) {
		t.Errorf("warnings %v", res.Warnings)
	}
	spec.Seed = 1
	if other := groups(t, s, store, spec); other.Groups[0].Mean[0] == res.Groups[0].Mean[0] || other.Seed != 1 {
		t.Error("another seed draws the same neurons")
	}
	// Widths that differ can be compared neuron by neuron at one width.
	spec.Measure = similarity.Cosine
	if g := series(t, groups(t, s, store, spec), "8 – 12"); g.Used[0] != 9 {
		t.Errorf("%d of 9 pairs by cosine", g.Used[0])
	}
	spec.Neurons = 0
	if g := series(t, groups(t, s, store, spec), "8 – 12"); g.Used[0] != 0 || !math.IsNaN(g.Mean[0]) {
		t.Errorf("%d pairs of unequal width by cosine", g.Used[0])
	}
}

func TestGroupChoices(t *testing.T) {
	_, s, store := families(t)
	for what, spec := range map[string]analysis.GroupsSpec{
		"family, note, score, width":                      {By: "colour"},
		"no network has a number":                         {By: "family", Against: "note"},
		"only f8-0 was chosen of the 11 networks of runs": {By: "family", Networks: []string{"f8-0"}},
		"nobody":                 {By: "family", Networks: []string{"nobody", "f8-0"}},
		"layer fc":               {By: "family", Layers: []string{"fc"}},
		"no two of the networks": {By: "family", Step: "100"},
		"-2 neurons":             {By: "family", Reduction: analysis.Reduction{Neurons: -2}},
		"share of variance":      {By: "family", Reduction: analysis.Reduction{KeepVariance: 2}},
		"rsa":                    {How: analysis.How{Measure: "rsa"}},
		"is constant":            {Networks: []string{"flat", "f8-0"}, Layers: []string{"h"}},
	} {
		if _, err := analysis.Groups(context.Background(), store, s, spec, nil); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("error %v, want one that says %q", err, what)
		}
	}
	res := groups(t, s, store, analysis.GroupsSpec{How: analysis.How{Side: similarity.First}, By: "note"})
	if len(res.Groups) != 45 || res.Groups[0].Kind != analysis.Between {
		t.Errorf("%d series of ten groups of one", len(res.Groups))
	}
	codes := map[warning.Code]bool{}
	for _, w := range res.Warnings {
		codes[w.Code] = true
	}
	if !codes[warning.OneSided] || !codes[warning.LeftOut] || !codes[warning.Refused] {
		t.Errorf("warnings %v", res.Warnings)
	}
}

func TestGroupsWorkersProgressAndCancel(t *testing.T) {
	_, s, _ := families(t)
	spec := analysis.GroupsSpec{By: "family", Against: "width"}
	var first *analysis.GroupsResult
	for _, workers := range []int{1, 3} {
		spec.Workers = workers
		last, steps := 0, 0
		res, err := analysis.Groups(context.Background(), representation.NewStore(s, 0), s, spec, func(done, total int, _ string) {
			if done < last || done > total {
				t.Errorf("%d of %d after %d", done, total, last)
			}
			last, steps = done, total
		})
		if err != nil {
			t.Fatal(err)
		}
		if last != steps || steps != 45+10+36+9 {
			t.Errorf("progress ended at %d of %d", last, steps)
		}
		raw, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = &analysis.GroupsResult{}
			if err := json.Unmarshal(raw, first); err != nil {
				t.Fatal(err)
			}
			raw, _ = json.Marshal(first)
		}
		if again, _ := json.Marshal(res); string(again) != string(raw) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := analysis.Groups(ctx, representation.NewStore(s, 0), s, spec, func(done, _ int, _ string) {
		if done == 20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled work ended with %v", err)
	}
}

func TestGroupsAsJSON(t *testing.T) {
	_, s, store := families(t)
	raw, err := json.Marshal(groups(t, s, store, analysis.GroupsSpec{By: "note", Networks: []string{"f8-0", "f8-1", "flat"}, Layers: []string{"h"}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"analysis":"groups"`, `"side":"both"`, `"layers":["h"]`, `"name":"dead – f8-0","kind":"between"`, `"mean":[null]`, `"pairs":1`,
		`"a":"f8-0","b":"f8-1","layer":"h"`, `"distance":null`, `"correlation":null`, `"seed":0`,
	} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	var plain map[string]any
	if err := json.Unmarshal(raw, &plain); err != nil || !reflect.DeepEqual(plain["ranks"], []any{[]any{0.0, 8.0}}) {
		t.Errorf("%v, ranks %v", err, plain["ranks"])
	}
}
