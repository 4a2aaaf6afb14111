package linalg

import (
	"slices"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
)

// Eigensystem is a symmetric eigendecomposition A = V·diag(Values)·Vᵀ whose
// vectors are multiplied out only where they are asked for.
type Eigensystem struct {
	Values  []float64 // descending
	vectors factors
}

// EigenTimes decomposes the symmetric n×n matrix whose upper triangle is in a,
// in float64 on up to workers goroutines, and gives Vᵀ·B in float32 for each of
// the matrices B (n×p) that with returns, at a fraction of the time of SymEigen
// and a product. a must be compact (Stride = Cols); a and the B are overwritten.
// with may run beside the first step.
func EigenTimes(a blas64.General, with func() []blas32.General, workers int) (Eigensystem, []blas32.General, error) {
	values := make([]float64, a.Rows)
	f, products, ok := eigenTimes(a.Rows, a.Data, values, with, workers)
	if !ok {
		return Eigensystem{}, nil, ErrNoConvergence
	}
	slices.Reverse(values)
	return Eigensystem{values, f}, products, nil
}

// Rows are the eigenvectors of Values[from], …, Values[to−1], as rows.
func (e Eigensystem) Rows(from, to, workers int) blas64.General {
	v := New64(to-from, len(e.Values))
	Each(workers, tiles(v.Rows), func(i int) {
		lo, count := span(i, v.Rows)
		copy(v.Data[lo*v.Stride:], e.vectors.rows(from+lo, count).Data)
	})
	return v
}

// products32 are A·B for each B.
func products32(a blas32.General, b []blas32.General, workers int) []blas32.General {
	c := make([]blas32.General, len(b))
	for i, x := range b {
		c[i] = New32(a.Rows, x.Cols)
	}
	Each(workers, len(b)*tiles(a.Rows), func(task int) {
		x, c := b[task/tiles(a.Rows)], c[task/tiles(a.Rows)]
		if lo, rows := span(task%tiles(a.Rows), a.Rows); x.Cols > 0 {
			Multiply32(blas32.General{Rows: rows, Cols: c.Cols, Stride: c.Stride, Data: c.Data[lo*c.Stride:]},
				blas32.General{Rows: rows, Cols: a.Cols, Stride: a.Stride, Data: a.Data[lo*a.Stride:]}, x)
		}
	})
	return c
}

// narrowed is m in float32.
func narrowed(m blas64.General) blas32.General {
	out := New32(m.Rows, m.Cols)
	for i, v := range m.Data {
		out.Data[i] = float32(v)
	}
	return out
}

// narrowedUp is m in float32 with its rows in reverse.
func narrowedUp(m blas64.General) blas32.General {
	out := narrowed(m)
	for i, j := 0, m.Rows-1; i < j; i, j = i+1, j-1 {
		blas32.Swap(blas32.Vector{N: m.Cols, Inc: 1, Data: out.Data[i*out.Stride:]}, blas32.Vector{N: m.Cols, Inc: 1, Data: out.Data[j*out.Stride:]})
	}
	return out
}
