//go:build unix

package main

import "golang.org/x/sys/unix"

// isConsole reports whether a file has rows and columns, as terminals do.
func isConsole(fd uintptr) bool {
	_, err := unix.IoctlGetWinsize(int(fd), unix.TIOCGWINSZ)
	return err == nil
}
