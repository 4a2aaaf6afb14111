//go:build !purego && static

package linalg

// The archives of Debian's libopenblas-dev, liblapacke-dev (with libtmglib-dev,
// the matrix generators that LAPACKE's archive wants) and gfortran, in the order
// in which they need one another. OpenBLAS still chooses its kernels for the
// processor when the program starts.

// #cgo LDFLAGS: -Wl,--as-needed -l:liblapacke.a -l:libtmglib.a -l:libopenblas.a -l:libgfortran.a
// #cgo amd64 LDFLAGS: -l:libquadmath.a
// #cgo LDFLAGS: -lm -lpthread
import "C"
