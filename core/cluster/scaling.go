package cluster

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/mds"
)

// ScalingLimit is the number of items up to which callers should ask for Scale,
// which takes O(n³) time, half a second there, without a way to stop it.
const ScalingLimit = 300

// flat is the share of the first eigenvalue up to which another is rounding.
const flat = 1e-12

// Map is items in the plane, by classical multidimensional scaling.
type Map struct {
	X []float64 `json:"x"`
	Y []float64 `json:"y"`
	// Share is how much of the variance each axis shows: its eigenvalue over the
	// sum of the eigenvalues' magnitudes (Mardia, Kent and Bibby 1979, 14.4), since
	// distances that are not Euclidean have negative ones, which no map shows.
	Share [2]float64 `json:"share"`
}

// Scale puts the items where their distances are nearest to the given ones
// (Torgerson 1952). Each axis points so that its largest coordinate is positive.
func Scale(d Distances) Map {
	n := d.Len()
	m := Map{X: make([]float64, n), Y: make([]float64, n)}
	square := mat.NewSymDense(n, d.square(nil))
	if mat.Max(square) == 0 {
		return m
	}
	var points mat.Dense
	kept, eigen := mds.TorgersonScaling(&points, make([]float64, n), square)
	var total float64
	for _, v := range eigen {
		total += math.Abs(v)
	}
	for axis, out := range [][]float64{m.X, m.Y} {
		if axis >= kept || eigen[axis] <= flat*eigen[0] {
			break
		}
		m.Share[axis] = eigen[axis] / total
		far := 0.0
		for i := range out {
			out[i] = points.At(i, axis)
			if math.Abs(out[i]) > math.Abs(far)*(1+1e-9) {
				far = out[i]
			}
		}
		if far < 0 {
			for i := range out {
				out[i] = -out[i]
			}
		}
	}
	return m
}
