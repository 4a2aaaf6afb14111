package cluster

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Linkage says how far two clusters are apart, given their items' distances.
type Linkage string

// The linkages. The zero value "" means Average.
const (
	Single   Linkage = "single"   // nearest items
	Complete Linkage = "complete" // farthest items
	Average  Linkage = "average"  // mean over pairs of items (UPGMA)
	Weighted Linkage = "weighted" // mean over the two parts last merged (WPGMA)
	Ward     Linkage = "ward"     // growth of the variance within; assumes Euclidean distances
)

// Linkages lists every linkage in the order menus show them.
func Linkages() []Linkage { return []Linkage{Single, Complete, Average, Weighted, Ward} }

// ParseLinkage reads a linkage's name; "" is the default, Average.
func ParseLinkage(s string) (Linkage, error) {
	if s == "" {
		return Average, nil
	}
	l := Linkage(strings.ToLower(s))
	if !slices.Contains(Linkages(), l) {
		return "", fmt.Errorf("there is no linkage %q; choose one of single, complete, average, weighted, ward", s)
	}
	return l, nil
}

// Merge joins two clusters. Clusters below n are single items; cluster n+k is
// what merge k made. JSON has it as a row of SciPy's linkage matrix,
// [i, j, height, size].
type Merge struct {
	I, J   int // I < J
	Height float64
	Size   int // items in the new cluster
}

// MarshalJSON writes [i, j, height, size].
func (m Merge) MarshalJSON() ([]byte, error) {
	return json.Marshal([4]float64{float64(m.I), float64(m.J), m.Height, float64(m.Size)})
}

// UnmarshalJSON reads [i, j, height, size].
func (m *Merge) UnmarshalJSON(b []byte) error {
	var row []float64
	if err := json.Unmarshal(b, &row); err != nil {
		return err
	}
	if len(row) != 4 {
		return fmt.Errorf("a linkage row has 4 numbers, not %d", len(row))
	}
	*m = Merge{I: int(row[0]), J: int(row[1]), Height: row[2], Size: int(row[3])}
	return nil
}

// Tree is the n−1 merges of n items, in ascending order of height.
type Tree []Merge

// Len is the number of items.
func (t Tree) Len() int { return len(t) + 1 }

// Check refuses rows that are no tree, as a file may hold.
func (t Tree) Check() error {
	n, used := t.Len(), make([]bool, 2*t.Len())
	size := func(c int) int {
		if c < n {
			return 1
		}
		return t[c-n].Size
	}
	if n < 2 {
		return tooFew(n)
	}
	for k, m := range t {
		if m.I < 0 || m.J <= m.I || m.J >= n+k || used[m.I] || used[m.J] {
			return fmt.Errorf("row %d of the linkage joins %d and %d, which are not two clusters still apart", k, m.I, m.J)
		}
		if m.Size != size(m.I)+size(m.J) || math.IsNaN(m.Height) || k > 0 && m.Height < t[k-1].Height {
			return fmt.Errorf("row %d of the linkage has size %d at height %v; sizes must add up and heights ascend", k, m.Size, m.Height)
		}
		used[m.I], used[m.J] = true, true
	}
	return nil
}

// Link clusters the items in O(n²) time: single linkage from the minimum
// spanning tree, the others by chains of nearest neighbours (Müllner 2011). Rows
// and ties are as SciPy's: equal heights keep the order in which they are found.
func Link(d Distances, l Linkage) (Tree, error) {
	l, err := ParseLinkage(string(l))
	if err != nil {
		return nil, err
	}
	var found []Merge
	if l == Single {
		found = spanningTree(d)
	} else {
		found = chains(d, l)
	}
	slices.SortStableFunc(found, func(a, b Merge) int {
		switch {
		case a.Height < b.Height:
			return -1
		case a.Height > b.Height:
			return 1
		}
		return 0
	})
	return labelled(found), nil
}

// spanningTree is Prim's algorithm. Merge k joins the k-th item reached with the
// next: between two items the largest height on that path is the least possible,
// as in the tree itself.
func spanningTree(d Distances) []Merge {
	n := d.Len()
	found := make([]Merge, 0, n-1)
	reached, nearest := make([]bool, n), make([]float64, n)
	for i := range nearest {
		nearest[i] = math.Inf(1)
	}
	at := 0
	for range n - 1 {
		reached[at] = true
		next, least := 0, math.Inf(1)
		for i := range n {
			if reached[i] {
				continue
			}
			nearest[i] = min(nearest[i], d.At(at, i))
			if nearest[i] < least {
				next, least = i, nearest[i]
			}
		}
		found = append(found, Merge{I: at, J: next, Height: least})
		at = next
	}
	return found
}

// labelled turns merges of items that stand for their clusters into rows that
// name the clusters.
func labelled(found []Merge) Tree {
	n := len(found) + 1
	parent, size := make([]int, 2*n-1), make([]int, 2*n-1)
	for i := range parent {
		parent[i], size[i] = i, 1
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	tree := make(Tree, len(found))
	for k, m := range found {
		a, b, made := root(m.I), root(m.J), n+k
		parent[a], parent[b] = made, made
		size[made] = size[a] + size[b]
		tree[k] = Merge{I: min(a, b), J: max(a, b), Height: m.Height, Size: size[made]}
	}
	return tree
}
