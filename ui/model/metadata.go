package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/study"
)

// columns is the metadata of a study, as it is and as it is saved.
type columns struct {
	study   *study.Study    // with any metadata; nil with nothing open
	now     *study.Metadata // nil with nothing open
	saved   *study.Metadata // what metadata.csv has
	writing bool            // it is being written
	refusal *Sentence       // why the last change is not saved
	turns   turns
}

// NotSaved says why metadata that was changed is in no file, nil where it is.
func (m *Model) NotSaved() *Sentence { return m.columns.refusal }

// LosesMetadata reports whether leaving the study would lose metadata that a person may
// want back; what is typed into a sample is tried out.
func (m *Model) LosesMetadata() bool {
	return m.columns.refusal != nil && m.opened.origin.sample == ""
}

// SetMetadata gives networks a value in a column of metadata; "" takes it away.
func (m *Model) SetMetadata(networks []string, column, value string) {
	if m.opened == nil {
		return
	}
	var edits []study.Edit
	for _, name := range networks {
		e := study.Edit{Network: name, Column: column, Value: strings.TrimSpace(value)}
		if m.columns.now.Of[name][column] != e.Value {
			edits = append(edits, e)
		}
	}
	m.annotate(edits)
}

func (m *Model) annotate(edits []study.Edit) {
	if len(edits) == 0 {
		return
	}
	after := m.columns.now.With(edits...)
	m.setColumns(&after)
	m.stopRecording()
	m.record()
}

// AddColumn adds an empty column of metadata.
func (m *Model) AddColumn(name string) error {
	name = strings.TrimSpace(name)
	switch {
	case m.opened == nil:
		return errNothingOpen
	case name == "":
		return errors.New("the column has no name; type one")
	case slices.Contains(m.columns.now.Columns, name):
		return fmt.Errorf("there is a column %s already; type into its cells", name)
	}
	after := m.columns.now.WithColumn(name)
	m.setColumns(&after)
	m.stopRecording()
	m.record()
	return nil
}

// setColumns makes metadata those of the study, asks again what depends on them,
// and saves them.
func (m *Model) setColumns(after *study.Metadata) {
	if after == m.columns.now {
		return
	}
	m.columns.now = after
	before := m.opened
	opened := *before
	opened.Study = before.Study.WithMetadata(*after)
	opened.Catalog = opened.Study
	opened.table = NewCatalog(opened.Study)
	m.opened = &opened
	if m.answer.of == before {
		m.answer.of = &opened
	}
	m.board.annotate(before, &opened)
	m.eachAnalysis(func(a shown) { a.annotated() })
	if a := m.analysisOf(m.view); a != nil {
		a.ask(0)
	}
	m.saveColumns(m.columns)
	m.tell(ColumnsChanged | ChoiceChanged)
}

// saveColumns writes what is not in the file yet, one state at a time, also of a study
// that is no longer open.
func (m *Model) saveColumns(c *columns) {
	if c.now == c.saved {
		c.refusal = nil
	}
	if c.writing || c.now == c.saved {
		return
	}
	c.writing = true
	before, after := c.saved, c.now
	m.Background(c.turns.next(func() error { return c.study.SaveMetadata(*before, *after) }), func(err error) {
		c.writing, c.refusal = false, nil
		if err != nil {
			refusal := m.explain(err)
			c.refusal = &refusal
		} else {
			c.saved = after
		}
		m.written(c)
		if c.now != after {
			m.saveColumns(c)
		}
	})
}

// written tells what came of writing metadata.
func (m *Model) written(c *columns) {
	if c == m.columns {
		if c.refusal == nil {
			m.opened.contents = nil
		}
		m.tell(ColumnsChanged)
		return
	}
	if c.refusal != nil {
		m.Say(fmt.Sprintf("Metadata of %s are lost. %s", c.study.Name, c.refusal))
	}
}

// OnceWritten does something with the study that is open once what was typed is in the
// file.
func (m *Model) OnceWritten(do func()) {
	if !m.columns.writing {
		do()
		return
	}
	opened := m.opened
	m.loop.After(settle, func() {
		if opened.same(m.opened) {
			m.OnceWritten(do)
		}
	})
}

// Writing reports whether metadata are on their way to their file.
func (m *Model) Writing() bool { return m.columns.writing }

// closeColumns is saveColumns for the end of the program; it is done when it
// returns.
func (m *Model) closeColumns(c *columns) {
	if c.now == c.saved || c.refusal != nil {
		return
	}
	before, after := c.saved, c.now // what is being written is a part of that
	if err := c.turns.next(func() error { return c.study.SaveMetadata(*before, *after) })(); err != nil {
		m.log("metadata: " + err.Error())
	}
}

// same reports whether the two are one study, whatever its metadata.
func (o *Opened) same(p *Opened) bool { return o != nil && p != nil && o.Source == p.Source }

// beginColumns takes the metadata that a study was opened with. Those of the study
// before are written to the end.
func (m *Model) beginColumns() {
	m.unsaved = slices.DeleteFunc(m.unsaved, func(c *columns) bool { return !c.writing })
	if m.columns.writing {
		m.unsaved = append(m.unsaved, m.columns)
	}
	now := m.opened.Study.Metadata()
	m.columns = &columns{study: m.opened.Study, now: &now, saved: &now}
}
