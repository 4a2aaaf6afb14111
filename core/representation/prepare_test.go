package representation_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

func acts(n, p int, at func(i, j int) float64) study.Activations {
	a := study.Activations{Ref: study.Ref{Network: "net", Step: "final", Layer: "fc1"}, N: n, P: p, Float64: make([]float64, n*p)}
	for i := range n {
		for j := range p {
			a.Float64[i*p+j] = at(i, j)
		}
	}
	return a
}

func noise(seed uint64, n, p int) study.Activations {
	rng := rand.New(rand.NewPCG(seed, 0))
	return acts(n, p, func(int, int) float64 { return rng.NormFloat64() })
}

// graded has condition number 10^decades, hidden by mixing neighbours.
func graded(seed uint64, n, p int, decades float64) study.Activations {
	a := noise(seed, n, p)
	for i := range n {
		row := a.Float64[i*p:][:p]
		for j := range row {
			row[j] *= math.Pow(10, -decades*float64(j)/float64(p-1))
		}
		for j := 1; j < p; j++ {
			row[j] += row[j-1]
		}
	}
	return a
}

func basis(l *representation.Layer, i, k int) float64 {
	if l.Precise() {
		return l.Wide.Data[i*l.Wide.Stride+k]
	}
	return float64(l.Basis.Data[i*l.Basis.Stride+k])
}

// checkBasis asserts QᵀQ = 1, 1ᵀQ = 0 and QR = X − mean.
func checkBasis(t *testing.T, a study.Activations, l *representation.Layer, tol float64) {
	t.Helper()
	for k := range l.Rank {
		for m := k; m < l.Rank; m++ {
			var dot float64
			for i := range l.N {
				dot += basis(l, i, k) * basis(l, i, m)
			}
			if want := map[bool]float64{true: 1}[k == m]; math.Abs(dot-want) > tol {
				t.Fatalf("columns %d and %d of the basis: product %v, want %v", k, m, dot, want)
			}
		}
	}
	var worst, norm float64
	for j := range l.P {
		var mean float64
		for i := range l.N {
			mean += a.Float64[i*l.P+j] / float64(l.N)
		}
		for i := range l.N {
			want := a.Float64[i*l.P+j] - mean
			var got float64
			for k := range l.Rank {
				got += basis(l, i, k) * l.R.Data[k*l.R.Stride+j]
			}
			worst = max(worst, math.Abs(got-want))
			norm += want * want
		}
	}
	if norm = math.Sqrt(norm); worst > tol*norm {
		t.Errorf("Q·R is off by %.2e of ‖X‖", worst/norm)
	}
	if math.Abs(l.Norm-norm) > 1e-9*norm {
		t.Errorf("Norm = %v, want %v", l.Norm, norm)
	}
}

func TestPrepareGivesAnOrthonormalBasis(t *testing.T) {
	for _, c := range []struct {
		name    string
		a       study.Activations
		rank    int
		precise bool
		tol     float64
	}{
		{"well-conditioned", noise(1, 300, 20), 20, false, 2e-6},
		{"several blocks", noise(2, 2500, 7), 7, false, 2e-6},
		{"condition 1e3", graded(3, 300, 20, 3), 20, false, 2e-6},
		{"condition 1e5", graded(4, 300, 20, 5), 20, false, 2e-6},
		{"condition 1e5, precise", graded(4, 300, 20, 5), 20, true, 1e-9},
		{"precise", noise(1, 300, 20), 20, true, 1e-12},
		{"one neuron", noise(5, 50, 1), 1, false, 2e-6},
		{"more neurons than datapoints", noise(6, 15, 40), 14, false, 2e-6},
		{"dual, precise", noise(6, 15, 40), 14, true, 1e-11},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := representation.Prepare(context.Background(), c.a, representation.Options{Precise: c.precise})
			if err != nil {
				t.Fatal(err)
			}
			if l.Rank != c.rank {
				t.Errorf("rank %d, want %d", l.Rank, c.rank)
			}
			checkBasis(t, c.a, l, c.tol)
		})
	}
}

func TestRankFollowsRtol(t *testing.T) {
	a := graded(7, 400, 13, 5)
	full, err := representation.Prepare(context.Background(), a, representation.Options{Rtol: 1e-9, Precise: true})
	if err != nil {
		t.Fatal(err)
	}
	singular, err := full.Principal()
	if err != nil {
		t.Fatal(err)
	}
	for _, rtol := range []float64{0, 1e-2, 1e-4, 0.5} {
		l, err := representation.Prepare(context.Background(), a, representation.Options{Rtol: rtol})
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, v := range singular.Values {
			if v > cmp.Or(rtol, representation.DefaultRtol)*singular.Values[0] {
				want++
			}
		}
		if l.Rank != want {
			t.Errorf("rtol %g: rank %d, want %d", rtol, l.Rank, want)
		}
	}
	for _, rtol := range []float64{-1, 1, math.NaN()} {
		if _, err := representation.Prepare(context.Background(), a, representation.Options{Rtol: rtol}); err == nil {
			t.Errorf("rtol %v passes", rtol)
		}
	}
}

func TestPreparingDoesNotDependOnWorkers(t *testing.T) {
	for _, a := range []study.Activations{noise(8, 5000, 30), graded(9, 3000, 20, 5)} {
		var first *representation.Layer
		for _, workers := range []int{1, 2, 5} {
			l, err := representation.Prepare(context.Background(), a, representation.Options{Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = l
			}
			if !slices.Equal(l.Basis.Data, first.Basis.Data) || !slices.Equal(l.R.Data, first.R.Data) {
				t.Errorf("%d workers give other bits than 1", workers)
			}
		}
	}
}

func TestFloat32AndFloat64InputAgree(t *testing.T) {
	a := noise(10, 200, 6)
	narrow := a
	narrow.Float64, narrow.Float32 = nil, make([]float32, len(a.Float64))
	for i, v := range a.Float64 {
		narrow.Float32[i] = float32(v)
		a.Float64[i] = float64(float32(v))
	}
	x, err := representation.Prepare(context.Background(), a, representation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	y, err := representation.Prepare(context.Background(), narrow, representation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(x.Basis.Data, y.Basis.Data) {
		t.Error("the same values in two precisions give two bases")
	}
}

func TestConstantAndExtremeLayers(t *testing.T) {
	l, err := representation.Prepare(context.Background(), acts(20, 3, func(_, j int) float64 { return 0.1 * float64(j+1) }), representation.Options{})
	if err != nil || l.Rank != 0 || len(l.Dead) != 3 {
		t.Errorf("constant layer: rank %d, dead %v, %v", l.Rank, l.Dead, err)
	}
	for _, scale := range []float64{1e300, 1e-300} {
		a := noise(11, 60, 4)
		for i := range a.Float64 {
			a.Float64[i] *= scale
		}
		l, err := representation.Prepare(context.Background(), a, representation.Options{})
		if err != nil || l.Rank != 4 {
			t.Errorf("values of %g: rank %d, %v", scale, l.Rank, err)
		}
	}
	bad := noise(12, 30, 3)
	bad.Float64[10] = math.Inf(1)
	if _, err := representation.Prepare(context.Background(), bad, representation.Options{}); err == nil || !strings.Contains(err.Error(), "neuron 1") {
		t.Errorf("an infinite value: %v", err)
	}
	if _, err := representation.Prepare(context.Background(), noise(1, 1, 3), representation.Options{}); err == nil {
		t.Error("one datapoint passes")
	}
}

func TestPrincipalDirectionsAreSingular(t *testing.T) {
	a := noise(13, 80, 5)
	l, err := representation.Prepare(context.Background(), a, representation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Principal()
	if err != nil {
		t.Fatal(err)
	}
	var squares float64
	for _, v := range s.Values {
		squares += v * v
	}
	if math.Abs(math.Sqrt(squares)-l.Norm) > 1e-9*l.Norm || !slices.IsSortedFunc(s.Values, func(a, b float64) int {
		if a > b {
			return -1
		}
		return 1
	}) {
		t.Errorf("singular values %v of a layer with norm %v", s.Values, l.Norm)
	}
}

func TestPrepareCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, a := range []study.Activations{noise(1, 3000, 4), noise(1, 10, 30)} {
		if _, err := representation.Prepare(ctx, a, representation.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%d×%d: %v", a.N, a.P, err)
		}
	}
}

func BenchmarkPrepare(b *testing.B) {
	for _, c := range []struct {
		name    string
		decades float64
	}{{"plain", 0}, {"condition1e3", 3}, {"condition1e5", 5}} {
		a := graded(1, 10000, 512, c.decades)
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/workers=%d", c.name, workers), func(b *testing.B) {
				for b.Loop() {
					if _, err := representation.Prepare(context.Background(), a, representation.Options{Workers: workers}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
