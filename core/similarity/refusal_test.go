package similarity_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// TestRefusalsOfASubset compares some of the datapoints there are.
func TestRefusalsOfASubset(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	on := func(x matrix, name string, s study.Subset, axes study.Axes) *representation.Layer {
		a := x.acts(name)
		a.Subset, a.Axes = s, axes
		return prepare(t, a)
	}
	small, full, mid := gaussian(rng, 8, 16), gaussian(rng, 8, 7), gaussian(rng, 30, 16)
	constant := matrix{8, 3, make([]float64, 24)}
	for _, c := range []struct {
		name string
		x    matrix
		of   study.Subset
		m    similarity.Measure
		say  string
		want similarity.Remedies
	}{
		{
			"of many", small,
			study.Subset{Drawn: 8, Of: 1000},
			similarity.PWCCA,
			"a/x has 16 neurons, and only 8 of its 1000 datapoints are compared; CCA needs more datapoints than neurons: compare at least 160, or all",
			similarity.Remedies{Datapoints: 160, CKA: true},
		},
		{
			"of not so many", small,
			study.Subset{Drawn: 8, Of: 100},
			similarity.CCA,
			"only 8 of its 100 datapoints are compared; CCA needs more datapoints than neurons: compare all 100",
			similarity.Remedies{Datapoints: 100, CKA: true},
		},
		{
			"of too few", small,
			study.Subset{Drawn: 8, Of: 12},
			similarity.PWCCA,
			"a/x has 12 datapoints for 16 neurons; CCA needs more",
			similarity.Remedies{CKA: true, Axes: study.Transposed},
		},
		{
			"all of too few", small,
			study.Subset{},
			similarity.PWCCA,
			"a/x has 8 datapoints for 16 neurons; CCA needs more",
			similarity.Remedies{CKA: true, Axes: study.Transposed},
		},
		{
			"of full rank", full,
			study.Subset{Drawn: 8, Of: 1000},
			similarity.PWCCA,
			"has 7 neurons, and only 8 of its 1000 datapoints are compared; CCA needs more datapoints than neurons: compare at least 70, or all",
			similarity.Remedies{Datapoints: 70, CKA: true},
		},
		{
			"by SVCCA", small,
			study.Subset{Drawn: 8, Of: 1000},
			similarity.SVCCA,
			"compare at least 160, or all",
			similarity.Remedies{Datapoints: 160, CKA: true},
		},
		{
			"positions are rows", mid, study.Subset{Drawn: 2, Of: 1000}, similarity.PWCCA, "", similarity.Remedies{},
		},
		{
			"too few positions", gaussian(rng, 12, 16),
			study.Subset{Drawn: 3, Of: 1000},
			similarity.PWCCA,
			"only 3 of its 1000 datapoints are compared; CCA needs more datapoints than neurons: compare at least 40, or all",
			similarity.Remedies{Datapoints: 40, CKA: true},
		},
		{
			"constant there", constant,
			study.Subset{Drawn: 8, Of: 1000},
			similarity.CKA,
			"no neuron of a/x changes over the 8 of its 1000 datapoints that are compared; compare at least 30, or all",
			similarity.Remedies{Datapoints: 30},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := similarity.Compare(on(c.x, "a", c.of, study.Flat), on(gaussian(rng, c.x.n, 2), "b", c.of, study.Flat), similarity.Settings{Measure: c.m}, 1)
			var refusal *similarity.RefusalError
			switch {
			case c.say == "":
				if err != nil {
					t.Errorf("refused: %v", err)
				}
			case !errors.As(err, &refusal):
				t.Errorf("no refusal but %v", err)
			default:
				c.want.Try = refusal.Remedies.Try
				if what, try := refusal.Clauses(); what+"; "+try != err.Error() || try == "" || try != c.want.Try {
					t.Errorf("%q is %q and %q", err, what, try)
				}
				if !strings.Contains(err.Error(), c.say) || refusal.Remedies != c.want {
					t.Errorf("%q with %+v, want %q with %+v", err, refusal.Remedies, c.say, c.want)
				}
			}
		})
	}
}

func TestMeasuresFit(t *testing.T) {
	for _, c := range []struct {
		m    similarity.Measure
		n, p int
		want bool
	}{
		{"", 12, 10, true},
		{similarity.PWCCA, 11, 10, false},
		{similarity.CCA, 10, 10, false},
		{similarity.SVCCA, 5, 10, true},
		{similarity.CKA, 5, 10, true},
		{similarity.Cosine, 5, 10, true},
	} {
		if got := c.m.Fits(c.n, c.p); got != c.want {
			t.Errorf("%s of %d×%d: %v", c.m, c.n, c.p, got)
		}
	}
}
