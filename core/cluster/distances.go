package cluster

import (
	"fmt"
	"math"
)

// asymmetry is how much of the larger of two mirrored entries rounding may make
// them differ by.
const asymmetry = 1e-9

// Distances are the distances of n ≥ 2 items from each other: symmetric, finite,
// not negative, zero on the diagonal. It is immutable.
type Distances struct {
	n         int
	condensed []float64 // (0,1), (0,2), …, (n−2,n−1)
}

// FromSquare takes an n×n matrix, of which it keeps the upper triangle. The
// error says in one sentence which entry cannot be.
func FromSquare(rows [][]float64) (Distances, error) {
	n := len(rows)
	if n < 2 {
		return Distances{}, tooFew(n)
	}
	d := Distances{n: n, condensed: make([]float64, 0, n*(n-1)/2)}
	for i, row := range rows {
		if len(row) != n {
			return Distances{}, fmt.Errorf("row %d of the distance matrix has %d entries; a matrix of %d items needs %d", i, len(row), n, n)
		}
	}
	for i, row := range rows {
		if row[i] != 0 {
			return Distances{}, fmt.Errorf("the distance of item %d from itself is %v; the diagonal must be 0", i, row[i])
		}
		for j := i + 1; j < n; j++ {
			v, mirrored := row[j], rows[j][i]
			if err := checkDistance(v, i, j); err != nil {
				return Distances{}, err
			}
			if !(math.Abs(v-mirrored) <= asymmetry*max(v, mirrored)) {
				return Distances{}, fmt.Errorf("the distance of items %d and %d is %v one way and %v the other; a distance matrix must be symmetric", i, j, v, mirrored)
			}
			d.condensed = append(d.condensed, v)
		}
	}
	return d, nil
}

func tooFew(n int) error {
	return fmt.Errorf("clustering needs at least 2 items, not %d", n)
}

func checkDistance(v float64, i, j int) error {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return fmt.Errorf("the distance of items %d and %d is %v; leave out one of them, since every distance must be a number", i, j, v)
	case v < 0:
		return fmt.Errorf("the distance of items %d and %d is %v; a distance cannot be negative", i, j, v)
	}
	return nil
}

// Len is the number of items.
func (d Distances) Len() int { return d.n }

// At is the distance of items i and j.
func (d Distances) At(i, j int) float64 {
	switch {
	case i == j:
		return 0
	case i > j:
		i, j = j, i
	}
	return d.condensed[i*(2*d.n-i-1)/2+j-i-1]
}

// square is a copy as an n×n matrix, row-major, its items in this order; nil is
// the order they have.
func (d Distances) square(order []int) []float64 {
	out := make([]float64, d.n*d.n)
	for i := range d.n {
		for j := i + 1; j < d.n; j++ {
			a, b := i, j
			if order != nil {
				a, b = order[i], order[j]
			}
			v := d.At(a, b)
			out[i*d.n+j], out[j*d.n+i] = v, v
		}
	}
	return out
}
