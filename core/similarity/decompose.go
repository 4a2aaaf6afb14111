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

// divisible is the coefficient below which V = CᵀU/ρ loses orthogonality: its
// error is ε/ρ², against the 1e-6 that similarities are good to.
const divisible = 1e-4

// single is the unit roundoff of float32, times a caution: on small layers with
// coefficients near 1 errors were up to 23 times what random rounding explains.
const single = 30 * 6e-8

// Correlation is the canonical correlation analysis of two layers: c = min(r1, r2)
// coefficients at their numerical ranks.
type Correlation struct {
	Coefficients []float64 // ρ, descending, clamped to [0, 1]
	// FirstWeights and SecondWeights are the projection weights α of either
	// side (Morcos et al. 2018, section 2), in the order of Coefficients; each
	// sums to 1.
	FirstWeights, SecondWeights []float64
	// Rounding estimates how far float32 may have put PWCCA off: where
	// coefficients lie close together, small errors turn their directions into
	// each other, and the weights with them. 0 for precise layers.
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
	rho, u, v, err := directions(product, workers)
	if err != nil {
		return Correlation{}, fmt.Errorf("CCA of %s and %s: %w", a.Ref, b.Ref, err)
	}
	first, second := project(u, a.R, workers), project(v, b.R, workers)
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
	if a.Precise() && b.Precise() {
		return linalg.Product(blas.Trans, blas.NoTrans, a.Wide, b.Wide, workers), 0
	}
	product = widened(linalg.CrossProduct(a.Basis, b.Basis, workers))
	typical := floats.Norm(product.Data, 2) / math.Sqrt(float64(len(product.Data)))
	return product, single * (typical + 1/math.Sqrt(float64(a.N)))
}

// directions is the singular value decomposition of C (r1×r2) as U (r1×c), ρ,
// V (r2×c). The eigenvectors of the smaller of CCᵀ and CᵀC give one side, and
// C carries them to the other, at a third of the cost of a general SVD; only
// where coefficients are so small that this loses digits is that taken.
func directions(c blas64.General, workers int) (rho []float64, u, v blas64.General, err error) {
	if c.Rows > c.Cols {
		rho, v, u, err = directions(transposed(c), workers)
		return rho, u, v, err
	}
	e, err := linalg.SymEigen(linalg.Product(blas.NoTrans, blas.Trans, c, c, workers))
	if err != nil {
		return nil, u, v, err
	}
	if last := e.Values[len(e.Values)-1]; last < divisible*divisible {
		left, values, right, err := linalg.SVD(c)
		return clampAll(values), left, transposed(right), err
	}
	rho = make([]float64, len(e.Values))
	for i, value := range e.Values {
		rho[i] = math.Sqrt(value)
	}
	v = linalg.Product(blas.Trans, blas.NoTrans, c, e.Vectors, workers)
	for j := range v.Rows {
		for i, value := range rho {
			v.Data[j*v.Stride+i] /= value
		}
	}
	return clampAll(rho), e.Vectors, v, nil
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
