package study

import (
	"context"
)

// blockValues bounds the values read at a time: few enough to cancel soon and
// to stay in the cache, enough that the calls do not matter. One datapoint is
// always read whole.
const blockValues = 1 << 18

// Load reads one layer as a matrix. Arrays are streamed: what is in memory is
// the matrix and one block, so the mean of a large convolutional array takes
// little. ref is as in [Study.Resolve]; a sequence without a timestep is taken
// at its last one, with a warning. The error is ctx's, a *NotFoundError, a
// *NonFiniteError, a *ChangedError, an *arrayfile.Error, or says which option does
// not apply.
func (s *Study) Load(ctx context.Context, ref Ref, o LoadOptions) (Activations, error) {
	ref, err := s.Resolve(ref)
	if err != nil {
		return Activations{}, err
	}
	l, err := s.Find(ref)
	if err != nil {
		return Activations{}, err
	}
	p, err := newPlan(ref, l, o)
	if err != nil {
		return Activations{}, err
	}
	src := s.files[Ref{Network: ref.Network, Step: ref.Step, Layer: ref.Layer}]
	load := p.run
	if s.ahead.expects(ref) {
		load = func(ctx context.Context, src source) (Activations, error) { return s.ahead.load(ctx, p, src, o) }
	}
	a, err := load(ctx, src)
	if err != nil {
		return Activations{}, err
	}
	a.Identity = src.identity
	return a, nil
}

// activations are those of the plan, without their values.
func (p plan) activations() Activations {
	return Activations{
		Ref: p.ref, N: p.count() * (p.kept / p.columns), P: p.columns, Axes: p.axes,
		Datapoints: p.datapoints, Subset: p.subset, Warnings: p.warnings,
	}
}

func (p plan) run(ctx context.Context, src source) (Activations, error) {
	st, err := src.open()
	if err != nil {
		return Activations{}, err
	}
	defer st.Close()
	a := p.activations()
	if st.wide {
		a.Float64, err = extract(ctx, p, st.float64s)
	} else {
		a.Float32, err = extract(ctx, p, st.float32s)
	}
	if changed := src.changed(); changed != nil {
		return Activations{}, changed // it was written while it was read
	}
	return a, err
}

// extract streams the array through the plan.
func extract[T number](ctx context.Context, p plan, read func([]T) (int, error)) ([]T, error) {
	e := extraction[T]{plan: p, read: read, out: make([]T, p.count()*p.kept)}
	if p.turned {
		return e.out, e.turn(ctx)
	}
	for e.next < p.n && e.done < p.count() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := e.step(); err != nil {
			return nil, err
		}
	}
	return e.out, e.nonFinite()
}
