package model

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/session"
)

// Lost is a study that a session or an exported figure names and that is neither
// where it was nor near. Somebody who knows where it is now can say so, by
// Model.Locate and Model.Reopen.
type Lost struct {
	In    string // the file that names it, "" for choices that a kill took
	Study string // what people call it
	Was   string // where it was
	// Near is what holds some of what it held, "" for nothing.
	Near string
	// Folder is where to begin to look: what is left of the way to where it was.
	Folder string
	// File says that it is a file, or an array in one, not a folder.
	File bool
	// Spare says that only panels are about it: the rest opens without it.
	Spare bool

	place session.Place
	why   error
	again func(path string)
}

// Error implements error.
func (l *Lost) Error() string { return l.why.Error() }

// Unwrap is what session.Place.Find said.
func (l *Lost) Unwrap() error { return l.why }

// What says what is missing, and where it was.
func (l *Lost) What() string {
	return fmt.Sprintf("%s needs %s, which was at %s and is not there now.", cmp.Or(l.In, "What was chosen"), l.Study, Place(l.Was))
}

// Likeness is how much something holds of what a lost study held.
type Likeness int

// The likenesses.
const (
	Unlike  Likeness = iota // nothing
	Changed                 // some of it
	Same                    // just that, or nothing is known of what it held
)

// Lost is the study that kept the last attempt to open something from working, nil
// for none.
func (m *Model) Lost() *Lost { return m.opening.lost }

// Locate sees whether a path may be what became of a lost study.
func (m *Model) Locate(l *Lost, path string, done func(Likeness, error)) {
	like := Same
	m.Background(func() error {
		now, err := session.Look(m.ctx, path)
		if err != nil || l.place.Contents == nil {
			return err
		}
		switch {
		case now.Since(l.place.Contents).None():
		case now.Shares(l.place.Contents):
			like = Changed
		default:
			like = Unlike
		}
		return nil
	}, func(err error) { done(like, err) })
}

// Reopen goes on with what a lost study has stopped, with the study at a path, or
// where it can be spared with "", without it.
func (m *Model) Reopen(l *Lost, path string) {
	if path != "" {
		if absolute, err := filepath.Abs(path); err == nil {
			path = absolute
		}
		path = l.place.At(path)
	}
	l.again(path)
}

// openNaming opens what read reads, which names studies. Where one of them is lost,
// it can be tried again once somebody has said where it is.
func (m *Model) openNaming(what string, read func() (restored, error), after func()) {
	said := map[string]string{}
	var try func()
	try = func() {
		moved := maps.Clone(said)
		m.open(what, func(ctx context.Context) (*Opened, error) {
			r, err := read()
			if err != nil {
				return nil, err
			}
			r.moved = moved
			opened, err := m.reopen(ctx, r)
			var lost *Lost
			if errors.As(err, &lost) {
				lost.again = func(path string) {
					said[lost.place.Absolute] = path
					try()
				}
			}
			return opened, err
		}, after)
	}
	try()
}

// find is where a place of a session is now: where somebody says, where the session
// says, or near. The error is a *Lost without a way to try again.
func (r *restored) find(ctx context.Context, study string, p session.Place) (string, error) {
	if path, ok := r.moved[p.Absolute]; ok {
		return path, nil
	}
	folder := filepath.Dir(cmp.Or(r.path, p.Absolute))
	path, err := p.Find(folder)
	if err == nil {
		return path, nil
	}
	var others []string
	for _, now := range slices.Sorted(maps.Values(r.moved)) { // what lay together may have moved together
		if now != "" {
			others = append(others, filepath.Dir(now))
		}
	}
	found, near := p.Search(ctx, folder, others...)
	if found != "" {
		if !slices.Contains(r.found, found) { // several panels may be of it
			r.found = append(r.found, found)
		}
		return found, nil
	}
	in := ""
	if r.path != "" {
		in = filepath.Base(r.path)
	}
	left := nearestFolder(p.Was())
	if left == filepath.Dir(left) { // nothing is left of it
		left = folder
	}
	return "", &Lost{In: in, Study: study, Was: p.Was(), Near: near, Folder: left, File: p.IsFile(), place: p, why: err}
}

// findPanels are the studies of panels with where they are now; one that is given up
// stays where it was.
func (r *restored) findPanels(ctx context.Context) ([]session.Study, error) {
	list := slices.Clone(r.Studies)
	for i, s := range list {
		list[i].Places = slices.Clone(s.Places)
		for j, place := range s.Places {
			path, err := r.find(ctx, s.Name, place)
			var lost *Lost
			if errors.As(err, &lost) {
				lost.Spare = true
			}
			if err != nil {
				return nil, err
			}
			list[i].Places[j].Absolute = cmp.Or(path, place.Absolute)
		}
	}
	return list, nil
}

// foundNote says which studies were found elsewhere than they were.
func (r *restored) foundNote() string {
	if len(r.found) == 0 {
		return ""
	}
	where := "where the " + r.what() + " has it"
	if r.path == "" {
		where = "where it was"
	}
	return "Found " + strings.Join(r.found, " and ") + ", by what it holds; it is no longer " + where + "."
}
