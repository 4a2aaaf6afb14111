package study

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// togetherBytes bounds the timesteps that are kept because others of their
// sequence were asked for.
const togetherBytes = 256 << 20

// Together announces that several timesteps of sequences will be loaded, until
// done is called. A file that holds all timesteps is then read once for as many
// of them as fit into 256 MiB rather than once for each; what Load returns is
// the same. Refs without a timestep are passed over.
func (s *Study) Together(refs []Ref) (done func()) {
	sequences := map[Ref]bool{}
	for _, ref := range refs {
		if _, ok := ref.Timestep.Index(); ok {
			sequences[sequenceOf(ref)] = true
		}
	}
	return s.ahead.announce(sequences)
}

// sequenceOf is the same for all timesteps of a sequence, and no timestep of it.
func sequenceOf(ref Ref) Ref {
	period, _ := ref.Timestep.Period()
	ref.Timestep = Timestep{}
	if period > 0 {
		ref.Timestep = Every(0, period)
	}
	return ref
}

// ahead holds the timesteps that were read beside those asked for.
type ahead struct {
	mu        sync.Mutex
	announced map[Ref]int // by sequenceOf: how often
	windows   []*window   // the one used last at the end

	reading chan struct{} // holds one value while a window is read or cut
}

// window is consecutive timesteps from first on, all of one sequence:
// datapoints × (count timesteps · values), or where the plan is outer,
// (count timesteps · datapoints) × values.
type window struct {
	sequence     Ref
	load         LoadOptions
	first, count int
	values       Activations
}

func (w *window) bytes() int { return 4*len(w.values.Float32) + 8*len(w.values.Float64) }

func (a *ahead) announce(sequences map[Ref]bool) (done func()) {
	if a == nil {
		return func() {}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.announced == nil {
		a.announced, a.reading = map[Ref]int{}, make(chan struct{}, 1)
	}
	for ref := range sequences {
		a.announced[ref]++
	}
	return sync.OnceFunc(func() { a.withdraw(sequences) })
}

func (a *ahead) withdraw(sequences map[Ref]bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for ref := range sequences {
		if a.announced[ref]--; a.announced[ref] == 0 {
			delete(a.announced, ref)
		}
	}
	a.windows = slices.DeleteFunc(a.windows, func(w *window) bool { return a.announced[w.sequence] == 0 })
}

func (a *ahead) expects(ref Ref) bool {
	if a == nil {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.announced[sequenceOf(ref)] > 0
}

// load is one timestep from the window that holds it, which is read first where
// there is none yet. One window is read at a time: its file, not the processor,
// is what all wait for.
func (a *ahead) load(ctx context.Context, p plan, src source, o LoadOptions) (Activations, error) {
	select {
	case a.reading <- struct{}{}:
		defer func() { <-a.reading }()
	case <-ctx.Done():
		return Activations{}, ctx.Err()
	}
	t, _ := p.ref.Timestep.Index()
	w := a.find(sequenceOf(p.ref), o, t)
	if w == nil {
		var err error
		if w, err = p.window(ctx, src, o); err != nil {
			return Activations{}, err
		}
		a.keep(w)
	}
	return p.cut(w)
}

// find is the window that holds a timestep, which becomes the one used last.
func (a *ahead) find(sequence Ref, o LoadOptions, t int) *window {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := slices.IndexFunc(a.windows, func(w *window) bool {
		return w.sequence == sequence && w.load == o && w.first <= t && t < w.first+w.count
	})
	if i < 0 {
		return nil
	}
	w := a.windows[i]
	a.windows = append(slices.Delete(a.windows, i, i+1), w)
	return w
}

// keep adds a window in place of those not used for longest.
func (a *ahead) keep(w *window) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.announced[w.sequence] == 0 {
		return // withdrawn meanwhile
	}
	a.windows = append(a.windows, w)
	total := 0
	for _, w := range a.windows {
		total += w.bytes()
	}
	for total > togetherBytes && len(a.windows) > 1 {
		total -= a.windows[0].bytes()
		a.windows = slices.Delete(a.windows, 0, 1)
	}
}

// window reads the timesteps around that of the plan: all, or as many as make
// half of what may be kept, so that those of the reference stay beside them.
func (p plan) window(ctx context.Context, src source, o LoadOptions) (*window, error) {
	t, _ := p.ref.Timestep.Index()
	of := p.timesteps()
	const widest = 8 // bytes of a value
	count := min(of, max(1, togetherBytes/2/max(1, p.count()*p.kept*widest)))
	w := &window{sequence: sequenceOf(p.ref), load: o, first: t / count * count}
	w.count = min(count, of-w.first)
	all := p
	if period, split := p.ref.Timestep.Period(); split {
		all.rows = make([]int, 0, len(p.rows)*w.count)
		for _, r := range p.rows {
			for i := range w.count {
				all.rows = append(all.rows, r/period*period+w.first+i)
			}
		}
	} else if p.outer() {
		all.rows = p.timesRows(w.first, w.count)
	} else {
		all.form.start, all.kept = w.first*p.kept, w.count*p.kept
	}
	var err error
	w.values, err = all.run(ctx, src)
	var values *NonFiniteError
	if errors.As(err, &values) {
		err = nil // for the timesteps that have them to say
	}
	return w, err
}

// timesteps is how many the plan's sequence has.
func (p plan) timesteps() int {
	if period, split := p.ref.Timestep.Period(); split {
		return period
	}
	if p.outer() {
		return p.n / p.datapoints
	}
	return p.width / p.kept
}

// cut takes the plan's timestep out of a window.
func (p plan) cut(w *window) (Activations, error) {
	t, _ := p.ref.Timestep.Index()
	a := p.activations()
	var err error
	if w.values.Float64 != nil {
		a.Float64, err = cutOut(p, w.values.Float64, t-w.first, w.count)
	} else {
		a.Float32, err = cutOut(p, w.values.Float32, t-w.first, w.count)
	}
	return a, err
}

func cutOut[T number](p plan, values []T, at, count int) ([]T, error) {
	e := extraction[T]{plan: p, out: make([]T, p.count()*p.kept), done: p.count()}
	for i := range p.count() {
		from := i*count + at
		if p.outer() {
			from = at*p.count() + i
		}
		copy(e.out[i*p.kept:][:p.kept], values[from*p.kept:])
	}
	e.check(0)
	return e.out, e.nonFinite()
}
