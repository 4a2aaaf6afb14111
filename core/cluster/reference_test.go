package cluster_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/cluster"
)

type reference struct {
	Matrices []struct {
		Name      string
		Distances [][]float64
		Scaling   struct {
			Share  [2]float64
			Points [][2]float64 // magnitudes
		}
		Linkages map[cluster.Linkage]described
	}
	Orders []struct {
		Distances []float64
		Linkage   cluster.Linkage
		LeastSum  float64
		Optimal   []int
	}
	Rand []struct {
		A, B  []int
		Index float64
	}
}

type described struct {
	Linkage    cluster.Tree
	Leaves     []int
	Optimal    []int
	OptimalSum float64
	Cophenetic []float64
	R          *float64
	Cuts       []struct {
		Height      float64
		Clusters    []int
		Silhouettes []float64
	}
	Three []int
}

// load reads what SciPy says; testdata/scripts/make_cluster_reference.py made it.
func load(t *testing.T) reference {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/reference/cluster.json")
	if err != nil {
		t.Fatal(err)
	}
	var ref reference
	if err := json.Unmarshal(raw, &ref); err != nil {
		t.Fatal(err)
	}
	return ref
}

func TestEqualsSciPy(t *testing.T) {
	for _, m := range load(t).Matrices {
		d, err := cluster.FromSquare(m.Distances)
		if err != nil {
			t.Fatal(err)
		}
		for method, want := range m.Linkages {
			t.Run(m.Name+"/"+string(method), func(t *testing.T) {
				tree, err := cluster.Link(d, method)
				if err != nil {
					t.Fatal(err)
				}
				compareTree(t, tree, want)
				compareOrder(t, tree, d, want)
				compareCuts(t, tree, d, want)
			})
		}
	}
}

func compareTree(t *testing.T, tree cluster.Tree, want described) {
	t.Helper()
	if err := tree.Check(); err != nil {
		t.Error(err)
	}
	for k, row := range tree {
		w := want.Linkage[k]
		if row.I != w.I || row.J != w.J || row.Size != w.Size || !near(row.Height, w.Height) {
			t.Fatalf("row %d is %v, SciPy has %v", k, row, w)
		}
	}
	if got := tree.Leaves(); !slices.Equal(got, want.Leaves) {
		t.Errorf("leaves %v, SciPy has %v", got, want.Leaves)
	}
	if got := tree.Cophenetic(); !slices.EqualFunc(got, want.Cophenetic, near) {
		t.Errorf("cophenetic distances %v, SciPy has %v", got, want.Cophenetic)
	}
}

func compareOrder(t *testing.T, tree cluster.Tree, d cluster.Distances, want described) {
	t.Helper()
	order := tree.OptimalLeaves(d)
	if got := pathLength(d, order); got > want.OptimalSum+1e-12 {
		t.Errorf("neighbouring leaves are %v apart, in SciPy's order %v", got, want.OptimalSum)
	}
	r := tree.CopheneticR(d)
	if want.R == nil != math.IsNaN(r) || want.R != nil && !near(r, *want.R) {
		t.Errorf("cophenetic r %v, SciPy has %v", r, want.R)
	}
}

func compareCuts(t *testing.T, tree cluster.Tree, d cluster.Distances, want described) {
	t.Helper()
	for _, cut := range want.Cuts {
		got, err := tree.Cut(tree.CountAt(cut.Height), tree.Leaves())
		if err != nil {
			t.Fatal(err)
		}
		if cluster.AdjustedRand(got, cut.Clusters) != 1 {
			t.Errorf("cut at %v: %v, SciPy has %v", cut.Height, got, cut.Clusters)
		}
		s := cluster.Silhouettes(d, got)
		if cut.Silhouettes == nil {
			if !slices.ContainsFunc(s, math.IsNaN) {
				t.Errorf("silhouettes of one cluster: %v", s)
			}
		} else if !slices.EqualFunc(s, cut.Silhouettes, near) {
			t.Errorf("silhouettes %v, want %v", s, cut.Silhouettes)
		}
	}
	// With ties SciPy makes fewer clusters rather than part equals.
	if slices.Max(want.Three) == 3 {
		got, err := tree.Cut(3, tree.Leaves())
		if err != nil || cluster.AdjustedRand(got, want.Three) != 1 {
			t.Errorf("three clusters: %v, SciPy has %v (%v)", got, want.Three, err)
		}
	}
}

// TestLeafOrderIsOptimal is against every order that the tree allows.
func TestLeafOrderIsOptimal(t *testing.T) {
	for _, c := range load(t).Orders {
		d := condensed(t, c.Distances)
		tree, err := cluster.Link(d, c.Linkage)
		if err != nil {
			t.Fatal(err)
		}
		order := tree.OptimalLeaves(d)
		if got := pathLength(d, order); !near(got, c.LeastSum) {
			t.Errorf("%d items: neighbours are %v apart, at best %v", d.Len(), got, c.LeastSum)
		}
		if near(pathLength(d, c.Optimal), c.LeastSum) && !slices.Equal(order, c.Optimal) {
			t.Errorf("order %v, SciPy has %v", order, c.Optimal)
		}
	}
}

func TestScaling(t *testing.T) {
	for _, m := range load(t).Matrices {
		if m.Name == "ties" {
			continue // its axes need not be unique
		}
		d, err := cluster.FromSquare(m.Distances)
		if err != nil {
			t.Fatal(err)
		}
		got := cluster.Scale(d)
		for axis, want := range m.Scaling.Share {
			if math.Abs(got.Share[axis]-want) > 1e-9 {
				t.Errorf("%s: shares %v, want %v", m.Name, got.Share, m.Scaling.Share)
			}
		}
		for i, want := range m.Scaling.Points {
			if math.Abs(math.Abs(got.X[i])-want[0]) > 1e-7 || math.Abs(math.Abs(got.Y[i])-want[1]) > 1e-7 {
				t.Errorf("%s: item %d at (%v, %v), want ±%v", m.Name, i, got.X[i], got.Y[i], want)
			}
		}
	}
}

func TestAdjustedRand(t *testing.T) {
	for _, c := range load(t).Rand {
		if got := cluster.AdjustedRand(c.A, c.B); !near(got, c.Index) {
			t.Errorf("adjusted Rand index %v, want %v", got, c.Index)
		}
	}
}

func pathLength(d cluster.Distances, order []int) float64 {
	var sum float64
	for i := range len(order) - 1 {
		sum += d.At(order[i], order[i+1])
	}
	return sum
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*max(1, math.Abs(a), math.Abs(b)) }
