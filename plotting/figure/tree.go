package figure

import "slices"

// Tree is a dendrogram over the columns of a matrix.
type Tree struct {
	Axis Axis // of the heights
	// Merges are in SciPy's convention: leaf i is node i, merge k is node
	// len(Columns)+k. Leaves are numbered as in the result, not as they stand.
	Merges []Merge
	// Columns is where each leaf stands, from the left.
	Columns []int
	// Clusters is the colour of each leaf's cluster, a category from 0, or None for
	// a leaf on its own; nil for an uncut tree.
	Clusters []int
	// Cut is the height of the cut, NaN where there is no one height.
	Cut float64
	// Uncut says that nothing was cut, whatever the height: a picture for the screen
	// has a line at the top that can be dragged to a cut, others have none.
	Uncut bool
	Tips  []string // per merge, or nil
}

// Merge joins two nodes at a height.
type Merge struct {
	Left, Right int
	Height      float64
}

// Leaves are the leaves below merge k, in the order they stand in.
func (t *Tree) Leaves(k int) []int {
	n, found := len(t.Columns), []int(nil)
	for todo := []int{n + k}; len(todo) > 0; {
		node := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if node < n {
			found = append(found, node)
		} else {
			todo = append(todo, t.Merges[node-n].Left, t.Merges[node-n].Right)
		}
	}
	slices.SortFunc(found, func(a, b int) int { return t.Columns[a] - t.Columns[b] })
	return found
}

// Ends are where the two sides of every merge stand, in columns, and how high
// they begin; and the cluster of each side, None where it spans several.
func (t *Tree) Ends() []Ends {
	n := len(t.Columns)
	middle, height := make([]float64, n+len(t.Merges)), make([]float64, n+len(t.Merges))
	cluster := make([]int, n+len(t.Merges))
	for i, c := range t.Columns {
		middle[i], cluster[i] = float64(c), None
		if t.Clusters != nil {
			cluster[i] = t.Clusters[i]
		}
	}
	ends := make([]Ends, len(t.Merges))
	for k, m := range t.Merges {
		a, b := m.Left, m.Right
		if middle[a] > middle[b] {
			a, b = b, a
		}
		ends[k] = Ends{
			Left:  End{middle[a], height[a], cluster[a]},
			Right: End{middle[b], height[b], cluster[b]},
			Top:   m.Height, Cluster: None,
		}
		if cluster[a] == cluster[b] {
			ends[k].Cluster = cluster[a]
		}
		node := n + k
		middle[node], height[node], cluster[node] = (middle[a]+middle[b])/2, m.Height, ends[k].Cluster
	}
	return ends
}

// Ends are the two sides of a merge.
type Ends struct {
	Left, Right End
	Top         float64
	Cluster     int // that all leaves below have, or None
}

// End is where one side of a merge begins.
type End struct {
	Column, Height float64
	Cluster        int
}
