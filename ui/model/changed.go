package model

import (
	"cmp"
	"context"
	"errors"
	"reflect"
	"slices"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// disk is how the files of the open study stand to what it was opened with.
type disk struct {
	changed *study.ChangedError // nil while nobody saw that they changed
	grown   *study.ChangedError // arrays that came since; nil for none
	left    bool                // somebody goes on without those
	looking bool
	again   bool // somebody asked while it was looked
}

// Changed says that the study changed on disk since it was opened, nil where nobody
// saw that it did. Figures that are there are of what was there before.
func (m *Model) Changed() *Sentence {
	if m.disk.changed == nil {
		return nil
	}
	s := Explain(m.disk.changed)
	return &s
}

// ChangedFiles is a clause about what changed, "" where Changed is nil.
func (m *Model) ChangedFiles() string {
	if m.disk.changed == nil {
		return ""
	}
	return m.disk.changed.What()
}

// NewArrays is a clause about arrays that came into the folder of the open study since
// it was opened, "" where there are none or somebody goes on without them. All that is
// shown stays as good as it was.
func (m *Model) NewArrays() string {
	if m.disk.grown == nil || m.disk.left {
		return ""
	}
	return m.disk.grown.What()
}

// GoOnWithout has new arrays not told of until the study is opened again.
func (m *Model) GoOnWithout() {
	m.disk.left = true
	m.tell(WarningsChanged)
}

// LookAtFiles sees in the background whether the files of the open study, and those
// beside its networks, are still what it was opened with, and whether others came. Once they are again, what was
// refused for that is asked again. A figure is computed from arrays only as they are
// now, but from metadata and curves as they were when the study was opened: it goes on
// being drawn where only those changed, and is withheld from files as any other.
func (m *Model) LookAtFiles() {
	opened := m.opened
	switch {
	case opened == nil:
		return
	case m.disk.looking:
		m.disk.again = true
		return
	}
	m.disk.looking, m.disk.again = true, false
	var grown *study.ChangedError
	m.Background(func() error {
		var stopped error
		grown, stopped = opened.Study.NewArrays(m.ctx)
		return cmp.Or(stopped, opened.Study.CheckAllFiles(m.ctx))
	}, func(err error) {
		m.disk.looking = false
		switch {
		case m.disk.again || !opened.same(m.opened):
			m.LookAtFiles()
		case errors.Is(err, context.Canceled):
		default:
			var changed *study.ChangedError
			errors.As(err, &changed)
			m.setGrown(grown)
			m.setChanged(changed)
		}
	})
}

// setGrown takes which arrays came.
func (m *Model) setGrown(now *study.ChangedError) {
	if !reflect.DeepEqual(now, m.disk.grown) {
		m.disk.grown = now
		m.tell(WarningsChanged)
	}
}

// setChanged takes what was seen of the files.
func (m *Model) setChanged(now *study.ChangedError) {
	if reflect.DeepEqual(now, m.disk.changed) {
		return
	}
	m.disk.changed = now
	m.tell(AnswerChanged | WarningsChanged)
	if now != nil {
		return
	}
	if r := m.answer.Refusal; r != nil && r.Changed {
		m.recompute(0)
	}
	if a := m.analysisOf(m.view); a != nil {
		a.ask(0)
	}
}

// refused makes the sentence in a figure's place. A study that changed is looked at
// as a whole: the error is about the files that were needed.
func (m *Model) refused(err error) *Sentence {
	s := m.explain(err)
	if s.Changed {
		m.LookAtFiles()
	}
	return &s
}

// changedWarnings is Changed among the warnings.
func (m *Model) changedWarnings() []warning.Warning {
	if m.disk.changed == nil {
		return nil
	}
	return []warning.Warning{{Code: warning.StudyChanged, Message: m.Changed().String()}}
}

// changedFile is what a row says whose file changed.
const changedFile = "Its file is not the one that the study was opened with; open the study again."

// isChanged tells the arrays whose files are known to have changed.
func (m *Model) isChanged() func(study.Ref) bool {
	if m.disk.changed == nil {
		return func(study.Ref) bool { return false }
	}
	changed := map[string]bool{}
	for _, path := range m.disk.changed.Files {
		changed[path] = true
	}
	s := m.opened.Study
	return func(ref study.Ref) bool {
		return slices.ContainsFunc(s.Files(ref), func(f study.File) bool { return changed[f.Path] })
	}
}

// OpenAgain reads the open study, and those of panels, anew. What is chosen stays
// chosen, as far as the study still has it.
func (m *Model) OpenAgain() {
	switch {
	case m.opened == nil:
		return
	case m.columns.writing:
		m.OnceWritten(m.OpenAgain)
		return
	}
	chosen, err := m.Session()
	if err != nil {
		m.fail(m.explain(err))
		return
	}
	before, unsaved, past := m.sessions, m.Unsaved(), m.leave()
	edited, left := m.edited, m.away
	note := "Opened again."
	if c := cmp.Or(m.disk.changed, m.disk.grown); c != nil {
		note = AsSentence("Opened again: " + c.What())
	}
	m.openNaming(m.opened.Study.Name, func() (restored, error) {
		return restored{Session: chosen, path: before.path, draft: true, again: note}, nil
	}, func() {
		m.edited, m.away = edited, left
		m.sessions.panels, m.sessions.moved = before.panels, m.sessions.moved || before.moved
		m.goOn(past)
		if !unsaved {
			m.sessions.saved = m.choices()
		}
		m.tell(SessionChanged)
	})
}

// check looks at files of the studies that panels are about.
func (b *board) check(numbers []int, look func(*study.Study) error) error {
	slices.Sort(numbers)
	for _, number := range slices.Compact(numbers) {
		if s, ok := b.study(number); ok && s.opened != nil {
			if err := look(s.opened.Study); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkShown looks at the files of what is shown, for who keeps it.
func (m *Model) checkShown() func(context.Context) error {
	if m.view == PanelsView {
		numbers := numbersOf(m.analyses.Panels.spec.Panels)
		return func(ctx context.Context) error {
			return m.board.check(numbers, func(s *study.Study) error { return s.CheckAllFiles(ctx) })
		}
	}
	return m.opened.Study.CheckAllFiles
}
