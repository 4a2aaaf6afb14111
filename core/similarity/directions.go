package similarity

import (
	"fmt"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// Directions are the CCA directions hᵢ = Q₁uᵢ of one layer with another (Morcos
// et al. 2018, section 2): one value per datapoint, orthonormal, inside the
// space of the first layer.
type Directions struct {
	Coefficients []float64 // ρᵢ, descending, in [0, 1]; c = min(r1, r2) of them

	layer *representation.Layer
	u     blas64.General // r1×c
}

// DirectionsOf finds the directions of a that b follows, on up to workers
// goroutines. It refuses pairs as Decompose does. Where coefficients are equal
// their directions are any orthonormal ones of the space they span; precise
// layers keep rounding from choosing among nearly equal ones.
func DirectionsOf(a, b *representation.Layer, workers int) (Directions, error) {
	if err := checkCanonical(a, b); err != nil {
		return Directions{}, err
	}
	product, _ := cross(a, b, workers)
	u, rho, _, err := linalg.SVD(product)
	if err != nil {
		return Directions{}, fmt.Errorf("CCA directions of %s with %s: %w", a.Ref, b.Ref, err)
	}
	return Directions{Coefficients: clampAll(rho), layer: a, u: u}, nil
}

// Range is the directions from, from+1, …, to−1 as a matrix of n datapoints ×
// (to − from) columns, 0 ≤ from < to ≤ c, which can be prepared and compared as
// any layer can.
func (d Directions) Range(from, to, workers int) study.Activations {
	chosen := d.u
	chosen.Cols, chosen.Data = to-from, d.u.Data[from:]
	basis := d.layer.Wide
	if !d.layer.Precise() {
		basis = widened(d.layer.Basis)
	}
	h := linalg.Product(blas.NoTrans, blas.NoTrans, basis, chosen, workers)
	return study.Activations{Ref: d.layer.Ref, N: h.Rows, P: h.Cols, Float64: h.Data}
}
