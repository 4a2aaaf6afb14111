package job

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/semblance-app/semblance/core/background"
)

// Report is called by the work: done of total steps are finished, and what the
// step is. It may be called from any goroutine.
type Report func(done, total int, what string)

// Work is what a job does. It returns early with ctx.Err() when cancelled.
type Work func(ctx context.Context, report Report) error

// Status is how far a job is.
type Status struct {
	What        string
	Done, Total int
	// Left estimates the time to the last of Total steps, which may be of several
	// kinds; HasLeft says whether enough has been done to tell.
	Left    time.Duration
	HasLeft bool
}

// Options are the listeners of a job; each may be nil. Both are called from the
// job's own goroutines, one at a time, Ended last and exactly once.
type Options struct {
	Progress func(Status)
	Ended    func(error)
	// Every is the shortest time between two calls of Progress within one step
	// kind; 0 means 100 ms, since whoever shows it may paint a window each time. The first and last of a kind are always told.
	Every time.Duration
	// Background has the work give way to whoever is at the window (core/background).
	Background bool
}

// Job is work in progress.
type Job struct {
	cancel context.CancelFunc
	done   chan struct{}
	err    error
}

// Start runs work on a goroutine of its own, until it ends or ctx does.
func Start(ctx context.Context, work Work, o Options) *Job {
	ctx, cancel := context.WithCancel(ctx)
	j := &Job{cancel: cancel, done: make(chan struct{})}
	t := &tracker{every: o.Every, tell: o.Progress}
	if t.every == 0 {
		t.every = 100 * time.Millisecond
	}
	go func() {
		if o.Background {
			background.Enter()
		}
		defer cancel()
		j.err = Guard(func() error { return work(ctx, t.report) })
		t.stop()
		if o.Ended != nil {
			o.Ended(j.err)
		}
		close(j.done)
	}()
	return j
}

// Cancel asks the work to stop. It does not wait.
func (j *Job) Cancel() { j.cancel() }

// Wait returns the work's error once Ended has been told.
func (j *Job) Wait() error {
	<-j.done
	return j.err
}

// PanicError is a panic of the work.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("internal error: %v", e.Value) }

// Guard calls f and returns its panic as a *PanicError.
func Guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}

// tracker thins out reports and estimates the time left.
type tracker struct {
	mu      sync.Mutex
	tell    func(Status)
	every   time.Duration
	what    string
	total   int
	pace    pace
	told    time.Time
	stopped bool
}

func (t *tracker) report(done, total int, what string) {
	if t.tell == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	fresh := what != t.what || t.told.IsZero()
	if total != t.total || done < t.pace.last.done { // other steps, not the next of the same
		t.pace = pace{}
	}
	t.what, t.total = what, total
	t.pace.at(now, done)
	if t.stopped || !fresh && done < total && now.Sub(t.told) < t.every {
		return
	}
	t.told = now
	s := Status{What: what, Done: done, Total: total}
	s.Left, s.HasLeft = t.pace.left(total)
	t.tell(s)
}

func (t *tracker) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stopped = true
}
