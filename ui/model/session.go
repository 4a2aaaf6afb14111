package model

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// origin is where the open study came from: an embedded sample, one path, or the
// two sides of a comparison.
type origin struct {
	sample string
	paths  []string
	// read is how the names in the one path are read.
	read study.OpenOptions
}

// study is the origin as sessions keep it, without its places.
func (o origin) study(name string) session.Study {
	return session.Study{Name: name, Sample: o.sample, Layout: o.read.Layout, Axes: o.read.Axes, Split: o.read.Split}
}

// load opens what the origin names.
func (o origin) load(l Library) func(context.Context) (*Opened, error) {
	return func(ctx context.Context) (opened *Opened, err error) {
		switch {
		case o.sample != "":
			opened, err = l.OpenSample(ctx, o.sample, o.read)
		case len(o.paths) == 2:
			opened, err = l.OpenPair(ctx, o.paths[0], o.paths[1], o.read)
		default:
			opened, err = l.Open(ctx, o.paths[0], o.read)
		}
		if err == nil {
			opened.origin = o
		}
		return opened, err
	}
}

// sessions is which session is open and what of it has been saved.
type sessions struct {
	path  string // of its file, "" for none
	saved moment // what was chosen when the file was written, or the study opened
	// cautions say what became of the study since the file was written, and what
	// of the file could not be used.
	cautions []warning.Warning
	drafts   drafts
	// moved says that the file has the study elsewhere than somebody said it is.
	moved bool
	// panels are those that are in a file, whichever study has been opened since.
	panels []recipe.Panel
}

// errNothingOpen is what saving a session says before the first study.
var errNothingOpen = errors.New("there is no study whose choices could be saved; open one")

// SessionPath is the file of the open session, "" while it has none.
func (m *Model) SessionPath() string { return m.sessions.path }

// Unsaved reports whether choices differ from the session's file or, without
// one, from what the study opened with.
func (m *Model) Unsaved() bool {
	return m.opened != nil && !reflect.DeepEqual(m.sessions.saved, m.choices())
}

// WouldLose reports whether leaving the study would lose choices that a person
// may want back. A sample is there to be looked round in: what is chosen there
// counts only once it was saved. A selection alone is soon made again.
func (m *Model) WouldLose() bool {
	if m.opened == nil || m.sessions.path == "" && m.opened.origin.sample != "" {
		return false
	}
	if m.sessions.moved {
		return true
	}
	saved, now := m.sessions.saved, m.choices()
	saved.selected, now.selected = nil, nil
	return !reflect.DeepEqual(saved, now)
}

// Discard gives up what is not saved.
func (m *Model) Discard() {
	m.sessions.saved, m.sessions.panels, m.sessions.moved = m.choices(), m.analyses.Panels.spec.Panels, false
	m.tell(SessionChanged)
}

// restored is a session that is to be taken over with its study.
type restored struct {
	session.Session
	path    string // of the file
	draft   bool   // not as the file has it
	figure  bool   // the file is an exported figure, not the session's own
	again   string // what to say of what is open, opened again; "" for anything else
	changes []session.Changes
	// moved is where somebody says that studies are now, by where the file has them;
	// "" is nowhere. found are those that were not where they were and near.
	moved map[string]string
	found []string
}

// what says what the file is.
func (r *restored) what() string {
	if r.figure {
		return "figure"
	}
	return "session"
}

// IsSession reports whether a path is a session's.
func IsSession(path string) bool { return strings.EqualFold(filepath.Ext(path), session.Extension) }

// OpenSession opens a session file: its study, and all that was chosen there.
// What is open stays until that is.
func (m *Model) OpenSession(path string) {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	m.openNaming(filepath.Base(path), func() (restored, error) {
		s, err := session.Read(path)
		return restored{Session: s, path: path}, err
	}, func() { m.remember(Recent{path}) })
}

// reopen opens the study of a session and sees what became of it. The error may be
// a *Lost.
func (m *Model) reopen(ctx context.Context, r restored) (*Opened, error) {
	from, err := originOf(r.Study, func(p session.Place) (string, error) { return r.find(ctx, r.Study.Name, p) })
	if err != nil {
		return nil, err
	}
	if r.Studies, err = r.findPanels(ctx); err != nil {
		return nil, err
	}
	opened, err := from.load(m.library)(ctx)
	if err != nil {
		return nil, err
	}
	if opened.contents, err = look(ctx, from.paths); err != nil {
		return nil, err
	}
	for i, place := range r.Study.Places {
		if place.Contents != nil {
			r.changes = append(r.changes, opened.contents[i].Since(place.Contents))
		}
	}
	opened.restored = &r
	return opened, nil
}

// originOf is where a study is, whose places find finds.
func originOf(s session.Study, find func(session.Place) (string, error)) (origin, error) {
	from := origin{sample: s.Sample, read: s.Read()}
	for _, place := range s.Places {
		path, err := find(place)
		if err != nil {
			return origin{}, err
		}
		from.paths = append(from.paths, path)
	}
	return from, nil
}

// fill looks what is at the places of a session that say nothing of it, and
// returns what those of the study hold. One that went away is kept without; away says
// why, for the study's.
func fill(ctx context.Context, s *session.Session) (list []session.Contents, away error) {
	for _, other := range s.Studies {
		for i, p := range other.Places {
			if p.Contents == nil {
				other.Places[i].Contents, _ = session.Look(ctx, p.Absolute)
			}
		}
	}
	for i, p := range s.Study.Places {
		if p.Contents == nil {
			var err error
			p.Contents, err = session.Look(ctx, p.Absolute)
			away = cmp.Or(away, err)
			s.Study.Places[i] = p
		}
		list = append(list, p.Contents)
	}
	return list, away
}

// look is what is at each of the paths.
func look(ctx context.Context, paths []string) ([]session.Contents, error) {
	var list []session.Contents
	for _, p := range paths {
		c, err := session.Look(ctx, p)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// beginSession is called with another study open: it takes the session over that
// it was opened by, or begins one that has no file. It returns what to tell.
func (m *Model) beginSession() Change {
	m.dropDraft()
	m.sessions = sessions{drafts: m.sessions.drafts, panels: m.sessions.panels}
	r := m.opened.restored
	if r == nil {
		if len(m.analyses.Panels.spec.Panels) == 0 { // of which texts may be
			m.look.Style.Texts = figure.Wording{}
		}
		m.sessions.saved = m.choices()
		return SessionChanged | LookChanged
	}
	m.takeOver(r)
	since := "figure was made"
	if !r.figure {
		m.sessions.path, since = r.path, "session was saved"
		m.sessions.moved = r.path != "" && len(r.moved) > 0
	}
	if note := cmp.Or(r.foundNote(), r.again); note != "" {
		m.Say(note)
	}
	for _, c := range r.changes {
		if !c.None() && (r.path != "" || r.again == "") {
			m.sessions.cautions = append(m.sessions.cautions, warning.Warning{
				Code: warning.StudyChanged, Message: "The study has changed since the " + since + ": " + c.String() + ".",
			})
		}
	}
	if !r.draft {
		m.sessions.saved, m.sessions.panels = m.choices(), m.analyses.Panels.spec.Panels
	}
	m.opened.restored = nil
	return SessionChanged | ViewChanged | LookChanged | ExportChanged | AnswerChanged
}

// SaveSession writes the session in the background, and calls done on the
// model's goroutine. A file that is there stays as it is until the new one is
// complete. While the study cannot be looked at, as on a drive that was pulled out, the
// choices are saved and a warning says what is not.
func (m *Model) SaveSession(path string, done func(error)) {
	s, err := m.Session()
	if err != nil {
		done(err)
		return
	}
	opened, then, panels := m.opened, m.choices(), m.analyses.Panels.spec.Panels
	var contents []session.Contents
	var away error
	m.Background(m.saves.next(func() error {
		contents, away = fill(m.ctx, &s)
		if err := m.ctx.Err(); err != nil {
			return fmt.Errorf("save session: %w", err)
		}
		return session.Write(path, s)
	}), func(err error) {
		if err == nil && opened.same(m.opened) {
			m.opened.contents = contents
			m.sessions.path, m.sessions.saved, m.sessions.panels, m.sessions.moved = path, then, panels, false
			m.sessions.savedWithout(away)
			m.remember(Recent{path})
			m.keepDraftLater()
			m.tell(SessionChanged | WarningsChanged)
		}
		done(err)
	})
}

// savedWithout cautions that the file does not have what the study holds, as long as it
// has not.
func (s *sessions) savedWithout(away error) {
	s.cautions = slices.DeleteFunc(s.cautions, func(w warning.Warning) bool { return w.Code == warning.StudyAway })
	if away != nil {
		s.cautions = append(s.cautions, warning.Warning{Code: warning.StudyAway, Message: "The session was saved without what the study holds, " +
			"by which a later change in it is noticed. " + Explain(away).What + " Save it again once the study is back."})
	}
}

// SessionName suggests a name for the session's file.
func (m *Model) SessionName() string {
	if p := m.sessions.path; p != "" {
		return filepath.Base(p)
	}
	if m.opened == nil {
		return ""
	}
	return fileName(m.opened.Study.Name) + session.Extension
}

// SessionFolder suggests a folder for it, "" for none: where it is already, or
// beside the study.
func (m *Model) SessionFolder() string {
	switch {
	case m.sessions.path != "":
		return filepath.Dir(m.sessions.path)
	case m.opened == nil || len(m.opened.origin.paths) == 0:
		return ""
	}
	folder, err := filepath.Abs(filepath.Dir(m.opened.origin.paths[0]))
	if err != nil {
		return ""
	}
	return folder
}

// PathOfSession is the file of that name in a folder, with a session's extension.
func (m *Model) PathOfSession(folder, name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return "", errNoName
	}
	if !IsSession(name) {
		name += session.Extension
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(folder, name)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return "", fmt.Errorf("%s is a folder; choose another name", name)
	}
	return name, nil
}
