package similarity

import (
	"cmp"
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

// DefaultSVCCAVariance is the share of the variance of each layer that SVCCA keeps
// unless told (Raghu et al. 2017).
const DefaultSVCCAVariance = 0.99

// Settings say by what layers are compared. The zero value is PWCCA with the weights of
// the first side.
type Settings struct {
	Measure Measure
	Side    Side // matters to PWCCA alone; "" means First
	// SVCCAVariance is the share of variance that SVCCA keeps; 0 means
	// DefaultSVCCAVariance.
	SVCCAVariance float64
}

func (s Settings) variance() float64 {
	return cmp.Or(s.SVCCAVariance, DefaultSVCCAVariance)
}

// CheckSVCCAVariance refuses shares that are none; 0 stands for the default.
func CheckSVCCAVariance(share float64) error {
	if !(share >= 0 && share <= 1) {
		return fmt.Errorf("SVCCA was to keep %v of the variance; give a share above 0 and up to 1, such as %g", share, DefaultSVCCAVariance)
	}
	return nil
}

// Score is how similar two layers are by one measure.
type Score struct {
	Similarity, Distance float64
	// Null is the similarity of independent data, for CCA and its summaries;
	// nil for the other measures.
	Null *float64
	// Rounding estimates the error that float32 bases bring; above Tolerance the
	// pair is worth preparing with representation.Options.Precise.
	Rounding float64
	Warnings []warning.Warning
}

// controlNoise is how many times the noise of the cross product CKA may be off,
// measured on small layers whose variance lies in a few directions.
const controlNoise = 150

// Tolerance is how far rounding may put a similarity off.
const Tolerance = 1e-6

// Compare scores two prepared layers by any measure that is not row-wise, with
// up to workers goroutines.
func Compare(a, b *representation.Layer, by Settings, workers int) (Score, error) {
	switch m := by.Measure; m {
	case "", PWCCA, CCA:
		c, err := Decompose(a, b, workers)
		if err != nil {
			return Score{}, err
		}
		if m == CCA {
			return canonicalScore(a, b, c.Mean(), a.Rank, b.Rank), nil
		}
		return PWCCAScore(a, b, c, by.Side), nil
	case SVCCA:
		return svcca(a, b, by.variance(), workers)
	case CKA, Procrustes:
		return control(a, b, m, workers)
	}
	return Score{}, fmt.Errorf("%s compares recorded activations row by row, not prepared layers", by.Measure)
}

// PWCCAScore is the PWCCA of two layers whose decomposition is known.
func PWCCAScore(a, b *representation.Layer, c Correlation, side Side) Score {
	s := canonicalScore(a, b, c.PWCCA(side), a.Rank, b.Rank)
	s.Rounding = c.Rounding
	if a.Precise() && b.Precise() && c.Rounding > Tolerance {
		s.Warnings = append(s.Warnings, warning.Warning{
			Code: warning.TiedCoefficients,
			Message: fmt.Sprintf("%s and %s: several CCA coefficients are equal, so their directions, whose weights PWCCA takes, are not determined: this value may be off by about ±%.1g; mean CCA is not affected, so report that",
				a.Ref, b.Ref, c.Rounding),
		})
	}
	return s
}

// canonicalScore adds the null level at ranks p and q, and says when it is high.
func canonicalScore(a, b *representation.Layer, value float64, p, q int) Score {
	null := NullLevel(a.N, p, q).Mean
	s := Score{Similarity: clamp(value), Distance: 1 - clamp(value), Null: &null}
	if wide := max(a.P, b.P); a.N < 10*wide {
		s.Warnings = append(s.Warnings, warning.Warning{
			Code: warning.FewDatapoints,
			Message: fmt.Sprintf("%s and %s: %s for %s, below ten for each; independent layers would reach a similarity of %.2f",
				a.Ref, b.Ref, spelling.Count(a.N, "datapoint"), spelling.Count(wide, "neuron"), null),
		})
	}
	return s
}

// svcca is the mean CCA coefficient of the two layers' leading singular
// directions (Raghu et al. 2017): C in those directions is Uₖᵀ·C·Wₗ.
func svcca(a, b *representation.Layer, variance float64, workers int) (Score, error) {
	if err := checkRows(a, b); err != nil {
		return Score{}, err
	}
	u, errA := leading(a, variance)
	w, errB := leading(b, variance)
	if err := errors.Join(errA, errB); err != nil {
		return Score{}, err
	}
	for _, side := range []struct {
		l    *representation.Layer
		kept int
	}{{a, u.Cols}, {b, w.Cols}} {
		switch {
		case side.kept < a.N-1:
		case onSubset(side.l):
			return Score{}, onFew(a.Ref, b.Ref, side.l)
		default:
			return Score{}, by(Remedies{CKA: true}, refuse(a.Ref, b.Ref, "SVCCA needs more datapoints than directions: record more, or compare with CKA", "%s has %s with %.4g%% of its variance and only %s",
				side.l.Ref, spelling.Count(side.kept, "singular direction"), 100*variance, spelling.Count(a.N, "datapoint")))
		}
	}
	product, _ := cross(a, b, workers)
	left := linalg.Product(blas.Trans, blas.NoTrans, u, product, workers)
	rho, err := coefficients(linalg.Product(blas.NoTrans, blas.NoTrans, left, w, workers))
	if err != nil {
		return Score{}, fmt.Errorf("SVCCA of %s and %s: %w", a.Ref, b.Ref, err)
	}
	return canonicalScore(a, b, floats.Sum(rho)/float64(len(rho)), u.Cols, w.Cols), nil
}

// leading are the fewest singular directions with a share of the variance,
// r×k in the coordinates of the basis.
func leading(l *representation.Layer, share float64) (blas64.General, error) {
	s, err := l.Principal()
	if err != nil {
		return blas64.General{}, err
	}
	var total, sum float64
	for _, v := range s.Values {
		total += v * v
	}
	directions := s.Directions
	for k, v := range s.Values {
		if sum += v * v; sum >= share*total {
			directions.Cols = k + 1
			break
		}
	}
	return directions, nil
}

// control is linear CKA, ‖XᵀY‖²_F / (‖XᵀX‖_F ‖YᵀY‖_F), biased and centred, or
// the Procrustes similarity ‖XᵀY‖* / (‖X‖_F ‖Y‖_F), centred; both from
// XᵀY = R1ᵀ·C·R2.
func control(a, b *representation.Layer, m Measure, workers int) (Score, error) {
	if err := checkRows(a, b); err != nil {
		return Score{}, err
	}
	product, noise := cross(a, b, workers)
	left := linalg.Product(blas.Trans, blas.NoTrans, a.R, product, workers)
	xy := linalg.Product(blas.NoTrans, blas.NoTrans, left, b.R, workers)
	var value float64
	if m == CKA {
		norm := floats.Norm(xy.Data, 2)
		value = (norm / a.GramNorm) * (norm / b.GramNorm)
	} else {
		s, err := linalg.SingularValues(xy)
		if err != nil {
			return Score{}, fmt.Errorf("compare %s and %s by Procrustes: %w", a.Ref, b.Ref, err)
		}
		value = floats.Sum(s) / a.Norm / b.Norm
	}
	if math.IsNaN(value) {
		return Score{}, refuse(a.Ref, b.Ref, "rescale them", "%s and %s hold values too extreme for %s", a.Ref, b.Ref, m.Title())
	}
	return Score{Similarity: clamp(value), Distance: 1 - clamp(value), Rounding: controlNoise * noise}, nil
}
