package analysis_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// drawn is a source of given layers, by network.
type drawn map[string]study.Activations

func (d drawn) Resolve(ref study.Ref) (study.Ref, error) { return ref, nil }

func (d drawn) Load(_ context.Context, ref study.Ref, _ study.LoadOptions) (study.Activations, error) {
	a := d[ref.Network]
	a.Ref = ref
	return a, nil
}

// drawnPair is Y = X·A·signal + noise, with rows in blocks that share part of
// their noise and of X: share 0 are independent rows, 1 equal ones.
type drawnPair struct {
	n, p, q, block int
	signal, share  float64
}

func (d drawnPair) draw(rng *rand.Rand, mix []float64) drawn {
	noise := func(p int) []float64 {
		v, common := make([]float64, d.n*p), make([]float64, p)
		for i := range d.n {
			for j := range p {
				if i%d.block == 0 {
					common[j] = rng.NormFloat64()
				}
				v[i*p+j] = math.Sqrt(d.share)*common[j] + math.Sqrt(1-d.share)*rng.NormFloat64()
			}
		}
		return v
	}
	x, y := noise(d.p), noise(d.q)
	for i := range d.n {
		for k := range d.p {
			for j := range d.q {
				y[i*d.q+j] += d.signal * x[i*d.p+k] * mix[k*d.q+j]
			}
		}
	}
	return drawn{
		"a": {N: d.n, P: d.p, Datapoints: d.n, Float64: x},
		"b": {N: d.n, P: d.q, Datapoints: d.n, Float64: y},
	}
}

func (d drawnPair) mix() []float64 {
	rng := rand.New(rand.NewPCG(77, uint64(d.p)))
	m := make([]float64, d.p*d.q)
	for i := range m {
		m[i] = rng.NormFloat64() / math.Sqrt(float64(d.p))
	}
	return m
}

func uncertain(t *testing.T, d drawn, spec analysis.UncertaintySpec) *analysis.UncertaintyResult {
	t.Helper()
	spec.A, spec.B = study.Ref{Network: "a", Layer: "x"}, study.Ref{Network: "b", Layer: "x"}
	res, err := analysis.Uncertainty(context.Background(), representation.NewStore(d, 0), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestUncertaintyFindsAndDenies: related layers are told from chance and have
// an interval about their similarity, unrelated ones are not told from it.
func TestUncertaintyFindsAndDenies(t *testing.T) {
	related := drawnPair{n: 200, p: 6, q: 4, block: 1, signal: 1}
	unrelated := related
	unrelated.signal = 0
	for _, m := range similarity.Measures() {
		if m.RowWise() {
			related.q, unrelated.q = 6, 6
		}
		identity := make([]float64, related.p*related.q) // neuron j of both is related
		for j := range min(related.p, related.q) {
			identity[j*related.q+j] = 1
		}
		spec := analysis.UncertaintySpec{How: analysis.How{Measure: m, Seed: 2}, Permutations: 99, Subsamples: 60}
		rng := rand.New(rand.NewPCG(5, 5))
		res := uncertain(t, related.draw(rng, identity), spec)
		p, s := res.Permutation, res.Subsampling
		if p.PValue != 0.01 || p.Point95 >= res.Pair.Similarity || len(p.Values) != 99 || p.Point95 <= p.Mean {
			t.Errorf("%s of related layers: %v, p %v, null %v to %v", m, res.Pair.Similarity, p.PValue, p.Mean, p.Point95)
		}
		if !(s.Low < s.High && s.Low <= res.Pair.Similarity && res.Pair.Similarity <= s.High) || s.Datapoints != 100 || len(s.Values) != 60 || s.Std <= 0 {
			t.Errorf("%s of related layers: %v in %v to %v", m, res.Pair.Similarity, s.Low, s.High)
		}
		if res.Pair.Null != nil && math.Abs(*res.Pair.Null-p.Mean) > 0.03 {
			t.Errorf("%s: Wachter's null is %v, the permutations' %v", m, *res.Pair.Null, p.Mean)
		}
		if res = uncertain(t, unrelated.draw(rng, identity), spec); res.Permutation.PValue < 0.02 {
			t.Errorf("%s of unrelated layers: p %v", m, res.Permutation.PValue)
		}
	}
}

func TestUncertaintyDependsOnItsSeedAlone(t *testing.T) {
	pair := drawnPair{n: 120, p: 4, q: 3, block: 1, signal: 1}
	layers := pair.draw(rand.New(rand.NewPCG(1, 1)), pair.mix())
	spec := analysis.UncertaintySpec{Permutations: 19, Subsamples: 40}
	var first *analysis.UncertaintyResult
	for _, workers := range []int{1, 2, 50} {
		spec.Workers = workers
		res := uncertain(t, layers, spec)
		if first == nil {
			first = res
		}
		if !reflect.DeepEqual(first, res) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	spec.Seed = 1
	if res := uncertain(t, layers, spec); slices.Equal(res.Permutation.Values, first.Permutation.Values) || res.Seed != 1 {
		t.Error("another seed draws the same")
	}
	// What is drawn first does not depend on how much is drawn.
	spec.Seed, spec.Permutations, spec.Subsamples = 0, 25, -1
	if res := uncertain(t, layers, spec); !slices.Equal(res.Permutation.Values[:19], first.Permutation.Values) || res.Subsampling != nil {
		t.Errorf("more permutations change the first: %+v", res)
	}
}

// positions is a source of convolutional positions: 40 images of 9.
type positions struct{ drawn }

func (p positions) Load(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	a, err := p.drawn.Load(ctx, ref, o)
	a.Datapoints = 40
	if o.Datapoints > 0 {
		a.N = 9 * o.Datapoints
		a.Float64 = a.Float64[:a.N*a.P]
	}
	return a, err
}

func TestPositionsOfAnImageStayTogether(t *testing.T) {
	pair := drawnPair{n: 360, p: 3, q: 3, block: 9, signal: 1}
	layers := pair.draw(rand.New(rand.NewPCG(2, 1)), pair.mix())
	for _, c := range []struct {
		how           analysis.How
		block         int
		size, blocks  int
		subset, warns int
	}{
		{analysis.How{Conv: study.ConvPositions}, 0, 9, 40, 180, 0},
		{analysis.How{Conv: study.ConvPositions, Datapoints: 10}, 0, 9, 10, 45, 1},
		{analysis.How{Conv: study.ConvPositions}, 3, 3, 120, 180, 0},
		{analysis.How{}, 0, 1, 360, 180, 0},
		{analysis.How{}, 18, 18, 20, 180, 0},
	} {
		spec := analysis.UncertaintySpec{How: c.how, Block: c.block, Permutations: 19, Subsamples: 40}
		spec.A, spec.B = study.Ref{Network: "a", Layer: "x"}, study.Ref{Network: "b", Layer: "x"}
		res, err := analysis.Uncertainty(context.Background(), representation.NewStore(positions{layers}, 0), spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		if res.Block != c.size || res.Blocks != c.blocks || res.Subsampling.Datapoints != c.subset || len(res.Warnings) != c.warns {
			t.Errorf("%+v: block %d, %d blocks, subsets of %d, warnings %v", c, res.Block, res.Blocks, res.Subsampling.Datapoints, res.Warnings)
		}
	}
}

func TestUncertaintyRefuses(t *testing.T) {
	pair := drawnPair{n: 60, p: 8, q: 3, block: 1, signal: 1}
	layers := pair.draw(rand.New(rand.NewPCG(3, 1)), pair.mix())
	refs := [2]study.Ref{{Network: "a", Layer: "x"}, {Network: "b", Layer: "x"}}
	ask := func(spec analysis.UncertaintySpec) (*analysis.UncertaintyResult, error) {
		spec.A, spec.B = refs[0], refs[1]
		return analysis.Uncertainty(context.Background(), representation.NewStore(layers, 0), spec, nil)
	}
	for _, c := range []struct {
		spec analysis.UncertaintySpec
		says string
	}{
		{analysis.UncertaintySpec{Permutations: 18}, "18 permutations"},
		{analysis.UncertaintySpec{Subsamples: 39}, "39 subsamples"},
		{analysis.UncertaintySpec{Permutations: -1, Subsamples: -1}, "neither"},
		{analysis.UncertaintySpec{Fraction: 1}, "fraction of 1"},
		{analysis.UncertaintySpec{Fraction: math.NaN()}, "fraction"},
		{analysis.UncertaintySpec{Block: -2}, "blocks of -2"},
		{analysis.UncertaintySpec{Block: 7}, "blocks of 7"},
		{analysis.UncertaintySpec{How: analysis.How{Measure: "rsa"}}, "rsa"},
		{analysis.UncertaintySpec{How: analysis.How{Measure: similarity.Cosine}}, "equal width"},
		{analysis.UncertaintySpec{Fraction: 0.1, Permutations: -1}, "larger fraction"},
	} {
		if _, err := ask(c.spec); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("error %v, want one that says %q", err, c.says)
		}
	}
	res, err := ask(analysis.UncertaintySpec{Fraction: 0.1})
	if err != nil || res.Permutation == nil || res.Subsampling != nil {
		t.Fatalf("an interval that is refused takes the test with it: %+v, %v", res, err)
	}
	if !slices.ContainsFunc(res.Warnings, func(w warning.Warning) bool { return w.Code == warning.Refused }) {
		t.Errorf("warnings %v", res.Warnings)
	}
}

func TestUncertaintyReportsAndStops(t *testing.T) {
	pair := drawnPair{n: 60, p: 3, q: 3, block: 1}
	store := representation.NewStore(pair.draw(rand.New(rand.NewPCG(4, 1)), pair.mix()), 0)
	spec := analysis.UncertaintySpec{A: study.Ref{Network: "a", Layer: "x"}, B: study.Ref{Network: "b", Layer: "x"}}
	for _, stop := range []string{"", "shuffling datapoints", "leaving datapoints out"} {
		ctx, cancel := context.WithCancel(context.Background())
		last := map[string]int{}
		_, err := analysis.Uncertainty(ctx, store, spec, func(done, total int, what string) {
			if done < last[what] || done > total {
				t.Errorf("%s: %d of %d after %d", what, done, total, last[what])
			}
			last[what] = done
			if what == stop && done == 3 {
				cancel()
			}
		})
		cancel()
		if stop == "" && (err != nil || last["shuffling datapoints"] != 199 || last["leaving datapoints out"] != 200) {
			t.Errorf("progress ended at %v, %v", last, err)
		}
		if stop != "" && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled work ended with %v", err)
		}
	}
}

func TestUncertaintyIsJSON(t *testing.T) {
	pair := drawnPair{n: 60, p: 3, q: 3, block: 1, signal: 1}
	res := uncertain(t, pair.draw(rand.New(rand.NewPCG(6, 1)), pair.mix()), analysis.UncertaintySpec{Permutations: 19, Subsamples: 40})
	raw, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"analysis":"uncertainty"`, `"measure":"pwcca"`, `"side":"first"`, `"seed":0`, `"pair":{`, `"block":1`, `"blocks":60`, `"permutation":{"permutations":19,"pValue":0.05`, `"subsampling":{"subsamples":40,"fraction":0.5,"datapoints":30,"level":0.95,"low":`} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	var back analysis.UncertaintyResult
	if err := json.Unmarshal(raw, &back); err != nil || !reflect.DeepEqual(&back, res) {
		t.Errorf("read back %+v, %v", back, err)
	}
}

// TestUncertaintyOfRealLayers: conv5 of two generalizing networks is alike far
// beyond chance.
func TestUncertaintyOfRealLayers(t *testing.T) {
	const dir = "../../../shared/data/cifar-genmem"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared activations are not beside the project")
	}
	s, err := study.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	spec := analysis.UncertaintySpec{
		A: study.Ref{Network: "generalize-0", Layer: "conv5"}, B: study.Ref{Network: "generalize-1", Layer: "conv5"},
		Permutations: 39, Subsamples: 40,
	}
	res, err := analysis.Uncertainty(context.Background(), representation.NewStore(s, 0), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, sub := res.Permutation, res.Subsampling
	if p.PValue != 1.0/40 || math.Abs(p.Mean-*res.Pair.Null) > 0.02 || p.Point95 > res.Pair.Similarity-0.2 {
		t.Errorf("similarity %v, null %v ± %v, Wachter %v", res.Pair.Similarity, p.Mean, p.Std, *res.Pair.Null)
	}
	if !(sub.Low > p.Point95 && sub.High-sub.Low < 0.1 && sub.Bias > 0) {
		t.Errorf("interval %v to %v about %v", sub.Low, sub.High, res.Pair.Similarity)
	}
	t.Logf("%v in %v to %v, bias %v, null %v to %v", res.Pair.Similarity, sub.Low, sub.High, sub.Bias, p.Mean, p.Point95)
}

// TestUncertainPairsAreResampledToo: the observed similarity is decided in
// float64, as Layers does, and what is resampled in float32 is compared with it.
func TestUncertainPairsAreResampledToo(t *testing.T) {
	source := &near{memory{layers: map[string][]string{"a": {"x"}, "bb": {"x"}}}}
	store := representation.NewStore(source, 0)
	layers, err := analysis.Layers(context.Background(), store, source, analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "bb"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	spec := analysis.UncertaintySpec{A: layers.Pairs[0].A, B: layers.Pairs[0].B, Permutations: 19, Subsamples: 40}
	res, err := analysis.Uncertainty(context.Background(), store, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.Pair.Similarity != layers.Pairs[0].Similarity || res.Permutation.PValue != 0.05 {
		t.Errorf("similarity %v, by Layers %v; p %v", res.Pair.Similarity, layers.Pairs[0].Similarity, res.Permutation.PValue)
	}
}
