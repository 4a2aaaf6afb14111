//go:build !purego

package linalg

/*
#include <lapacke.h>
*/
import "C"

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
)

// reflectors is how many Householder reflectors are applied at once.
const reflectors = 64

// factors are the eigenvectors V = H·Z as LAPACK's dsyevd finds them, unmultiplied:
// H the reflectors of the reduction to a tridiagonal matrix, Z that one's
// eigenvectors.
type factors struct {
	blocks []block
	z      blas64.General // rows, by ascending eigenvalue
}

// block is I − V·T·Vᵀ, the product of some reflectors: Vᵀ and Tᵀ·Vᵀ, count×m.
type block struct{ vt, tvt blas64.General }

// eigenTimes fills w, ascending, with the eigenvalues of the symmetric a (n×n,
// overwritten) and returns its eigenvectors and VᵀB for each B, by descending
// eigenvalue. While one worker reduces a and solves the tridiagonal problem,
// another makes the B and takes H to them.
func eigenTimes(n int, a, w []float64, with func() []blas32.General, workers int) (f factors, products []blas32.General, ok bool) {
	off, tau := make([]float64, n), make([]float64, n)
	var b []blas32.General
	Each(workers, 2, func(task int) {
		if task == 1 {
			b = with()
			return
		}
		work := make([]float64, 64*n)
		ok = C.LAPACKE_dsytrd_work(C.LAPACK_COL_MAJOR, 'L', C.lapack_int(n), ptr(a), C.lapack_int(n), ptr(w), ptr(off), ptr(tau),
			ptr(work), C.lapack_int(len(work))) == 0
	})
	if !ok {
		return f, nil, false
	}
	var zt blas32.General
	Each(workers, 2, func(task int) {
		if task == 0 {
			f.z, ok = tridiagonal(n, w, off)
			zt = narrowedUp(f.z)
			return
		}
		for k := 0; k < n-1; k += reflectors {
			next := reflectorBlock(n, k, a, tau)
			f.blocks = append(f.blocks, next)
			vt, tvt := narrowed(next.vt), narrowed(next.tvt)
			Each(workers-1, len(b), func(i int) { reflect(vt, tvt, rowsFrom(b[i], k+1)) })
		}
	})
	return f, products32(zt, b, workers), ok
}

// rows are the eigenvectors of the count largest eigenvalues but skip.
func (f factors) rows(skip, count int) blas64.General {
	n := f.z.Cols
	v := New64(count, n)
	for i := range count {
		copy(v.Data[i*n:][:n], f.z.Data[(n-1-skip-i)*n:])
	}
	if count == 0 {
		return v
	}
	seen := New64(count, reflectors)
	for i := len(f.blocks) - 1; i >= 0; i-- {
		b, from := f.blocks[i], v.Data[i*reflectors+1:]
		kernels{}.Dgemm(blas.NoTrans, blas.Trans, count, b.vt.Rows, b.vt.Cols, 1, from, n, b.vt.Data, b.vt.Stride, 0, seen.Data, seen.Stride)
		kernels{}.Dgemm(blas.NoTrans, blas.NoTrans, count, b.vt.Cols, b.vt.Rows, -1, seen.Data, seen.Stride, b.tvt.Data, b.tvt.Stride, 1, from, n)
	}
	return v
}

// tridiagonal finds the eigenvalues d and eigenvectors, as rows, ascending, of
// the tridiagonal matrix of diagonal d and off-diagonal e.
func tridiagonal(n int, d, e []float64) (blas64.General, bool) {
	z := New64(n, n) // a column-major column is a row of ours
	work, iwork := make([]float64, 1+4*n+n*n), make([]C.lapack_int, 3+5*n)
	info := C.LAPACKE_dstedc_work(C.LAPACK_COL_MAJOR, 'I', C.lapack_int(n), ptr(d), ptr(e), ptr(z.Data), C.lapack_int(n),
		ptr(work), C.lapack_int(len(work)), &iwork[0], C.lapack_int(len(iwork)))
	return z, info == 0
}

// reflectorBlock takes the reflectors from k on that dsytrd left below the
// subdiagonal of a.
func reflectorBlock(n, k int, a, tau []float64) block {
	m, count := n-1-k, min(reflectors, n-1-k)
	t := make([]float64, count*count)
	C.LAPACKE_dlarft_work(C.LAPACK_COL_MAJOR, 'F', 'C', C.lapack_int(m), C.lapack_int(count),
		ptr(a[k*n+k+1:]), C.lapack_int(n), ptr(tau[k:]), ptr(t), C.lapack_int(count))
	b := block{New64(count, m), New64(count, m)}
	for j := range count {
		row := b.vt.Data[j*m:][:m]
		row[j] = 1
		copy(row[j+1:], a[(k+j)*n+k+1+j+1:(k+j+1)*n])
	}
	copy(b.tvt.Data, b.vt.Data)
	// T is column-major: seen by rows it is Tᵀ, lower triangular.
	kernels{}.Dtrmm(blas.Left, blas.Lower, blas.NoTrans, blas.NonUnit, count, m, 1, t, count, b.tvt.Data, m)
	return b
}

// reflect overwrites x by (I − V·Tᵀ·Vᵀ)·x.
func reflect(vt, tvt, x blas32.General) {
	if x.Cols == 0 {
		return
	}
	seen := New32(vt.Rows, x.Cols)
	kernels{}.Sgemm(blas.NoTrans, blas.NoTrans, vt.Rows, x.Cols, vt.Cols, 1, tvt.Data, tvt.Stride, x.Data, x.Stride, 0, seen.Data, seen.Stride)
	kernels{}.Sgemm(blas.Trans, blas.NoTrans, vt.Cols, x.Cols, vt.Rows, -1, vt.Data, vt.Stride, seen.Data, seen.Stride, 1, x.Data, x.Stride)
}

func rowsFrom(x blas32.General, from int) blas32.General {
	return blas32.General{Rows: x.Rows - from, Cols: x.Cols, Stride: x.Stride, Data: x.Data[from*x.Stride:]}
}

func ptr(v []float64) *C.double { return (*C.double)(&v[0]) }
