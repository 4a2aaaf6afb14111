package analysis_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// memory is a study of generated layers: "noise-N" has 10 neurons and N
// datapoints, "wide" more neurons than datapoints, "constant" nothing.
type memory struct {
	layers map[string][]string // by network
	loads  atomic.Int64
}

func (m *memory) Resolve(ref study.Ref) (study.Ref, error) {
	if !slices.Contains(m.layers[ref.Network], ref.Layer) {
		return ref, fmt.Errorf("there is no layer %s in %s", ref.Layer, ref.Network)
	}
	if ref.Step == "" {
		ref.Step = "final"
	}
	return ref, nil
}

func (m *memory) LayerNames(network, _ string) ([]string, error) {
	if names, ok := m.layers[network]; ok {
		return names, nil
	}
	return nil, fmt.Errorf("there is no network %s", network)
}

func (m *memory) Load(_ context.Context, ref study.Ref, _ study.LoadOptions) (study.Activations, error) {
	m.loads.Add(1)
	n, p := 400, 10
	if _, err := fmt.Sscanf(ref.Layer, "noise-%d", &n); err != nil && ref.Layer == "wide" {
		n, p = 400, 500
	}
	rng := rand.New(rand.NewPCG(uint64(len(ref.Network)), uint64(len(ref.Layer))))
	a := study.Activations{Ref: ref, N: n, P: p, Float32: make([]float32, n*p)}
	switch ref.Layer {
	case "constant":
		return a, nil
	case "nan":
		return a, &study.NonFiniteError{Ref: ref, Count: 1}
	}
	for i := range a.Float32 {
		a.Float32[i] = rng.Float32()
	}
	return a, nil
}

func fixture() (*memory, *representation.Store) {
	all := []string{"conv1", "conv2", "wide", "constant", "noise-300", "nan"}
	m := &memory{layers: map[string][]string{"a": all, "bb": all, "other": {"conv1", "fc"}, "x": {"left"}, "yy": {"right"}, "strange": {"zz"}}}
	return m, representation.NewStore(m, 0)
}

func run(t *testing.T, spec analysis.LayersSpec) (*analysis.LayersResult, error) {
	t.Helper()
	m, store := fixture()
	return analysis.Layers(context.Background(), store, m, spec, nil)
}

func TestSameNamedLayers(t *testing.T) {
	res, err := run(t, analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "other"}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(res.LayersA, []string{"conv1"}) || len(res.Pairs) != 1 {
		t.Fatalf("layers %v, %d pairs", res.LayersA, len(res.Pairs))
	}
	p := res.Pairs[0]
	if p.A.Step != "final" || p.N != 400 || p.P != 10 || p.RankB != 10 || p.Null == nil || p.Similarity+p.Distance != 1 {
		t.Errorf("pair %+v", p)
	}
	if res.Measure != similarity.PWCCA || res.Side != similarity.First {
		t.Errorf("defaults %s, %s", res.Measure, res.Side)
	}
}

func TestWhatIsRefusedDoesNotStopTheRest(t *testing.T) {
	res, err := run(t, analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, AllLayers: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Pairs) != 36 {
		t.Fatalf("%d pairs of 6 × 6 layers", len(res.Pairs))
	}
	for i, p := range res.Pairs {
		a, b := res.LayersA[i/6], res.LayersB[i%6]
		if p.A.Layer != a || p.B.Layer != b {
			t.Fatalf("pair %d is %s with %s, want %s with %s", i, p.A, p.B, a, b)
		}
		odd := func(l string) bool { return l == "wide" || l == "constant" || l == "nan" }
		want := odd(a) || odd(b) || (a == "noise-300") != (b == "noise-300")
		if (p.Refused != "") != want || math.IsNaN(p.Similarity) != want {
			t.Errorf("%s with %s: refused %q, similarity %v", a, b, p.Refused, p.Similarity)
		}
	}
	if !slices.ContainsFunc(res.Warnings, func(w warning.Warning) bool { return w.Code == warning.Refused }) {
		t.Error("the result does not say what was refused")
	}
	_, err = run(t, analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, LayersA: []string{"wide"}})
	var refusal *similarity.RefusalError
	if !errors.As(err, &refusal) || !strings.Contains(err.Error(), "500 neurons") {
		t.Errorf("only refused pairs: %v", err)
	}
}

func TestChoiceOfLayers(t *testing.T) {
	for _, c := range []struct {
		name      string
		spec      analysis.LayersSpec
		a, b, err string
	}{
		{"two bare files", analysis.LayersSpec{A: analysis.Endpoint{Network: "x"}, B: analysis.Endpoint{Network: "yy"}}, "left", "right", ""},
		{"one side chosen", analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, LayersA: []string{"conv2"}}, "conv2", "conv2", ""},
		{"by position", analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, LayersA: []string{"conv1", "conv2"}, LayersB: []string{"conv2", "conv1"}}, "conv1 conv2", "conv2 conv1", ""},
		{"nothing in common", analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "strange"}}, "", "", "no layer name in common"},
		{"unequal choices", analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, LayersA: []string{"conv1", "conv2"}, LayersB: []string{"conv1"}}, "", "", "2 layers"},
		{"too many pairs", analysis.LayersSpec{
			A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, AllLayers: true,
			LayersA: slices.Repeat([]string{"conv1"}, 1001), LayersB: slices.Repeat([]string{"conv2"}, 1000),
		}, "", "", "1001000 pairs"},
		{"unknown layer", analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, LayersA: []string{"conv9"}}, "", "", "conv9"},
		{"unknown network", analysis.LayersSpec{A: analysis.Endpoint{Network: "nobody"}, B: analysis.Endpoint{Network: "bb"}}, "", "", "nobody"},
		{"unknown measure", analysis.LayersSpec{How: analysis.How{Measure: "rsa"}}, "", "", "rsa"},
		{"negative datapoints", analysis.LayersSpec{How: analysis.How{Datapoints: -3}}, "", "", "-3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			res, err := run(t, c.spec)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Fatalf("error %v, want one that says %q", err, c.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if a, b := strings.Join(res.LayersA, " "), strings.Join(res.LayersB, " "); a != c.a || b != c.b {
				t.Errorf("compared %q with %q", a, b)
			}
		})
	}
}

func TestEveryMeasureRuns(t *testing.T) {
	for _, m := range similarity.Measures() {
		res, err := run(t, analysis.LayersSpec{How: analysis.How{Measure: m}, A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, LayersA: []string{"conv1", "conv2"}})
		if err != nil {
			t.Fatalf("%s: %v", m, err)
		}
		for _, p := range res.Pairs {
			if p.Refused != "" || math.IsNaN(p.Similarity) || (p.Null != nil) != m.Canonical() {
				t.Errorf("%s: %+v", m, p)
			}
		}
	}
}

func TestLayersArePreparedOnce(t *testing.T) {
	m, store := fixture()
	spec := analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, AllLayers: true, LayersA: []string{"conv1", "conv2"}, LayersB: []string{"conv1", "conv2"}}
	var first *analysis.LayersResult
	var loads int64
	for _, workers := range []int{1, 2, 7} {
		spec.Workers = workers
		res, err := analysis.Layers(context.Background(), store, m, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first, loads = res, m.loads.Load()
		}
		if !reflect.DeepEqual(first, res) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	// Twice where the engine's float32 leaves the pairs uncertain.
	if n := m.loads.Load(); n != loads || (n != 4 && n != 8) {
		t.Errorf("%d loads of 4 layers, %d of them by the first run", n, loads)
	}
}

func TestProgressAndCancel(t *testing.T) {
	m, store := fixture()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	spec := analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}, AllLayers: true}
	last := map[string]int{}
	report := func(done, total int, what string) {
		if done < last[what] || done > total {
			t.Errorf("%s: %d of %d after %d", what, done, total, last[what])
		}
		last[what] = done
	}
	if _, err := analysis.Layers(ctx, store, m, spec, report); err != nil {
		t.Fatal(err)
	}
	if last["comparing layers"] != 36 {
		t.Errorf("progress ended at %v", last)
	}
	_, err := analysis.Layers(ctx, store, m, spec, func(done, _ int, what string) {
		if what == "comparing layers" && done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled work ended with %v", err)
	}
}

func TestResultsAreJSON(t *testing.T) {
	res, err := run(t, analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb", Timestep: study.At(3)}, LayersA: []string{"conv1", "constant"}})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"analysis":"layers"`, `"measure":"pwcca"`, `"side":"first"`, `"a":{"network":"a","step":"final","layer":"conv1","timestep":null}`,
		`"timestep":3`, `"rankA":10`, `"warnings":[]`, `"similarity":null`,
	} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	var back analysis.LayersResult
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if back.Pairs[0].Similarity != res.Pairs[0].Similarity || !math.IsNaN(back.Pairs[1].Similarity) {
		t.Errorf("read back %+v", back.Pairs)
	}
}

func TestSpectrum(t *testing.T) {
	catalog, store := fixture()
	spec := analysis.SpectrumSpec{A: study.Ref{Network: "a", Layer: "conv1"}, B: study.Ref{Network: "bb", Layer: "conv2"}}
	res, err := analysis.Spectrum(context.Background(), store, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Coefficients) != 10 || !slices.IsSortedFunc(res.Coefficients, func(a, b float64) int { return int(math.Copysign(1, b-a)) }) {
		t.Errorf("coefficients %v", res.Coefficients)
	}
	var weighted, total float64
	for i, w := range res.Weights {
		weighted += w * res.Coefficients[i]
		total += w
	}
	if math.Abs(weighted-res.Pair.Similarity) > 1e-12 || math.Abs(total-1) > 1e-12 {
		t.Errorf("Σαρ = %v, PWCCA %v, Σα = %v", weighted, res.Pair.Similarity, total)
	}
	byMean, err := analysis.Layers(context.Background(), store, catalog, analysis.LayersSpec{
		How: analysis.How{Measure: similarity.CCA}, A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"},
		LayersA: []string{"conv1"}, LayersB: []string{"conv2"},
	}, nil)
	if err != nil || math.Abs(res.MeanCCA()-byMean.Pairs[0].Similarity) > 1e-12 {
		t.Errorf("the mean coefficient is %v and mean CCA %v, %v", res.MeanCCA(), byMean.Pairs[0].Similarity, err)
	}
	if res.BartlettK != 0 {
		t.Errorf("%d significant coefficients of independent noise", res.BartlettK)
	}
	spec.B.Layer = "wide"
	if _, err := analysis.Spectrum(context.Background(), store, spec, nil); err == nil {
		t.Error("a layer with more neurons than datapoints passes")
	}
}

// near is a pair that float32 cannot settle: half of the directions nearly
// shared, their coefficients almost equal.
type near struct{ memory }

func (*near) Load(_ context.Context, ref study.Ref, _ study.LoadOptions) (study.Activations, error) {
	const n, p = 2000, 40
	rng, own := rand.New(rand.NewPCG(1, 1)), rand.New(rand.NewPCG(uint64(len(ref.Network)), 2))
	a := study.Activations{Ref: ref, N: n, P: p, Float64: make([]float64, n*p)}
	for i := range n {
		for j := range p {
			spread := 1.0
			if j < p/2 {
				spread = 1e-3
			}
			a.Float64[i*p+j] = (rng.NormFloat64() + spread*own.NormFloat64()) / float64(1+j)
		}
	}
	return a, nil
}

func TestUncertainPairsAreDecidedInFloat64(t *testing.T) {
	source := &near{memory{layers: map[string][]string{"a": {"x"}, "bb": {"x"}}}}
	store := representation.NewStore(source, 0)
	res, err := analysis.Layers(context.Background(), store, source, analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	layer := func(network string, precise bool) *representation.Layer {
		l, err := store.Layer(context.Background(), study.Ref{Network: network, Layer: "x"}, representation.Recipe{Precise: precise}, 1)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	rough, err := similarity.Decompose(layer("a", false), layer("bb", false), 1)
	if err != nil {
		t.Fatal(err)
	}
	if rough.Rounding <= similarity.Tolerance {
		t.Fatalf("the pair is not uncertain: %g", rough.Rounding)
	}
	exact, err := similarity.Decompose(layer("a", true), layer("bb", true), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := res.Pairs[0].Similarity; got != exact.PWCCA(similarity.First) {
		t.Errorf("similarity %v, in float64 %v, in float32 %v", got, exact.PWCCA(similarity.First), rough.PWCCA(similarity.First))
	}
}
