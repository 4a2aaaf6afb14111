package similarity

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

const (
	// largestLevel is the level of LargestNull.
	largestLevel = 0.95
	// tracyWidom95 is the 95 % point of the Tracy–Widom law F₁ (Johnstone 2008).
	tracyWidom95 = 0.9793
)

// LargestNull is the value below which the largest coefficient of two
// independent Gaussian layers of n datapoints and ranks p and q stays with 95 %
// chance. With N = n − 1, the logit of ρ₁² is distributed as μ + σ·F₁, F₁ the
// Tracy–Widom law, to second order in the ranks: at rank 2 the value is up to 0.01
// too high, from 10 on right to 0.003 (I. M. Johnstone,
// "Multivariate analysis and Jacobi ensembles", Annals of Statistics 36(6), 2008,
// theorem 1, with the degrees of freedom of canonical correlations):
//
//	sin²(γ/2) = (min(p,q) − ½)/(N − 1)    μ = 2·ln tan((φ+γ)/2)
//	sin²(φ/2) = (max(p,q) − ½)/(N − 1)    σ³ = 16/(N−1)² / (sin²(φ+γ) sin φ sin γ)
//
// Where one rank is 1, ρ₁² is exactly Beta(q/2, (N − q)/2). With p + q > N the
// largest coefficient is 1.
func LargestNull(n, p, q int) float64 {
	if p > q {
		p, q = q, p
	}
	freedom := n - 1
	if p < 1 || p+q > freedom {
		return 1
	}
	if p == 1 {
		square := distuv.Beta{Alpha: float64(q) / 2, Beta: float64(freedom-q) / 2}
		return clamp(math.Sqrt(square.Quantile(largestLevel)))
	}
	total := float64(freedom - 1)
	gamma := 2 * math.Asin(math.Sqrt((float64(p)-0.5)/total))
	phi := 2 * math.Asin(math.Sqrt((float64(q)-0.5)/total))
	sum := math.Sin(phi + gamma)
	if phi+gamma >= math.Pi {
		return 1
	}
	mu := 2 * math.Log(math.Tan((phi+gamma)/2))
	sigma := math.Cbrt(16 / (total * total) / (sum * sum * math.Sin(phi) * math.Sin(gamma)))
	return clamp(math.Sqrt(1 / (1 + math.Exp(-mu-sigma*tracyWidom95))))
}
