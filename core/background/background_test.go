//go:build linux

package background

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// on runs f on a new goroutine, waits for it, and returns what it says.
func on(f func() bool) bool {
	answer := make(chan bool)
	go func() { answer <- f() }()
	return <-answer
}

// ambient is whether the tests themselves run at the lowest priority.
var ambient = Entered()

func TestEnteredOnlyWhereEntered(t *testing.T) {
	if !on(func() bool { Enter(); return Entered() }) {
		t.Error("a goroutine that entered the background is not in it")
	}
	if on(Entered) != ambient {
		t.Error("a goroutine that did not enter the background is in it")
	}
}

func TestGoPassesTheBackgroundOn(t *testing.T) {
	started := func(enter bool) bool {
		return on(func() bool {
			if enter {
				Enter()
			}
			answer := make(chan bool)
			Go(func() { answer <- Entered() })
			return <-answer
		})
	}
	if !started(true) {
		t.Error("what background work started is not in the background")
	}
	if started(false) != ambient {
		t.Error("what other work started is in the background")
	}
}

// Threads of the lowest priority must not come back into use, nor the threads
// that the runtime starts beside them inherit it.
func TestNoThreadIsLeftBehind(t *testing.T) {
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { Enter(); runtime.Gosched() })
	}
	all.Wait()
	var left atomic.Int64
	for range 200 {
		all.Go(func() {
			if Entered() != ambient {
				left.Add(1)
			}
			runtime.Gosched()
		})
	}
	all.Wait()
	if n := left.Load(); n > 0 {
		t.Errorf("%d of 200 goroutines run on a thread left by background work", n)
	}
}
