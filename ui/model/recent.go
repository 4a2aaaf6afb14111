package model

import (
	"encoding/json"
	"path/filepath"
	"slices"

	"github.com/semblance-app/semblance/core/session"
)

// RecentStore remembers lines of text between runs.
type RecentStore interface {
	Load() []string
	Save([]string)
}

// Recent is a study that was opened, one path or two, or a session.
type Recent []string

// isSession reports whether it is a session.
func (r Recent) isSession() bool { return len(r) == 1 && IsSession(r[0]) }

// IsFile reports whether a path is that of a file, whether it is there or not.
func IsFile(path string) bool { return HasView(path) || session.Place{Absolute: path}.IsFile() }

// Title is what menus show.
func (r Recent) Title() string { return name(r) }

// maxRecent is how many studies are remembered, and how many sessions.
const maxRecent = 10

type recent struct {
	store RecentStore
	list  []Recent
}

func (r *recent) load(store RecentStore) {
	r.store = store
	r.refresh()
}

// refresh takes over what other windows have opened since.
func (r *recent) refresh() {
	if r.store == nil {
		return
	}
	r.list = nil
	for _, line := range r.store.Load() {
		var paths Recent
		if json.Unmarshal([]byte(line), &paths) == nil && len(paths) > 0 {
			r.list = append(r.list, paths)
		}
	}
}

func (r *recent) save() {
	if r.store == nil {
		return
	}
	lines := make([]string, 0, len(r.list))
	for _, paths := range r.list {
		line, err := json.Marshal(paths)
		if err != nil {
			continue // a path is text; there is nothing in it that cannot be written
		}
		lines = append(lines, string(line))
	}
	r.store.Save(lines)
}

// Recent lists the studies opened last, the latest first.
func (m *Model) Recent() []Recent { return m.recent.only(false) }

// RecentSessions lists the sessions opened or saved last, the latest first.
func (m *Model) RecentSessions() []Recent { return m.recent.only(true) }

// only is what are sessions, or what are not.
func (r *recent) only(sessions bool) []Recent {
	return slices.DeleteFunc(slices.Clone(r.list), func(r Recent) bool { return r.isSession() != sessions })
}

// ForgetRecent empties both lists.
func (m *Model) ForgetRecent() {
	m.recent.list = nil
	m.recent.save()
	m.tell(RecentChanged)
}

// ForgetOne takes one from its list.
func (m *Model) ForgetOne(r Recent) {
	m.recent.refresh()
	m.recent.list = slices.DeleteFunc(m.recent.list, func(o Recent) bool { return slices.Equal(o, r) })
	m.recent.save()
	m.tell(RecentChanged)
}

// GoneOf tells, without blocking, which path of one leads nowhere, "" for none, and
// which folder is left on the way there.
func (m *Model) GoneOf(r Recent, done func(path, left string)) {
	gone, left := "", ""
	m.Background(func() error {
		if i := slices.IndexFunc(r, func(path string) bool { return !session.Exists(path) }); i >= 0 {
			gone, left = r[i], nearestFolder(r[i])
		}
		return nil
	}, func(error) { done(gone, left) })
}

// MoveRecent notes that one of the paths of one is elsewhere now, and returns what
// it became.
func (m *Model) MoveRecent(r Recent, from, to string) Recent {
	moved := slices.Clone(r)
	if i := slices.Index(moved, from); i >= 0 {
		moved[i] = session.Place{Absolute: from}.At(to)
	}
	m.recent.refresh()
	if i := slices.IndexFunc(m.recent.list, func(o Recent) bool { return slices.Equal(o, r) }); i >= 0 {
		m.recent.list[i] = moved
	}
	m.recent.save()
	m.tell(RecentChanged)
	return moved
}

// nearestFolder is the folder that is still there on the way to a path.
func nearestFolder(path string) string {
	folder := filepath.Dir(path)
	for folder != filepath.Dir(folder) && !session.Exists(folder) {
		folder = filepath.Dir(folder)
	}
	return folder
}

func (m *Model) remember(paths Recent) {
	paths = slices.Clone(paths)
	for i, path := range paths { // the program may be started in another folder
		if absolute, err := filepath.Abs(path); err == nil {
			paths[i] = absolute
		}
	}
	m.recent.refresh()
	list := slices.DeleteFunc(slices.Clone(m.recent.list), func(r Recent) bool { return slices.Equal(r, paths) })
	list, alike := append([]Recent{paths}, list...), 0
	m.recent.list = slices.DeleteFunc(list, func(r Recent) bool {
		if r.isSession() == paths.isSession() {
			alike++
		}
		return r.isSession() == paths.isSession() && alike > maxRecent
	})
	m.recent.save()
	m.tell(RecentChanged)
}
