package cluster

import (
	"fmt"
	"sort"
)

// Cut is the cluster of each item when the tree is cut into count clusters,
// 1 ≤ count ≤ n, by undoing its last merges: exactly that many, of equal heights
// the later row first. Clusters are numbered from 1 in the order in which leaves
// come.
func (t Tree) Cut(count int, leaves []int) ([]int, error) {
	n := t.Len()
	if count < 1 || count > n {
		return nil, fmt.Errorf("%d items cannot make %d clusters; choose from 1 to %d", n, count, n)
	}
	if len(leaves) != n {
		return nil, fmt.Errorf("the order names %d of %d items", len(leaves), n)
	}
	top := make([]int, 2*n-1) // the cluster that holds each, once cut
	for i := range top {
		top[i] = i
	}
	for k := n - count - 1; k >= 0; k-- {
		top[t[k].I], top[t[k].J] = top[n+k], top[n+k]
	}
	labels, number := make([]int, n), map[int]int{}
	for _, leaf := range leaves {
		if leaf < 0 || leaf >= n || labels[leaf] != 0 {
			return nil, fmt.Errorf("item %d of the order is none of the %d, or comes twice", leaf, n)
		}
		if number[top[leaf]] == 0 {
			number[top[leaf]] = len(number) + 1
		}
		labels[leaf] = number[top[leaf]]
	}
	return labels, nil
}

// CountAt is the number of clusters when the tree is cut at a height: merges up
// to and at it stay.
func (t Tree) CountAt(height float64) int {
	return t.Len() - sort.Search(len(t), func(k int) bool { return t[k].Height > height })
}

// gapLimit is the most clusters that the largest gap may make.
const gapLimit = 8

// LargestGap is the number of clusters below the largest step between
// consecutive merges, looked for only among cuts into at most min(8, n/2)
// clusters, or 2 where that is fewer: among the lowest merges large steps set
// items apart one by one. It is at least 2 unless all heights are equal, which
// tell nothing apart: then 1. Where those cuts have no step at all it is the first
// one below them. Of equal steps the highest counts. The step from height 0 to the
// first merge is none, but for two items, which it keeps apart.
func (t Tree) LargestGap() int {
	if len(t) == 1 && t[0].Height > 0 {
		return 2
	}
	count, largest, most := 1, 0.0, max(2, min(gapLimit, t.Len()/2))
	for k := len(t) - 1; k > 0; k-- {
		if t.Len()-k > most && count > 1 {
			break
		}
		if gap := t[k].Height - t[k-1].Height; gap > largest {
			count, largest = t.Len()-k, gap
		}
	}
	return count
}

// HeightOf is a height that cuts the tree into count clusters, midway between
// the merge kept and the one undone; where these are equally high there is none,
// and it is theirs. One cluster is cut above the top by half the last step.
func (t Tree) HeightOf(count int) float64 {
	kept, undone := t.Len()-count-1, t.Len()-count
	switch {
	case undone >= len(t):
		top := t[len(t)-1].Height
		if len(t) == 1 {
			return top * 1.5
		}
		return top + (top-t[len(t)-2].Height)/2
	case kept < 0:
		return t[0].Height / 2
	}
	return (t[kept].Height + t[undone].Height) / 2
}
