package analysis_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// TestConvergenceOfSharedData is the acceptance of issue 3: the reference's
// series to 1e-6, and the order from the bottom up in the score.
func TestConvergenceOfSharedData(t *testing.T) {
	s, store := shared(t, "wt2-lstm")
	var want struct{ Convergence map[string][]float64 }
	readJSON(t, "../../../shared/data/reference.json", &want)
	res, err := analysis.Convergence(context.Background(), store, s, analysis.ConvergenceSpec{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Series) != 3 || res.Reference.Step != "step-002400" || len(res.Curves) != 1 || res.Curves[0].Column != "test_perplexity" {
		t.Fatalf("%d series against %+v, curves %v", len(res.Series), res.Reference, res.Curves)
	}
	for i, one := range res.Series {
		if one.Layer != fmt.Sprintf("lstm%d", i+1) || one.N != 1200 {
			t.Errorf("series %d is %s, n=%d", i, one.Layer, one.N)
		}
		closeTo(t, "steps", one.X, want.Convergence["x"])
		closeTo(t, one.Layer, one.Distance, want.Convergence[one.Layer])
	}
	b := res.BottomUp
	if *b.Tau != 1 || math.Abs(*b.P-1.0/6) > 1e-12 || *res.Series[0].Settled >= *res.Series[2].Settled {
		t.Errorf("tau %v, p %v, settled %v … %v", *b.Tau, *b.P, *res.Series[0].Settled, *res.Series[2].Settled)
	}
	for _, tolerance := range []float64{0.05, 0.1, 0.15, 0.2} {
		res, err := analysis.Convergence(context.Background(), store, s, analysis.ConvergenceSpec{Tolerance: tolerance}, nil)
		if err != nil || *res.BottomUp.Tau != 1 {
			t.Errorf("tolerance %g: %v, tau %v", tolerance, err, *res.BottomUp.Tau)
		}
	}
}

// layered is three networks of three layers; layer k learns at rate 1/(1+k).
func layered(t *testing.T) (*study.Study, *representation.Store) {
	t.Helper()
	const n, p = 240, 8
	files := fstest.MapFS{"curves.csv": {Data: []byte("network,step,loss\na,0,3\na,40,1\nb,0,2\n")}}
	for j, network := range []string{"a", "b", "c"} {
		for k := range 3 {
			end := hashed(1000+10*j+k, n, p)
			for i := range 5 {
				values, share := hashed(2000+100*j+10*k+i, n, p), 1-math.Pow(2, -2*float64(i)/float64(1+k))
				if i == 4 {
					share = 1
				}
				for m := range values {
					values[m] = share*end[m] + (1-share)*values[m]
				}
				files[fmt.Sprintf("%s/step-%d/layer%d.npy", network, 10*i, k+1)] = array(t, values, n, p)
			}
		}
	}
	files["a/best/layer1.npy"] = files["a/step-10/layer1.npy"]
	return openFiles(t, files)
}

func TestConvergenceOfSeveralNetworks(t *testing.T) {
	s, store := layered(t)
	spec := analysis.ConvergenceSpec{Resamples: 6, How: analysis.How{Seed: 4}}
	var first *analysis.ConvergenceResult
	for _, workers := range []int{1, 3} {
		spec.Workers = workers
		res, err := analysis.Convergence(context.Background(), store, s, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = res
		} else if !reflect.DeepEqual(first, res) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	b := first.BottomUp
	if len(first.Series) != 9 || len(b.Networks) != 3 || *b.Tau < 0.8 || *b.P > 0.02 || b.Interval != analysis.HalfSamples || *b.Low > *b.Tau || b.Seed != 4 {
		t.Errorf("%d series, score %+v", len(first.Series), b)
	}
	if len(first.Curves) != 2 || len(first.Warnings) == 0 || !strings.Contains(first.Warnings[0].Message, "best of a") {
		t.Errorf("curves %v, warnings %v", first.Curves, first.Warnings)
	}
	spec.Resamples, spec.Reference = 0, analysis.Endpoint{Network: "b", Step: "30"}
	res, err := analysis.Convergence(context.Background(), store, s, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.Reference.Step != "step-30" || res.Series[0].Reference.Network != "b" || res.Series[3].Distance[3] > 1e-6 || res.Series[0].Distance[3] < 0.3 {
		t.Errorf("against %+v: %+v", res.Reference, res.Series[0])
	}
	if i := res.BottomUp.Interval; i != analysis.AcrossNetworks && i != "" {
		t.Errorf("interval by %s", i)
	}
}

func TestConvergenceByEveryMeasure(t *testing.T) {
	s, store := layered(t)
	for _, m := range similarity.Measures() {
		res, err := analysis.Convergence(context.Background(), store, s, analysis.ConvergenceSpec{How: analysis.How{Measure: m}, Networks: []string{"b"}, Steps: []string{"0", "20", "40"}}, nil)
		if err != nil {
			t.Fatalf("%s: %v", m, err)
		}
		one := res.Series[0]
		if len(res.Series) != 3 || len(one.X) != 3 || one.Distance[0] <= one.Distance[1] || math.Abs(one.Distance[2]) > 1e-6 || math.IsNaN(one.Null[0]) == m.Canonical() {
			t.Errorf("%s: %+v", m, one)
		}
	}
}

func TestConvergenceChoices(t *testing.T) {
	s, store := layered(t)
	run := func(spec analysis.ConvergenceSpec) (*analysis.ConvergenceResult, error) {
		return analysis.Convergence(context.Background(), store, s, spec, nil)
	}
	res, err := run(analysis.ConvergenceSpec{Networks: []string{"a"}, Layers: []string{"layer1"}, Steps: []string{"best", "step-40"}})
	if err != nil {
		t.Fatal(err)
	}
	if one := res.Series[0]; one.Steps[1] != "best" || one.X[1] != 40 || one.Reference.Step != "step-40" || res.BottomUp.Tau != nil {
		t.Errorf("%+v, tau %v", one, res.BottomUp.Tau)
	}
	raw, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"analysis":"convergence"`, `"measure":"pwcca"`, `"reference":{"network":"","step":"step-40","timestep":null}`,
		`"series":[{"network":"a","layer":"layer1",`, `"distance":[`, `"tau":null`, `"settled":`, `"curves":[{"network":"a","column":"loss","x":[0,40],"y":[3,1]}]`,
	} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	for says, spec := range map[string]analysis.ConvergenceSpec{
		"tolerance is -1":        {Tolerance: -1},
		"share below 1":          {Tolerance: 1, Relative: true},
		"-2 resamples":           {Resamples: -2},
		"no network d":           {Networks: []string{"d"}},
		"no layer fc":            {Layers: []string{"fc"}},
		"no checkpoint 77":       {Steps: []string{"77"}},
		"no checkpoint 78":       {Reference: analysis.Endpoint{Step: "78"}},
		"only one checkpoint":    {Steps: []string{"10"}},
		"no network e":           {Reference: analysis.Endpoint{Network: "e"}, Layers: []string{"layer1"}},
		"network e in":           {Reference: analysis.Endpoint{Network: "e"}},
		"there is no measure":    {How: analysis.How{Measure: "rsa"}},
		"it has no timestep 3":   {Timestep: study.At(3)},
		"too few for one sequen": {Timestep: study.Every(3, 999)},
	} {
		if _, err := run(spec); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v, want one that says %q", err, says)
		}
	}
}
