package cluster_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/floats"

	"github.com/semblance-app/semblance/core/cluster"
)

// condensed are the entries above the diagonal, row by row, as SciPy writes them.
func condensed(t testing.TB, values []float64) cluster.Distances {
	t.Helper()
	n := int(math.Round((1 + math.Sqrt(float64(1+8*len(values)))) / 2))
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			rows[i][j], rows[j][i], values = values[0], values[0], values[1:]
		}
	}
	d, err := cluster.FromSquare(rows)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// random are n items with uniform distances, no two the same.
func random(t testing.TB, n int) cluster.Distances {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	values := make([]float64, n*(n-1)/2)
	for i := range values {
		values[i] = 0.1 + rng.Float64()
	}
	d := condensed(t, values)
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
		c := condensed(t, tree.Cophenetic())
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
		items := map[int]int{}
		for _, label := range labels {
			items[label]++
		}
		next := 1
		for _, alone := range []bool{false, true} { // those of one item come last
			for _, leaf := range order {
				if (items[labels[leaf]] == 1) != alone {
					continue
				}
				if labels[leaf] > next {
					t.Fatalf("%d clusters are not numbered in leaf order: %v", count, labels)
				}
				if labels[leaf] == next {
					next++
				}
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

// onLine are items by their places on a line.
func onLine(t testing.TB, places ...float64) cluster.Distances {
	t.Helper()
	var values []float64
	for i, a := range places {
		for _, b := range places[i+1:] {
			values = append(values, math.Abs(a-b))
		}
	}
	d := condensed(t, values)
	return d
}

func TestClearCut(t *testing.T) {
	for _, c := range []struct {
		d    cluster.Distances
		want int
	}{
		{onLine(t, 0, 1), 1},                             // nothing to tell apart from
		{onLine(t, 0, 0, 0), 1},                          // all alike
		{onLine(t, 0, 1, 10), 2},                         // an item by itself
		{onLine(t, 0, 1, 10, 11), 2},                     //
		{onLine(t, 0, 1, 10, 11, 20, 21), 3},             //
		{onLine(t, 0, 1, 10, 11, 100, 101, 110, 111), 2}, // of two levels the one with the larger step
		{onLine(t, 0, 2, 6, 14, 30), 2},                  // at most half as many as items
	} {
		got, coefficient := link(t, c.d, cluster.Single).ClearCut(c.d)
		if got != c.want || got > 1 && coefficient <= cluster.Structure {
			t.Errorf("%d clusters with %v, want %d", got, coefficient, c.want)
		}
	}
	// Equal steps among the highest merges: the first below them makes pairs.
	pairs := make([][]float64, 8)
	for i := range pairs {
		for j := range pairs {
			far := 1.0
			if i == j {
				far = 0
			} else if i/2 == j/2 {
				far = 0.1
			}
			pairs[i] = append(pairs[i], far)
		}
	}
	d, err := cluster.FromSquare(pairs)
	if err != nil {
		t.Fatal(err)
	}
	if got, coefficient := link(t, d, cluster.Average).ClearCut(d); got != 4 || !near(coefficient, 0.9) {
		t.Errorf("%d clusters of pairs with %v", got, coefficient)
	}
}

// cloud are n points in groups of one spread, in so many dimensions.
func cloud(t testing.TB, rng *rand.Rand, n, groups, dimensions int) cluster.Distances {
	t.Helper()
	points, centres := make([][]float64, n), make([][]float64, groups)
	for i := range points {
		points[i] = make([]float64, dimensions)
	}
	for g := range centres {
		centres[g] = make([]float64, dimensions)
		for k := range dimensions {
			if groups > 1 {
				centres[g][k] = 1.5 * rng.NormFloat64()
			}
		}
	}
	var values []float64
	for i := range points {
		for k := range dimensions {
			points[i][k] = centres[i%groups][k] + rng.NormFloat64()
		}
	}
	for i := range points {
		for j := i + 1; j < n; j++ {
			values = append(values, floats.Distance(points[i], points[j], 2))
		}
	}
	d := condensed(t, values)
	return d
}

// TestClearCutTellsGroupsFromNone draws points with and without groups: the
// numbers are those that Structure's documentation gives.
func TestClearCutTellsGroupsFromNone(t *testing.T) {
	for _, c := range []struct {
		groups, dimensions int
		least, most        int // of a hundred sets of each size, those cut
	}{
		{1, 20, 0, 3},
		{1, 50, 0, 0},
		{1, 200, 0, 0},
		{2, 20, 97, 100},
		{3, 20, 97, 100},
		{2, 50, 100, 100},
		{3, 50, 100, 100},
	} {
		for _, n := range []int{6, 16, 60} {
			rng, cut, right := rand.New(rand.NewPCG(uint64(n), uint64(c.dimensions))), 0, 0
			for range 100 {
				d := cloud(t, rng, n, c.groups, c.dimensions)
				count, _ := link(t, d, cluster.Average).ClearCut(d)
				if count > 1 {
					cut++
				}
				if count == c.groups {
					right++
				}
			}
			if cut < c.least || cut > c.most || right < 60 {
				t.Errorf("%d groups of %d points in %d dimensions: %d %% are cut, %d %% into them", c.groups, n, c.dimensions, cut, right)
			}
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
	same := condensed(t, make([]float64, 6))
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
