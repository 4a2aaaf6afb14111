package analysis

import (
	"context"
	"errors"
	"fmt"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// directionSet is some directions of the early layer, ready to be compared.
type directionSet struct {
	// The directions prepared as a layer, in either precision.
	rough, precise *representation.Layer
	// For row-wise measures the directions themselves, n×K.
	values study.Activations
}

// followed is the stable and the unstable set, and how to compare them.
type followed struct {
	of  [2]directionSet
	how How
}

// choose sorts the directions of the early layer, in float64 so that rounding
// does not choose, and prepares both sets.
func (r *StabilityResult) choose(ctx context.Context, src Source, k int, how How) (followed, error) {
	sets := followed{how: how}
	recipe := how.Recipe()
	recipe.Precise = true
	early, mid, err := preparedPair(ctx, src, [2]study.Ref{r.Early, r.Mid}, recipe, how.workers())
	if err != nil {
		return sets, err
	}
	r.N = early.N
	r.Warnings = warning.Merge(r.Warnings, cautions([]Pair{pairOf(early, mid)})...)
	d, err := similarity.DirectionsOf(early, mid, how.workers())
	if err != nil {
		return sets, err
	}
	r.Coefficients = d.Coefficients
	c := len(d.Coefficients)
	r.bound(k, c)
	for i, from := range []int{0, c - r.K} {
		h := d.Range(from, from+r.K, how.workers())
		if sets.of[i], err = directionsOf(ctx, h, how); err != nil {
			return sets, err
		}
	}
	return sets, nil
}

func directionsOf(ctx context.Context, h study.Activations, how How) (set directionSet, err error) {
	if how.Measure.RowWise() {
		return directionSet{values: h}, nil
	}
	set.rough, err = representation.Prepare(ctx, h, representation.Options{Workers: how.workers()})
	if err != nil {
		return set, err
	}
	set.precise, err = representation.Prepare(ctx, h, representation.Options{Precise: true, Workers: how.workers()})
	return set, err
}

// bound settles how many of c directions make either set.
func (r *StabilityResult) bound(k, c int) {
	warn := func(format string, args ...any) {
		r.Warnings = append(r.Warnings, warning.Warning{Code: warning.FewDirections, Message: fmt.Sprintf(format, args...)})
	}
	r.K = k
	switch {
	case k == 0 && c >= 2*DefaultDirections:
		r.K = DefaultDirections
	case k == 0:
		r.K = max(1, c/2)
		warn("%s and %s have %d CCA directions, so %d of them make either set rather than %d", r.Early, r.Mid, c, r.K, DefaultDirections)
	case k > c:
		r.K = c
		warn("%d directions were asked for but %s and %s have %d, so both sets are all of them; ask for at most %d.", k, r.Early, r.Mid, c, max(1, c/2))
	case 2*k > c:
		warn("%s and %s have %d CCA directions, so %d of them are in both sets; ask for at most %d to keep them apart.", r.Early, r.Mid, c, 2*k-c, max(1, c/2))
	}
}

// compare scores the directions with a layer. A refusal is a pair that says so.
func (d directionSet) compare(ctx context.Context, src Source, ref study.Ref, how How, workers int) (Pair, error) {
	pair, score, err := d.score(ctx, src, ref, how, workers)
	var refusal *similarity.RefusalError
	if errors.As(err, &refusal) {
		pair.refuse(refusal)
		return pair, nil
	}
	pair.Similarity, pair.Distance, pair.Null = score.Similarity, score.Distance, score.Null
	pair.Warnings = score.Warnings
	return pair, err
}

func (d directionSet) score(ctx context.Context, src Source, ref study.Ref, how How, workers int) (Pair, similarity.Score, error) {
	recipe := how.Recipe()
	recipe.Precise = how.Measure.RowWise()
	l, err := src.Layer(ctx, ref, recipe, workers)
	if err != nil {
		return Pair{B: ref}, similarity.Score{}, unreadable([2]study.Ref{ref, ref}, err)
	}
	if how.Measure.RowWise() {
		score, err := d.rows(l, how.Measure, workers)
		return Pair{A: d.values.Ref, B: ref, N: l.N, P: d.values.P, Q: l.P}, score, err
	}
	pair := Pair{A: d.rough.Ref, B: ref, N: l.N, P: d.rough.P, Q: l.P}
	score, err := similarity.Compare(d.rough, l, how.settings(), workers)
	if err != nil || score.Rounding <= similarity.Tolerance {
		return pair, score, err
	}
	// float32 cannot settle it.
	recipe.Precise = true
	if l, err = src.Layer(ctx, ref, recipe, workers); err != nil {
		return pair, similarity.Score{}, err
	}
	score, err = similarity.Compare(d.precise, l, how.settings(), workers)
	return pair, score, err
}

// rows compares the directions with the nearest to them that a precise layer
// has: QQᵀh, what is left of h in its space.
func (d directionSet) rows(l *representation.Layer, m similarity.Measure, workers int) (similarity.Score, error) {
	nearest := study.Activations{Ref: l.Ref, N: l.N, P: d.values.P, Datapoints: l.Datapoints, Float64: make([]float64, l.N*d.values.P)}
	if l.Rank > 0 && l.N == d.values.N {
		h := blas64.General{Rows: l.N, Cols: d.values.P, Stride: d.values.P, Data: d.values.Float64}
		within := linalg.Product(blas.Trans, blas.NoTrans, l.Wide, h, workers)
		nearest.Float64 = linalg.Product(blas.NoTrans, blas.NoTrans, l.Wide, within, workers).Data
	}
	return similarity.CompareRows(d.values, nearest, m)
}
