package atomicfile

import (
	"os"

	"github.com/rogpeppe/go-internal/robustio"
)

// rename closes a file, since one that is open keeps its name, and gives it another.
// A virus scanner may have it, or the one before, for a moment.
func rename(f *os.File, path string) error {
	if err := f.Close(); err != nil {
		return err
	}
	return robustio.Rename(f.Name(), path)
}
