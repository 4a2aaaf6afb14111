package cluster

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Cophenetic is the distance that the tree gives each pair of items: the height
// at which they meet. Condensed: the entries above
// the diagonal, row by row, as of SciPy.
func (t Tree) Cophenetic() []float64 {
	n := t.Len()
	members := make([][]int, 2*n-1)
	for i := range n {
		members[i] = []int{i}
	}
	d := Distances{n: n, condensed: make([]float64, n*(n-1)/2)}
	for k, m := range t {
		for _, a := range members[m.I] {
			for _, b := range members[m.J] {
				i, j := min(a, b), max(a, b)
				d.condensed[i*(2*n-i-1)/2+j-i-1] = m.Height
			}
		}
		members[n+k] = append(members[m.I], members[m.J]...)
		members[m.I], members[m.J] = nil, nil
	}
	return d.condensed
}

// CopheneticR is Pearson's correlation of the distances with those that the tree
// gives, in [−1, 1]: how well the tree tells them. NaN where either are all
// equal, as for two items.
func (t Tree) CopheneticR(d Distances) float64 {
	return stat.Correlation(d.condensed, t.Cophenetic(), nil)
}

// Silhouettes is the silhouette of each item (Rousseeuw 1987), in [−1, 1]: its
// mean distance from the nearest other cluster, minus that from its own, over
// the larger. 0 for an item alone in its cluster, NaN for all where there is one
// cluster. Clusters are numbered from 1.
func Silhouettes(d Distances, clusters []int) []float64 {
	count := 0
	for _, c := range clusters {
		count = max(count, c)
	}
	size := make([]float64, count+1)
	for _, c := range clusters {
		size[c]++
	}
	out, sums := make([]float64, d.Len()), make([]float64, count+1)
	for i, own := range clusters {
		clear(sums)
		for j, c := range clusters {
			sums[c] += d.At(i, j)
		}
		nearest := math.Inf(1)
		for c, sum := range sums {
			if c != own && size[c] > 0 {
				nearest = min(nearest, sum/size[c])
			}
		}
		within := sums[own] / max(1, size[own]-1)
		switch {
		case math.IsInf(nearest, 1):
			out[i] = math.NaN()
		case size[own] > 1 && max(within, nearest) > 0:
			out[i] = (nearest - within) / max(within, nearest)
		}
	}
	return out
}

// AdjustedRand is the adjusted Rand index of two partitions of the same items
// (Hubert and Arabie 1985): 1 where they agree, 0 on average for partitions drawn
// at random with the same sizes. NaN for fewer than two items.
func AdjustedRand[A, B comparable](a []A, b []B) float64 {
	type cell struct {
		a A
		b B
	}
	rows, cols, cells := map[A]float64{}, map[B]float64{}, map[cell]float64{}
	for i := range a {
		rows[a[i]]++
		cols[b[i]]++
		cells[cell{a[i], b[i]}]++
	}
	all := float64(len(a)) * float64(len(a)-1) / 2
	if all <= 0 {
		return math.NaN()
	}
	inA, inB, both := pairsWithin(rows), pairsWithin(cols), pairsWithin(cells)
	expected, most := inA*inB/all, (inA+inB)/2
	if most == expected { // both all together, or both all apart
		return 1
	}
	return (both - expected) / (most - expected)
}

func pairsWithin[K comparable](sizes map[K]float64) float64 {
	var pairs float64
	for _, n := range sizes {
		pairs += n * (n - 1) / 2
	}
	return pairs
}
