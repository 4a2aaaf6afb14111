package analysis_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
)

// toyReference is what make_synthetic_reference.py wrote.
type toyReference struct {
	Figure2 []struct {
		NoiseScale float64
		Repeats    int
		Rows       []struct {
			K                 int
			CCA, SVCCA, PWCCA float64
			Std               struct{ CCA, SVCCA, PWCCA float64 }
		}
	}
	FigureA2 struct {
		Neurons, Datapoints, Timesteps, Runs int
		Alpha, BiasScale                     float64
		Measures                             []similarity.Measure
		Panels                               map[string]struct{ Mean, Std [][]float64 }
	}
}

func readToyReference(t *testing.T) toyReference {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/reference/synthetic.json")
	if err != nil {
		t.Fatal(err)
	}
	var r toyReference
	if err := json.Unmarshal(raw, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// sameMean fails where two means of independent repeats differ by more than
// chance allows, 6 standard errors.
func sameMean(t *testing.T, what string, got, gotStd float64, repeats int, want, wantStd float64, wantRepeats int) {
	t.Helper()
	spread := math.Hypot(gotStd/math.Sqrt(float64(repeats)), wantStd/math.Sqrt(float64(wantRepeats)))
	if !(math.Abs(got-want) <= 6*spread+1e-6) {
		t.Errorf("%s is %.5f ± %.5f, reference %.5f ± %.5f", what, got, gotStd, want, wantStd)
	}
}

// TestFigure2 runs the paper's setting: our values are numpy's within chance,
// and the order of the measures is the paper's where SyntheticResult says so.
func TestFigure2(t *testing.T) {
	reference := readToyReference(t)
	for i, signals := range [][]int{nil, {20, 50, 100, 180}} {
		want := reference.Figure2[i]
		spec := analysis.SyntheticSpec{Signals: signals, Seed: 1, Workers: 2, Repeats: 3}
		if i > 0 {
			spec.NoiseScale = want.NoiseScale
		}
		res, err := analysis.Synthetic(context.Background(), spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		if res.NoiseScale != want.NoiseScale || len(res.Series) != 3 {
			t.Fatalf("noise %v, reference %v", res.NoiseScale, want.NoiseScale)
		}
		for at, k := range res.Signals {
			for _, row := range want.Rows {
				if row.K != k {
					continue
				}
				values, spreads := []float64{row.CCA, row.SVCCA, row.PWCCA}, []float64{row.Std.CCA, row.Std.SVCCA, row.Std.PWCCA}
				for m, s := range res.Series {
					sameMean(t, string(s.Measure), s.Distance[at], s.Std[at], res.Repeats, values[m], spreads[m], want.Repeats)
				}
			}
			t.Logf("k=%d truth %.4f: cca %.4f svcca %.4f pwcca %.4f", k, res.Truth[at], res.Series[0].Distance[at], res.Series[1].Distance[at], res.Series[2].Distance[at])
		}
		if i == 0 {
			paperOrder(t, res)
		} else if !slices.Equal(res.Nearest, []similarity.Measure{"pwcca", "pwcca", "svcca", "svcca"}) {
			t.Errorf("with a standard deviation of 0.1 the nearest are %v", res.Nearest)
		}
	}
}

func paperOrder(t *testing.T, res *analysis.SyntheticResult) {
	t.Helper()
	if !slices.Equal(res.Signals, []int{20, 50, 70, 80, 100, 120, 140, 160, 180, 199}) {
		t.Errorf("signals %v", res.Signals)
	}
	for i, k := range res.Signals {
		if res.Nearest[i] != similarity.PWCCA {
			t.Errorf("k=%d: %s is nearest the truth", k, res.Nearest[i])
		}
		if want := k >= 50; want != (res.Farthest[i] == similarity.CCA) {
			t.Errorf("k=%d: %s is farthest from the truth", k, res.Farthest[i])
		}
		if res.Ratio[i] != float64(k)/float64(200-k) {
			t.Errorf("k=%d: ratio %v", k, res.Ratio[i])
		}
	}
}

func TestSyntheticDependsOnItsSeedAlone(t *testing.T) {
	spec := analysis.SyntheticSpec{Neurons: 12, Datapoints: 150, Signals: []int{3, 9}, Seed: 5, Measures: similarity.Measures()}
	var first *analysis.SyntheticResult
	for _, workers := range []int{1, 4} {
		spec.Workers = workers
		res, err := analysis.Synthetic(context.Background(), spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		res.Workers = 0
		if first == nil {
			first = res
		} else if !reflect.DeepEqual(first, res) {
			t.Error("results depend on workers")
		}
	}
	spec.Signals = []int{9, 3}
	res, err := analysis.Synthetic(context.Background(), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.Series[0].Distance[0] != first.Series[0].Distance[1] {
		t.Error("what is drawn depends on the order of the signals")
	}
	spec.Seed++
	if res, err = analysis.Synthetic(context.Background(), spec, nil); err != nil || res.Series[0].Distance[0] == first.Series[0].Distance[1] {
		t.Errorf("another seed draws the same (%v)", err)
	}
}

func TestSyntheticRefusesAndStops(t *testing.T) {
	for _, c := range []struct {
		spec analysis.SyntheticSpec
		says string
	}{
		{analysis.SyntheticSpec{Signals: []int{200}}, "200 of 200"},
		{analysis.SyntheticSpec{Signals: []int{0}}, "0 of 200"},
		{analysis.SyntheticSpec{Repeats: 1}, "at least 2"},
		{analysis.SyntheticSpec{Neurons: -4}, "-4 neurons"},
		{analysis.SyntheticSpec{Datapoints: 150}, "150 datapoints"},
		{analysis.SyntheticSpec{NoiseScale: -1}, "-1"},
		{analysis.SyntheticSpec{NoiseScale: math.NaN()}, "NaN"},
		{analysis.SyntheticSpec{Measures: []similarity.Measure{"rsa"}}, "rsa"},
	} {
		if _, err := analysis.Synthetic(context.Background(), c.spec, nil); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("error %v, want one that says %q", err, c.says)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	spec := analysis.SyntheticSpec{Neurons: 5, Datapoints: 50, Signals: []int{2}, Repeats: 50}
	_, err := analysis.Synthetic(ctx, spec, func(done, total int, _ string) {
		if total != 50 {
			t.Errorf("%d of %d", done, total)
		}
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled work ended with %v", err)
	}
}

func TestSyntheticIsJSON(t *testing.T) {
	res, err := analysis.Synthetic(context.Background(), analysis.SyntheticSpec{Neurons: 5, Datapoints: 50, Signals: []int{2}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"analysis":"synthetic"`, `"neurons":5`, `"signals":[2]`, `"seed":0`, `"x":[0.6666666666666666]`, `"truth":[`, `"series":[{"measure":"cca","distance":[`, `"nearest":["`} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	var back analysis.SyntheticResult
	if err := json.Unmarshal(raw, &back); err != nil || !reflect.DeepEqual(&back, res) {
		t.Errorf("read back %+v, %v", back, err)
	}
}
