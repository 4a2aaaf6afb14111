package background

import "runtime"

// Enter puts the calling goroutine, until it ends, into the background. There is
// no way back: its thread, whose priority an ordinary account may not raise
// again, ends with it.
func Enter() {
	runtime.LockOSThread()
	lower()
}

// Go runs f on a new goroutine, in the background if the calling one is.
func Go(f func()) {
	entered := Entered()
	go func() {
		if entered {
			Enter()
		}
		f()
	}()
}
