package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/semblance-app/semblance/core/filelock"
)

// unfinished is the name of a file that is not complete, by a number.
func unfinished(n uint64) string { return fmt.Sprintf(".semblance-new-%016x", n) }

// isUnfinished is what all those names are like, and no other.
const isUnfinished = `^\.semblance-new-[0-9a-f]{16}$`

// create makes a file under a name that no other has.
func create(folder string, mode fs.FileMode) (*os.File, error) {
	const tries = 100 // the first nearly always does
	var f *os.File
	var err error
	for range tries {
		f, err = os.OpenFile(filepath.Join(folder, unfinished(rand.Uint64())), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return nil, &fs.PathError{Op: "write", Path: folder, Err: bare(err)}
	}
	return f, nil
}

// forgotten is the least age of a leftover: time enough to hold a file that was
// just made.
const forgotten = time.Minute

// sweep takes away what programs that were killed left in a folder. It is only
// tidying: what cannot be told from the work of one that runs stays.
func sweep(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	name := regexp.MustCompile(isUnfinished)
	for _, e := range entries {
		if !e.Type().IsRegular() || !name.MatchString(e.Name()) {
			continue
		}
		path := filepath.Join(folder, e.Name())
		if info, err := e.Info(); err != nil || time.Since(info.ModTime()) < forgotten {
			continue
		}
		if held, err := filelock.Held(path); err == nil && !held {
			os.Remove(path)
		}
	}
}
