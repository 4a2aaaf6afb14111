//go:build !linux

package background

// Windows and macOS favour the threads that answer a person by themselves: the
// foreground window's, and those of AppKit's main loop.
func lower() {}

// Entered reports whether the calling goroutine is in the background.
func Entered() bool { return false }
