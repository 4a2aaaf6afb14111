package session

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/semblance-app/semblance/core/atomicfile"
	"github.com/semblance-app/semblance/core/filelock"
)

// Recovery keeps, in a folder of its own, the session of a running program, so
// that what a kill took can be offered at the next start. Every program has a
// draft of its own, and holds a lock beside it that ends with the program, however
// that ends. It may be used by several goroutines.
type Recovery struct {
	folder string

	mu   sync.Mutex
	held *os.File // the lock; nil while there is no draft
}

// NewRecovery keeps sessions in a folder, which is made when it is needed.
func NewRecovery(folder string) *Recovery { return &Recovery{folder: folder} }

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

const (
	prefix        = "draft-"
	lockExtension = ".lock"
)

// lockOf is the lock beside a draft.
func lockOf(draft string) string { return strings.TrimSuffix(draft, Extension) + lockExtension }

// own is the path of this program's draft, under a name that no other has.
func (r *Recovery) own() (string, error) {
	if r.held == nil {
		if err := os.MkdirAll(r.folder, 0o700); err != nil {
			return "", err
		}
		f, err := os.CreateTemp(r.folder, prefix+"*"+lockExtension)
		if err != nil {
			return "", err
		}
		// Without a lock, as on some network drives, another window may offer the
		// draft of this one; that is better than no draft.
		_ = filelock.Hold(f)
		r.held = f
	}
	return strings.TrimSuffix(r.held.Name(), lockExtension) + Extension, nil
}

// Save keeps a draft in place of the one before.
func (r *Recovery) Save(d Draft) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	path, err := r.own()
	if err != nil {
		return unwritable(r.folder, err)
	}
	b, err := json.Marshal(struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
		Session
		kept
	}{format, Version, d.Session, kept{d.Of}})
	if err == nil {
		err = atomicfile.Write(path, b)
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

// Clear forgets this program's draft.
func (r *Recovery) Clear() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held == nil {
		return nil
	}
	path, err := r.own()
	if err != nil {
		return err
	}
	err = errors.Join(remove(path), r.held.Close(), remove(lockOf(path)))
	r.held = nil
	return err
}

// Left lists the drafts of programs that run no more, the latest first. Damaged
// ones are taken away: nobody could use them.
func (r *Recovery) Left() []Draft {
	entries, err := os.ReadDir(r.folder)
	if err != nil {
		return nil // nothing was ever kept
	}
	var list []Draft
	for _, e := range entries {
		path := filepath.Join(r.folder, e.Name())
		if !strings.HasPrefix(e.Name(), prefix) || filepath.Ext(path) != Extension {
			continue
		}
		// Where that cannot be told, it is offered rather than lost.
		if held, _ := filelock.Held(lockOf(path)); held {
			continue
		}
		d, err := readDraft(path)
		var damage *Error
		switch {
		case err == nil:
			list = append(list, d)
		case errors.As(err, &damage) && damage.Kind == Damaged:
			_ = forget(path) // it is only tidying
		}
	}
	slices.SortFunc(list, func(a, b Draft) int { return b.Saved.Compare(a.Saved) })
	return list
}

// Forget takes a draft away that Left listed.
func (r *Recovery) Forget(d Draft) error { return forget(d.path) }

func forget(path string) error { return errors.Join(remove(path), remove(lockOf(path))) }

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
