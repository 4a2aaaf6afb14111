package representation

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/study"
)

// centred reads activations a block of rows at a time, minus the neurons'
// means and times a power of two that brings the largest entry near 1: squares
// then neither overflow nor vanish, and the scaling is exact.
type centred struct {
	acts  study.Activations
	mean  []float64
	scale float64
	dead  []int
}

// column is what one block of rows says of one neuron.
type column struct{ sum, low, high float64 }

func centre(a study.Activations, workers int) (centred, error) {
	c := centred{acts: a, mean: make([]float64, a.P), scale: 1}
	parts := make([][]column, c.blocks())
	linalg.Each(workers, len(parts), func(i int) {
		lo, rows := c.block(i)
		if a.Float64 != nil {
			parts[i] = columns(a.Float64[lo*a.P:(lo+rows)*a.P], a.P)
		} else {
			parts[i] = columns(a.Float32[lo*a.P:(lo+rows)*a.P], a.P)
		}
	})
	var spread float64
	for j := range a.P {
		all := column{low: math.Inf(1), high: math.Inf(-1)}
		for _, part := range parts {
			all = column{all.sum + part[j].sum, min(all.low, part[j].low), max(all.high, part[j].high)}
		}
		c.mean[j] = all.sum / float64(a.N)
		if math.IsNaN(c.mean[j]) || math.IsInf(c.mean[j], 0) || math.IsInf(all.high-all.low, 0) {
			return c, &UnfitError{Ref: a.Ref, Try: "rescale or leave it out", Reason: fmt.Sprintf(": neuron %d holds values that are not finite or too large to add up", j)}
		}
		if all.low == all.high {
			// The mean of a constant is not exact; the constant is.
			c.mean[j] = all.low
			c.dead = append(c.dead, j)
			continue
		}
		spread = max(spread, all.high-c.mean[j], c.mean[j]-all.low)
	}
	if spread > 0 {
		_, exponent := math.Frexp(spread)
		c.scale = math.Ldexp(1, -exponent)
	}
	return c, nil
}

func columns[T float32 | float64](values []T, p int) []column {
	cols := make([]column, p)
	for j := range cols {
		cols[j] = column{low: math.Inf(1), high: math.Inf(-1)}
	}
	for len(values) >= p && p > 0 {
		for j, v := range values[:p] {
			x, c := float64(v), &cols[j]
			c.sum += x
			if x < c.low {
				c.low = x
			}
			if x > c.high {
				c.high = x
			}
		}
		values = values[p:]
	}
	return cols
}

func (c centred) blocks() int { return (c.acts.N + linalg.RowBlock - 1) / linalg.RowBlock }

func (c centred) block(i int) (lo, rows int) {
	lo = i * linalg.RowBlock
	return lo, min(linalg.RowBlock, c.acts.N-lo)
}

// block64 fills the first rows of dst with block i.
func (c centred) block64(dst blas64.General, i int) blas64.General {
	lo, rows := c.block(i)
	dst.Rows = rows
	fill(c, dst.Data, dst.Stride, lo, rows)
	return dst
}

// block32 fills the first rows of dst with block i.
func (c centred) block32(dst blas32.General, i int) blas32.General {
	lo, rows := c.block(i)
	dst.Rows = rows
	fill(c, dst.Data, dst.Stride, lo, rows)
	return dst
}

func fill[T float32 | float64](c centred, dst []T, stride, lo, rows int) {
	p := c.acts.P
	for r := range rows {
		out := dst[r*stride:][:p]
		if c.acts.Float64 != nil {
			shift(out, c.acts.Float64[(lo+r)*p:][:p], c.mean, c.scale)
		} else {
			shift(out, c.acts.Float32[(lo+r)*p:][:p], c.mean, c.scale)
		}
	}
}

func shift[D, S float32 | float64](dst []D, src []S, mean []float64, scale float64) {
	mean = mean[:len(src)]
	dst = dst[:len(src)]
	for j, v := range src {
		dst[j] = D((float64(v) - mean[j]) * scale)
	}
}
