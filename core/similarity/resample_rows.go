package similarity

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/semblance-app/semblance/core/study"
)

// Blocks are the independent units among n datapoints: Size rows that follow
// each other, the positions of one image or the tokens of one sequence, which
// are moved and left out together. Size 1 is for datapoints that are
// independent themselves.
type Blocks struct{ Count, Size int }

// BlocksOf divides n datapoints into blocks of size rows, size below 1 being 1.
func BlocksOf(n, size int) (Blocks, error) {
	size = max(size, 1)
	if n%size != 0 || n < 2*size {
		return Blocks{}, fmt.Errorf("%d datapoints do not divide into two or more blocks of %d; give a size that divides them, such as the number of positions of an image or of tokens of a sequence", n, size)
	}
	return Blocks{Count: n / size, Size: size}, nil
}

// Shuffle is an order of the datapoints in which the blocks are permuted at
// random and the rows of each keep theirs.
func (b Blocks) Shuffle(rng *rand.Rand) []int { return b.rows(rng.Perm(b.Count)) }

// Order is the order in which nothing is shuffled.
func (b Blocks) Order() []int {
	order := make([]int, b.Count*b.Size)
	for i := range order {
		order[i] = i
	}
	return order
}

// Subset is the rows of count blocks drawn without replacement, ascending.
func (b Blocks) Subset(rng *rand.Rand, count int) []int {
	chosen := rng.Perm(b.Count)[:count]
	slices.Sort(chosen)
	return b.rows(chosen)
}

func (b Blocks) rows(blocks []int) []int {
	rows := make([]int, 0, len(blocks)*b.Size)
	for _, block := range blocks {
		for i := range b.Size {
			rows = append(rows, block*b.Size+i)
		}
	}
	return rows
}

// RowResampler does for Cosine and Euclidean, on recorded activations, what
// Resampler does for the other measures.
type RowResampler struct {
	a, b    study.Activations
	measure Measure
}

// NewRowResampler readies a pair. It refuses what CompareRows refuses.
func NewRowResampler(a, b study.Activations, m Measure) (*RowResampler, error) {
	_, err := CompareRows(a, b, m)
	return &RowResampler{a, b, m}, err
}

// Shuffled is as Resampler's; it has no use for workers.
func (r *RowResampler) Shuffled(order []int, _ int) (float64, error) {
	s, err := CompareRows(r.a, taken(r.b, order), r.measure)
	return s.Similarity, err
}

// Subset is as Resampler's; it has no use for workers.
func (r *RowResampler) Subset(rows []int, _ int) (float64, error) {
	s, err := CompareRows(taken(r.a, rows), taken(r.b, rows), r.measure)
	return s.Similarity, err
}

// CheckSubset accepts any subset: rows are compared one by one.
func (r *RowResampler) CheckSubset(int) error { return nil }

// taken is some rows of activations, in this order.
func taken(a study.Activations, rows []int) study.Activations {
	if a.Float64 != nil {
		a.Float64 = takenRows(a.Float64, a.P, rows)
	} else {
		a.Float32 = takenRows(a.Float32, a.P, rows)
	}
	a.N = len(rows)
	return a
}

func takenRows[T float32 | float64](values []T, p int, rows []int) []T {
	out := make([]T, 0, len(rows)*p)
	for _, i := range rows {
		out = append(out, row(values, p, i)...)
	}
	return out
}
