package arrayfile

import (
	"io"
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
	buf := make([]T, per*slab)
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
		transpose(dst[to:], slabs[m*rows:], rows, len(slabs)/slab, rowStride, slab)
	}
}

// transpose stores src[j·srcStride + i] at dst[i·dstStride + j] for i < rows and
// j < columns.
func transpose[T float](dst, src []T, rows, columns, dstStride, srcStride int) {
	const block = 32
	for i0 := 0; i0 < rows; i0 += block {
		i1 := min(i0+block, rows)
		for j0 := 0; j0 < columns; j0 += block {
			j1 := min(j0+block, columns)
			for i := i0; i < i1; i++ {
				out := dst[i*dstStride+j0 : i*dstStride+j1]
				at := j0*srcStride + i
				for j := range out {
					out[j] = src[at]
					at += srcStride
				}
			}
		}
	}
}
