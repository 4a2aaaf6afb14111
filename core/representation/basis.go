package representation

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
)

const (
	// singleLimit is the condition number σ₁/σᵣ up to which the basis may be
	// formed in float32: its error is about the condition times 6e-8, spread
	// over random directions.
	singleLimit = 50
	// gramLimit is the condition number up to which a basis from the Gram
	// matrix, which squares it, is orthonormal to better than float32.
	gramLimit = 1e4
)

// primal prepares a layer with no more neurons than datapoints, from XᵀX.
// Where that is safely positive definite its Cholesky factor U gives
// Q = X·U⁻¹ and R = U at a fraction of the cost of an eigendecomposition; any
// orthonormal basis serves.
func primal(ctx context.Context, l *Layer, x centred, o Options) error {
	g, err := gram(ctx, x, o.Workers)
	if err != nil {
		return err
	}
	l.measureGram(g)
	if len(x.dead) == 0 {
		factor := g
		factor.Data = slices.Clone(g.Data)
		u, rcond := linalg.Cholesky(factor)
		// κ(X)² ≤ κ₁(XᵀX), so a good rcond proves full rank at this rtol.
		if condition := 1 / math.Sqrt(max(rcond, 1e-300)); condition < gramLimit && condition*o.Rtol < 0.1 {
			l.Rank, l.R = l.P, u
			inverse, err := linalg.InvertUpper(u)
			if err != nil {
				return err
			}
			if condition > singleLimit || o.Precise {
				return project64(ctx, l, x, inverse, o)
			}
			return projectUpper32(ctx, l, x, narrowed(inverse), o.Workers)
		}
	}
	return eigen(ctx, l, x, g, o)
}

// projectUpper32 is Q = X·U⁻¹ in float32, U⁻¹ upper triangular.
func projectUpper32(ctx context.Context, l *Layer, x centred, inverse blas32.General, workers int) error {
	l.Basis = linalg.New32(l.N, l.P)
	linalg.Each(workers, x.blocks(), func(i int) {
		if ctx.Err() == nil {
			lo, rows := x.block(i)
			linalg.MultiplyUpper32(x.block32(rowsOf(l.Basis, lo, rows), i), inverse)
		}
	})
	return ctx.Err()
}

// eigen takes W = V·Λ^-½ over the eigenvalues that count, Q = X·W, R = Λ^½·Vᵀ.
func eigen(ctx context.Context, l *Layer, x centred, g blas64.General, o Options) error {
	e, err := linalg.SymEigen(g)
	if err != nil {
		return err
	}
	l.Rank = numericalRank(e.Values, o.Rtol)
	if l.Rank == 0 {
		l.R = linalg.New64(0, l.P)
		return nil
	}
	w, r := linalg.New64(l.P, l.Rank), linalg.New64(l.Rank, l.P)
	for k := range l.Rank {
		sigma := math.Sqrt(e.Values[k])
		for j := range l.P {
			v := e.Vectors.Data[j*e.Vectors.Stride+k]
			w.Data[j*w.Stride+k] = v / sigma
			r.Data[k*r.Stride+j] = v * sigma
		}
	}
	l.R = r
	switch condition := math.Sqrt(e.Values[0] / e.Values[l.Rank-1]); {
	case condition > gramLimit:
		return reorthogonalize(ctx, l, x, w, o)
	case condition > singleLimit || o.Precise:
		return project64(ctx, l, x, w, o)
	}
	return project32(ctx, l, x, narrowed(w), o)
}

// reorthogonalize is the second pass for ill-conditioned layers: the columns of
// Q = X·W span the right space but are orthonormal only to κ²·ε; the Cholesky
// factor T of their own Gram matrix makes Q·T⁻¹ orthonormal and T·R its
// coordinates.
func reorthogonalize(ctx context.Context, l *Layer, x centred, w blas64.General, o Options) error {
	g := linalg.New64(l.Rank, l.Rank)
	in, out := linalg.New64(min(linalg.RowBlock, l.N), l.P), linalg.New64(min(linalg.RowBlock, l.N), l.Rank)
	for i := range x.blocks() {
		if err := ctx.Err(); err != nil {
			return err
		}
		block := x.block64(in, i)
		out.Rows = block.Rows
		linalg.Multiply64(out, block, w)
		linalg.AddGram(g, out)
	}
	t, _ := linalg.Cholesky(g)
	inverse, err := linalg.InvertUpper(t)
	if err != nil {
		return err
	}
	l.R = linalg.Product(blas.NoTrans, blas.NoTrans, t, l.R, o.Workers)
	return project64(ctx, l, x, linalg.Product(blas.NoTrans, blas.NoTrans, w, inverse, o.Workers), o)
}

// dual prepares a layer with more neurons than datapoints, from XXᵀ: its
// eigenvectors are the basis, R = QᵀX.
func dual(ctx context.Context, l *Layer, x centred, o Options) error {
	all := linalg.New64(l.N, l.P)
	for i := range x.blocks() {
		lo, rows := x.block(i)
		x.block64(blas64.General{Rows: rows, Cols: l.P, Stride: all.Stride, Data: all.Data[lo*all.Stride:]}, i)
	}
	g := linalg.Product(blas.NoTrans, blas.Trans, all, all, o.Workers)
	l.measureGram(g)
	if err := ctx.Err(); err != nil {
		return err
	}
	e, err := linalg.SymEigen(g)
	if err != nil {
		return err
	}
	l.Rank = numericalRank(e.Values, o.Rtol)
	q := e.Vectors
	q.Cols = l.Rank
	if o.Precise {
		l.Wide = q
	} else {
		l.Basis = narrowed(q)
	}
	l.R = linalg.Product(blas.Trans, blas.NoTrans, q, all, o.Workers)
	return ctx.Err()
}

// numericalRank counts the eigenvalues λ = σ² with σ > rtol·σ₁.
func numericalRank(values []float64, rtol float64) int {
	rank := 0
	for _, v := range values {
		if v > 0 && math.Sqrt(v) > rtol*math.Sqrt(values[0]) {
			rank++
		}
	}
	return rank
}

// project32 sets the basis to X·W in float32, block by block.
func project32(ctx context.Context, l *Layer, x centred, w blas32.General, o Options) error {
	l.Basis = linalg.New32(l.N, w.Cols)
	linalg.Each(o.Workers, x.blocks(), func(i int) {
		if ctx.Err() == nil {
			lo, rows := x.block(i)
			linalg.Multiply32(rowsOf(l.Basis, lo, rows), x.block32(linalg.New32(rows, l.P), i), w)
		}
	})
	return ctx.Err()
}

// project64 sets the basis to X·W in float64, block by block, rounded to
// float32 unless it is to stay precise.
func project64(ctx context.Context, l *Layer, x centred, w blas64.General, o Options) error {
	if o.Precise {
		l.Wide = linalg.New64(l.N, w.Cols)
	} else {
		l.Basis = linalg.New32(l.N, w.Cols)
	}
	linalg.Each(o.Workers, x.blocks(), func(i int) {
		if ctx.Err() != nil {
			return
		}
		lo, rows := x.block(i)
		block := x.block64(linalg.New64(rows, l.P), i)
		if o.Precise {
			linalg.Multiply64(blas64.General{Rows: rows, Cols: w.Cols, Stride: l.Wide.Stride, Data: l.Wide.Data[lo*l.Wide.Stride:]}, block, w)
			return
		}
		out := linalg.New64(rows, w.Cols)
		linalg.Multiply64(out, block, w)
		for k, v := range out.Data {
			l.Basis.Data[lo*l.Basis.Stride+k] = float32(v)
		}
	})
	return ctx.Err()
}

func rowsOf(m blas32.General, lo, rows int) blas32.General {
	return blas32.General{Rows: rows, Cols: m.Cols, Stride: m.Stride, Data: m.Data[lo*m.Stride:][:rows*m.Stride]}
}

func narrowed(m blas64.General) blas32.General {
	out := linalg.New32(m.Rows, m.Cols)
	for r := range m.Rows {
		for c, v := range m.Data[r*m.Stride:][:m.Cols] {
			out.Data[r*out.Stride+c] = float32(v)
		}
	}
	return out
}
