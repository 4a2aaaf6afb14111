package similarity

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/spelling"
)

// Resampler scores one pair again and again, with the second layer's datapoints
// in another order or on part of the datapoints, by any measure that is not
// row-wise. Nothing is prepared again:
//
//   - Shuffled rows PX have the basis PQ and the same coordinates R, so that a
//     shuffle costs the cross product Q1ᵀPQ2 and its small decomposition.
//   - Rows S of X = QR, centred, are (Q_S − 1μᵀ)R with μ the mean of the rows
//     Q_S, and have Gram matrix RᵀGR with G = Q_SᵀQ_S − |S|μμᵀ. With G = TᵀT
//     an orthonormal basis is (Q_S − 1μᵀ)T⁻¹ and its coordinates are TR, so that
//     a subset costs three products over its rows and matrices of size rank.
//
// Values agree with preparing the rearranged activations anew to 1e-6, but for
// directions of which a subset keeps next to nothing: with float32 bases those
// are known to about 1e-6 of the whole layer. It is safe for use by several
// goroutines, and nothing depends on workers.
type Resampler struct {
	a, b         *representation.Layer
	by           Settings
	rootA, rootB blas64.General // R = root·(orthonormal rows), scaled to Frobenius norm 1; controls and SVCCA
	leadA, leadB blas64.General // the leading singular directions; SVCCA
}

// NewResampler readies a pair, compared as Compare does. It refuses what Compare
// refuses. Both layers are precise or neither is.
func NewResampler(a, b *representation.Layer, by Settings) (*Resampler, error) {
	m := by.Measure
	r := &Resampler{a: a, b: b, by: by}
	check := checkRows
	if m == "" || m == PWCCA || m == CCA {
		check = checkCanonical
	}
	if err := check(a, b); err != nil {
		return nil, err
	}
	var err error
	switch m {
	case "", PWCCA, CCA:
		return r, nil
	case SVCCA:
		if r.leadA, err = leading(a, by.variance()); err == nil {
			r.leadB, err = leading(b, by.variance())
		}
	case CKA, Procrustes:
	default:
		return nil, fmt.Errorf("%s compares recorded activations row by row; resample those", m)
	}
	if err == nil {
		r.rootA, err = root(a)
	}
	if err == nil {
		r.rootB, err = root(b)
	}
	return r, err
}

// root is L (rank×rank) with RRᵀ = LLᵀ·‖R‖²: RᵀMR then has the singular values
// of LᵀML·‖R‖², of which there are fewer where neurons outnumber datapoints.
func root(l *representation.Layer) (blas64.General, error) {
	p, err := l.Principal()
	if err != nil {
		return blas64.General{}, err
	}
	out := linalg.New64(l.Rank, l.Rank)
	for i := range l.Rank {
		for j, v := range p.Values {
			out.Data[i*out.Stride+j] = p.Directions.Data[i*p.Directions.Stride+j] * (v / l.Norm)
		}
	}
	return out, nil
}

// Shuffled is the similarity of the first layer with the second one's
// datapoints in another order: row i of the first meets row order[i].
func (r *Resampler) Shuffled(order []int, workers int) (float64, error) {
	c := shuffledCross(r.a, r.b, order)
	switch r.by.Measure {
	case SVCCA:
		return meanCoefficient(sandwich(r.leadA, c, r.leadB, workers))
	case CKA, Procrustes:
		return r.control(moments{cross: c}, r.a.N, workers)
	}
	return r.canonical(c, r.a.R, r.b.R, workers)
}

// Subset is the similarity on these datapoints alone, each given once. The
// error is a *RefusalError where they are too few.
func (r *Resampler) Subset(rows []int, workers int) (float64, error) {
	if err := r.CheckSubset(len(rows)); err != nil {
		return 0, err
	}
	m := subsetMoments(r.a, r.b, rows)
	switch r.by.Measure {
	case SVCCA:
		return r.subsetSVCCA(m, len(rows), workers)
	case CKA, Procrustes:
		return r.control(m, len(rows), workers)
	}
	wA, tA, errA := whiten(m.gramA, floorOf(r.a))
	wB, tB, errB := whiten(m.gramB, floorOf(r.b))
	if errA != nil || errB != nil {
		return 0, fmt.Errorf("CCA of %s and %s on part of the datapoints: %w", r.a.Ref, r.b.Ref, linalg.ErrNoConvergence)
	}
	if wA.Cols == 0 || wB.Cols == 0 {
		return 0, r.constantSubset(len(rows))
	}
	return r.canonical(sandwich(wA, m.cross, wB, workers),
		linalg.Product(blas.NoTrans, blas.NoTrans, tA, r.a.R, workers),
		linalg.Product(blas.NoTrans, blas.NoTrans, tB, r.b.R, workers), workers)
}

// CheckSubset refuses subsets of count datapoints on which the measure is
// meaningless.
func (r *Resampler) CheckSubset(count int) error {
	need := 2
	switch r.by.Measure {
	case "", PWCCA, CCA:
		need = max(r.a.P+1, r.b.P+1, r.a.Rank+2, r.b.Rank+2)
	case SVCCA:
		need = max(r.leadA.Cols, r.leadB.Cols) + 2
	}
	if count < need {
		return refuse(r.a.Ref, r.b.Ref, "take a larger fraction, or record more datapoints", "a subset of %s is too small for %s of %s and %s, which needs %d, better ten times the neurons",
			spelling.Count(count, "datapoint"), r.by.Measure.Title(), r.a.Ref, r.b.Ref, need)
	}
	return nil
}

func (r *Resampler) constantSubset(count int) error {
	return refuse(r.a.Ref, r.b.Ref, "take a larger fraction", "%s or %s is constant on a subset of %s", r.a.Ref, r.b.Ref, spelling.Count(count, "datapoint"))
}

// canonical is PWCCA or mean CCA from a cross product of orthonormal bases and
// the coordinates of both layers.
func (r *Resampler) canonical(c, rA, rB blas64.General, workers int) (float64, error) {
	if r.by.Measure == CCA {
		return meanCoefficient(c)
	}
	rho, first, second, err := canonical(c, rA, rB, r.a.Precise() && r.b.Precise(), workers)
	if err != nil {
		return 0, fmt.Errorf("PWCCA of %s and %s: %w", r.a.Ref, r.b.Ref, err)
	}
	return Correlation{Coefficients: rho, FirstWeights: first.weights, SecondWeights: second.weights}.PWCCA(r.by.Side), nil
}

func meanCoefficient(c blas64.General) (float64, error) {
	rho, err := coefficients(c)
	return floats.Sum(rho) / float64(max(1, len(rho))), err
}

// subsetSVCCA finds the subset's own leading singular directions: with L the
// root, LᵀGL is the Gram matrix of the subset in the whole layer's principal
// axes, and its eigenvectors E and values Λ give them as LEΛ^-½.
func (r *Resampler) subsetSVCCA(m moments, count, workers int) (float64, error) {
	wA, errA := r.leadingOf(r.rootA, m.gramA, floorOf(r.a), workers)
	wB, errB := r.leadingOf(r.rootB, m.gramB, floorOf(r.b), workers)
	if errA != nil || errB != nil {
		return 0, fmt.Errorf("SVCCA of %s and %s on part of the datapoints: %w", r.a.Ref, r.b.Ref, linalg.ErrNoConvergence)
	}
	if wA.Cols == 0 || wB.Cols == 0 {
		return 0, r.constantSubset(count)
	}
	return meanCoefficient(sandwich(wA, m.cross, wB, workers))
}

func (r *Resampler) leadingOf(root, gram blas64.General, floor float64, workers int) (blas64.General, error) {
	e, err := linalg.SymEigen(sandwich(root, gram, root, workers))
	if err != nil {
		return blas64.General{}, err
	}
	total, sum, kept := 0.0, 0.0, 0
	for _, v := range e.Values {
		total += max(v, 0)
	}
	for total > floor && kept < len(e.Values) && sum < r.by.variance()*total {
		sum += e.Values[kept]
		kept++
	}
	directions := e.Vectors
	directions.Cols = kept
	w := linalg.Product(blas.NoTrans, blas.NoTrans, root, directions, workers)
	scaleColumns(w, func(j int) float64 { return 1 / math.Sqrt(e.Values[j]) })
	return w, nil
}

// control is CKA or Procrustes from K = L1ᵀ·C·L2, which has the singular values
// of XᵀY up to the layers' norms. Without Gram matrices they are those of all
// datapoints, the identity.
func (r *Resampler) control(m moments, count, workers int) (float64, error) {
	k := sandwich(r.rootA, m.cross, r.rootB, workers)
	traceA, normA := spread(r.a, r.rootA, m.gramA, workers)
	traceB, normB := spread(r.b, r.rootB, m.gramB, workers)
	if traceA <= floorOf(r.a) || traceB <= floorOf(r.b) {
		return 0, r.constantSubset(count)
	}
	if r.by.Measure == CKA {
		norm := floats.Norm(k.Data, 2)
		return clamp(norm / normA * (norm / normB)), nil
	}
	s, err := linalg.SingularValues(k)
	if err != nil {
		return 0, fmt.Errorf("singular values of %s and %s: %w", r.a.Ref, r.b.Ref, err)
	}
	return clamp(floats.Sum(s) / math.Sqrt(traceA) / math.Sqrt(traceB)), nil
}

// spread is the trace and the Frobenius norm of LᵀGL.
func spread(l *representation.Layer, root, gram blas64.General, workers int) (trace, norm float64) {
	if gram.Data == nil {
		return 1, l.GramNorm / l.Norm / l.Norm
	}
	m := sandwich(root, gram, root, workers)
	for i := range m.Rows {
		trace += m.Data[i*m.Stride+i]
	}
	return trace, floats.Norm(m.Data, 2)
}

// sandwich is XᵀMY.
func sandwich(x, m, y blas64.General, workers int) blas64.General {
	left := linalg.Product(blas.Trans, blas.NoTrans, x, m, workers)
	return linalg.Product(blas.NoTrans, blas.NoTrans, left, y, workers)
}

func scaleColumns(m blas64.General, factor func(j int) float64) {
	for j := range m.Cols {
		f := factor(j)
		for i := range m.Rows {
			m.Data[i*m.Stride+j] *= f
		}
	}
}
