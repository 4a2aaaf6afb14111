// Package linalg is the few matrix kernels that similarity needs: products,
// Gram matrices, Cholesky factors, symmetric eigendecompositions and singular
// values, over one engine chosen at build time.
//
// The default engine is OpenBLAS with LAPACK, linked through
// gonum.org/v1/netlib; with the build tag static its archives are linked into the
// program. The build tag purego takes gonum's own kernels instead, about ten
// times slower and free of C.
//
// Matrices are gonum's plain row-major structs (blas32.General,
// blas64.General). Work is cut into tiles whose borders depend only on the
// sizes, each tile runs on one thread, and tiles run side by side on as many
// workers as the caller allows: results are the same bits for any number of
// workers.
//
// Read next: product.go for the tiles, factor.go for the decompositions,
// engine_openblas.go for what is called, link_static.go for what is linked.
package linalg
