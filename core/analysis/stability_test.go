package analysis_test

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
)

type stabilityReference struct {
	Early, Mid, K, N, P, Moments, Stream int
	Layer                                string
	Checkpoints                          []string
	Coefficients, Stable, Unstable       []float64
}

func stabilityReferences(t *testing.T) (out struct{ Generated, Shared stabilityReference }) {
	t.Helper()
	readJSON(t, "../../testdata/reference/stability.json", &out)
	return out
}

func mean(v []float64) (m float64) {
	for _, x := range v {
		m += x / float64(len(v))
	}
	return m
}

func TestStabilityReference(t *testing.T) {
	want := stabilityReferences(t).Generated
	files := fstest.MapFS{}
	trained(t, files, "net", drifting(want.N, want.P, want.Moments, want.Stream), want.N, want.P)
	s, store := openFiles(t, files)
	spec := analysis.StabilitySpec{Network: "net", Layer: "h", Early: "10", Mid: "step-040", K: want.K}
	var first *analysis.StabilityResult
	for _, workers := range []int{1, 3} {
		spec.Workers = workers
		res, err := analysis.Stability(context.Background(), store, s, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		closeTo(t, "coefficients", res.Coefficients, want.Coefficients)
		closeTo(t, "stable", res.Stable, want.Stable)
		closeTo(t, "unstable", res.Unstable, want.Unstable)
		if first == nil {
			first = res
		} else if !slices.Equal(first.Stable, res.Stable) || !slices.Equal(first.Unstable, res.Unstable) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	// At the middle checkpoint the sets have the coefficients that chose them,
	// at the early one they are inside the layer.
	k := first.K
	closeTo(t, "at the middle", []float64{first.Stable[4], first.Unstable[4]},
		[]float64{1 - mean(first.Coefficients[:k]), 1 - mean(first.Coefficients[len(first.Coefficients)-k:])})
	closeTo(t, "early", []float64{first.Stable[1], first.Unstable[1]}, []float64{0, 0})
	if i := slices.Index(first.Unstable, slices.Max(first.Unstable[1:])); i != 4 {
		t.Errorf("the unstable set is farthest at %s: no selection effect", first.Steps[i])
	}
	if first.Measure != similarity.CCA || first.EarlyX != 10 || first.MidX != 40 || first.Note == "" || len(first.Warnings) != 0 {
		t.Errorf("%s at %g and %g, warnings %v", first.Measure, first.EarlyX, first.MidX, first.Warnings)
	}
	raw, err := json.Marshal(first)
	if err != nil || !strings.Contains(string(raw), `"analysis":"stability"`) || !strings.Contains(string(raw), `"unstable":[`) {
		t.Errorf("%v: %s", err, raw)
	}
}

func TestStabilityOfSharedData(t *testing.T) {
	s, store := shared(t, "wt2-lstm")
	want := stabilityReferences(t).Shared
	spec := analysis.StabilitySpec{Network: "lstm", Layer: want.Layer, Early: want.Checkpoints[want.Early], Mid: want.Checkpoints[want.Mid], K: want.K}
	res, err := analysis.Stability(context.Background(), store, s, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	closeTo(t, "stable", res.Stable, want.Stable)
	closeTo(t, "unstable", res.Unstable, want.Unstable)
}

func TestStabilityChoices(t *testing.T) {
	files := fstest.MapFS{}
	trained(t, files, "net", drifting(300, 24, 7, 100), 300, 24)
	trained(t, files, "short", drifting(300, 24, 2, 100), 300, 24)
	s, store := openFiles(t, files)
	run := func(spec analysis.StabilitySpec) (*analysis.StabilityResult, error) {
		spec.Layer = "h"
		if spec.Network == "" {
			spec.Network = "net"
		}
		return analysis.Stability(context.Background(), store, s, spec, nil)
	}
	for _, c := range []struct {
		spec analysis.StabilitySpec
		k    int
		says string
	}{
		{analysis.StabilitySpec{}, 12, "12 of them"},
		{analysis.StabilitySpec{K: 5}, 5, ""},
		{analysis.StabilitySpec{K: 20}, 20, "16 of them are in both"},
		{analysis.StabilitySpec{K: 90}, 24, "both sets are all"},
	} {
		res, err := run(c.spec)
		if err != nil {
			t.Fatal(err)
		}
		var text string
		for _, w := range res.Warnings {
			text += w.Message
		}
		if res.K != c.k || (c.says == "") != (text == "") || !strings.Contains(text, c.says) {
			t.Errorf("k=%d, %q; want %d, %q", res.K, text, c.k, c.says)
		}
		if res.Early.Step != "step-010" || res.Mid.Step != "step-030" {
			t.Errorf("early %s, middle %s", res.Early, res.Mid)
		}
	}
	for _, m := range similarity.Measures() {
		res, err := run(analysis.StabilitySpec{How: analysis.How{Measure: m}, K: 6})
		if err != nil {
			t.Fatalf("%s: %v", m, err)
		}
		if mean(res.Stable[4:]) >= mean(res.Unstable[4:]) || math.IsNaN(res.Null[0]) == m.Canonical() {
			t.Errorf("%s: stable %v, unstable %v", m, res.Stable, res.Unstable)
		}
	}
	res, err := run(analysis.StabilitySpec{Steps: []string{"60", "step-000"}, K: 5})
	if err != nil || !slices.Equal(res.X, []float64{0, 10, 30, 60}) || !slices.Equal(res.Steps, []string{"step-000", "step-010", "step-030", "step-060"}) || len(res.Stable) != 4 {
		t.Errorf("chosen checkpoints: %v at %v, %v", res.Steps, res.X, err)
	}
	for says, spec := range map[string]analysis.StabilitySpec{
		"both step-030":   {Early: "30"},
		"2 checkpoints":   {Network: "short"},
		"-1 directions":   {K: -1},
		"no checkpoint 7": {Early: "7"},
	} {
		if _, err := run(spec); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v, want one that says %q", err, says)
		}
	}
}

func TestStabilityRefusesSingleCheckpoints(t *testing.T) {
	files := fstest.MapFS{}
	layers := drifting(300, 24, 5, 100)
	layers[3] = make([]float64, 300*24)
	trained(t, files, "net", layers, 300, 24)
	s, store := openFiles(t, files)
	res, err := analysis.Stability(context.Background(), store, s, analysis.StabilitySpec{Network: "net", Layer: "h", K: 6}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(res.Stable[3]) || math.IsNaN(res.Stable[4]) || len(res.Warnings) == 0 {
		t.Errorf("stable %v, warnings %v", res.Stable, res.Warnings)
	}
}

// Row by row, a layer that says the same in other neurons, or at another scale,
// holds all directions, a constant one none, and another some.
func TestStabilityRowByRow(t *testing.T) {
	const n, p = 300, 24
	layers := drifting(n, p, 7, 100)
	for i, v := range layers[1] {
		layers[4][i] = 2*v + 3
		layers[5][i-i%p+(i+1)%p] = v
		layers[6][i] = 1
	}
	files := fstest.MapFS{}
	trained(t, files, "net", layers, n, p)
	s, store := openFiles(t, files)
	spec := analysis.StabilitySpec{Network: "net", Layer: "h", Early: "10", Mid: "20", K: 6}
	for m, none := range map[similarity.Measure]float64{similarity.Cosine: 1, similarity.Euclidean: 2} {
		spec.Measure = m
		res, err := analysis.Stability(context.Background(), store, s, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, set := range map[string]analysis.Values{"stable": res.Stable, "unstable": res.Unstable} {
			for i, want := range map[int]float64{1: 0, 4: 0, 5: 0, 6: none} {
				if math.Abs(set[i]-want) > 1e-6 {
					t.Errorf("%s, %s: %v at %s, want %g", m, name, set[i], res.Steps[i], want)
				}
			}
		}
		if !(res.Stable[2] > 0.01 && res.Stable[2] < res.Unstable[2] && res.Unstable[2] < none) {
			t.Errorf("%s at the middle checkpoint: %v stable, %v unstable", m, res.Stable[2], res.Unstable[2])
		}
	}
}
