package similarity_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/semblance-app/semblance/core/similarity"
)

// The design's own figures, and the limits where Wachter's law is known.
func TestNullLevel(t *testing.T) {
	for _, c := range []struct {
		n, p, q int
		mean    float64
		tol     float64
	}{
		{10001, 1000, 1000, 0.27, 0.005},
		{10001, 5000, 5000, 0.64, 0.005},
		{101, 100, 100, 1, 0},
		{50, 49, 3, 1, 0},
		{1001, 600, 500, math.NaN(), 0}, // an atom at 1; checked below
	} {
		got := similarity.NullLevel(c.n, c.p, c.q)
		if !math.IsNaN(c.mean) && math.Abs(got.Mean-c.mean) > c.tol {
			t.Errorf("n=%d p=%d q=%d: mean %.4f, want %.4f", c.n, c.p, c.q, got.Mean, c.mean)
		}
		if swapped := similarity.NullLevel(c.n, c.q, c.p); swapped != got {
			t.Errorf("n=%d: null level is not symmetric: %v, %v", c.n, got, swapped)
		}
		if got.Mean > got.Edge {
			t.Errorf("n=%d p=%d q=%d: the mean lies above the edge: %+v", c.n, c.p, c.q, got)
		}
	}
	if got := similarity.NullLevel(1001, 600, 500); got.Mean < 0.2 || got.Edge != 1 {
		t.Errorf("with p + q > n − 1: %+v", got)
	}
}

// Independent data score what the law says: mean CCA closely, PWCCA about so.
func TestNullLevelAgainstIndependentData(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 0))
	for _, c := range [][3]int{{1000, 50, 50}, {400, 20, 60}, {300, 100, 80}, {120, 70, 60}} {
		n, p, q := c[0], c[1], c[2]
		var cca, pwcca, top float64
		const runs = 6
		for range runs {
			x, y := gaussian(rng, n, p), gaussian(rng, n, q)
			d, err := similarity.Decompose(prepare(t, x.acts("a")), prepare(t, y.acts("b")), 1)
			if err != nil {
				t.Fatal(err)
			}
			cca += d.Mean() / runs
			pwcca += d.PWCCA(similarity.First) / runs
			top += d.Coefficients[0] / runs
		}
		null := similarity.NullLevel(n, p, q)
		if math.Abs(cca-null.Mean) > 0.01 {
			t.Errorf("n=%d p=%d q=%d: mean CCA %.4f, law %.4f", n, p, q, cca, null.Mean)
		}
		if math.Abs(pwcca-null.Mean) > 0.03 {
			t.Errorf("n=%d p=%d q=%d: PWCCA %.4f, law %.4f", n, p, q, pwcca, null.Mean)
		}
		if math.Abs(top-null.Edge) > 0.05 {
			t.Errorf("n=%d p=%d q=%d: largest coefficient %.4f, edge %.4f", n, p, q, top, null.Edge)
		}
	}
}

func TestBartlett(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 0))
	for _, signals := range []int{0, 1, 4} {
		x, y := gaussian(rng, 2000, 8), gaussian(rng, 2000, 10)
		for i := range x.n {
			for k := range signals {
				y.v[i*10+k] = x.v[i*8+k] + 0.5*y.v[i*10+k]
			}
		}
		d, err := similarity.Decompose(prepare(t, x.acts("a")), prepare(t, y.acts("b")), 1)
		if err != nil {
			t.Fatal(err)
		}
		if k := similarity.Bartlett(d.Coefficients, 2000, 8, 10, 0.001); k != signals {
			t.Errorf("%d shared signals, %d coefficients significant", signals, k)
		}
	}
	if k := similarity.Bartlett([]float64{1, 1, 0.01}, 500, 3, 3, 0.05); k != 2 {
		t.Errorf("two perfect coefficients and one of noise: %d significant", k)
	}
}
