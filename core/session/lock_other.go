//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package session

import (
	"errors"
	"io/fs"
	"os"
)

// lock holds a file that was opened for this process: Windows removes no file
// that is open.
func lock(*os.File) error { return nil }

// held reports whether a running process holds a file.
func held(path string) bool {
	err := os.Remove(path)
	return err != nil && !errors.Is(err, fs.ErrNotExist)
}
