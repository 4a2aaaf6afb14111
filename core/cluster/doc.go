// Package cluster groups items by their distances alone: hierarchical linkage,
// an order of the leaves, cuts, and how good a cut is. It knows nothing of
// networks or layers.
//
// Distances is a checked symmetric matrix; Link makes a Tree of it, in the
// convention of SciPy's scipy.cluster.hierarchy; everything else is asked of the
// two.
//
// Read next: distances.go, then linkage.go and cut.go; core/analysis, in
// clusters.go, for who asks.
package cluster
