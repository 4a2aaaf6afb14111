package linalg

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
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
			got32 := CrossProduct(as32(a), as32(b), 2)
			got := make([]float64, len(got32.Data))
			for i, v := range got32.Data {
				got[i] = float64(v)
			}
			close64(t, got, &want, 1e-4)
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

func TestEigenRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 0))
	for _, n := range []int{1, 2, 5, 128, 129, 130, 300} {
		g := New64(n, n)
		AddGram(g, random64(rng, n+20, n))
		for i := range n {
			for j := range i {
				g.Data[i*n+j] = g.Data[j*n+i]
			}
		}
		e, err := SymEigen(blas64.General{Rows: n, Cols: n, Stride: n, Data: slices.Clone(g.Data)})
		if err != nil {
			t.Fatal(err)
		}
		values, got, err := EigenRows(g, 2)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			if math.Abs(values[i]-e.Values[i]) > 1e-10*e.Values[0] {
				t.Fatalf("n=%d: value %d is %v, want %v", n, i, values[i], e.Values[i])
			}
			var dot float64 // eigenvectors are known up to their sign
			for j := range n {
				dot += got.Data[i*n+j] * e.Vectors.Data[j*n+i]
			}
			if math.Abs(math.Abs(dot)-1) > 1e-9 {
				t.Fatalf("n=%d: vector %d differs", n, i)
			}
		}
	}
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
	b.Run("EigenRows", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := EigenRows(clone(g), 2); err != nil {
				b.Fatal(err)
			}
		}
	})
}
