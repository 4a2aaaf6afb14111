package similarity

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
)

// projection is one side's neurons seen along the CCA directions.
type projection struct {
	weights []float64 // α: Σⱼ|⟨hᵢ, zⱼ⟩|, scaled to sum 1
	lengths []float64 // (Σⱼ⟨hᵢ, zⱼ⟩²)^½, scaled by the same factor
}

// weigh takes one side's directions as rows, in the coordinates of its layer's
// basis; their projections of the neurons are UᵀR, whatever the basis. Beside a
// cross product in float32, float32 is good enough for them.
func weigh(ut blas64.General, l *representation.Layer, precise bool, workers int) projection {
	if precise {
		return summed(linalg.Product(blas.NoTrans, blas.NoTrans, ut, l.R, workers).Data, ut.Rows)
	}
	// Scaled by the layer's norm, no R is beyond float32.
	return summed(linalg.Product32(narrowed(ut, 1), narrowed(l.R, 1/l.Norm), workers).Data, ut.Rows)
}

func narrowed(m blas64.General, factor float64) blas32.General {
	out := linalg.New32(m.Rows, m.Cols)
	for r := range m.Rows {
		for c, v := range m.Data[r*m.Stride:][:m.Cols] {
			out.Data[r*out.Stride+c] = float32(v * factor)
		}
	}
	return out
}

// summed takes the projections, rows of equal length, one after the other.
func summed[T float32 | float64](projections []T, rows int) projection {
	p := projection{weights: make([]float64, rows), lengths: make([]float64, rows)}
	var total float64
	for i := range rows {
		var sum, squares float64
		for _, v := range projections[i*len(projections)/rows : (i+1)*len(projections)/rows] {
			x := float64(v)
			sum += math.Abs(x)
			squares += x * x
		}
		p.weights[i], p.lengths[i] = sum, math.Sqrt(squares)
		total += sum
	}
	for i := range p.weights {
		p.weights[i] /= total
		p.lengths[i] /= total
	}
	return p
}

// rounding estimates the error of Σ αᵢρᵢ when every entry of the cross product
// is off by noise, to first order: directions i and k turn into each other by
// noise/|ρᵢ − ρₖ|, which changes α̃ᵢ by about that share of the length of
// projection k (signs are as good as random), and errors of the pairs add up
// as independent ones.
func (p projection) rounding(rho []float64, noise float64) float64 {
	var mean, squares float64
	for i, w := range p.weights {
		mean += w * rho[i]
	}
	for i := range rho {
		for k := i + 1; k < len(rho); k++ {
			turn := 1.0
			if gap := rho[i] - rho[k]; gap > noise {
				turn = noise / gap
			}
			change := turn * (math.Abs(rho[i]-mean)*p.lengths[k] + math.Abs(rho[k]-mean)*p.lengths[i])
			squares += change * change
		}
	}
	return math.Sqrt(squares)
}
