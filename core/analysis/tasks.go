package analysis

import (
	"context"
	"errors"
	"sync"

	"github.com/semblance-app/semblance/core/background"
	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// tasks is n equal pieces of work, run side by side. Where there are fewer
// pieces than workers each gets a share of them for its own products.
type tasks struct {
	n, workers int
	what       string
	report     Progress
}

// run calls f for every piece until one fails or ctx ends, and returns the
// first failure in order of pieces.
func (t tasks) run(ctx context.Context, f func(ctx context.Context, i, workers int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var mu sync.Mutex
	done, errs := 0, make([]error, t.n)
	inner := max(1, t.workers/max(1, t.n))
	if t.report != nil {
		t.report(0, t.n, t.what)
	}
	piece := func(i int) error {
		ctx, over, err := background.Turn(ctx, inner)
		if err != nil {
			return err
		}
		defer over()
		return f(ctx, i, inner)
	}
	linalg.Each(t.workers, t.n, func(i int) {
		if errs[i] = piece(i); errs[i] != nil {
			cancel()
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if done++; t.report != nil {
			t.report(done, t.n, t.what)
		}
	})
	return firstCause(errs)
}

// firstCause prefers a real failure to the cancellations that it caused.
func firstCause(errs []error) error {
	var cancelled error
	for _, err := range errs {
		switch {
		case err == nil:
		case errors.Is(err, context.Canceled):
			cancelled = err
		default:
			return err
		}
	}
	return cancelled
}

// prepareAll prepares every layer of pairs, one layer a worker: cheaper than
// letting the first pairs prepare theirs, one after the other.
func prepareAll(ctx context.Context, src Source, pairs [][2]study.Ref, h How, report Progress) error {
	if h.Measure.RowWise() || len(pairs) < 2 {
		return nil
	}
	var refs []study.Ref
	seen := map[study.Ref]bool{}
	for _, pair := range pairs {
		for _, ref := range pair {
			if !seen[ref] {
				seen[ref] = true
				refs = append(refs, ref)
			}
		}
	}
	t := tasks{n: len(refs), workers: h.workers(), what: "preparing layers", report: report}
	return t.run(ctx, func(ctx context.Context, i, workers int) error {
		_, err := src.Layer(ctx, refs[i], h.Recipe(), workers)
		var refusal *similarity.RefusalError
		if errors.As(unreadable([2]study.Ref{refs[i]}, err), &refusal) {
			return nil // its pairs will say so
		}
		return err
	})
}
