package model

import (
	"encoding/json"
	"slices"
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

func (m *Model) remember(paths Recent) {
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
