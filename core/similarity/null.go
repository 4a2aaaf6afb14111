package similarity

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"
)

// Null is what CCA coefficients are when two layers have nothing to do with
// each other, by Wachter's law for n datapoints and ranks p and q: λ = ρ² has
// density √((λ−λ₋)(λ₊−λ)) / (2π c₁ λ(1−λ)) on [λ₋, λ₊], with c₁ = p/(n−1),
// c₂ = q/(n−1), p ≤ q, and λ± = (√(c₁(1−c₂)) ± √(c₂(1−c₁)))². Where p + q > n − 1,
// p + q − (n − 1) coefficients are exactly 1.
type Null struct {
	Mean float64 // expected mean coefficient; PWCCA of independent data is about the same
	Edge float64 // upper edge √λ₊ of the coefficients
}

// NullLevel is Wachter's law at n datapoints and ranks p and q, all at least 1.
// For n ≤ max(p, q) + 1 everything correlates perfectly: both numbers are 1.
func NullLevel(n, p, q int) Null {
	if p > q {
		p, q = q, p
	}
	if p < 1 || n-1 <= q {
		return Null{Mean: 1, Edge: 1}
	}
	c1, c2 := float64(p)/float64(n-1), float64(q)/float64(n-1)
	s, t := math.Sqrt(c1*(1-c2)), math.Sqrt(c2*(1-c1))
	low, high := (s-t)*(s-t), (s+t)*(s+t)
	atom := max(0, c1+c2-1) / c1
	if atom > 0 {
		return Null{Mean: clamp(atom + wachterMean(c1, low, high)), Edge: 1}
	}
	return Null{Mean: clamp(wachterMean(c1, low, high)), Edge: math.Sqrt(min(high, 1))}
}

// wachterMean is ∫ √λ · density dλ. With λ = mid − half·cos θ the square roots
// at both edges become sin²θ and the integrand is smooth.
func wachterMean(c1, low, high float64) float64 {
	mid, half := (low+high)/2, (high-low)/2
	f := func(theta float64) float64 {
		sin, cos := math.Sincos(theta)
		lambda := mid - half*cos
		if lambda <= 0 || lambda >= 1 {
			return 0
		}
		return half * half * sin * sin / (2 * math.Pi * c1 * math.Sqrt(lambda) * (1 - lambda))
	}
	return quad.Fixed(f, 0, math.Pi, 400, nil, 0)
}

// Bartlett counts the significant coefficients at level alpha (Morcos et al.
// 2018, A.2): the smallest k for which the coefficients after the k-th pass as
// those of independent data,
//
//	T_k = −(n − k − ½(p+q+1) + Σ_{i≤k} ρᵢ⁻²) · ln Π_{i>k}(1 − ρᵢ²) ~ χ²((p−k)(q−k)),
//
// for n datapoints, ranks p and q, and rho descending.
func Bartlett(rho []float64, n, p, q int, alpha float64) int {
	tail := make([]float64, len(rho)+1) // Σ_{i>k} ln(1 − ρᵢ²)
	for i := len(rho) - 1; i >= 0; i-- {
		tail[i] = tail[i+1] + math.Log1p(-rho[i]*rho[i])
	}
	var inverse float64
	for k := range rho {
		factor := float64(n-k) - float64(p+q+1)/2 + inverse
		statistic := -factor * tail[k]
		freedom := float64((p - k) * (q - k))
		// A statistic of +Inf (ρ = 1) has survival 0.
		if !math.IsInf(statistic, 1) && (distuv.ChiSquared{K: freedom}).Survival(statistic) > alpha {
			return k
		}
		inverse += 1 / (rho[k] * rho[k])
	}
	return len(rho)
}
