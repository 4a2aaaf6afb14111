package similarity_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// preparedMeasures are those that compare prepared layers.
func preparedMeasures() []similarity.Measure {
	return slices.DeleteFunc(similarity.Measures(), similarity.Measure.RowWise)
}

// resampling is what Resampler and RowResampler have in common.
type resampling interface {
	Shuffled(order []int, workers int) (float64, error)
	Subset(rows []int, workers int) (float64, error)
}

func must(t *testing.T, what string, v float64, err error) float64 {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return v
}

func resampler(t *testing.T, a, b *representation.Layer, m similarity.Measure, side similarity.Side) *similarity.Resampler {
	t.Helper()
	r, err := similarity.NewResampler(a, b, similarity.Settings{Measure: m, Side: side})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// values are the reference's, by measure and side.
func (e expected) values() map[[2]string]float64 {
	out := map[[2]string]float64{
		{"pwcca", "first"}: e.First, {"pwcca", "second"}: e.Second, {"pwcca", "both"}: (e.First + e.Second) / 2,
		{"cca", ""}: e.CCA, {"svcca", ""}: e.SVCCA, {"cka", ""}: e.CKA,
	}
	for name, v := range map[string]*float64{"procrustes": e.Procrustes, "cosine": e.Cosine, "euclidean": e.Euclidean} {
		if v != nil {
			out[[2]string{name, ""}] = *v
		}
	}
	return out
}

// TestResamplingReference compares with the values of make_synthetic_reference.py,
// which recomputes everything from the rows of the raw activations.
func TestResamplingReference(t *testing.T) {
	var reference struct {
		Cases []struct {
			A, B             string
			Block            int
			Order, Rows      []int
			Shuffled, Subset expected
		}
	}
	readJSON(t, "../../testdata/reference/uncertainty.json", &reference)
	if len(reference.Cases) < 18 {
		t.Fatalf("only %d cases", len(reference.Cases))
	}
	for _, c := range reference.Cases {
		t.Run(fmt.Sprintf("%s with %s by %d", c.A, c.B, c.Block), func(t *testing.T) {
			x, y := load(t, "../../testdata/reference/"+c.A, ""), load(t, "../../testdata/reference/"+c.B, "")
			a, b := prepareAs(t, x, true), prepareAs(t, y, true)
			subset := c.Subset.values()
			for key, want := range c.Shuffled.values() {
				m, side := similarity.Measure(key[0]), similarity.Side(key[1])
				var r resampling
				var err error
				if m.RowWise() {
					r, err = similarity.NewRowResampler(x, y, m)
				} else {
					r, err = similarity.NewResampler(a, b, similarity.Settings{Measure: m, Side: side})
				}
				if err != nil {
					t.Fatal(err)
				}
				got, err := r.Shuffled(c.Order, 1)
				near(t, fmt.Sprint(key, " shuffled"), must(t, "shuffled", got, err), want)
				got, err = r.Subset(c.Rows, 2)
				near(t, fmt.Sprint(key, " subset"), must(t, "subset", got, err), subset[key])
			}
		})
	}
}

// sparse makes some neurons active on few datapoints, or on one half only, so
// that subsets lose most or all of them.
func sparse(x matrix) matrix {
	for i := range x.n {
		if i%37 != 0 {
			x.v[i*x.p] = 0
		}
		if i < x.n/2 {
			x.v[i*x.p+1] = 0.25
		}
	}
	return x
}

// TestResamplingMatchesPreparing compares with preparing the rearranged rows,
// on float32 bases and float64 ones.
func TestResamplingMatchesPreparing(t *testing.T) {
	x, y := related(11, 600, 12, 9)
	x = sparse(x)
	rng := rand.New(rand.NewPCG(11, 2))
	half := make([]int, 300)
	for i := range half {
		half[i] = i // neuron 1 of x is constant on these
	}
	subsets := [][]int{half}
	for range 4 {
		s := rng.Perm(600)[:250]
		slices.Sort(s)
		subsets = append(subsets, s)
	}
	for _, precise := range []bool{false, true} {
		a, b := prepareAs(t, x.acts("a"), precise), prepareAs(t, y.acts("b"), precise)
		for _, m := range preparedMeasures() {
			for _, side := range similarity.Sides() {
				r := resampler(t, a, b, m, side)
				check := func(what string, got float64, err error, x, y matrix) {
					must(t, what, got, err)
					naive, err := similarity.Compare(prepareAs(t, x.acts("a"), true), prepareAs(t, y.acts("b"), true), similarity.Settings{Measure: m, Side: side}, 1)
					if err != nil {
						t.Fatal(err)
					}
					near(t, fmt.Sprintf("%s %s (precise %v), %s", m, side, precise, what), got, naive.Similarity)
				}
				for range 2 {
					order := rng.Perm(600)
					got, err := r.Shuffled(order, 1)
					check("shuffled", got, err, x, y.rows(order))
				}
				for _, rows := range subsets {
					got, err := r.Subset(rows, 1)
					check("subset", got, err, x.rows(rows), y.rows(rows))
				}
			}
		}
	}
}

func TestNothingRearranged(t *testing.T) {
	x, y := related(12, 2500, 15, 20) // more rows than fit one block
	all := similarity.Blocks{Count: 500, Size: 5}.Order()
	if len(all) != 2500 || all[0] != 0 || all[2499] != 2499 {
		t.Fatalf("%d rows in order", len(all))
	}
	a, b := prepare(t, x.acts("a")), prepare(t, y.acts("b"))
	for _, m := range preparedMeasures() {
		want := compare(t, a, b, m, similarity.Both)
		r := resampler(t, a, b, m, similarity.Both)
		for _, workers := range []int{1, 3} {
			shuffled, err := r.Shuffled(all, workers)
			near(t, string(m)+" in order", must(t, "shuffled", shuffled, err), want)
			subset, err := r.Subset(all, workers)
			near(t, string(m)+" of all rows", must(t, "subset", subset, err), want)
		}
	}
}

func TestWideLayersResample(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 1))
	x, y := gaussian(rng, 60, 200), gaussian(rng, 60, 7)
	a, b := prepareAs(t, x.acts("a"), true), prepareAs(t, y.acts("b"), true)
	rows, order := []int{}, rng.Perm(60)
	for i := 0; i < 60; i += 2 {
		rows = append(rows, i)
	}
	for _, m := range []similarity.Measure{similarity.CKA, similarity.Procrustes} {
		r := resampler(t, a, b, m, "")
		got, err := r.Subset(rows, 1)
		want := compare(t, prepareAs(t, x.rows(rows).acts("a"), true), prepareAs(t, y.rows(rows).acts("b"), true), m, "")
		near(t, string(m)+" subset", must(t, "subset", got, err), want)
		got, err = r.Shuffled(order, 1)
		want = compare(t, a, prepareAs(t, y.rows(order).acts("b"), true), m, "")
		near(t, string(m)+" shuffled", must(t, "shuffled", got, err), want)
	}
}

func TestBlocks(t *testing.T) {
	b, err := similarity.BlocksOf(60, 5)
	if err != nil || b != (similarity.Blocks{Count: 12, Size: 5}) {
		t.Fatalf("%+v, %v", b, err)
	}
	order := b.Shuffle(rand.New(rand.NewPCG(1, 1)))
	sorted := slices.Sorted(slices.Values(order))
	for i, row := range order {
		if sorted[i] != i {
			t.Fatalf("%v is no order", order)
		}
		if i%5 > 0 && row != order[i-1]+1 || row%5 != i%5 {
			t.Fatalf("a block is torn: %v", order)
		}
	}
	rows := b.Subset(rand.New(rand.NewPCG(1, 2)), 4)
	if len(rows) != 20 || !slices.IsSorted(rows) || len(slices.Compact(slices.Clone(rows))) != 20 {
		t.Errorf("subset %v", rows)
	}
	for i, row := range rows {
		if row%5 != i%5 {
			t.Errorf("a block is torn: %v", rows)
		}
	}
	for _, bad := range [][2]int{{60, 7}, {60, 60}, {1, 1}} {
		if _, err := similarity.BlocksOf(bad[0], bad[1]); err == nil {
			t.Errorf("%d datapoints in blocks of %d pass", bad[0], bad[1])
		}
	}
	if b, err := similarity.BlocksOf(7, 0); err != nil || b.Count != 7 {
		t.Errorf("default size: %+v, %v", b, err)
	}
}

func TestResamplingRefusals(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 1))
	a, b := prepare(t, gaussian(rng, 100, 20).acts("a")), prepare(t, gaussian(rng, 100, 5).acts("b"))
	short, wide := prepare(t, gaussian(rng, 50, 5).acts("c")), prepare(t, gaussian(rng, 100, 120).acts("d"))
	first := make([]int, 21)
	for i := range first {
		first[i] = i
	}
	var refusal *similarity.RefusalError
	for _, m := range []similarity.Measure{"", similarity.CCA, similarity.SVCCA} {
		if _, err := resampler(t, a, b, m, "").Subset(first[:20], 1); !errors.As(err, &refusal) {
			t.Errorf("%s of 20 datapoints and 20 neurons: %v", m, err)
		}
		if _, err := similarity.NewResampler(a, short, similarity.Settings{Measure: m}); !errors.As(err, &refusal) {
			t.Errorf("%s of unequal rows: %v", m, err)
		}
	}
	if _, err := similarity.NewResampler(a, wide, similarity.Settings{Measure: similarity.PWCCA}); !errors.As(err, &refusal) {
		t.Errorf("more neurons than datapoints: %v", err)
	}
	if _, err := resampler(t, a, b, similarity.CKA, "").Subset(first[:20], 1); err != nil {
		t.Errorf("CKA needs no more datapoints than neurons: %v", err)
	}
	if _, err := similarity.NewResampler(a, b, similarity.Settings{Measure: similarity.Cosine}); err == nil {
		t.Error("cosine of prepared layers passes")
	}
	if _, err := similarity.NewRowResampler(study.Activations{N: 3, P: 2, Float64: make([]float64, 6)}, study.Activations{N: 3, P: 1, Float64: make([]float64, 3)}, similarity.Cosine); !errors.As(err, &refusal) {
		t.Errorf("cosine of unequal widths: %v", err)
	}
	constant := gaussian(rng, 100, 3)
	for i := range 50 {
		for j := range 3 {
			constant.v[i*3+j] = 1
		}
	}
	half := prepareAs(t, constant.acts("half"), true)
	for _, m := range preparedMeasures() {
		rows := make([]int, 50)
		for i := range rows {
			rows[i] = i
		}
		if v, err := resampler(t, half, prepareAs(t, gaussian(rng, 100, 3).acts("e"), true), m, "").Subset(rows, 1); !errors.As(err, &refusal) {
			t.Errorf("%s where a layer is constant: %v, %v", m, v, err)
		}
	}
}

// BenchmarkResample is one shuffle, and one half of the datapoints, of the pair
// of BenchmarkPair on one worker.
func BenchmarkResample(b *testing.B) {
	x, y := benchmarkPair(10000, 512)
	first, errA := representation.Prepare(context.Background(), x, representation.Options{Workers: 2})
	second, errB := representation.Prepare(context.Background(), y, representation.Options{Workers: 2})
	blocks, errC := similarity.BlocksOf(10000, 1)
	if err := errors.Join(errA, errB, errC); err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 3))
	order, rows := blocks.Shuffle(rng), blocks.Subset(rng, 5000)
	for _, m := range preparedMeasures() {
		r, err := similarity.NewResampler(first, second, similarity.Settings{Measure: m, Side: similarity.First})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(string(m)+"/shuffled", func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Shuffled(order, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(string(m)+"/subset", func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Subset(rows, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
