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

// single is the rounding of float32 sums, times a caution: on small layers with
// coefficients near 1 errors were up to 23 times what random rounding explains.
const single = 30 * linalg.Roundoff32

// double is the same in float64.
const double = 30 * 2e-16

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
	rho, ut, vt, err := directions(product, workers)
	if err != nil {
		return Correlation{}, fmt.Errorf("CCA of %s and %s: %w", a.Ref, b.Ref, err)
	}
	precise := a.Precise() && b.Precise()
	first, second := weigh(ut, a, precise, workers), weigh(vt, b, precise, workers)
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
		product, roundoff = widened(linalg.CrossProduct(a.Basis, b.Basis, workers)), single
	}
	typical := floats.Norm(product.Data, 2) / math.Sqrt(float64(len(product.Data)))
	return product, roundoff * (typical + 1/math.Sqrt(float64(a.N)))
}

// directions are the coefficients ρ and, as rows, the directions of both sides
// in the coordinates of their bases: Uᵀ (c×r1) and Vᵀ (c×r2) of the singular
// value decomposition C = U·diag(ρ)·Vᵀ. U comes from the smaller of CCᵀ and CᵀC
// and Vᵀ = UᵀC/ρ, at a third of the cost of a general SVD; only where a
// coefficient is so small that dividing by it loses digits is that taken.
func directions(c blas64.General, workers int) (rho []float64, ut, vt blas64.General, err error) {
	if c.Rows > c.Cols {
		rho, vt, ut, err = directions(transposed(c), workers)
		return rho, ut, vt, err
	}
	values, ut, err := linalg.EigenRows(linalg.Product(blas.NoTrans, blas.Trans, c, c, workers), workers)
	if err != nil {
		return nil, ut, vt, err
	}
	if values[len(values)-1] < divisible*divisible {
		u, rho, vt, err := linalg.SVD(c)
		return clampAll(rho), transposed(u), vt, err
	}
	vt = linalg.Product(blas.NoTrans, blas.NoTrans, ut, c, workers)
	rho = make([]float64, len(values))
	for i, value := range values {
		rho[i] = math.Sqrt(value)
		for j := range vt.Cols {
			vt.Data[i*vt.Stride+j] /= rho[i]
		}
	}
	return clampAll(rho), ut, vt, nil
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
