package cluster_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/cluster"
)

// random are n items with uniform distances, no two the same.
func random(t testing.TB, n int) cluster.Distances {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	values := make([]float64, n*(n-1)/2)
	for i := range values {
		values[i] = 0.1 + rng.Float64()
	}
	d, err := cluster.FromCondensed(values)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func link(t testing.TB, d cluster.Distances, l cluster.Linkage) cluster.Tree {
	t.Helper()
	tree, err := cluster.Link(d, l)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestBadMatrices(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		rows [][]float64
		err  string
	}{
		{nil, "not 0"},
		{[][]float64{{0}}, "not 1"},
		{[][]float64{{0, 1}, {1}}, "row 1 of the distance matrix has 1 entries"},
		{[][]float64{{0, 1}, {2, 0}}, "items 0 and 1 is 1 one way and 2 the other"},
		{[][]float64{{0, 1}, {nan, 0}}, "must be symmetric"},
		{[][]float64{{0, nan}, {nan, 0}}, "items 0 and 1 is NaN"},
		{[][]float64{{0, math.Inf(1)}, {math.Inf(1), 0}}, "is +Inf"},
		{[][]float64{{0, -1}, {-1, 0}}, "cannot be negative"},
		{[][]float64{{0, 1}, {1, 0.5}}, "item 1 from itself is 0.5"},
		{[][]float64{{nan, 1}, {1, 0}}, "item 0 from itself is NaN"},
	} {
		if _, err := cluster.FromSquare(c.rows); err == nil || !strings.Contains(err.Error(), c.err) {
			t.Errorf("%v: error %v, want one that says %q", c.rows, err, c.err)
		}
	}
	for _, values := range [][]float64{nil, {1, 2}, {1, 2, nan}, {-1}} {
		if _, err := cluster.FromCondensed(values); err == nil {
			t.Errorf("the condensed matrix %v passes", values)
		}
	}
	if _, err := cluster.Link(random(t, 4), "centroid"); err == nil {
		t.Error("an unknown linkage passes")
	}
}

// TestTreesHangTogether: for every linkage heights ascend, and every cluster is
// a run of neighbouring leaves in both orders.
func TestTreesHangTogether(t *testing.T) {
	for _, n := range []int{2, 3, 17, 300} {
		d := random(t, n)
		for _, l := range cluster.Linkages() {
			tree := link(t, d, l)
			if err := tree.Check(); err != nil {
				t.Fatalf("%s of %d: %v", l, n, err)
			}
			plain, best := tree.Leaves(), tree.OptimalLeaves(d)
			contiguous(t, tree, plain)
			contiguous(t, tree, best)
			if pathLength(d, best) > pathLength(d, plain)+1e-12 {
				t.Errorf("%s of %d: the optimal order is %v long, the plain one %v", l, n, pathLength(d, best), pathLength(d, plain))
			}
		}
	}
}

func contiguous(t *testing.T, tree cluster.Tree, order []int) {
	t.Helper()
	n := tree.Len()
	lo, hi := make([]int, 2*n-1), make([]int, 2*n-1)
	for at, leaf := range order {
		lo[leaf], hi[leaf] = at, at
	}
	for k, m := range tree {
		lo[n+k], hi[n+k] = min(lo[m.I], lo[m.J]), max(hi[m.I], hi[m.J])
		if hi[n+k]-lo[n+k]+1 != m.Size {
			t.Fatalf("cluster %d of %d items reaches from %d to %d", n+k, m.Size, lo[n+k], hi[n+k])
		}
	}
}

func TestCopheneticDistancesAreUltrametric(t *testing.T) {
	const n = 12
	for _, l := range cluster.Linkages() {
		tree := link(t, random(t, n), l)
		c, err := cluster.FromCondensed(tree.Cophenetic())
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			for j := range n {
				for k := range n {
					if c.At(i, j) > max(c.At(i, k), c.At(k, j)) {
						t.Fatalf("%s: %d and %d are farther apart than both from %d", l, i, j, k)
					}
				}
			}
		}
		// A tree of its own cophenetic distances tells them exactly.
		if l != cluster.Ward {
			if r := link(t, c, l).CopheneticR(c); math.Abs(r-1) > 1e-12 {
				t.Errorf("%s: r = %v of an ultrametric matrix", l, r)
			}
		}
	}
}

func TestCuts(t *testing.T) {
	d := random(t, 40)
	tree := link(t, d, cluster.Average)
	order := tree.OptimalLeaves(d)
	for count := 1; count <= 40; count++ {
		labels, err := tree.Cut(count, order)
		if err != nil {
			t.Fatal(err)
		}
		next := 1
		for _, leaf := range order {
			if labels[leaf] > next {
				t.Fatalf("%d clusters are not numbered in leaf order: %v", count, labels)
			}
			if labels[leaf] == next {
				next++
			}
		}
		if next != count+1 {
			t.Errorf("%d clusters instead of %d", next-1, count)
		}
		if got := tree.CountAt(tree.HeightOf(count)); got != count {
			t.Errorf("cutting at the height of %d clusters makes %d", count, got)
		}
	}
	for _, count := range []int{0, -1, 41} {
		if _, err := tree.Cut(count, order); err == nil {
			t.Errorf("%d clusters of 40 items pass", count)
		}
	}
	if _, err := tree.Cut(3, []int{0, 1}); err == nil {
		t.Error("an order of 2 among 40 passes")
	}
	if _, err := tree.Cut(3, make([]int, 40)); err == nil {
		t.Error("an order that repeats an item passes")
	}
}

func TestLargestGap(t *testing.T) {
	row := func(heights ...float64) cluster.Tree {
		var tree cluster.Tree
		for _, h := range heights {
			tree = append(tree, cluster.Merge{Height: h})
		}
		return tree
	}
	for _, c := range []struct {
		tree cluster.Tree
		want int
	}{
		{row(1), 2},
		{row(0), 1},
		{row(1, 1, 1), 1},
		{row(1, 2, 5), 2},
		{row(1, 5, 6), 2},          // not three clusters of four items
		{row(1, 2, 3, 8, 9), 3},    // at most half as many as items
		{row(1, 9, 10, 11, 12), 2}, // of equal steps the highest, where a larger one makes too many
		{row(1, 5, 5, 5), 4},       // the first step, where none makes few
		{row(1, 3, 5), 2},          // the highest of equal steps
		{row(10, 11, 12, 13), 2},   // not the way up to the first merge
	} {
		if got := c.tree.LargestGap(); got != c.want {
			t.Errorf("%v: %d clusters, want %d", c.tree, got, c.want)
		}
	}
}

func TestSilhouettesOfOddClusters(t *testing.T) {
	d, err := cluster.FromSquare([][]float64{{0, 0, 1}, {0, 0, 1}, {1, 1, 0}})
	if err != nil {
		t.Fatal(err)
	}
	if s := cluster.Silhouettes(d, []int{1, 1, 2}); !slices.Equal(s, []float64{1, 1, 0}) {
		t.Errorf("silhouettes %v", s)
	}
	if s := cluster.Silhouettes(d, []int{1, 2, 3}); !slices.Equal(s, []float64{0, 0, 0}) {
		t.Errorf("silhouettes %v of items each on its own", s)
	}
	if s := cluster.Silhouettes(d, []int{1, 1, 1}); !math.IsNaN(s[0]) {
		t.Errorf("silhouettes %v of one cluster", s)
	}
}

func TestAdjustedRandAtItsEnds(t *testing.T) {
	if got := cluster.AdjustedRand([]int{1, 1, 2, 2}, []string{"b", "b", "a", "a"}); got != 1 {
		t.Errorf("the same partition scores %v", got)
	}
	if got := cluster.AdjustedRand([]int{1, 1, 1}, []int{2, 2, 2}); got != 1 {
		t.Errorf("two partitions into one cluster score %v", got)
	}
	if got := cluster.AdjustedRand([]int{1, 1, 2, 2}, []int{1, 2, 1, 2}); !near(got, -0.5) {
		t.Errorf("crossed partitions score %v", got)
	}
	if got := cluster.AdjustedRand([]int{1}, []int{1}); !math.IsNaN(got) {
		t.Errorf("one item scores %v", got)
	}
}

func TestScaleOfPointsOnALine(t *testing.T) {
	d, err := cluster.FromSquare([][]float64{{0, 1, 3}, {1, 0, 2}, {3, 2, 0}})
	if err != nil {
		t.Fatal(err)
	}
	m := cluster.Scale(d)
	if math.Abs(m.Share[0]-1) > 1e-9 || math.Abs(math.Abs(m.X[0]-m.X[2])-3) > 1e-9 {
		t.Errorf("map %+v", m)
	}
	same, err := cluster.FromCondensed(make([]float64, 6))
	if err != nil {
		t.Fatal(err)
	}
	if m := cluster.Scale(same); !slices.Equal(m.X, make([]float64, 4)) || m.Share != [2]float64{} {
		t.Errorf("four items in one place: %+v", m)
	}
}

func TestTreesAsJSON(t *testing.T) {
	tree := link(t, random(t, 9), cluster.Ward)
	raw, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	var back cluster.Tree
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(tree, back) {
		t.Errorf("read back %v", back)
	}
	for _, bad := range []string{`[]`, `[[0,1,2]]`, `[[0,0,1,2]]`, `[[0,2,1,2]]`, `[[0,1,1,3]]`, `[[0,1,1,2],[0,2,2,2]]`, `[[0,1,3,2],[2,3,1,3]]`} {
		if json.Unmarshal([]byte(bad), &back) == nil && back.Check() == nil {
			t.Errorf("%s passes for a tree", bad)
		}
	}
}

// TestManyItems keeps 2,000 items within reach.
func TestManyItems(t *testing.T) {
	d := random(t, 2000)
	for _, l := range cluster.Linkages() {
		tree := link(t, d, l)
		if err := tree.Check(); err != nil {
			t.Errorf("%s: %v", l, err)
		}
	}
}
