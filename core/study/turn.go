package study

import "context"

// turn reads an array that has a row for each neuron, a few neurons at a time so
// that those of one datapoint are written side by side.
func (e *extraction[T]) turn(ctx context.Context) error {
	for neuron := 0; neuron < e.columns; {
		if err := ctx.Err(); err != nil {
			return err
		}
		count := min(max(1, blockValues/max(1, e.n)), e.columns-neuron)
		if e.block == nil {
			e.block = make([]T, count*e.n)
		}
		block := e.block[:count*e.n]
		if err := e.fill(block); err != nil {
			return err
		}
		e.turnBlock(block, neuron, count)
		neuron += count
	}
	e.done = e.count()
	e.check(0)
	return e.nonFinite()
}

// turnBlock writes count neurons from first on.
func (e *extraction[T]) turnBlock(block []T, first, count int) {
	for i := range e.count() {
		row := i
		if e.rows != nil {
			row = e.rows[i]
		}
		dst := e.out[i*e.columns+first:][:count]
		for j := range dst {
			dst[j] = block[j*e.n+row]
		}
	}
}
