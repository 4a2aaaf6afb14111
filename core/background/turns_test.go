package background

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// take is a turn that must be had.
func take(t *testing.T, ctx context.Context, processors int) (context.Context, func()) {
	t.Helper()
	inside, done, err := Turn(ctx, processors)
	if err != nil {
		t.Fatal(err)
	}
	return inside, done
}

func TestNoMoreWorkThanProcessors(t *testing.T) {
	for _, want := range []int{1, 2, 3, 7} {
		synctest.Test(t, func(t *testing.T) {
			ctx := WithTurns(t.Context(), 3)
			var busy, most atomic.Int64
			var all sync.WaitGroup
			for range 20 {
				all.Go(func() {
					_, done := take(t, ctx, want)
					defer done()
					held := int64(min(want, 3))
					if now := busy.Add(held); now > most.Load() {
						most.Store(now)
					}
					time.Sleep(time.Millisecond)
					busy.Add(-held)
				})
			}
			all.Wait()
			if m := most.Load(); m > 3 || m < 2 {
				t.Errorf("each asked for %d processors of 3: %d at once", want, m)
			}
		})
	}
}

func TestATurnInsideAnotherDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inside, done := take(t, WithTurns(t.Context(), 1), 1)
		defer done()
		_, again := take(t, inside, 1)
		again()
	})
}

func TestWithoutTurnsNoneWaits(t *testing.T) {
	for range 100 {
		take(t, t.Context(), 5)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Turn(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
}

func TestWhoIsCancelledStopsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := WithTurns(t.Context(), 1)
		_, done := take(t, ctx, 1)
		waiting, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		if _, _, err := Turn(waiting, 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waited for nothing: %v", err)
		}
		done()
		_, done = take(t, ctx, 1)
		done()
	})
}

func TestCancelledWorkLosesItsTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := WithTurns(t.Context(), 1)
		first, cancel := context.WithCancel(ctx)
		_, slow := take(t, first, 1)
		cancel()
		begun := time.Now()
		_, second := take(t, ctx, 1)
		if waited := time.Since(begun); waited != patience {
			t.Errorf("waited %v for cancelled work, want %v", waited, patience)
		}
		slow() // at last; the turn is another's by now
		waiting, stop := context.WithTimeout(ctx, time.Minute)
		defer stop()
		if _, _, err := Turn(waiting, 1); err == nil {
			t.Error("two have the only turn")
		}
		second()
	})
}
