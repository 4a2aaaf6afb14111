package study

// number is what activations are held in.
type number interface{ float32 | float64 }

// extraction is an array on its way into a matrix.
type extraction[T number] struct {
	plan
	read       func([]T) (int, error)
	out        []T
	block      []T // what was read last
	next, done int // datapoints read and datapoints written
	bad        int // values that are not finite
	first      int // where in out the first of them is
}

// step reads one block and writes what is kept of it.
func (e *extraction[T]) step() error {
	count := min(max(1, blockValues/e.width), e.n-e.next)
	block := e.room(count)
	if err := e.fill(block); err != nil {
		return err
	}
	from := e.done
	if e.direct() {
		e.done += count
	} else {
		e.arrange(block)
	}
	e.next += count
	e.check(from * e.kept)
	return nil
}

// direct reports whether the matrix is the array as it is.
func (e *extraction[T]) direct() bool { return e.rows == nil && e.form.kind == asStored }

// room is where the next datapoints are read to.
func (e *extraction[T]) room(count int) []T {
	if e.direct() {
		return e.out[e.next*e.width:][:count*e.width]
	}
	if e.block == nil {
		e.block = make([]T, count*e.width) // no later block is larger
	}
	return e.block[:count*e.width]
}

func (e *extraction[T]) fill(block []T) error {
	for len(block) > 0 {
		got, err := e.read(block)
		if err != nil {
			return err
		}
		block = block[got:]
	}
	return nil
}

// arrange writes those datapoints of a block that are kept.
func (e *extraction[T]) arrange(block []T) {
	for i := 0; i*e.width < len(block); i++ {
		if e.rows != nil && (e.done == len(e.rows) || e.rows[e.done] != e.next+i) {
			continue
		}
		rearrange(e.form, e.out[e.done*e.kept:][:e.kept], block[i*e.width:][:e.width])
		e.done++
	}
}

// check counts the values that are not finite, from an index of out on. Their
// difference with themselves is not zero; nothing else has that.
func (e *extraction[T]) check(from int) {
	for i, v := range e.out[from : e.done*e.kept] {
		if v-v != 0 {
			if e.bad == 0 {
				e.first = from + i
			}
			e.bad++
		}
	}
}

func (e *extraction[T]) nonFinite() error {
	if e.bad == 0 {
		return nil
	}
	datapoint := e.first / e.kept
	if e.rows != nil {
		datapoint = e.rows[datapoint]
	}
	if e.outer() {
		datapoint %= e.datapoints
	}
	return &NonFiniteError{Ref: e.ref, Datapoint: datapoint, Neuron: e.first % e.columns, Count: e.bad}
}

// rearrange writes one datapoint. Channels first, a value is at
// channel·positions + position; in the matrix always at position·channels +
// channel, so that flattened arrays of either layout compare column by column.
func rearrange[T number](f form, dst, src []T) {
	switch f.kind {
	case asStored:
		copy(dst, src)
	case piece:
		copy(dst, src[f.start:])
	case transposed:
		for c := range f.channels {
			for i, v := range src[c*f.positions:][:f.positions] {
				dst[i*f.channels+c] = v
			}
		}
	case meanFirst:
		for c := range dst {
			dst[c] = T(sum(src[c*f.positions:][:f.positions]) / float64(f.positions))
		}
	case meanLast:
		meanOfRows(dst, src)
	}
}

// sum adds in float64, in four parts so that no addition waits for the last.
func sum[T number](values []T) float64 {
	var a, b, c, d float64
	for ; len(values) >= 4; values = values[4:] {
		a += float64(values[0])
		b += float64(values[1])
		c += float64(values[2])
		d += float64(values[3])
	}
	for _, v := range values {
		a += float64(v)
	}
	return (a + b) + (c + d)
}

// meanOfRows is the mean of consecutive rows as long as dst, a few columns at a
// time so that the sums stay in registers' reach.
func meanOfRows[T number](dst, src []T) {
	var sums [64]float64
	rows := len(src) / len(dst)
	for from := 0; from < len(dst); from += len(sums) {
		part := dst[from:min(from+len(sums), len(dst))]
		acc := sums[:len(part)]
		clear(acc)
		for r := range rows {
			for j, v := range src[r*len(dst)+from:][:len(part)] {
				acc[j] += float64(v)
			}
		}
		for j, v := range acc {
			part[j] = T(v / float64(rows))
		}
	}
}
