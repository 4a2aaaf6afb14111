package similarity

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
)

// divisible is the coefficient below which V = CᵀU/ρ loses too many digits: an
// error δ of U is one of δ/ρ there, and δ is about 1e-13 at most.
const divisible = 1e-6

// singleShare: projections in float32 are off by about its rounding of the
// largest; those of coefficients below 1/singleShare of the largest, which are
// divided by them, take float64.
const singleShare = 8

// double is the roundoff of sums in float64, single that in float32.
const (
	single = linalg.Roundoff32
	double = 2e-16
)

// Correlation is the canonical correlation analysis of two layers: c = min(r1, r2)
// coefficients at their numerical ranks.
type Correlation struct {
	Coefficients []float64 // ρ, descending, clamped to [0, 1]
	// FirstWeights and SecondWeights are the projection weights α of either
	// side (Morcos et al. 2018, section 2), in the order of Coefficients; each
	// sums to 1.
	FirstWeights, SecondWeights []float64
	// Rounding estimates how far rounding may have put PWCCA off: where
	// coefficients lie close together, small errors turn their directions into
	// each other, and the weights with them.
	Rounding float64
}

// Weights are those of a side; Both is their mean.
func (c Correlation) Weights(side Side) []float64 {
	switch side {
	case Second:
		return c.SecondWeights
	case Both:
		mean := make([]float64, len(c.Coefficients))
		for i := range mean {
			mean[i] = (c.FirstWeights[i] + c.SecondWeights[i]) / 2
		}
		return mean
	}
	return c.FirstWeights
}

// Mean is the mean coefficient.
func (c Correlation) Mean() float64 {
	var sum float64
	for _, rho := range c.Coefficients {
		sum += rho
	}
	return sum / float64(len(c.Coefficients))
}

// PWCCA is the projection weighted mean coefficient Σ αᵢρᵢ of a side.
func (c Correlation) PWCCA(side Side) float64 {
	var sum float64
	for i, w := range c.Weights(side) {
		sum += w * c.Coefficients[i]
	}
	return clamp(sum)
}

// Decompose is the CCA of two layers recorded on the same datapoints, on up to
// workers goroutines. It refuses pairs for which CCA is meaningless: different
// numbers of datapoints, a constant layer, too few datapoints.
func Decompose(a, b *representation.Layer, workers int) (Correlation, error) {
	if err := checkCanonical(a, b); err != nil {
		return Correlation{}, err
	}
	product, noise := cross(a, b, workers)
	rho, first, second, err := canonical(product, a.R, b.R, a.Precise() && b.Precise(), workers)
	if err != nil {
		return Correlation{}, fmt.Errorf("CCA of %s and %s: %w", a.Ref, b.Ref, err)
	}
	return Correlation{
		Coefficients:  rho,
		FirstWeights:  first.weights,
		SecondWeights: second.weights,
		Rounding:      max(first.rounding(rho, noise), second.rounding(rho, noise)),
	}, nil
}

// cross is the pair's one product of size n, Q1ᵀQ2 (r1×r2), and about how far
// rounding puts each of its entries off. Every measure but the row-wise ones is
// a small decomposition of it.
func cross(a, b *representation.Layer, workers int) (product blas64.General, noise float64) {
	roundoff := double
	if a.Precise() && b.Precise() {
		product = linalg.Product(blas.Trans, blas.NoTrans, a.Wide, b.Wide, workers)
	} else {
		product, roundoff = linalg.CrossProduct(a.Basis, b.Basis, workers), single
	}
	typical := floats.Norm(product.Data, 2) / math.Sqrt(float64(len(product.Data)))
	return product, roundoff * (typical + 1/math.Sqrt(float64(a.N)))
}

// canonical finds, from the cross product C = U·diag(ρ)·Vᵀ of two orthonormal
// bases and the coordinates R of both layers, the coefficients ρ and how far
// each side's neurons project on its directions. Those projections are UᵀR1 and
// VᵀR2, whatever the bases. U comes from the smaller of CCᵀ and CᵀC, and
// VᵀR2 = Uᵀ(C·R2)/ρ, at a third of the cost of a general SVD; only where a
// coefficient is so small that dividing by it loses digits is that taken. Unless
// all is to be precise the projections, not the decomposition, are in float32,
// save those that are divided by small coefficients.
func canonical(c, r1, r2 blas64.General, precise bool, workers int) (rho []float64, first, second projection, err error) {
	if c.Rows > c.Cols {
		rho, second, first, err = canonical(transposed(c), r2, r1, precise, workers)
		return rho, first, second, err
	}
	m := moved{r1: r1, scale: 1}
	e, narrow, err := linalg.EigenTimes(linalg.RowGram(c, workers), func() []blas32.General {
		m.r2 = linalg.Product(blas.NoTrans, blas.NoTrans, c, r2, 1)
		if precise {
			return nil
		}
		m.scale = unit(m.r2)
		return []blas32.General{narrowed(r1, unit(r1)), narrowed(m.r2, m.scale)}
	}, workers)
	if err != nil {
		return nil, first, second, err
	}
	rho = make([]float64, len(e.Values))
	for i, v := range e.Values {
		rho[i] = math.Sqrt(max(v, 0))
	}
	if rho[len(rho)-1] < divisible {
		return canonicalSVD(c, r1, r2, workers)
	}
	if precise {
		first, second = m.project(e, workers)
	} else {
		first, second = m.projectNarrow(e, rho, narrow, workers)
	}
	second.divide(rho)
	return clampAll(rho), first.scaled(), second.scaled(), nil
}

// moved is R1 and C·R2: what the eigenvectors U project, and the factor by which
// the latter was narrowed.
type moved struct {
	r1, r2 blas64.General
	scale  float64
}

func (m moved) project(e linalg.Eigensystem, workers int) (first, second projection) {
	first, second = newProjection(len(e.Values)), newProjection(len(e.Values))
	ut := e.Rows(0, len(e.Values), workers)
	see(first, 0, linalg.Product(blas.NoTrans, blas.NoTrans, ut, m.r1, workers).Data, m.r1.Cols)
	see(second, 0, linalg.Product(blas.NoTrans, blas.NoTrans, ut, m.r2, workers).Data, m.r2.Cols)
	return first, second
}

// projectNarrow takes what is projected in float32 already, save where small
// coefficients will divide it.
func (m moved) projectNarrow(e linalg.Eigensystem, rho []float64, narrow []blas32.General, workers int) (first, second projection) {
	first, second = newProjection(len(rho)), newProjection(len(rho))
	large := len(rho)
	for large > 0 && rho[large-1] < rho[0]/singleShare {
		large--
	}
	linalg.Each(workers, 2, func(task int) {
		if task == 0 {
			see(first, 0, narrow[0].Data, narrow[0].Cols)
			see(second, 0, narrow[1].Data[:large*narrow[1].Cols], narrow[1].Cols)
			return
		}
		rest := linalg.Product(blas.NoTrans, blas.NoTrans, e.Rows(large, len(rho), 1), m.r2, 1)
		floats.Scale(m.scale, rest.Data)
		see(second, large, rest.Data, rest.Cols)
	})
	return first, second
}

// canonicalSVD is canonical by a general singular value decomposition.
func canonicalSVD(c, r1, r2 blas64.General, workers int) (rho []float64, first, second projection, err error) {
	u, rho, vt, err := linalg.SVD(c)
	if err != nil {
		return nil, first, second, err
	}
	first, second = newProjection(len(rho)), newProjection(len(rho))
	see(first, 0, linalg.Product(blas.Trans, blas.NoTrans, u, r1, workers).Data, r1.Cols)
	see(second, 0, linalg.Product(blas.NoTrans, blas.NoTrans, vt, r2, workers).Data, r2.Cols)
	return clampAll(rho), first.scaled(), second.scaled(), nil
}

// coefficients are the singular values of C, clamped.
func coefficients(c blas64.General) ([]float64, error) {
	values, err := linalg.SingularValues(c)
	return clampAll(values), err
}

func clampAll(values []float64) []float64 {
	for i, v := range values {
		values[i] = clamp(v)
	}
	return values
}

func clamp(v float64) float64 { return min(max(v, 0), 1) }

func widened(m blas32.General) blas64.General {
	out := linalg.New64(m.Rows, m.Cols)
	for r := range m.Rows {
		for c, v := range m.Data[r*m.Stride:][:m.Cols] {
			out.Data[r*out.Stride+c] = float64(v)
		}
	}
	return out
}

func transposed(m blas64.General) blas64.General {
	out := linalg.New64(m.Cols, m.Rows)
	for r := range m.Rows {
		for c, v := range m.Data[r*m.Stride:][:m.Cols] {
			out.Data[c*out.Stride+r] = v
		}
	}
	return out
}
