package arrayfile

import (
	"io"
	"runtime"
	"sync"
	"unsafe"
)

// loadFortran reads a column-major array of rank 2 or more and stores it
// row-major. In the file the last axis is the slowest: a slab is what belongs
// to one index of it. A few slabs at a time are read and scattered, so that
// the second copy of the array stays small.
func loadFortran[T float](r io.Reader, dst []T, h Header) error {
	const (
		bufferBytes = 2 << 20
		line        = 16 // elements, so that writes fill cache lines
	)
	last := h.Shape[len(h.Shape)-1]
	slab := len(dst) / last
	per := bufferBytes / int(unsafe.Sizeof(dst[0])) / slab
	per = min(max(per/line*line, line), last)
	buf := newValues[T](per * slab)
	piece := make([]byte, min(pieceBytes, len(buf)*h.DType.Size()))
	for j := 0; j < last; j += per {
		part := buf[:min(per, last-j)*slab]
		if err := fill(r, part, h, piece); err != nil {
			return err
		}
		scatter(dst[j:], part, h.Shape)
	}
	return nil
}

// scatter stores slabs into dst, which starts at the last index of the first
// of them. The first and last axes change places in a blocked transpose, once
// for each index of the axes between.
func scatter[T float](dst, slabs []T, shape []int) {
	rows, last := shape[0], shape[len(shape)-1]
	middle := shape[1 : len(shape)-1]
	slab := rows
	for _, d := range middle {
		slab *= d
	}
	for m := range slab / rows {
		// m counts the middle axes in file order, the first fastest.
		to, rest, stride := 0, m, last
		for i := len(middle) - 1; i >= 0; i-- {
			stride *= middle[i]
		}
		rowStride := stride
		for _, d := range middle {
			stride /= d
			to += rest % d * stride
			rest /= d
		}
		transpose(strided[T]{dst[to:], rowStride}, strided[T]{slabs[m*rows:], slab}, rows, len(slabs)/slab)
	}
}

// strided is a matrix of which row i begins at values[i·stride].
type strided[T float] struct {
	values []T
	stride int
}

// transpose stores element (j, i) of src at (i, j) of dst for i < rows and
// j < columns. Rows are shared out, because one core waits for memory here.
func transpose[T float](dst, src strided[T], rows, columns int) {
	const worthwhile = 1 << 16 // elements for which a goroutine pays
	workers := min(runtime.NumCPU(), 1+rows*columns/worthwhile)
	if workers == 1 {
		transposeRows(dst, src, 0, rows, columns)
		return
	}
	var wg sync.WaitGroup
	for w := range workers {
		from, to := w*rows/workers, (w+1)*rows/workers
		wg.Go(func() {
			transposeRows(dst, src, from, to, columns)
		})
	}
	wg.Wait()
}

func transposeRows[T float](dst, src strided[T], from, to, columns int) {
	const block = 128
	for i0 := from; i0 < to; i0 += block {
		i1 := min(i0+block, to)
		for j0 := 0; j0 < columns; j0 += block {
			for j := j0; j < min(j0+block, columns); j++ {
				at := i0*dst.stride + j
				for _, v := range src.values[j*src.stride+i0 : j*src.stride+i1] {
					dst.values[at] = v
					at += dst.stride
				}
			}
		}
	}
}
