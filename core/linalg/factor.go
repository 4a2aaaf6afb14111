package linalg

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/blas/blas64"
)

// ErrNoConvergence: an iterative decomposition did not converge, which LAPACK
// does only for matrices with non-finite entries.
var ErrNoConvergence = errors.New("the decomposition did not converge; the matrix holds non-finite values")

// Eigen is a symmetric eigendecomposition A = V·diag(Values)·Vᵀ.
type Eigen struct {
	Values  []float64      // descending
	Vectors blas64.General // n×n, column i belongs to Values[i]
}

// SymEigen decomposes the symmetric n×n matrix whose upper triangle is in a.
// It overwrites a.
func SymEigen(a blas64.General) (Eigen, error) {
	n := a.Rows
	values := make([]float64, n)
	if n > 0 && !eigenSym(n, a.Data, a.Stride, values) {
		return Eigen{}, ErrNoConvergence
	}
	reverse(values, a)
	return Eigen{Values: values, Vectors: a}, nil
}

// reverse turns ascending eigenpairs into descending ones.
func reverse(values []float64, v blas64.General) {
	for i, j := 0, len(values)-1; i < j; i, j = i+1, j-1 {
		values[i], values[j] = values[j], values[i]
	}
	for r := range v.Rows {
		row := v.Data[r*v.Stride : r*v.Stride+v.Cols]
		for i, j := 0, len(row)-1; i < j; i, j = i+1, j-1 {
			row[i], row[j] = row[j], row[i]
		}
	}
}

// SingularValues are the min(m, n) singular values of the m×n matrix a,
// descending. It overwrites a.
func SingularValues(a blas64.General) ([]float64, error) {
	s := make([]float64, min(a.Rows, a.Cols))
	if len(s) > 0 && !singularValues(a.Rows, a.Cols, a.Data, a.Stride, s) {
		return nil, ErrNoConvergence
	}
	return s, nil
}

// SVD is the thin singular value decomposition A = U·diag(Values)·Vt of the
// m×n matrix a, with k = min(m, n): U m×k, Vt k×n. It overwrites a.
func SVD(a blas64.General) (u blas64.General, values []float64, vt blas64.General, err error) {
	k := min(a.Rows, a.Cols)
	u, vt, values = New64(a.Rows, k), New64(k, a.Cols), make([]float64, k)
	if k > 0 && !svd(a, values, u, vt) {
		return u, nil, vt, ErrNoConvergence
	}
	return u, values, vt, nil
}

// Cholesky is the upper factor of A = UᵀU for the symmetric n×n matrix whose
// upper triangle is in a, and an estimate of 1/κ₁(A) (0: not positive
// definite, and U is of no use). It overwrites a.
func Cholesky(a blas64.General) (u blas64.General, rcond float64) {
	norm := norm1(a)
	if a.Rows == 0 || !cholesky(a.Rows, a.Data, a.Stride) {
		return a, 0
	}
	clearLower(a)
	return a, reciprocalCondition(a.Rows, a.Data, a.Stride, norm)
}

// InvertUpper is the inverse of the upper triangular u, which it leaves alone.
func InvertUpper(u blas64.General) (blas64.General, error) {
	inv := New64(u.Rows, u.Cols)
	for r := range u.Rows {
		copy(inv.Data[r*inv.Stride:][:u.Cols], u.Data[r*u.Stride:][:u.Cols])
	}
	if u.Rows > 0 && !invertUpper(u.Rows, inv.Data, inv.Stride) {
		return inv, errors.New("the triangular factor is singular")
	}
	return inv, nil
}

// norm1 is the largest column sum of a symmetric matrix in its upper triangle.
func norm1(a blas64.General) float64 {
	sums := make([]float64, a.Rows)
	for i := range a.Rows {
		for j := i; j < a.Cols; j++ {
			v := math.Abs(a.Data[i*a.Stride+j])
			sums[j] += v
			if i != j {
				sums[i] += v
			}
		}
	}
	var top float64
	for _, s := range sums {
		top = max(top, s)
	}
	return top
}

func clearLower(a blas64.General) {
	for i := 1; i < a.Rows; i++ {
		clear(a.Data[i*a.Stride : i*a.Stride+min(i, a.Cols)])
	}
}
