package similarity

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
)

const (
	// wellConditioned is the reciprocal condition of a subset's Gram matrix down
	// to which its Cholesky factor is as good as its eigenvectors.
	wellConditioned = 1e-8
	// lost is the share of a whole layer's variance at or below which a subset
	// does not have a direction: the square of what a basis in float32 is good to
	// at the condition numbers it is used for, and of the default rank tolerance
	// where it is precise.
	lost, lostPrecise = 1e-10, representation.DefaultRtol * representation.DefaultRtol
)

// moments are the second moments of two bases over some rows, about the means
// of those rows: Q1ᵀQ2, Q1ᵀQ1 and Q2ᵀQ2. Gram matrices of no data stand for
// the identity.
type moments struct{ cross, gramA, gramB blas64.General }

// shuffledCross is Q1ᵀPQ2, row i of Q1 meeting row order[i] of Q2. A block of
// rows at a time stays in the cache, and adds up in float64.
func shuffledCross(a, b *representation.Layer, order []int) blas64.General {
	total := linalg.New64(a.Rank, b.Rank)
	if a.Precise() && b.Precise() {
		buffer := linalg.New64(min(linalg.RowBlock, len(order)), b.Rank)
		for lo := 0; lo < len(order); lo += linalg.RowBlock {
			rows := order[lo:min(lo+linalg.RowBlock, len(order))]
			part := a.Wide
			part.Rows, part.Data = len(rows), part.Data[lo*part.Stride:]
			buffer.Rows = len(rows)
			gatherWide(buffer, b, rows)
			floats.Add(total.Data, linalg.Product(blas.Trans, blas.NoTrans, part, buffer, 1).Data)
		}
		return total
	}
	buffer := linalg.New32(min(linalg.RowBlock, len(order)), b.Rank)
	for lo := 0; lo < len(order); lo += linalg.RowBlock {
		rows := order[lo:min(lo+linalg.RowBlock, len(order))]
		part := a.Basis
		part.Rows, part.Data = len(rows), part.Data[lo*part.Stride:]
		buffer.Rows = len(rows)
		gather(buffer, b.Basis, rows)
		floats.Add(total.Data, linalg.CrossProduct(part, buffer, 1).Data)
	}
	return total
}

// subsetMoments are in float64 throughout: a subset's Gram matrix is inverted.
func subsetMoments(a, b *representation.Layer, rows []int) moments {
	m := moments{linalg.New64(a.Rank, b.Rank), linalg.New64(a.Rank, a.Rank), linalg.New64(b.Rank, b.Rank)}
	meanA, meanB := make([]float64, a.Rank), make([]float64, b.Rank)
	bufferA := linalg.New64(min(linalg.RowBlock, len(rows)), a.Rank)
	bufferB := linalg.New64(min(linalg.RowBlock, len(rows)), b.Rank)
	for part := range slices.Chunk(rows, linalg.RowBlock) {
		bufferA.Rows, bufferB.Rows = len(part), len(part)
		gatherWide(bufferA, a, part)
		gatherWide(bufferB, b, part)
		addRows(meanA, bufferA)
		addRows(meanB, bufferB)
		linalg.AddGram(m.gramA, bufferA)
		linalg.AddGram(m.gramB, bufferB)
		floats.Add(m.cross.Data, linalg.Product(blas.Trans, blas.NoTrans, bufferA, bufferB, 1).Data)
	}
	floats.Scale(1/float64(len(rows)), meanA)
	floats.Scale(1/float64(len(rows)), meanB)
	recentre(m.cross, meanA, meanB, len(rows))
	recentre(m.gramA, meanA, meanA, len(rows))
	recentre(m.gramB, meanB, meanB, len(rows))
	mirror(m.gramA)
	mirror(m.gramB)
	return m
}

// recentre subtracts count·μνᵀ.
func recentre(m blas64.General, mu, nu []float64, count int) {
	for i, v := range mu {
		floats.AddScaled(m.Data[i*m.Stride:][:m.Cols], -float64(count)*v, nu)
	}
}

// mirror copies the upper triangle to the lower.
func mirror(m blas64.General) {
	for i := range m.Rows {
		for j := range i {
			m.Data[i*m.Stride+j] = m.Data[j*m.Stride+i]
		}
	}
}

func addRows(sum []float64, m blas64.General) {
	for i := range m.Rows {
		floats.Add(sum, m.Data[i*m.Stride:][:m.Cols])
	}
}

func gather(dst, src blas32.General, rows []int) {
	for i, row := range rows {
		copy(dst.Data[i*dst.Stride:][:src.Cols], src.Data[row*src.Stride:][:src.Cols])
	}
}

// gatherWide fills dst with rows of a layer's basis in float64.
func gatherWide(dst blas64.General, l *representation.Layer, rows []int) {
	for i, row := range rows {
		out := dst.Data[i*dst.Stride:][:l.Rank]
		if l.Precise() {
			copy(out, l.Wide.Data[row*l.Wide.Stride:][:l.Rank])
			continue
		}
		for j, v := range l.Basis.Data[row*l.Basis.Stride:][:l.Rank] {
			out[j] = float64(v)
		}
	}
}

// floorOf is lost for a layer.
func floorOf(l *representation.Layer) float64 {
	if l.Precise() {
		return lostPrecise
	}
	return lost
}

// whiten is W (r×k) and T (k×r) with WᵀGW = 1 and G = TᵀT on the k directions
// whose eigenvalues are above floor: from the Cholesky factor where all are.
func whiten(g blas64.General, floor float64) (w, t blas64.General, err error) {
	factor := g
	factor.Data = slices.Clone(g.Data)
	if t, rcond := linalg.Cholesky(factor); rcond > wellConditioned && rcond*g.Data[0] > floor {
		w, err := linalg.InvertUpper(t)
		return w, t, err
	}
	e, err := linalg.SymEigen(g)
	if err != nil {
		return w, t, err
	}
	kept := 0
	for kept < len(e.Values) && e.Values[kept] > floor {
		kept++
	}
	w = e.Vectors
	w.Cols = kept
	t = transposed(w)
	for i := range kept {
		floats.Scale(math.Sqrt(e.Values[i]), t.Data[i*t.Stride:][:t.Cols])
	}
	scaleColumns(w, func(j int) float64 { return 1 / math.Sqrt(e.Values[j]) })
	return w, t, nil
}
