package uitest

import (
	"testing"
	"time"
)

// Loop is a model.Loop that the test turns.
type Loop struct {
	posted chan func()
}

// NewLoop makes a loop.
func NewLoop() *Loop { return &Loop{posted: make(chan func(), 4096)} }

// Post queues f.
func (l *Loop) Post(f func()) { l.posted <- f }

// After queues f when d has passed.
func (l *Loop) After(d time.Duration, f func()) (stop func()) {
	stopped := false
	timer := time.AfterFunc(d, func() {
		l.Post(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

// Patience is how long Until waits before it gives up.
const Patience = time.Minute

// Until runs what was posted until cond holds, and fails the test when it
// never does.
func (l *Loop) Until(t testing.TB, what string, cond func() bool) {
	t.Helper()
	giveUp := time.NewTimer(Patience)
	defer giveUp.Stop()
	for !cond() {
		select {
		case f := <-l.posted:
			f()
		case <-giveUp.C:
			t.Fatalf("%s did not happen within %v", what, Patience)
		}
	}
}

// For turns the loop for d.
func (l *Loop) For(d time.Duration) {
	end := time.NewTimer(d)
	defer end.Stop()
	for {
		select {
		case f := <-l.posted:
			f()
		case <-end.C:
			return
		}
	}
}
