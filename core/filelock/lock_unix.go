//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package filelock

import (
	"errors"
	"os"
	"syscall"
)

// Hold holds a file that was opened for this process until it is closed, by the
// process or by its end. The error is that of a file system without locks, as of
// some network drives, or that another has the file.
func Hold(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// Held reports whether a running process holds a file. The error is that this
// cannot be told.
func Held(path string) (bool, error) {
	// Over a network only a file that is open for writing can be locked.
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false, err
	}
	defer f.Close()
	err = Hold(f)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}
