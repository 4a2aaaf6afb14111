package analysis

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

type scoreReference struct {
	Settled []struct {
		X         []float64
		Distance  Values
		Tolerance float64
		Step      float64
	}
	Kendall []struct {
		Steps  []float64
		Tau, P float64
	}
}

func readScores(t *testing.T) (ref scoreReference) {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/reference/convergence.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &ref); err != nil {
		t.Fatal(err)
	}
	return ref
}

// TestSettlesReference compares with a fine grid over the interpolated curve,
// made by testdata/scripts/make_analysis_reference.py.
func TestSettlesReference(t *testing.T) {
	for _, c := range readScores(t).Settled {
		step, ok := settles(c.X, c.Distance, c.Tolerance, false)
		if !ok || math.Abs(step-c.Step) > 1e-4 {
			t.Errorf("%v within %g at %g, reference %g", c.Distance, c.Tolerance, step, c.Step)
		}
		// The same curve as a share of its way.
		way := math.Abs(c.Distance[0] - c.Distance[len(c.Distance)-1])
		if share, _ := settles(c.X, c.Distance, c.Tolerance/way, true); math.Abs(share-step) > 1e-9 {
			t.Errorf("%v within a share of %g at %g, want %g", c.Distance, c.Tolerance/way, share, step)
		}
	}
}

func TestSettlesWithGaps(t *testing.T) {
	gap := math.NaN()
	for _, c := range []struct {
		d    Values
		step float64
		ok   bool
	}{
		{Values{1, gap, 0.4, 0}, 2.75, true}, // 0.4 at 2, 0 at 3
		{Values{gap, gap, gap, 0.3}, 3, true},
		{Values{1, 0.5, 0.2, gap}, 0, false},
		{Values{0.05, 0.02, gap, 0}, 0, true},
	} {
		if step, ok := settles([]float64{0, 1, 2, 3}, c.d, 0.1, false); ok != c.ok || math.Abs(step-c.step) > 1e-12 {
			t.Errorf("%v settles at %g, %v; want %g, %v", c.d, step, ok, c.step, c.ok)
		}
	}
	if _, ok := settles(nil, nil, 0.1, false); ok {
		t.Error("no points settle")
	}
}

// TestKendallReference compares with scipy, and with p-values from every order
// of the steps.
func TestKendallReference(t *testing.T) {
	for _, c := range readScores(t).Kendall {
		tau, s, ok := kendall(c.Steps)
		if !ok || math.Abs(tau-c.Tau) > 1e-12 {
			t.Errorf("%v: tau %v, scipy %v", c.Steps, tau, c.Tau)
		}
		if p := tail(permuted(c.Steps), s, pairsOf(c.Steps)); math.Abs(p-c.P) > 1e-12 {
			t.Errorf("%v: p %v, from all orders %v", c.Steps, p, c.P)
		}
	}
	if _, _, ok := kendall([]float64{2, 2}); ok {
		t.Error("equal steps have an order")
	}
}

// The chances of a hundred layers sum to 1, symmetrically.
func TestPermutedIsADistribution(t *testing.T) {
	steps := make([]float64, 100)
	for i := range steps {
		steps[i] = float64(i / 3)
	}
	null := permuted(steps)
	var sum float64
	for i, p := range null {
		sum += p
		if q := null[len(null)-1-i]; math.Abs(p-q) > 1e-15 {
			t.Fatalf("chance of %d inversions %v, of the mirrored %v", i, p, q)
		}
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Errorf("chances sum to %v", sum)
	}
}
