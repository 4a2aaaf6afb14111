//go:build !purego

package linalg

/*
#include <lapacke.h>
*/
import "C"

import "slices"

// reflectors is how many Householder reflectors are applied at once. LAPACK's
// own dormtr takes 32, at a third of the speed of a matrix product.
const reflectors = 128

// eigenTransform fills w, ascending, with the eigenvalues of the symmetric a
// (n×n) and overwrites b (n×m) by VᵀB, row i for w[i]. LAPACK's dsyevd would
// form V = H·Z from the reflectors H of the tridiagonal reduction and the
// tridiagonal's eigenvectors Z; here HᵀB is computed beside Z, on a second
// worker, and V never. It overwrites a.
//
// LAPACK reads row-major b as the column-major Bᵀ, so HᵀB is Bᵀ·H, from the
// right; and column-major Z is row-major Zᵀ.
func eigenTransform(n int, a []float64, m int, b, w []float64, workers int) bool {
	off, tau := make([]float64, n), make([]float64, n)
	work := make([]float64, 64*n)
	if C.LAPACKE_dsytrd_work(C.LAPACK_COL_MAJOR, 'L', C.lapack_int(n), ptr(a), C.lapack_int(n), ptr(w), ptr(off), ptr(tau),
		ptr(work), C.lapack_int(len(work))) != 0 {
		return false
	}
	z := make([]float64, n*n)
	var info C.lapack_int
	Each(workers, 2, func(task int) {
		if task == 0 {
			info = divideAndConquer(n, w, off, z)
		} else {
			applyReflectors(n, a, tau, m, b)
		}
	})
	if info != 0 {
		return false
	}
	hb := slices.Clone(b)
	clear(b)
	Each(workers, tiles(n), func(i int) {
		lo, rows := span(i, n)
		kernels{}.Dgemm('N', 'N', rows, m, n, 1, z[lo*n:], n, hb, m, 0, b[lo*m:], m)
	})
	return true
}

// divideAndConquer finds the eigenvalues d and eigenvectors z of a tridiagonal matrix.
func divideAndConquer(n int, d, e, z []float64) C.lapack_int {
	work, iwork := make([]float64, 1+4*n+n*n), make([]C.lapack_int, 3+5*n)
	return C.LAPACKE_dstedc_work(C.LAPACK_COL_MAJOR, 'I', C.lapack_int(n), ptr(d), ptr(e), ptr(z), C.lapack_int(n),
		ptr(work), C.lapack_int(len(work)), &iwork[0], C.lapack_int(len(iwork)))
}

// applyReflectors overwrites b (n×m, row-major) by HᵀB for the reflectors that
// dsytrd left below the subdiagonal of a.
func applyReflectors(n int, a, tau []float64, m int, b []float64) {
	t, work := make([]float64, reflectors*reflectors), make([]float64, m*reflectors)
	for k := 0; k < n-1; k += reflectors {
		count := min(reflectors, n-1-k)
		v, rest := ptr(a[k*n+k+1:]), C.lapack_int(n-1-k)
		C.LAPACKE_dlarft_work(C.LAPACK_COL_MAJOR, 'F', 'C', rest, C.lapack_int(count), v, C.lapack_int(n), ptr(tau[k:]), ptr(t), reflectors)
		C.LAPACKE_dlarfb_work(C.LAPACK_COL_MAJOR, 'R', 'N', 'F', 'C', C.lapack_int(m), rest, C.lapack_int(count),
			v, C.lapack_int(n), ptr(t), reflectors, ptr(b[(k+1)*m:]), C.lapack_int(m), ptr(work), C.lapack_int(m))
	}
}

func ptr(v []float64) *C.double { return (*C.double)(&v[0]) }
