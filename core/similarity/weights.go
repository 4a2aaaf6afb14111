package similarity

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"

	"github.com/semblance-app/semblance/core/linalg"
)

// projection is one side's neurons seen along the CCA directions.
type projection struct {
	weights []float64 // α: Σⱼ|⟨hᵢ, zⱼ⟩|, scaled to sum 1
	lengths []float64 // (Σⱼ⟨hᵢ, zⱼ⟩²)^½, scaled by the same factor
}

func newProjection(directions int) projection {
	return projection{make([]float64, directions), make([]float64, directions)}
}

// see sums the projections of the neurons on the directions from the given one
// on, rows of the given length.
func see[T float32 | float64](p projection, from int, rows []T, length int) {
	for i := from; len(rows) > 0; i++ {
		var sum, squares float64
		for _, v := range rows[:length] {
			x := float64(v)
			sum += math.Abs(x)
			squares += x * x
		}
		p.weights[i], p.lengths[i] = sum, math.Sqrt(squares)
		rows = rows[length:]
	}
}

func (p projection) divide(by []float64) {
	floats.Div(p.weights, by)
	floats.Div(p.lengths, by)
}

// scaled makes the weights sum to 1.
func (p projection) scaled() projection {
	total := floats.Sum(p.weights)
	floats.Scale(1/total, p.weights)
	floats.Scale(1/total, p.lengths)
	return p
}

// unit is the factor that brings the largest entry to 1; weights do not depend
// on the scale, and after it no entry is beyond float32.
func unit(m blas64.General) float64 {
	var top float64
	for _, v := range m.Data {
		if v > top {
			top = v
		} else if -v > top {
			top = -v
		}
	}
	if top == 0 {
		return 1
	}
	return 1 / top
}

func narrowed(m blas64.General, scale float64) blas32.General {
	out := linalg.New32(m.Rows, m.Cols)
	for r := range m.Rows {
		for c, v := range m.Data[r*m.Stride:][:m.Cols] {
			out.Data[r*out.Stride+c] = float32(v * scale)
		}
	}
	return out
}

// caution multiplies the estimate of the rounding error, which takes errors as
// independent. Of 2,000 random pairs, many with coefficients near 1, all whose
// estimate was then below 1e-6 were within 8e-7.
const caution = 10

// rounding estimates the error of Σ αᵢρᵢ when every entry of the cross product
// is off by noise, to first order: directions i and k turn into each other by
// noise/|ρᵢ − ρₖ|, which changes α̃ᵢ by about that share of the length of
// projection k (signs are as good as random), and errors of the pairs add up
// as independent ones.
func (p projection) rounding(rho []float64, noise float64) float64 {
	mean := floats.Dot(p.weights, rho)
	var squares float64
	for i := range rho {
		for k := i + 1; k < len(rho); k++ {
			turn := 1.0
			if gap := rho[i] - rho[k]; gap > noise {
				turn = noise / gap
			}
			first, second := turn*(rho[i]-mean)*p.lengths[k], turn*(rho[k]-mean)*p.lengths[i]
			squares += first*first + second*second
		}
	}
	return caution * math.Sqrt(squares)
}
