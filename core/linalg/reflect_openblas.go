//go:build !purego

package linalg

/*
#include <lapacke.h>
*/
import "C"

// reflectors is how many Householder reflectors are applied at once. LAPACK's
// own dormtr takes 32, at a third of the speed of a matrix product.
const reflectors = 128

// eigenRows fills w, ascending, with the eigenvalues of the symmetric a (n×n,
// overwritten) and returns the eigenvectors as rows. It is LAPACK's dsyevd, A =
// (H·Z)·Λ·(H·Z)ᵀ with H the reflectors of the tridiagonal reduction and Z the
// tridiagonal's eigenvectors, but for the last step, H·Z, which is blocked
// wider and shared by the workers, a tile of eigenvectors each.
func eigenRows(n int, a, w []float64, workers int) ([]float64, bool) {
	off, tau := make([]float64, n), make([]float64, n)
	work := make([]float64, 64*n)
	if C.LAPACKE_dsytrd_work(C.LAPACK_COL_MAJOR, 'L', C.lapack_int(n), ptr(a), C.lapack_int(n), ptr(w), ptr(off), ptr(tau),
		ptr(work), C.lapack_int(len(work))) != 0 {
		return nil, false
	}
	z := make([]float64, n*n) // a column-major column is a row of ours
	if divideAndConquer(n, w, off, z) != 0 {
		return nil, false
	}
	factors := triangularFactors(n, a, tau)
	Each(workers, tiles(n), func(i int) {
		lo, count := span(i, n)
		applyReflectors(n, a, factors, count, z[lo*n:])
	})
	return z, true
}

// divideAndConquer finds the eigenvalues d and eigenvectors z of a tridiagonal matrix.
func divideAndConquer(n int, d, e, z []float64) C.lapack_int {
	work, iwork := make([]float64, 1+4*n+n*n), make([]C.lapack_int, 3+5*n)
	return C.LAPACKE_dstedc_work(C.LAPACK_COL_MAJOR, 'I', C.lapack_int(n), ptr(d), ptr(e), ptr(z), C.lapack_int(n),
		ptr(work), C.lapack_int(len(work)), &iwork[0], C.lapack_int(len(iwork)))
}

// triangularFactors are the T of each block of reflectors I − V·T·Vᵀ that dsytrd
// left below the subdiagonal of a.
func triangularFactors(n int, a, tau []float64) [][]float64 {
	var factors [][]float64
	for k := 0; k < n-1; k += reflectors {
		t := make([]float64, reflectors*reflectors)
		C.LAPACKE_dlarft_work(C.LAPACK_COL_MAJOR, 'F', 'C', C.lapack_int(n-1-k), C.lapack_int(min(reflectors, n-1-k)),
			ptr(a[k*n+k+1:]), C.lapack_int(n), ptr(tau[k:]), ptr(t), reflectors)
		factors = append(factors, t)
	}
	return factors
}

// applyReflectors overwrites count vectors of length n, one after the other in
// z, by H times them.
func applyReflectors(n int, a []float64, factors [][]float64, count int, z []float64) {
	work := make([]float64, count*reflectors)
	for i := len(factors) - 1; i >= 0; i-- {
		k := i * reflectors
		C.LAPACKE_dlarfb_work(C.LAPACK_COL_MAJOR, 'L', 'N', 'F', 'C', C.lapack_int(n-1-k), C.lapack_int(count), C.lapack_int(min(reflectors, n-1-k)),
			ptr(a[k*n+k+1:]), C.lapack_int(n), ptr(factors[i]), reflectors, ptr(z[k+1:]), C.lapack_int(n), ptr(work), C.lapack_int(count))
	}
}

func ptr(v []float64) *C.double { return (*C.double)(&v[0]) }
