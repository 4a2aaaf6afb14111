//go:build unix

package atomicfile

import (
	"errors"
	"os"
)

// rename gives a file its name and closes it.
func rename(f *os.File, path string) error { return errors.Join(os.Rename(f.Name(), path), f.Close()) }
