package session

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Write writes a session file. What is there stays whole until the new file is
// complete and on the disk: a crash or a kill at any moment leaves one of the
// two. The error is an *Error.
func Write(path string, s Session) error {
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return unwritable(path, err)
	}
	b, err := Encode(s.each(func(p Place) Place { return p.from(folder) }))
	if err == nil {
		err = Replace(path, b)
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

func unwritable(path string, err error) error {
	return &Error{
		Kind: Unwritable, Path: path, Err: err,
		What: "the session was not saved (" + bareLink(err).Error() + ")", Hint: "check the folder, or save it elsewhere",
	}
}

// bareLink is what the system said without paths, of a rename too.
func bareLink(err error) error {
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return bare(err)
}

// each changes the places of the studies.
func (s Session) each(change func(Place) Place) Session {
	s.Study = s.Study.each(change)
	s.Studies = slices.Clone(s.Studies)
	for i := range s.Studies {
		s.Studies[i] = s.Studies[i].each(change)
	}
	return s
}

func (s Study) each(change func(Place) Place) Study {
	s.Places = slices.Clone(s.Places)
	for i, p := range s.Places {
		s.Places[i] = change(p)
	}
	return s
}

// Encode is the text of a session file, with the places as they are.
func Encode(s Session) ([]byte, error) {
	b, err := json.MarshalIndent(struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
		Session
	}{format, Version, s}, "", "  ")
	return append(b, '\n'), err
}

// Replace puts a new file in the place of path: a crash or a kill at any moment
// leaves one of the two. It is made in the same folder,
// for a rename replaces only within a file system, and reaches the disk before
// it gets the name. A link goes on leading where it did.
func Replace(path string, data []byte) (err error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	folder, base := filepath.Split(path)
	if folder == "" {
		folder = "."
	}
	tmp, err := os.CreateTemp(folder, temporary(base)+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(tmp.Name())
		}
	}()
	_, err = tmp.Write(data)
	// CreateTemp makes files private; a session is as readable as any document.
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	sweep(folder, base)
	return syncFolder(folder)
}

// temporary is how the files begin that are to replace base.
func temporary(base string) string { return "." + base + ".new-" }

// forgotten is the age at which such a file was left by a process that was killed.
const forgotten = time.Minute

// sweep removes what kills have left.
func sweep(folder, base string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // it is only tidying
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), temporary(base)) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > forgotten {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// syncFolder makes a rename last through a loss of power. Windows has no such
// call, and keeps its renames in a journal.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, os.ErrInvalid) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // a file system that cannot
	}
	return errors.Join(err, f.Close())
}
