package similarity_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// loosely is two layers whose first directions, follow of them, agree more and more
// loosely.
func loosely(rng *rand.Rand, n, p, q, follow int) (x, y matrix) {
	x, y = gaussian(rng, n, p), gaussian(rng, n, q)
	for i := range n {
		for k := range follow {
			y.v[i*q+k] = x.v[i*p+k] + 0.1*float64(1+k)*y.v[i*q+k]
		}
	}
	return x, y
}

// Any k directions against the layer that chose them have the coefficients that
// chose them, and against their own layer 1.
func TestDirections(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 0))
	for _, shape := range [][2]int{{12, 12}, {9, 14}, {14, 9}} {
		x, y := loosely(rng, 400, shape[0], shape[1], 6)
		for _, precise := range []bool{false, true} {
			a, b := prepareAs(t, x.acts("a"), precise), prepareAs(t, y.acts("b"), precise)
			d, err := similarity.DirectionsOf(a, b, 2)
			if err != nil {
				t.Fatal(err)
			}
			c, err := similarity.Decompose(a, b, 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range [][2]int{{0, 3}, {4, 9}, {8, 9}} {
				h := d.Range(r[0], r[1], 2)
				orthonormal(t, h)
				var want float64
				for _, rho := range c.Coefficients[r[0]:r[1]] {
					want += rho / float64(r[1]-r[0])
				}
				near(t, "directions with the other layer", compare(t, prepareAs(t, h, precise), b, similarity.CCA, ""), want)
				near(t, "directions with their own layer", compare(t, prepareAs(t, h, precise), a, similarity.CCA, ""), 1)
			}
		}
	}
}

func orthonormal(t *testing.T, h study.Activations) {
	t.Helper()
	for i := range h.P {
		for j := range h.P {
			var dot, sum float64
			for r := range h.N {
				dot += h.Float64[r*h.P+i] * h.Float64[r*h.P+j]
				sum += h.Float64[r*h.P+i]
			}
			want := 0.0
			if i == j {
				want = 1
			}
			if math.Abs(dot-want) > 1e-6 || math.Abs(sum) > 1e-5 {
				t.Fatalf("directions %d and %d have product %v; the first sums to %v", i, j, dot, sum)
			}
		}
	}
}

func TestDirectionsAreRefused(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 0))
	x, wide := gaussian(rng, 40, 5), gaussian(rng, 40, 50)
	if _, err := similarity.DirectionsOf(prepare(t, x.acts("a")), prepare(t, wide.acts("b")), 1); err == nil {
		t.Error("more neurons than datapoints pass")
	}
}

// TestLargestNullReference compares with simulated 95 % points, 20,000 runs
// each, made by testdata/scripts/make_analysis_reference.py.
func TestLargestNullReference(t *testing.T) {
	var reference struct {
		Largest []struct {
			N, P, Q int
			Point   float64
		}
	}
	readJSON(t, "../../testdata/reference/stability.json", &reference)
	if len(reference.Largest) < 5 {
		t.Fatalf("only %d points", len(reference.Largest))
	}
	for _, c := range reference.Largest {
		got := similarity.LargestNull(c.N, c.P, c.Q)
		if math.Abs(got-c.Point) > 0.003*max(1, 6/float64(min(c.P, c.Q))) { // second order in the ranks
			t.Errorf("n=%d p=%d q=%d: %.4f, simulated %.4f", c.N, c.P, c.Q, got, c.Point)
		}
		if swapped := similarity.LargestNull(c.N, c.Q, c.P); swapped != got {
			t.Errorf("not symmetric: %v, %v", got, swapped)
		}
	}
}

func TestLargestNullAgainstIndependentData(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 0))
	const n, p, q, runs = 150, 8, 12, 400
	point := similarity.LargestNull(n, p, q)
	above := 0
	for range runs {
		c, err := similarity.Decompose(prepare(t, gaussian(rng, n, p).acts("a")), prepare(t, gaussian(rng, n, q).acts("b")), 1)
		if err != nil {
			t.Fatal(err)
		}
		if c.Coefficients[0] > point {
			above++
		}
	}
	if above < runs/50 || above > runs/11 {
		t.Errorf("%d of %d largest coefficients lie above the 95 %% point", above, runs)
	}
	for _, c := range [][3]int{{100, 60, 50}, {50, 49, 3}, {20, 0, 3}} {
		if got := similarity.LargestNull(c[0], c[1], c[2]); got != 1 {
			t.Errorf("n=%d p=%d q=%d: %v, want 1", c[0], c[1], c[2], got)
		}
	}
	if edge := similarity.NullLevel(n, p, q).Edge; point < edge {
		t.Errorf("the 95 %% point %v lies below the edge %v", point, edge)
	}
}
