package background

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// patience is how long others wait for work that was cancelled.
const patience = time.Second

type turnsKey struct{}

// turns are those of a context; without free none are taken.
type turns struct {
	free       *semaphore.Weighted
	processors int64
}

// WithTurns has all work under ctx take turns on that many processors, first come,
// first served. Otherwise each of several jobs computes on all of them, and so does
// each that was cancelled until its pieces end; and since Go's scheduler knows no
// priorities, the window's own goroutines then wait in one queue with all of theirs.
func WithTurns(ctx context.Context, processors int) context.Context {
	n := int64(max(processors, 1))
	return context.WithValue(ctx, turnsKey{}, turns{semaphore.NewWeighted(n), n})
}

// Turn waits until that many processors are free, or all where it asks for more;
// done gives them back. Work under the context inside has its turn: a Turn there
// does not wait, nor where no turns are taken. Work that is cancelled and does not
// end for a second loses its turn. The error is that of ctx.
func Turn(ctx context.Context, processors int) (inside context.Context, done func(), err error) {
	t, _ := ctx.Value(turnsKey{}).(turns)
	if t.free == nil || ctx.Err() != nil {
		return ctx, func() {}, ctx.Err()
	}
	n := min(int64(max(processors, 1)), t.processors)
	if err := t.free.Acquire(ctx, n); err != nil {
		return ctx, func() {}, err
	}
	release := sync.OnceFunc(func() { t.free.Release(n) })
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(patience, release) })
	return context.WithValue(ctx, turnsKey{}, turns{}), func() { stop(); release() }, nil
}
