package background

import "golang.org/x/sys/unix"

const (
	lowest = 19
	// getpriority(2) returns 20 − nice, so that no priority looks like an error.
	lowestReturned = 20 - lowest
)

// lower leaves the thread as it is where a sandbox forbids the calls: the work
// is the same, only the window slower. The lowest priority alone says how processors
// are shared; a thread of the idle policy is also interrupted at once by any that
// wakes, and not at the end of its slice of some milliseconds (sched(7)).
func lower() {
	_ = unix.Setpriority(unix.PRIO_PROCESS, self, lowest)
	_ = unix.SchedSetAttr(self, &unix.SchedAttr{Policy: unix.SCHED_IDLE, Nice: lowest}, 0)
}

// self names, on Linux alone, the calling thread and not its process.
const self = 0

// Entered reports whether the calling goroutine is in the background.
func Entered() bool {
	priority, err := unix.Getpriority(unix.PRIO_PROCESS, self)
	return err == nil && priority == lowestReturned
}
