package cluster

import "math"

// Leaves is the order of the items as the tree hangs: the first cluster of each
// merge left of the second.
func (t Tree) Leaves() []int {
	n := t.Len()
	leaves := make([]int, 0, n)
	stack := []int{2*n - 2}
	for len(stack) > 0 {
		c := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if c < n {
			leaves = append(leaves, c)
			continue
		}
		stack = append(stack, t[c-n].J, t[c-n].I)
	}
	return leaves
}

// OptimalLimit is the number of items up to which callers should ask for
// OptimalLeaves: it takes n³/3 steps at most, half a second there.
const OptimalLimit = 1000

// OptimalLeaves turns the branches so that the distances of neighbouring leaves
// add up to the least that the tree allows (Bar-Joseph, Gifford and Jaakkola
// 2001), in O(n³) time and O(n²) memory. SciPy's optimal_leaf_ordering means to
// do the same but misses the least at times (scipy/scipy#11227). The last merge keeps its first cluster on
// the left; of orders equally good the first in the tree's own order is taken.
func (t Tree) OptimalLeaves(d Distances) []int {
	leaves := t.Leaves()
	o := newOrdering(t, d, leaves)
	for c := t.Len(); c < 2*t.Len()-1; c++ {
		o.solve(c)
	}
	root := o.spans[len(o.spans)-1]
	first, last, least := root.lo, root.mid, math.Inf(1)
	for u := root.lo; u < root.mid; u++ {
		for w := root.mid; w < root.hi; w++ {
			if o.best[u*o.n+w] < least {
				first, last, least = u, w, o.best[u*o.n+w]
			}
		}
	}
	order := make([]int, 0, o.n)
	for _, at := range o.walk(order, len(o.spans)-1, first, last) {
		order = append(order, leaves[at])
	}
	return order
}

// span is a cluster's leaves, lo … hi−1 in the tree's own order; its two parts
// meet at mid (lo for a leaf).
type span struct{ lo, mid, hi, left, right int }

// others are the leaves at which a cluster's order may end when it begins at u:
// those of its other part, or u itself for a leaf.
func (s span) others(u int) (lo, hi int) {
	switch {
	case s.hi-s.lo == 1:
		return s.lo, s.hi
	case u < s.mid:
		return s.mid, s.hi
	}
	return s.lo, s.mid
}

// ordering is the dynamic programme. Two leaves are the ends of one cluster only,
// that in which they meet, so one table serves all clusters.
type ordering struct {
	n         int
	distances []float64 // n×n, in the tree's own order
	best      []float64 // n×n, least sum from end to end
	spans     []span    // by cluster
}

func newOrdering(t Tree, d Distances, leaves []int) *ordering {
	n := t.Len()
	o := &ordering{n: n, distances: d.square(leaves), best: make([]float64, n*n), spans: make([]span, 2*n-1)}
	for at, leaf := range leaves {
		o.spans[leaf] = span{lo: at, mid: at, hi: at + 1}
	}
	for k, m := range t {
		l, r := o.spans[m.I], o.spans[m.J]
		o.spans[n+k] = span{lo: l.lo, mid: l.hi, hi: r.hi, left: m.I, right: m.J}
	}
	return o
}

// solve fills the table for a cluster: an order from u on its left to w on its
// right passes from some m to some k where its parts meet. Taking the least over
// m first, for each k, saves a factor n.
func (o *ordering) solve(c int) {
	s := o.spans[c]
	left, right := o.spans[s.left], o.spans[s.right]
	via := make([]float64, s.hi-s.mid) // by k, from u across
	for u := s.lo; u < s.mid; u++ {
		for k := range via {
			via[k] = math.Inf(1)
		}
		lo, hi := left.others(u)
		for m := lo; m < hi; m++ {
			soFar, across := o.best[u*o.n+m], o.distances[m*o.n+s.mid:][:len(via)]
			for k, v := range across {
				via[k] = min(via[k], soFar+v)
			}
		}
		out := o.best[u*o.n+s.mid:][:len(via)]
		for w := range out {
			out[w] = math.Inf(1)
		}
		for k, v := range via {
			lo, hi := right.others(s.mid + k)
			rest := o.best[(s.mid+k)*o.n+lo:][:hi-lo]
			ends := out[lo-s.mid:][:hi-lo]
			for w, more := range rest {
				ends[w] = min(ends[w], v+more)
			}
		}
		for w, v := range out {
			o.best[(s.mid+w)*o.n+u] = v
		}
	}
}

// walk appends the leaves of a cluster in its best order from u to w, finding
// again where its parts meet.
func (o *ordering) walk(order []int, c, u, w int) []int {
	s := o.spans[c]
	if s.hi-s.lo == 1 {
		return append(order, u)
	}
	from, to := s.left, s.right
	if u >= s.mid {
		from, to = to, from
	}
	mLo, mHi := o.spans[from].others(u)
	kLo, kHi := o.spans[to].others(w)
	m, k, least := mLo, kLo, math.Inf(1)
	for i := mLo; i < mHi; i++ {
		for j := kLo; j < kHi; j++ {
			if v := o.best[u*o.n+i] + o.distances[i*o.n+j] + o.best[j*o.n+w]; v < least {
				m, k, least = i, j, v
			}
		}
	}
	return o.walk(o.walk(order, from, u, m), to, k, w)
}
