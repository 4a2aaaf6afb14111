package similarity_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// matrix is a small row-major matrix for tests.
type matrix struct {
	n, p int
	v    []float64
}

func gaussian(rng *rand.Rand, n, p int) matrix {
	m := matrix{n, p, make([]float64, n*p)}
	for i := range m.v {
		m.v[i] = rng.NormFloat64()
	}
	return m
}

func (m matrix) times(w matrix) matrix {
	out := matrix{m.n, w.p, make([]float64, m.n*w.p)}
	for i := range m.n {
		for k := range m.p {
			for j := range w.p {
				out.v[i*w.p+j] += m.v[i*m.p+k] * w.v[k*w.p+j]
			}
		}
	}
	return out
}

func (m matrix) plus(o matrix, factor float64) matrix {
	out := matrix{m.n, m.p, slices.Clone(m.v)}
	for i, v := range o.v {
		out.v[i] += factor * v
	}
	return out
}

// columns picks neurons, in this order.
func (m matrix) columns(pick []int) matrix {
	out := matrix{m.n, len(pick), nil}
	for i := range m.n {
		for _, j := range pick {
			out.v = append(out.v, m.v[i*m.p+j])
		}
	}
	return out
}

func (m matrix) rows(pick []int) matrix {
	out := matrix{len(pick), m.p, nil}
	for _, i := range pick {
		out.v = append(out.v, m.v[i*m.p:(i+1)*m.p]...)
	}
	return out
}

func (m matrix) acts(name string) study.Activations {
	return study.Activations{Ref: study.Ref{Network: name, Layer: "x"}, N: m.n, P: m.p, Float64: m.v}
}

// rotation is a random orthogonal matrix: Gram-Schmidt of a Gaussian one.
func rotation(rng *rand.Rand, p int) matrix {
	q := gaussian(rng, p, p)
	for j := range p {
		for range 2 {
			for k := range j {
				var dot float64
				for i := range p {
					dot += q.v[i*p+j] * q.v[i*p+k]
				}
				for i := range p {
					q.v[i*p+j] -= dot * q.v[i*p+k]
				}
			}
		}
		var norm float64
		for i := range p {
			norm += q.v[i*p+j] * q.v[i*p+j]
		}
		for i := range p {
			q.v[i*p+j] /= math.Sqrt(norm)
		}
	}
	return q
}

// related is a pair of layers that share part of what they encode.
func related(seed uint64, n, p, q int) (matrix, matrix) {
	rng := rand.New(rand.NewPCG(seed, 1))
	x := gaussian(rng, n, p)
	y := x.times(gaussian(rng, p, q)).plus(gaussian(rng, n, q), math.Sqrt(float64(p)))
	return x, y
}

func score(t *testing.T, x, y matrix, m similarity.Measure, side similarity.Side) similarity.Score {
	t.Helper()
	var s similarity.Score
	var err error
	if m.RowWise() {
		s, err = similarity.CompareRows(x.acts("a"), y.acts("b"), m)
	} else {
		s, err = similarity.Compare(prepareAs(t, x.acts("a"), true), prepareAs(t, y.acts("b"), true), similarity.Settings{Measure: m, Side: side}, 1)
	}
	if err != nil {
		t.Fatalf("%s: %v", m, err)
	}
	return s
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9) {
		t.Errorf("%s: %.12f, want %.12f", what, got, want)
	}
}

func TestSelfIsOne(t *testing.T) {
	x, _ := related(1, 200, 12, 12)
	for _, m := range similarity.Measures() {
		for _, side := range similarity.Sides() {
			same(t, string(m)+" "+string(side), score(t, x, x, m, side).Similarity, 1)
		}
	}
}

func TestSymmetry(t *testing.T) {
	for _, q := range []int{7, 12, 20} {
		x, y := related(2, 200, 12, q)
		for _, m := range similarity.Measures() {
			if m.RowWise() && q != 12 {
				continue
			}
			if m == similarity.PWCCA {
				same(t, "sides swap", score(t, x, y, m, similarity.First).Similarity, score(t, y, x, m, similarity.Second).Similarity)
				same(t, "both", score(t, x, y, m, similarity.Both).Similarity, score(t, y, x, m, similarity.Both).Similarity)
				continue
			}
			same(t, string(m), score(t, x, y, m, "").Similarity, score(t, y, x, m, "").Similarity)
		}
	}
}

func TestNeuronAndDatapointOrderDoNotMatter(t *testing.T) {
	for _, shape := range [][2]int{{9, 14}, {14, 9}, {11, 11}} {
		x, y := related(3, 150, shape[0], shape[1])
		rng := rand.New(rand.NewPCG(3, 3))
		rows := rng.Perm(150)
		for _, m := range []similarity.Measure{similarity.PWCCA, similarity.CCA, similarity.SVCCA, similarity.CKA, similarity.Procrustes} {
			for _, side := range similarity.Sides() {
				want := score(t, x, y, m, side).Similarity
				name := fmt.Sprint(m, " ", side, " ", shape)
				same(t, name+" neurons", score(t, x.columns(rng.Perm(x.p)), y.columns(rng.Perm(y.p)), m, side).Similarity, want)
				same(t, name+" datapoints", score(t, x.rows(rows), y.rows(rows), m, side).Similarity, want)
			}
		}
	}
}

func TestPWCCAIgnoresLinearMapsOfTheSecondLayer(t *testing.T) {
	x, y := related(4, 250, 10, 13)
	rng := rand.New(rand.NewPCG(4, 4))
	want := score(t, x, y, similarity.PWCCA, similarity.First).Similarity
	stretched := y.times(rotation(rng, 13))
	for i := range stretched.v {
		stretched.v[i] = 40*stretched.v[i] + 3
	}
	same(t, "scaled, shifted and rotated", score(t, x, stretched, similarity.PWCCA, similarity.First).Similarity, want)
	same(t, "any invertible map", score(t, x, y.times(gaussian(rng, 13, 13)), similarity.PWCCA, similarity.First).Similarity, want)
	if got := score(t, x.times(rotation(rng, 10)), y, similarity.PWCCA, similarity.First).Similarity; math.Abs(got-want) < 1e-6 {
		t.Error("rotating the first layer changed nothing; its neurons should give the weights")
	}
}

func TestRotationAndScaleInvariances(t *testing.T) {
	x, y := related(5, 250, 10, 13)
	rng := rand.New(rand.NewPCG(5, 5))
	for _, m := range []similarity.Measure{similarity.CCA, similarity.SVCCA, similarity.CKA, similarity.Procrustes} {
		want := score(t, x, y, m, "").Similarity
		turned := x.times(rotation(rng, 10))
		for i := range turned.v {
			turned.v[i] = turned.v[i]*0.01 - 7
		}
		same(t, string(m), score(t, turned, y, m, "").Similarity, want)
	}
}

func TestDeadDuplicateAndConstantNeurons(t *testing.T) {
	x, y := related(6, 200, 10, 10)
	want := score(t, x, y, similarity.CCA, "").Similarity
	more := x.columns([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 3})
	for i := range more.n { // neuron 11: constant, no longer a copy of 3
		more.v[i*12+11] = 0.1
	}
	same(t, "mean CCA with a duplicate and a constant neuron", score(t, more, y, similarity.CCA, "").Similarity, want)
	l := prepare(t, more.acts("a"))
	if l.Rank != 10 || !slices.Equal(l.Dead, []int{11}) || !slices.Equal(l.Duplicates, [][2]int{{10, 9}}) {
		t.Errorf("rank %d, dead %v, duplicates %v", l.Rank, l.Dead, l.Duplicates)
	}
	var codes []warning.Code
	for _, w := range l.Warnings {
		codes = append(codes, w.Code)
	}
	if !slices.Equal(codes, []warning.Code{warning.DeadNeurons, warning.DuplicateNeurons, warning.RankDeficient}) {
		t.Errorf("warnings %v", l.Warnings)
	}
	// Independent layers with dead neurons must not look alike.
	rng := rand.New(rand.NewPCG(6, 6))
	a, b := gaussian(rng, 500, 5), gaussian(rng, 500, 5)
	for i := range 500 {
		for j := 2; j < 5; j++ {
			a.v[i*5+j], b.v[i*5+j] = 1, 2
		}
	}
	if s := score(t, a, b, similarity.CCA, ""); s.Similarity > 0.2 {
		t.Errorf("two live neurons of independent data score %.3f", s.Similarity)
	}
}

func TestBounds(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 7))
		p, q := 1+rng.IntN(20), 1+rng.IntN(20)
		x, y := related(seed, 22+rng.IntN(200), p, q)
		for _, m := range similarity.Measures() {
			if m.RowWise() {
				continue
			}
			if s := score(t, x, y, m, similarity.Both); !(s.Similarity >= 0 && s.Similarity <= 1) || s.Similarity+s.Distance != 1 {
				t.Errorf("%s of %d×%d and %d×%d: %+v", m, x.n, p, x.n, q, s)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	wide, tall, short := gaussian(rng, 30, 40), gaussian(rng, 30, 5), gaussian(rng, 20, 5)
	constant := matrix{30, 3, make([]float64, 90)}
	for _, c := range []struct {
		name string
		x, y matrix
		m    similarity.Measure
		say  []string
	}{
		{"n ≤ p", wide, tall, similarity.PWCCA, []string{"30 datapoints", "40 neurons"}},
		{"n ≤ q", tall, wide, similarity.CCA, []string{"30 datapoints", "40 neurons"}},
		{"n = p + 1", gaussian(rng, 30, 29), tall, similarity.PWCCA, []string{"rank 29", "30 datapoints"}},
		{"rows", tall, short, similarity.CKA, []string{"30 datapoints", "20"}},
		{"rows of controls", tall, short, similarity.Cosine, []string{"30", "20"}},
		{"constant", constant, tall, similarity.Procrustes, []string{"constant"}},
		{"widths", tall, wide, similarity.Euclidean, []string{"5 neurons", "40"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var err error
			if !c.m.RowWise() {
				_, err = similarity.Compare(prepare(t, c.x.acts("a")), prepare(t, c.y.acts("b")), similarity.Settings{Measure: c.m}, 1)
			} else {
				_, err = similarity.CompareRows(c.x.acts("a"), c.y.acts("b"), c.m)
			}
			if err == nil {
				t.Fatal("no refusal")
			}
			for _, part := range c.say {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
	// CKA needs no more datapoints than it has.
	if s := score(t, wide, tall, similarity.CKA, ""); s.Similarity <= 0 {
		t.Errorf("CKA of a wide layer: %+v", s)
	}
}

func TestFewDatapointsWarn(t *testing.T) {
	x, y := related(9, 99, 10, 10)
	if s := score(t, x, y, similarity.PWCCA, ""); len(s.Warnings) != 1 || s.Warnings[0].Code != warning.FewDatapoints {
		t.Errorf("99 datapoints for 10 neurons: %v", s.Warnings)
	}
	x, y = related(9, 100, 10, 10)
	if s := score(t, x, y, similarity.PWCCA, ""); len(s.Warnings) != 0 {
		t.Errorf("100 datapoints for 10 neurons: %v", s.Warnings)
	}
}

func TestTiedCoefficientsWarn(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 10))
	x, y := gaussian(rng, 400, 12), gaussian(rng, 400, 12)
	for i := range x.n { // six directions shared exactly, six not at all
		copy(y.v[i*12:i*12+6], x.v[i*12:i*12+6])
	}
	turned := y.times(gaussian(rng, 12, 12))
	tied := func(s similarity.Score) bool {
		return slices.ContainsFunc(s.Warnings, func(w warning.Warning) bool { return w.Code == warning.TiedCoefficients })
	}
	if s := score(t, x.times(gaussian(rng, 12, 12)), turned, similarity.PWCCA, ""); !tied(s) {
		t.Errorf("six coefficients are 1: %+v", s)
	}
	if s := score(t, x, x, similarity.PWCCA, ""); tied(s) {
		t.Errorf("a layer with itself: %+v", s)
	}
	a, b := related(10, 400, 12, 12)
	if s := score(t, a, b, similarity.PWCCA, ""); tied(s) {
		t.Errorf("ordinary layers: %+v", s)
	}
}

func TestMeasuresParse(t *testing.T) {
	for _, m := range similarity.Measures() {
		if got, err := similarity.ParseMeasure(strings.ToUpper(string(m))); err != nil || got != m {
			t.Errorf("%s: %v, %v", m, got, err)
		}
	}
	if _, err := similarity.ParseMeasure("rsa"); err == nil || !strings.Contains(err.Error(), "procrustes") {
		t.Errorf("unknown measure: %v", err)
	}
	if _, err := similarity.ParseSide("left"); err == nil {
		t.Error("unknown side passes")
	}
	var refusal *similarity.RefusalError
	if !errors.As(error(&similarity.RefusalError{}), &refusal) {
		t.Error("refusals cannot be told apart")
	}
}
