package linalg

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"

	"github.com/semblance-app/semblance/core/background"
)

func random64(rng *rand.Rand, rows, cols int) blas64.General {
	m := New64(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}

func dense(m blas64.General) *mat.Dense { return mat.NewDense(m.Rows, m.Cols, slices.Clone(m.Data)) }

func as32(m blas64.General) blas32.General {
	out := New32(m.Rows, m.Cols)
	for i, v := range m.Data {
		out.Data[i] = float32(v)
	}
	return out
}

func close64(t *testing.T, got []float64, want mat.Matrix, tol float64) {
	t.Helper()
	rows, cols := want.Dims()
	for i := range rows {
		for j := range cols {
			if d := math.Abs(got[i*cols+j] - want.At(i, j)); !(d <= tol) {
				t.Fatalf("element %d,%d: got %v, want %v", i, j, got[i*cols+j], want.At(i, j))
			}
		}
	}
}

func TestProductsMatchGonum(t *testing.T) {
	for _, size := range [][3]int{{7, 3, 5}, {300, 257, 40}, {64, 30, 513}} {
		n, p, q := size[0], size[1], size[2]
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, uint64(n)))
			a, b := random64(rng, n, p), random64(rng, n, q)
			var want mat.Dense
			want.Mul(dense(a).T(), dense(b))
			close64(t, Product(blas.Trans, blas.NoTrans, a, b, 2).Data, &want, 1e-11)
			close64(t, CrossProduct(as32(a), as32(b), 2).Data, &want, 1e-4)
			bt := New64(q, n)
			for i := range n {
				for j := range q {
					bt.Data[j*n+i] = b.Data[i*q+j]
				}
			}
			close64(t, Product(blas.Trans, blas.Trans, a, bt, 1).Data, &want, 1e-11)
			gram := New64(p, p)
			AddGram(gram, a)
			var g mat.Dense
			g.Mul(dense(a).T(), dense(a))
			for i := range p {
				for j := i; j < p; j++ {
					if math.Abs(gram.Data[i*p+j]-g.At(i, j)) > 1e-11 {
						t.Fatalf("gram %d,%d", i, j)
					}
				}
			}
		})
	}
}

func TestResultsDoNotDependOnWorkers(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	a, b := random64(rng, 700, 600), random64(rng, 700, 520)
	for _, workers := range []int{2, 3, 8} {
		if !slices.Equal(CrossProduct(as32(a), as32(b), 1).Data, CrossProduct(as32(a), as32(b), workers).Data) {
			t.Errorf("CrossProduct differs between 1 and %d workers", workers)
		}
		one := Product(blas.Trans, blas.NoTrans, a, b, 1).Data
		if !slices.Equal(one, Product(blas.Trans, blas.NoTrans, a, b, workers).Data) {
			t.Errorf("Product differs between 1 and %d workers", workers)
		}
	}
}

func TestSymEigen(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for _, n := range []int{1, 2, 33, 120} {
		x := random64(rng, n+5, n)
		g := New64(n, n)
		AddGram(g, x)
		var full mat.Dense
		full.Mul(dense(x).T(), dense(x))
		e, err := SymEigen(g)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSortedFunc(e.Values, func(a, b float64) int { return -cmpFloat(a, b) }) {
			t.Errorf("n=%d: eigenvalues are not descending", n)
		}
		var av mat.Dense
		av.Mul(&full, dense(e.Vectors))
		vl := mat.NewDense(n, n, nil)
		for i := range n {
			for j := range n {
				vl.Set(i, j, e.Vectors.Data[i*n+j]*e.Values[j])
			}
		}
		close64(t, vl.RawMatrix().Data, &av, 1e-10)
	}
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestSVD(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 0))
	for _, size := range [][2]int{{1, 1}, {40, 12}, {12, 40}, {130, 130}} {
		a := random64(rng, size[0], size[1])
		want := dense(a)
		var ref mat.SVD
		if !ref.Factorize(want, mat.SVDNone) {
			t.Fatal("reference SVD failed")
		}
		values, err := SingularValues(blas64.General{Rows: a.Rows, Cols: a.Cols, Stride: a.Stride, Data: slices.Clone(a.Data)})
		if err != nil {
			t.Fatal(err)
		}
		close64(t, values, mat.NewVecDense(len(values), ref.Values(nil)), 1e-11)
		u, s, vt, err := SVD(a)
		if err != nil {
			t.Fatal(err)
		}
		var us, back mat.Dense
		us.Mul(dense(u), mat.NewDiagDense(len(s), s))
		back.Mul(&us, dense(vt))
		close64(t, back.RawMatrix().Data, want, 1e-11)
	}
}

func TestCholesky(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 0))
	x := random64(rng, 200, 60)
	g := New64(60, 60)
	AddGram(g, x)
	var want mat.Dense
	want.Mul(dense(x).T(), dense(x))
	u, rcond := Cholesky(g)
	if exact := 1 / mat.Cond(&want, 1); rcond < exact*0.99 || rcond > exact*10 {
		t.Errorf("rcond = %v, exact %v", rcond, exact)
	}
	var back mat.Dense
	back.Mul(dense(u).T(), dense(u))
	close64(t, back.RawMatrix().Data, &want, 1e-10)
	inv, err := InvertUpper(u)
	if err != nil {
		t.Fatal(err)
	}
	var eye mat.Dense
	eye.Mul(dense(u), dense(inv))
	close64(t, eye.RawMatrix().Data, mat.NewDiagDense(60, slices.Repeat([]float64{1}, 60)), 1e-12)

	singular := New64(2, 2)
	copy(singular.Data, []float64{1, 1, 0, 1})
	if _, rcond := Cholesky(singular); rcond > 1e-15 {
		t.Errorf("singular matrix: rcond = %v, want 0", rcond)
	}
}

func TestNonFiniteIsRefused(t *testing.T) {
	a := New64(3, 3)
	for i := range a.Data {
		a.Data[i] = math.NaN()
	}
	if e, err := SymEigen(a); err == nil && !math.IsNaN(e.Values[0]) {
		t.Errorf("NaN matrix decomposed to %v", e.Values)
	}
}

func TestEachRunsEveryTaskOnce(t *testing.T) {
	for _, workers := range []int{-1, 0, 1, 3, 50} {
		counts := make([]int, 20)
		Each(workers, len(counts), func(i int) { counts[i]++ })
		for i, c := range counts {
			if c != 1 {
				t.Errorf("workers %d: task %d ran %d times", workers, i, c)
			}
		}
	}
	Each(2, 0, func(int) { t.Error("a task of none ran") })
}

func TestEachPassesAPanicOn(t *testing.T) {
	defer func() {
		if p := recover(); p != "task 3" {
			t.Errorf("recovered %v", p)
		}
	}()
	Each(2, 8, func(i int) {
		if i == 3 {
			panic("task 3")
		}
	})
}

// Spectra that are hard to separate, at sizes that fill blocks and do not.
func TestEigenTimes(t *testing.T) {
	spectra := map[string]func(i int) float64{
		"zero":      func(int) float64 { return 0 },
		"one":       func(int) float64 { return 1 },
		"two":       func(i int) float64 { return float64(i % 2) },
		"graded":    func(i int) float64 { return math.Pow(0.9, float64(i)) },
		"clustered": func(i int) float64 { return 1 - 1e-13*float64(i) },
		"tiny":      func(i int) float64 { return 1e-200 * float64(i) },
		"spread":    func(i int) float64 { return float64(i) - 20 },
	}
	rng := rand.New(rand.NewPCG(6, 0))
	for _, n := range []int{1, 2, 5, 64, 65, 66, 130, 300} {
		basis, _, _, err := SVD(random64(rng, n, n))
		if err != nil {
			t.Fatal(err)
		}
		for name, spectrum := range spectra {
			scaled := New64(n, n)
			for i := range scaled.Data {
				scaled.Data[i] = basis.Data[i] * spectrum(i%n)
			}
			checkEigenTimes(t, fmt.Sprint(name, " ", n), Product(blas.NoTrans, blas.Trans, scaled, basis, 1))
		}
		checkEigenTimes(t, fmt.Sprint("diagonal ", n), diagonal(n))
	}
}

func diagonal(n int) blas64.General {
	g := New64(n, n)
	for i := range n {
		g.Data[i*n+i] = float64(i % 3)
	}
	return g
}

// checkEigenTimes multiplies with the identity, which gives the eigenvectors,
// and with a wider matrix.
func checkEigenTimes(t *testing.T, name string, g blas64.General) {
	t.Helper()
	n := g.Rows
	clone := func() blas64.General {
		return blas64.General{Rows: n, Cols: n, Stride: n, Data: slices.Clone(g.Data)}
	}
	want, err := SymEigen(clone())
	if err != nil {
		t.Fatal(err)
	}
	full := clone()
	for i := range n {
		for j := range i {
			full.Data[i*n+j] = full.Data[j*n+i]
		}
	}
	identity, other := New32(n, n), as32(random64(rand.New(rand.NewPCG(9, 0)), n, n+3))
	for i := range n {
		identity.Data[i*n+i] = 1
	}
	kept := as64(other)
	e, products, err := EigenTimes(clone(), func() []blas32.General { return []blas32.General{identity, other} }, 2)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	values := e.Values
	scale := max(math.Abs(values[0]), math.Abs(values[n-1]))
	vt := as64(products[0])
	unit := Product(blas.NoTrans, blas.Trans, vt, vt, 1)
	seen := Product(blas.NoTrans, blas.NoTrans, vt, full, 1)
	for i := range n {
		if math.Abs(values[i]-want.Values[i]) > 1e-12*scale {
			t.Fatalf("%s: value %d is %v, want %v", name, i, values[i], want.Values[i])
		}
		for j := range n {
			expected := 0.0
			if i == j {
				expected = 1
			}
			if math.Abs(unit.Data[i*n+j]-expected) > 1e-5 {
				t.Fatalf("%s: vectors %d and %d: %v", name, i, j, unit.Data[i*n+j])
			}
			if math.Abs(seen.Data[i*n+j]-values[i]*vt.Data[i*n+j]) > 1e-6*scale {
				t.Fatalf("%s: vector %d is no eigenvector", name, i)
			}
		}
	}
	rows := e.Rows(0, n, 2)
	if last := e.Rows(n/2, n, 1); !slices.Equal(last.Data, e.Rows(n/2, n, 3).Data) {
		t.Fatalf("%s: rows differ between 1 and 3 workers", name)
	}
	close64(t, rows.Data, dense(vt), 1e-5)
	exact := Product(blas.NoTrans, blas.NoTrans, rows, full, 1)
	for i, v := range exact.Data {
		if math.Abs(v-values[i/n]*rows.Data[i]) > 1e-12*scale {
			t.Fatalf("%s: vector %d in float64 is no eigenvector", name, i/n)
		}
	}
	product := Product(blas.NoTrans, blas.NoTrans, vt, kept, 1)
	for i, v := range products[1].Data {
		if math.Abs(float64(v)-product.Data[i]) > 1e-4 {
			t.Fatalf("%s: entry %d of the product is %v, want %v", name, i, v, product.Data[i])
		}
	}
}

func as64(m blas32.General) blas64.General {
	out := New64(m.Rows, m.Cols)
	for i, v := range m.Data {
		out.Data[i] = float64(v)
	}
	return out
}

func BenchmarkEigen512(b *testing.B) {
	rng := rand.New(rand.NewPCG(7, 0))
	g := New64(512, 512)
	AddGram(g, random64(rng, 1000, 512))
	for i := range 512 {
		for j := range i {
			g.Data[i*512+j] = g.Data[j*512+i]
		}
	}
	clone := func(m blas64.General) blas64.General { m.Data = slices.Clone(m.Data); return m }
	b.Run("SymEigen", func(b *testing.B) {
		for b.Loop() {
			if _, err := SymEigen(clone(g)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("EigenTimes", func(b *testing.B) {
		one, other := New32(512, 512), New32(512, 512)
		for b.Loop() {
			if _, _, err := EigenTimes(clone(g), func() []blas32.General { return []blas32.General{one, other} }, 2); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func TestWorkersStayInTheBackground(t *testing.T) {
	entered := make([]bool, 4)
	var together, done sync.WaitGroup
	together.Add(len(entered))
	done.Go(func() {
		background.Enter()
		Each(len(entered), len(entered), func(i int) {
			together.Done()
			together.Wait() // one task a worker
			entered[i] = background.Entered()
		})
	})
	done.Wait()
	if runtime.GOOS == "linux" && slices.Contains(entered, false) {
		t.Errorf("workers of background work in the background: %v", entered)
	}
}

func TestTheEngineHasOneName(t *testing.T) {
	names := make([]string, 200_000)
	Each(8, len(names), func(i int) { names[i] = Describe() })
	for _, name := range names {
		if name == "" || name != names[0] {
			t.Fatalf("the engine is called %q and %q", names[0], name)
		}
	}
}
