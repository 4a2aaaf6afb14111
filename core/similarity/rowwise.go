package similarity

import (
	"math"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
)

// CompareRows scores recorded activations row by row, uncentred, as the
// paper's controls do (figures A5, A6, A8): Cosine is the mean over datapoints
// of cos(xᵢ, yᵢ); Euclidean is a distance, the mean of ‖xᵢ − yᵢ‖ over the mean
// of ‖xᵢ‖ and ‖yᵢ‖, with similarity 1 − distance. Both need as many neurons on
// each side. Two rows of zeros point the same way; a row of zeros and another
// have cosine 0.
func CompareRows(a, b study.Activations, m Measure) (Score, error) {
	if err := sameRows(a, b); err != nil {
		return Score{}, err
	}
	if a.P != b.P {
		return Score{}, refuse(a.Ref, b.Ref, m.Title()+" compares neuron by neuron, so choose layers of equal width, or another measure", "%s has %s but %s has %d",
			a.Ref, spelling.Count(a.P, "neuron"), b.Ref, b.P)
	}
	var cosine, apart, lengths float64
	for i := range a.N {
		dot, xx, yy, gap := rowProducts(a, b, i)
		switch {
		case xx > 0 && yy > 0:
			cosine += dot / math.Sqrt(xx) / math.Sqrt(yy)
		case xx == yy:
			cosine++
		}
		apart += math.Sqrt(gap)
		lengths += (math.Sqrt(xx) + math.Sqrt(yy)) / 2
	}
	distance := 1 - cosine/float64(a.N)
	if m == Euclidean {
		distance = 0
		if lengths > 0 {
			distance = apart / lengths
		}
	}
	if math.IsNaN(distance) || math.IsInf(distance, 0) {
		return Score{}, refuse(a.Ref, b.Ref, "rescale them", "%s and %s hold values too large for %s", a.Ref, b.Ref, m.Title())
	}
	return Score{Similarity: 1 - distance, Distance: distance}, nil
}

// rowProducts are x·y, x·x, y·y and ‖x − y‖² of row i.
func rowProducts(a, b study.Activations, i int) (dot, xx, yy, gap float64) {
	switch {
	case a.Float32 != nil && b.Float32 != nil:
		return products(row(a.Float32, a.P, i), row(b.Float32, b.P, i))
	case a.Float32 != nil:
		return products(row(a.Float32, a.P, i), row(b.Float64, b.P, i))
	case b.Float32 != nil:
		return products(row(a.Float64, a.P, i), row(b.Float32, b.P, i))
	}
	return products(row(a.Float64, a.P, i), row(b.Float64, b.P, i))
}

func row[T float32 | float64](values []T, p, i int) []T { return values[i*p : (i+1)*p] }

func products[X, Y float32 | float64](x []X, y []Y) (dot, xx, yy, gap float64) {
	for j, v := range x {
		u, w := float64(v), float64(y[j])
		dot += u * w
		xx += u * u
		yy += w * w
		gap += (u - w) * (u - w)
	}
	return dot, xx, yy, gap
}
