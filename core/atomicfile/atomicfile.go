package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/semblance-app/semblance/core/filelock"
)

// Options say how a file is written. The zero value is how documents are.
type Options struct {
	// Unsynced leaves it to the system when the file reaches the disk, which is
	// faster: a loss of power soon after may leave a damaged file. It is for files
	// that are known to be damaged when they are read, and made again.
	Unsynced bool
}

// Write puts a file with that content at path, in place of the one that is there,
// if any. A device or a pipe is written to. The error is an *Error.
func Write(path string, data []byte) error { return WriteWith(path, data, Options{}) }

// WriteWith writes as Write does, with options.
func WriteWith(path string, data []byte, o Options) error {
	to, err := find(path)
	switch {
	case err != nil:
	case to.mode.IsRegular():
		err = to.replace(data, o)
	default:
		err = os.WriteFile(to.path, data, 0)
	}
	if err != nil {
		return explain(to.path, err)
	}
	return nil
}

// Check says what Write would refuse as things are, before work is done for it. The
// error is an *Error.
func Check(path string) error {
	to, err := find(path)
	if err == nil {
		_, err = os.Stat(filepath.Dir(to.path))
	}
	if err != nil {
		return explain(to.path, err)
	}
	return nil
}

// destination is where a file is to be.
type destination struct {
	path string      // what links lead to
	mode fs.FileMode // what the file has or is to have
	old  bool        // whether there is one
}

// fresh are the permissions of a new file, of which the system takes away those
// that the user does not give.
const fresh = 0o666

var errFolder = errors.New("a folder has that name")

func find(path string) (to destination, err error) {
	to = destination{path, fresh, false}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		to.path, err = follow(path)
		return to, err
	}
	if err != nil {
		return to, err
	}
	to.mode, to.old = info.Mode(), true
	switch {
	case info.IsDir():
		return to, errFolder
	case !to.mode.IsRegular():
		return to, nil // its own name, for links of the system lead to no path
	case to.mode&0o222 == 0:
		// A rename would not ask.
		return to, &fs.PathError{Op: "write", Path: path, Err: fs.ErrPermission}
	}
	to.mode = to.mode.Perm()
	to.path, err = follow(path)
	return to, err
}

// mostLinks bounds how many links may lead on to each other.
const mostLinks = 40

// follow is where links lead to, which need not be there.
func follow(path string) (string, error) {
	for range mostLinks {
		link, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link, or nothing
		}
		if !filepath.IsAbs(link) {
			// Its dots are as seen from the folder that it is really in.
			folder, err := filepath.EvalSymlinks(filepath.Dir(path))
			if err != nil {
				return path, err
			}
			link = filepath.Join(folder, link)
		}
		path = link
	}
	return path, syscall.ELOOP
}

// replace makes the new file beside the old one and renames it. It is held until it
// has its name, so that nobody takes it for a leftover.
func (to destination) replace(data []byte, o Options) (err error) {
	folder := filepath.Dir(to.path)
	tmp, err := create(folder, to.mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close() // it may be closed already
			os.Remove(tmp.Name())
		}
	}()
	_ = filelock.Hold(tmp) // without locks nobody takes leftovers away
	if _, err = tmp.Write(data); err != nil {
		return err
	}
	if to.old {
		err = tmp.Chmod(to.mode) // of which the system may have taken some away
	}
	if err == nil && !o.Unsynced {
		err = flush(tmp)
	}
	if err == nil {
		err = rename(tmp, to.path)
	}
	if err != nil {
		return err
	}
	sweep(folder)
	if o.Unsynced {
		return nil
	}
	return flushFolder(folder)
}

// flush makes a file reach the disk, where the file system can say that it did.
func flush(f *os.File) error {
	err := f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}

// flushFolder makes a rename last through a loss of power. Windows has no such
// call, and keeps its renames in a journal.
func flushFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder)
	if errors.Is(err, fs.ErrPermission) {
		return nil // one may write there and not look; the file is in its place
	}
	if err != nil {
		return err
	}
	return errors.Join(flush(f), f.Close())
}
