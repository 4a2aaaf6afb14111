// Package representation prepares a layer's activations once for every
// comparison that follows: centred, reduced to their numerical rank, as an
// orthonormal basis Q (n×r, float32) and coordinates R (r×p, float64) with
// X − mean = Q·R. A pair of prepared layers then costs one cross product and
// one small decomposition.
//
// Store keeps prepared layers within a bound in bytes and computes each one
// once, however many ask for it at the same time. What it found in them, dead neurons
// for instance, it tells with the recipe they were prepared by: on a few datapoints
// that is another thing than on all.
//
// Read next: prepare.go for the way from activations to a basis, basis.go for
// its three routes, store.go and findings.go for the store; then core/similarity.
package representation
