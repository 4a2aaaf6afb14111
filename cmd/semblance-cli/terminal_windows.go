package main

import "syscall"

// isConsole reports whether a file has a console mode, as consoles do.
func isConsole(fd uintptr) bool {
	var mode uint32
	return syscall.GetConsoleMode(syscall.Handle(fd), &mode) == nil
}
