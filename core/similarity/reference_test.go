package similarity_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// agreement is what the design promises against a float64 thin-SVD reference.
const agreement = similarity.Tolerance

// expected is one row of similarity.json, and of the shared reference.json.
type expected struct {
	A, B, Layer  string
	N, P, Q      int
	RankA, RankB int
	First        float64  `json:"pwcca_first"`
	Second       float64  `json:"pwcca_second"`
	CCA          float64  `json:"cca"`
	SVCCA        float64  `json:"svcca"`
	SVCCA90      *float64 `json:"svcca_90"`
	SVCCA50      *float64 `json:"svcca_50"`
	CKA          float64  `json:"cka"`
	Procrustes   *float64 `json:"procrustes"`
	Cosine       *float64 `json:"cosine"`
	Euclidean    *float64 `json:"euclidean"`
	Rho          []float64
	RhoMax       *float64 `json:"rho_max"`
	RhoMin       *float64 `json:"rho_min"`
}

func load(t *testing.T, path, key string) study.Activations {
	t.Helper()
	f, err := arrayfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := f.Read(key)
	if err != nil {
		t.Fatal(err)
	}
	return study.Activations{
		Ref: study.Ref{Network: filepath.Base(path), Layer: key},
		N:   a.Header.Shape[0], P: a.Header.Shape[1], Float32: a.Float32, Float64: a.Float64,
	}
}

func prepare(t *testing.T, a study.Activations) *representation.Layer {
	t.Helper()
	return prepareAs(t, a, false)
}

func prepareAs(t *testing.T, a study.Activations, precise bool) *representation.Layer {
	t.Helper()
	l, err := representation.Prepare(context.Background(), a, representation.Options{Workers: 2, Precise: precise})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= agreement) {
		t.Errorf("%s = %.9f, reference %.9f (off by %.1e)", what, got, want, got-want)
	}
}

func check(t *testing.T, x, y study.Activations, want expected) {
	t.Helper()
	a, b := prepare(t, x), prepare(t, y)
	if c, err := similarity.Decompose(a, b, 2); err != nil {
		t.Fatal(err)
	} else if c.Rounding > similarity.Tolerance {
		a, b = prepareAs(t, x, true), prepareAs(t, y, true)
	}
	if a.N != want.N || a.P != want.P || b.P != want.Q {
		t.Fatalf("shapes %d×%d and %d×%d, want n=%d p=%d q=%d", a.N, a.P, b.N, b.P, want.N, want.P, want.Q)
	}
	if want.RankA > 0 && (a.Rank != want.RankA || b.Rank != want.RankB) {
		t.Errorf("ranks %d and %d, reference %d and %d", a.Rank, b.Rank, want.RankA, want.RankB)
	}
	c, err := similarity.Decompose(a, b, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, rho := range want.Rho {
		near(t, "coefficient", c.Coefficients[i], rho)
	}
	if want.RhoMax != nil {
		near(t, "largest coefficient", c.Coefficients[0], *want.RhoMax)
		near(t, "smallest coefficient", c.Coefficients[len(c.Coefficients)-1], *want.RhoMin)
	}
	for m, value := range map[similarity.Measure]*float64{
		similarity.CCA: &want.CCA, similarity.SVCCA: &want.SVCCA, similarity.CKA: &want.CKA, similarity.Procrustes: want.Procrustes,
	} {
		if value != nil {
			near(t, string(m), compare(t, a, b, m, ""), *value)
		}
	}
	for share, value := range map[float64]*float64{0.9: want.SVCCA90, 0.5: want.SVCCA50} {
		if value == nil {
			continue
		}
		s, err := similarity.Compare(a, b, similarity.Settings{Measure: similarity.SVCCA, SVCCAVariance: share}, 2)
		if err != nil {
			t.Fatal(err)
		}
		near(t, fmt.Sprintf("svcca of %g of the variance", share), s.Similarity, *value)
	}
	near(t, "pwcca first", compare(t, a, b, similarity.PWCCA, similarity.First), want.First)
	near(t, "pwcca second", compare(t, a, b, similarity.PWCCA, similarity.Second), want.Second)
	near(t, "pwcca both", compare(t, a, b, similarity.PWCCA, similarity.Both), (want.First+want.Second)/2)
	checkRowWise(t, x, y, want)
}

func checkRowWise(t *testing.T, x, y study.Activations, want expected) {
	t.Helper()
	for m, value := range map[similarity.Measure]*float64{similarity.Cosine: want.Cosine, similarity.Euclidean: want.Euclidean} {
		if value == nil {
			continue
		}
		s, err := similarity.CompareRows(x, y, m)
		if err != nil {
			t.Fatal(err)
		}
		// Euclidean distances of badly scaled layers are far from 1.
		if math.Abs(s.Similarity-*value) > agreement*max(1, math.Abs(*value)) {
			t.Errorf("%s = %v, reference %v", m, s.Similarity, *value)
		}
	}
}

func compare(t *testing.T, a, b *representation.Layer, m similarity.Measure, side similarity.Side) float64 {
	t.Helper()
	s, err := similarity.Compare(a, b, similarity.Settings{Measure: m, Side: side}, 2)
	if err != nil {
		t.Fatal(err)
	}
	return s.Similarity
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// TestReference compares with values made by testdata/scripts/make_reference.py.
func TestReference(t *testing.T) {
	var reference struct{ Pairs []expected }
	readJSON(t, "../../testdata/reference/similarity.json", &reference)
	if len(reference.Pairs) < 50 {
		t.Fatalf("only %d reference pairs", len(reference.Pairs))
	}
	open := func(name string) study.Activations {
		if network, layer, ok := strings.Cut(name, "/"); ok {
			return load(t, "../../assets/samples/gen-mem/"+network+"/test.npz", layer)
		}
		return load(t, "../../testdata/reference/"+name, "")
	}
	for _, want := range reference.Pairs {
		t.Run(want.A+" with "+want.B, func(t *testing.T) { check(t, open(want.A), open(want.B), want) })
	}
}

// TestSharedReference compares with the values that come with the shared data.
func TestSharedReference(t *testing.T) {
	const dir = "../../../shared/data/"
	if _, err := os.Stat(dir + "reference.json"); err != nil {
		t.Skip("the shared activations are not beside the project")
	}
	var reference struct{ Compare []expected }
	readJSON(t, dir+"reference.json", &reference)
	for _, want := range reference.Compare {
		first, second := want.Layer, want.Layer
		if a, b, ok := strings.Cut(want.Layer, " with "); ok {
			first, second = a, b
		}
		t.Run(want.A+" with "+want.B+" "+want.Layer, func(t *testing.T) {
			check(t, load(t, dir+"cifar-genmem/"+want.A+"/final.npz", first), load(t, dir+"cifar-genmem/"+want.B+"/final.npz", second), want)
		})
	}
}
