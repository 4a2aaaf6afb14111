package similarity

import (
	"math"

	"gonum.org/v1/gonum/blas/blas64"
)

// projection is one side's neurons seen along the CCA directions.
type projection struct {
	weights []float64 // α: Σⱼ|⟨hᵢ, zⱼ⟩|, scaled to sum 1
	lengths []float64 // (Σⱼ⟨hᵢ, zⱼ⟩²)^½, scaled by the same factor
}

// weigh takes ⟨hᵢ, zⱼ⟩, one row for each direction: UᵀR, whatever the basis.
func weigh(m blas64.General) projection {
	p := projection{weights: make([]float64, m.Rows), lengths: make([]float64, m.Rows)}
	var total float64
	for i := range m.Rows {
		var sum, squares float64
		for _, v := range m.Data[i*m.Stride:][:m.Cols] {
			sum += math.Abs(v)
			squares += v * v
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
