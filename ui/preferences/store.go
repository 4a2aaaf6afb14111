package preferences

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"

	"github.com/semblance-app/semblance/core/atomicfile"
)

// Store is a fyne.Preferences in a file, as one JSON object. It may be used by
// several goroutines, and the file by several programs.
type Store struct {
	path string
	// OnError hears why the file cannot be read or written; what was chosen then
	// counts until the program ends. It may be nil.
	OnError func(error)

	mu        sync.Mutex
	values    map[string]json.RawMessage
	seen      os.FileInfo // of the file when it was read or written last; nil for none
	listeners []func()
}

// Open reads the preferences in a file, or, where there is none yet, those in
// earlier, a file of Fyne's that is given up for it. A damaged file counts as none.
func Open(path, earlier string) *Store {
	s := &Store{path: path, values: map[string]json.RawMessage{}}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		_ = os.Remove(earlier) // Fyne would go on complaining of a damaged one
		return s
	}
	if values, err := read(earlier); err == nil && len(values) > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.values = values
		if s.write() != nil {
			return s // the next start tries again
		}
	}
	_ = os.Remove(earlier)
	return s
}

// read reads a file; a damaged one holds nothing.
func read(path string) (map[string]json.RawMessage, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var values map[string]json.RawMessage
	if json.Unmarshal(b, &values) != nil || values == nil {
		values = map[string]json.RawMessage{}
	}
	return values, nil
}

// refresh takes over what other programs have written since.
func (s *Store) refresh() {
	info, err := os.Stat(s.path)
	if err != nil || s.seen != nil && os.SameFile(info, s.seen) && info.ModTime().Equal(s.seen.ModTime()) {
		return // what is known counts
	}
	values, err := read(s.path)
	if err != nil {
		s.complain(err)
		return
	}
	s.values, s.seen = values, info
}

func (s *Store) write() error {
	b, err := json.MarshalIndent(s.values, "", "  ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(s.path), 0o700)
	}
	if err == nil {
		err = atomicfile.Write(s.path, append(b, '\n'))
	}
	if err == nil {
		s.seen, err = os.Stat(s.path)
	}
	return err
}

func (s *Store) complain(err error) {
	if s.OnError != nil {
		s.OnError(err)
	}
}

// get is the value of a key.
func (s *Store) get(key string) (json.RawMessage, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refresh()
	v, ok := s.values[key]
	return v, ok
}

// change changes values, writes them and tells the listeners.
func (s *Store) change(how func(values map[string]json.RawMessage)) {
	s.mu.Lock()
	s.refresh()
	s.values = maps.Clone(s.values)
	how(s.values)
	if err := s.write(); err != nil {
		s.complain(err)
	}
	listeners := s.listeners
	s.mu.Unlock()
	for _, f := range listeners {
		f()
	}
}
