package linalg

import (
	"sync"
	"sync/atomic"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/background"
)

// tile is the number of output rows or columns that one tile of a product
// holds. It is fixed so that a product's bits do not depend on the workers.
const tile = 256

// A cross product of tall matrices is cut along the datapoints, into at most lanes
// parts of about laneRows, so that no part packs the other's operands again; and
// only where the result is large along its rows too, by crossTile. How many parts
// there are is the engine's.
const crossTile = 1024

// RowBlock is the number of datapoints that callers hand over at a time when
// they stream a tall matrix: large enough for full speed, small enough that a
// block in float64 stays in the cache's neighbourhood.
const RowBlock = 1024

// Each runs f(0) … f(tasks-1) on at most workers goroutines, the calling one
// among them and the others in the background if it is, and returns when all
// are done. workers below 1 counts as 1. A panic in a task becomes a panic of
// Each, where the caller can recover it.
func Each(workers, tasks int, f func(task int)) {
	workers = min(max(workers, 1), tasks)
	var next atomic.Int64
	var failure atomic.Pointer[any]
	run := func() {
		defer func() {
			if p := recover(); p != nil {
				failure.CompareAndSwap(nil, &p)
			}
		}()
		for {
			i := int(next.Add(1)) - 1
			if i >= tasks {
				return
			}
			f(i)
		}
	}
	var group sync.WaitGroup
	for range workers - 1 {
		group.Add(1)
		background.Go(func() {
			defer group.Done()
			run()
		})
	}
	run()
	group.Wait()
	if p := failure.Load(); p != nil {
		panic(*p)
	}
}

// New32 is a zero rows×cols matrix.
func New32(rows, cols int) blas32.General {
	return blas32.General{Rows: rows, Cols: cols, Stride: max(cols, 1), Data: make([]float32, rows*cols)}
}

// New64 is a zero rows×cols matrix.
func New64(rows, cols int) blas64.General {
	return blas64.General{Rows: rows, Cols: cols, Stride: max(cols, 1), Data: make([]float64, rows*cols)}
}

// CrossProduct is AᵀB for A (n×p) and B (n×q), a p×q matrix. The rows are cut
// into at most lanes parts, each summed in float32, and the parts are added in
// float64.
func CrossProduct(a, b blas32.General, workers int) blas64.General {
	total := New64(a.Cols, b.Cols)
	if len(total.Data) == 0 || a.Rows == 0 {
		return total
	}
	parts := make([]blas32.General, min(max(a.Rows/laneRows, 1), lanes))
	for i := range parts {
		parts[i] = New32(a.Cols, b.Cols)
	}
	wide := (a.Cols + crossTile - 1) / crossTile
	Each(workers, len(parts)*wide, func(task int) {
		part, c := task/wide, parts[task/wide]
		from, to := a.Rows*part/len(parts), a.Rows*(part+1)/len(parts)
		lo := task % wide * crossTile
		kernels{}.Sgemm(blas.Trans, blas.NoTrans, min(crossTile, a.Cols-lo), b.Cols, to-from, 1,
			a.Data[from*a.Stride+lo:], a.Stride, b.Data[from*b.Stride:], b.Stride, 0, c.Data[lo*c.Stride:], c.Stride)
	})
	for _, part := range parts {
		for i, v := range part.Data {
			total.Data[i] += float64(v)
		}
	}
	return total
}

// RowGram is the upper triangle of A·Aᵀ in float64; the lower one is not set.
func RowGram(a blas64.General, workers int) blas64.General {
	g := New64(a.Rows, a.Rows)
	if len(g.Data) == 0 || a.Cols == 0 {
		return g
	}
	// Squares first: they are twice the work of a triangle.
	var blocks [][2]int
	for i := range tiles(a.Rows) {
		for j := i + 1; j < tiles(a.Rows); j++ {
			blocks = append(blocks, [2]int{i, j})
		}
	}
	for i := range tiles(a.Rows) {
		blocks = append(blocks, [2]int{i, i})
	}
	Each(workers, len(blocks), func(task int) {
		lo, rows := span(blocks[task][0], a.Rows)
		left, cols := span(blocks[task][1], a.Rows)
		if lo == left {
			kernels{}.Dsyrk(blas.Upper, blas.NoTrans, rows, a.Cols, 1, a.Data[lo*a.Stride:], a.Stride, 0, g.Data[lo*g.Stride+lo:], g.Stride)
			return
		}
		kernels{}.Dgemm(blas.NoTrans, blas.Trans, rows, cols, a.Cols, 1, a.Data[lo*a.Stride:], a.Stride,
			a.Data[left*a.Stride:], a.Stride, 0, g.Data[lo*g.Stride+left:], g.Stride)
	})
	return g
}

// Product is op(A)·op(B) in float64, op the transpose where asked.
func Product(ta, tb blas.Transpose, a, b blas64.General, workers int) blas64.General {
	rows, inner := a.Rows, a.Cols
	if ta == blas.Trans {
		rows, inner = inner, rows
	}
	cols := b.Cols
	if tb == blas.Trans {
		cols = b.Rows
	}
	c := New64(rows, cols)
	if rows == 0 || cols == 0 || inner == 0 {
		return c
	}
	Each(workers, tiles(rows), func(i int) {
		lo, width := span(i, rows)
		from := a.Data[lo*a.Stride:]
		if ta == blas.Trans {
			from = a.Data[lo:]
		}
		kernels{}.Dgemm(ta, tb, width, cols, inner, 1, from, a.Stride, b.Data, b.Stride, 0, c.Data[lo*c.Stride:], c.Stride)
	})
	return c
}

// AddGram adds XᵀX to the upper triangle of g, for X rows×p and g p×p.
func AddGram(g, x blas64.General) {
	if x.Rows == 0 || x.Cols == 0 {
		return
	}
	kernels{}.Dsyrk(blas.Upper, blas.Trans, x.Cols, x.Rows, 1, x.Data, x.Stride, 1, g.Data, g.Stride)
}

// Multiply32 is dst = X·W for one block of rows.
func Multiply32(dst, x, w blas32.General) {
	kernels{}.Sgemm(blas.NoTrans, blas.NoTrans, x.Rows, w.Cols, x.Cols, 1,
		x.Data, x.Stride, w.Data, w.Stride, 0, dst.Data, dst.Stride)
}

// Multiply64 is dst = X·W for one block of rows.
func Multiply64(dst, x, w blas64.General) {
	kernels{}.Dgemm(blas.NoTrans, blas.NoTrans, x.Rows, w.Cols, x.Cols, 1,
		x.Data, x.Stride, w.Data, w.Stride, 0, dst.Data, dst.Stride)
}

// MultiplyUpper32 overwrites the block X by X·U, U upper triangular.
func MultiplyUpper32(x, u blas32.General) {
	kernels{}.Strmm(blas.Right, blas.Upper, blas.NoTrans, blas.NonUnit, x.Rows, x.Cols, 1,
		u.Data, u.Stride, x.Data, x.Stride)
}

func tiles(size int) int { return (size + tile - 1) / tile }

func span(i, size int) (lo, width int) {
	lo = i * tile
	return lo, min(tile, size-lo)
}
