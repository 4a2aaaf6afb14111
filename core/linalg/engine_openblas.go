//go:build !purego

package linalg

/*
#include <lapacke.h>
extern void openblas_set_num_threads(int);
extern char* openblas_get_config(void);
*/
import "C"

import (
	"runtime"
	"strings"
	"sync"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/netlib/blas/netlib"
	"gonum.org/v1/netlib/lapack/lapacke"
)

// kernels is the BLAS of the engine.
type kernels = netlib.Implementation

// Roundoff32 is about how much of itself a sum of a float32 product loses to
// rounding: here blocks are summed in registers first.
const Roundoff32 = 6e-8

// Parts of a cross product cost memory, so there are few.
const (
	lanes    = 4
	laneRows = 2000
)

// Threads is how many workers keep all processors busy.
func Threads() int { return threads }

// OpenBLAS would start a thread per core inside every call; with workers of
// our own beside it two cores are oversubscribed and a step takes thirty times
// as long. Tiles are the only parallelism.
//
// Go's scheduler looks every 20 µs for work that could run in the place of a
// worker that is inside OpenBLAS, unless one of its processors is idle anyway:
// one more than there are workers makes 780 pairs of small layers a quarter
// faster on two cores.
var threads = func() int {
	C.openblas_set_num_threads(1)
	return runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
}()

// Describe names the engine this program was built with, for About boxes and
// bug reports.
func Describe() string { return description() }

// OpenBLAS writes the text anew, in one place, at every call: of two calls at once
// either may read half of it.
var description = sync.OnceValue(func() string {
	config := strings.Fields(C.GoString(C.openblas_get_config()))
	if len(config) < 2 {
		return "OpenBLAS"
	}
	return config[0] + " " + config[1] + " (" + config[len(config)-2] + ")"
})

// eigenSym overwrites the row-major symmetric a (upper triangle read) by its
// eigenvectors, one per column, and w by its eigenvalues, ascending.
func eigenSym(n int, a []float64, lda int, w []float64) bool {
	work := make([]float64, 1+6*n+2*n*n)
	iwork := make([]int32, 3+5*n)
	return lapacke.Dsyevd('V', 'U', n, a, lda, w, work, len(work), iwork, len(iwork))
}

// singularValues overwrites a (m×n, row-major) and fills s, descending.
func singularValues(m, n int, a []float64, lda int, s []float64) bool {
	small, large := min(m, n), max(m, n)
	work := make([]float64, 3*small+max(large, 7*small)+64*(m+n))
	iwork := make([]int32, 8*small)
	// LAPACKE checks the leading dimension of Vt even where it writes none.
	return lapacke.Dgesdd('N', m, n, a, lda, s, nil, m, nil, n, work, len(work), iwork)
}

// svd overwrites a (m×n) and fills s, descending, u (m×k) and vt (k×n), k =
// min(m, n).
func svd(a blas64.General, s []float64, u, vt blas64.General) bool {
	m, n := a.Rows, a.Cols
	k := min(m, n)
	work := make([]float64, 4*k*k+7*k+max(m, n)+64*(m+n))
	iwork := make([]int32, 8*k)
	return lapacke.Dgesdd('S', m, n, a.Data, a.Stride, s, u.Data, u.Stride, vt.Data, vt.Stride, work, len(work), iwork)
}

// cholesky overwrites the upper triangle of a by U, a = UᵀU; false where a is
// not positive definite.
func cholesky(n int, a []float64, lda int) bool {
	return lapacke.Dpotrf('U', n, a, lda)
}

// reciprocalCondition estimates 1/κ₁ of the matrix of 1-norm norm whose
// Cholesky factor is in the upper triangle of u.
func reciprocalCondition(n int, u []float64, ldu int, norm float64) float64 {
	rcond := make([]float64, 1)
	work := make([]float64, 3*n)
	iwork := make([]int32, n)
	if !lapacke.Dpocon('U', n, u, ldu, norm, rcond, work, iwork) {
		return 0
	}
	return rcond[0]
}

// invertUpper overwrites the upper triangle of u by its inverse.
func invertUpper(n int, u []float64, ldu int) bool {
	return lapacke.Dtrtri('U', 'N', n, u, ldu)
}
