//go:build purego

package linalg

import (
	"runtime"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
	blasgonum "gonum.org/v1/gonum/blas/gonum"
	"gonum.org/v1/gonum/lapack"
	lapackgonum "gonum.org/v1/gonum/lapack/gonum"
)

// kernels is the BLAS of the engine.
type kernels = blasgonum.Implementation

// Roundoff32 is about how much of itself a sum of a float32 product loses to
// rounding: here terms are added one after the other.
const Roundoff32 = 4 * 6e-8

// Terms that are added one after the other in float32 are added in many short
// parts, or similarities would be off by more than 1e-6.
const (
	lanes    = 32
	laneRows = 64
)

// Threads is how many workers keep all processors busy.
func Threads() int { return runtime.GOMAXPROCS(0) }

// Describe names the engine this program was built with, for About boxes and
// bug reports.
func Describe() string { return "gonum (pure Go, " + runtime.GOARCH + ")" }

// eigenSym overwrites the row-major symmetric a (upper triangle read) by its
// eigenvectors, one per column, and w by its eigenvalues, ascending.
func eigenSym(n int, a []float64, lda int, w []float64) bool {
	size := make([]float64, 1)
	impl := lapackgonum.Implementation{}
	impl.Dsyev(lapack.EVCompute, blas.Upper, n, a, lda, w, size, -1)
	work := make([]float64, int(size[0]))
	return impl.Dsyev(lapack.EVCompute, blas.Upper, n, a, lda, w, work, len(work))
}

// singularValues overwrites a (m×n, row-major) and fills s, descending.
func singularValues(m, n int, a []float64, lda int, s []float64) bool {
	none := blas64.General{Stride: 1}
	return gesvd(lapack.SVDNone, blas64.General{Rows: m, Cols: n, Stride: lda, Data: a}, s, none, none)
}

// svd overwrites a (m×n) and fills s, descending, u (m×k) and vt (k×n), k =
// min(m, n).
func svd(a blas64.General, s []float64, u, vt blas64.General) bool {
	return gesvd(lapack.SVDStore, a, s, u, vt)
}

func gesvd(job lapack.SVDJob, a blas64.General, s []float64, u, vt blas64.General) bool {
	run := func(work []float64, size int) bool {
		return lapackgonum.Implementation{}.Dgesvd(job, job, a.Rows, a.Cols, a.Data, a.Stride, s, u.Data, u.Stride, vt.Data, vt.Stride, work, size)
	}
	size := make([]float64, 1)
	run(size, -1)
	work := make([]float64, int(size[0]))
	return run(work, len(work))
}

// cholesky overwrites the upper triangle of a by U, a = UᵀU; false where a is
// not positive definite.
func cholesky(n int, a []float64, lda int) bool {
	return lapackgonum.Implementation{}.Dpotrf(blas.Upper, n, a, lda)
}

// reciprocalCondition estimates 1/κ₁ of the matrix of 1-norm norm whose
// Cholesky factor is in the upper triangle of u.
func reciprocalCondition(n int, u []float64, ldu int, norm float64) float64 {
	return lapackgonum.Implementation{}.Dpocon(blas.Upper, n, u, ldu, norm, make([]float64, 3*n), make([]int, n))
}

// invertUpper overwrites the upper triangle of u by its inverse.
func invertUpper(n int, u []float64, ldu int) bool {
	return lapackgonum.Implementation{}.Dtrtri(blas.Upper, blas.NonUnit, n, u, ldu)
}

// factors are the eigenvectors as rows, by ascending eigenvalue.
type factors struct{ z blas64.General }

// eigenTimes fills w, ascending, with the eigenvalues of the symmetric a (n×n,
// overwritten) and returns its eigenvectors and VᵀB for each B, by descending
// eigenvalue.
func eigenTimes(n int, a, w []float64, with func() []blas32.General, workers int) (f factors, products []blas32.General, ok bool) {
	if !eigenSym(n, a, n, w) {
		return f, nil, false
	}
	f.z = New64(n, n)
	for i := range n {
		for j := range n {
			f.z.Data[j*n+i] = a[i*n+j]
		}
	}
	return f, products32(narrowedUp(f.z), with(), workers), true
}

// rows are the eigenvectors of the count largest eigenvalues but skip.
func (f factors) rows(skip, count int) blas64.General {
	n := f.z.Cols
	v := New64(count, n)
	for i := range count {
		copy(v.Data[i*n:][:n], f.z.Data[(n-1-skip-i)*n:])
	}
	return v
}
