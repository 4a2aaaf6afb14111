package representation

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
)

// DefaultRtol is the relative tolerance of the numerical rank.
const DefaultRtol = 1e-6

// Options say how a layer is prepared. The zero value is the default.
type Options struct {
	// Rtol: singular values at or below Rtol times the largest count as zero.
	// 0 means DefaultRtol.
	Rtol float64
	// Precise keeps the basis in float64, at twice the memory, for the few pairs
	// whose PWCCA float32 cannot settle.
	Precise bool
	// Workers that may prepare this one layer; below 1 means 1. The result does
	// not depend on it.
	Workers int
}

// CheckRtol refuses tolerances that make no sense; 0 stands for the default.
func CheckRtol(rtol float64) error {
	if !(rtol >= 0 && rtol < 1) {
		return fmt.Errorf("rtol is %v; it must be at least 0 and below 1 (the default is %g)", rtol, DefaultRtol)
	}
	return nil
}

// UnfitError says why activations cannot be prepared, in one sentence.
type UnfitError struct {
	Ref    study.Ref
	Reason string       // what is wrong, after the name of the layer
	Try    string       // what to do
	Subset study.Subset // of the datapoints, where more of them would do
}

func (e *UnfitError) Error() string { return e.Ref.String() + e.Reason + "; " + e.Try }

// Prepare centres a layer's activations and finds an orthonormal basis of
// their column space at numerical rank. The error is ctx's, an *UnfitError, or says
// which option does not apply.
func Prepare(ctx context.Context, a study.Activations, o Options) (*Layer, error) {
	if err := CheckRtol(o.Rtol); err != nil {
		return nil, err
	}
	switch {
	case a.N >= 2:
	case a.Subset.Whole():
		return nil, &UnfitError{Ref: a.Ref, Try: "a comparison needs at least 2: record more", Reason: " has " + spelling.Count(a.N, "datapoint")}
	default:
		return nil, &UnfitError{Ref: a.Ref, Subset: a.Subset, Try: "compare at least 2, or all", Reason: fmt.Sprintf(" has %s of which only %d is compared",
			spelling.Count(a.Subset.Of, "datapoint"), a.N)}
	}
	if o.Rtol == 0 {
		o.Rtol = DefaultRtol
	}
	x, err := centre(a, o.Workers)
	if err != nil {
		return nil, err
	}
	l := &Layer{Ref: a.Ref, N: a.N, P: a.P, Axes: a.Axes, Datapoints: a.Datapoints, Subset: a.Subset, Identity: a.Identity, Dead: x.dead}
	build := primal
	if a.P > a.N {
		build = dual
	}
	if err := build(ctx, l, x, o); err != nil {
		return nil, fmt.Errorf("prepare %s: %w", a.Ref, err)
	}
	l.rescale(1 / x.scale)
	if l.Rank < l.P-len(l.Dead) {
		l.Duplicates = duplicates(a, l.Dead)
	}
	l.Warnings = append(l.Warnings, a.Warnings...)
	l.finish()
	return l, nil
}

// rescale undoes the power of two that centred applied.
func (l *Layer) rescale(f float64) {
	for i := range l.R.Data {
		l.R.Data[i] *= f
	}
	l.Norm *= f
	l.GramNorm *= f * f
}

// measureGram sets the norms from XᵀX or XXᵀ in its upper triangle.
func (l *Layer) measureGram(g blas64.General) {
	var trace, squares float64
	for i := range g.Rows {
		row := g.Data[i*g.Stride:][:g.Cols]
		trace += row[i]
		squares += row[i] * row[i]
		for _, v := range row[i+1:] {
			squares += 2 * v * v
		}
	}
	l.Norm, l.GramNorm = math.Sqrt(trace), math.Sqrt(squares)
}

// gram is XᵀX (upper triangle) in float64. Blocks of rows go to a fixed number
// of partial sums, added in order, so that the bits do not depend on workers.
func gram(ctx context.Context, x centred, workers int) (blas64.General, error) {
	p := x.acts.P
	lanes := 4
	if p > 1024 {
		lanes = 2 // each lane is p×p
	}
	lanes = min(lanes, x.blocks())
	sums := make([]blas64.General, lanes)
	linalg.Each(workers, lanes, func(lane int) {
		sums[lane] = linalg.New64(p, p)
		buffer := linalg.New64(min(linalg.RowBlock, x.acts.N), p)
		for i := lane; i < x.blocks() && ctx.Err() == nil; i += lanes {
			linalg.AddGram(sums[lane], x.block64(buffer, i))
		}
	})
	if err := ctx.Err(); err != nil {
		return blas64.General{}, err
	}
	total := sums[0]
	for _, s := range sums[1:] {
		for i, v := range s.Data {
			total.Data[i] += v
		}
	}
	return total, nil
}
