package session

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Recovery keeps, in a folder of its own, the session of a running program, so
// that what a kill took can be offered at the next start. Every process has a
// file of its own. It may be used by several goroutines.
type Recovery struct {
	folder  string
	process int
	alive   func(process int) bool

	mu sync.Mutex
}

// NewRecovery keeps sessions in a folder, which is made when it is needed.
func NewRecovery(folder string) *Recovery {
	return &Recovery{folder: folder, process: os.Getpid(), alive: alive}
}

// Draft is a session that was not saved.
type Draft struct {
	Session Session
	// Of is the file that it was opened from or saved to before, "" for none.
	Of string
	// Saved is when the choices were last kept.
	Saved time.Time

	path string
}

// kept is a draft on disk: a session file with one more field.
type kept struct {
	Of string `json:"draftOf,omitempty"`
}

const prefix = "draft-"

// earlier marks a draft of an earlier process that had this one's number.
const earlier = "-earlier"

func (r *Recovery) path(process int) string {
	return filepath.Join(r.folder, prefix+strconv.Itoa(process)+Extension)
}

// Save keeps a draft in place of the one before.
func (r *Recovery) Save(d Draft) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	path := r.path(r.process)
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		return unwritable(path, err)
	}
	b, err := json.Marshal(struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
		Session
		kept
	}{format, Version, d.Session, kept{d.Of}})
	if err == nil {
		err = replace(path, b)
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

// Clear forgets this process's draft.
func (r *Recovery) Clear() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return remove(r.path(r.process))
}

// Left lists the drafts of processes that are no more, the latest first; ask
// before the first Save. Damaged ones are taken away: nobody could use them.
func (r *Recovery) Left() []Draft {
	entries, err := os.ReadDir(r.folder)
	if err != nil {
		return nil // nothing was ever kept
	}
	var list []Draft
	for _, e := range entries {
		path, ok := r.left(e.Name())
		if !ok {
			continue
		}
		d, err := readDraft(path)
		var e *Error
		switch {
		case err == nil:
			list = append(list, d)
		case errors.As(err, &e) && e.Kind == Damaged:
			os.Remove(path)
		}
	}
	slices.SortFunc(list, func(a, b Draft) int { return b.Saved.Compare(a.Saved) })
	return list
}

// left is the path of a draft that a process has left, and whether it is one. One
// that had this process's number makes room for this process's own.
func (r *Recovery) left(name string) (string, bool) {
	path := filepath.Join(r.folder, name)
	number, ok := strings.CutPrefix(strings.TrimSuffix(name, Extension), prefix)
	number, aside := strings.CutSuffix(number, earlier)
	process, err := strconv.Atoi(number)
	switch {
	case !ok || err != nil:
		return "", false
	case aside:
		return path, true
	case process != r.process:
		return path, !r.alive(process)
	}
	path = strings.TrimSuffix(path, Extension) + earlier + Extension
	return path, os.Rename(r.path(process), path) == nil
}

// Forget takes a draft away that Left listed.
func (r *Recovery) Forget(d Draft) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return remove(d.path)
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func readDraft(path string) (Draft, error) {
	d := Draft{path: path}
	b, err := readFile(path)
	if err != nil {
		return d, err
	}
	if d.Session, err = decode(b, steps()); err != nil {
		return d, at(path, err)
	}
	var k kept
	if err := json.Unmarshal(b, &k); err != nil {
		return d, at(path, damaged(err))
	}
	info, err := os.Stat(path)
	if err != nil {
		return d, at(path, unreadable(err))
	}
	d.Of, d.Saved = k.Of, info.ModTime()
	return d, nil
}
