package model

import (
	"context"
	"slices"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// preparer is a source that knows of the layers it has prepared.
type preparer interface {
	Findings() map[study.Ref]representation.Findings
}

// recipes are the ways in which layers are prepared by what is chosen now, each once:
// in Compare and in the views that have something to ask.
func (m *Model) recipes() []representation.Recipe {
	list := []representation.Recipe{m.choice.Recipe()}
	for v := ConvergenceView; v <= lastView; v++ {
		a := m.analysisOf(v)
		if v == PanelsView || a.nothing() { // panels are prepared as they were added
			continue
		}
		if r := a.How().Recipe(); !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

// otherRecipes reports whether they are others than when it was asked last.
func (m *Model) otherRecipes() bool {
	now := m.recipes()
	if slices.Equal(now, m.prepared) {
		return false
	}
	m.prepared = now
	return true
}

// found is what was found in arrays so far, in this run or in one before whose answers
// are kept, of what is chosen now.
func (m *Model) found() func(Row) []warning.Warning {
	var prepared map[study.Ref]representation.Findings
	if f, ok := m.opened.Source.(preparer); ok {
		prepared = f.Findings()
	}
	before, recipes := m.opened.found, m.recipes()
	return func(row Row) []warning.Warning {
		now, then := prepared[row.Ref], before[row.Ref]
		if now == nil && then == nil {
			return nil
		}
		var list []warning.Warning
		for _, r := range recipes {
			found := now.By(r, *row.layer)
			if found == nil {
				found = then.By(r, *row.layer)
			}
			list = warning.Merge(list, found...)
		}
		return list
	}
}

// RowWarnings are those of an array's header, of what was found in it so far, and of
// its file where that changed; of a network those of its arrays, folded.
func (m *Model) RowWarnings() func(Row) []warning.Warning {
	table, of := m.opened.table, m.arrayWarnings()
	return func(r Row) []warning.Warning {
		if r.layer != nil {
			return of(r)
		}
		var list []warning.Warning
		for _, array := range table.rows[r.of[0]:r.of[1]] {
			list = append(list, of(array)...)
		}
		return warning.Fold(list)
	}
}

func (m *Model) arrayWarnings() func(Row) []warning.Warning {
	datapoints, found, changed := m.opened.table.datapoints, m.found(), m.isChanged()
	return func(r Row) []warning.Warning {
		list := append(r.layer.Cautions(datapoints), found(r)...)
		if changed(r.Ref) {
			list = append(list, warning.Warning{Code: warning.StudyChanged, Message: changedFile})
		}
		return list
	}
}

// catalogWarnings are what the rows say, a sentence for each kind where it is about
// many of them.
func (m *Model) catalogWarnings() []warning.Warning {
	if m.opened.table == nil {
		return nil
	}
	var list []warning.Warning
	found := m.found()
	for _, r := range m.opened.table.rows {
		list = append(list, found(r)...)
	}
	return append(slices.Clone(m.opened.table.cautions), warning.Fold(list)...)
}

// inCatalog reports whether the table has warnings of a kind for its rows, whatever an
// answer says of some of them.
func inCatalog(c warning.Code) bool {
	switch c {
	case warning.FewDatapoints, warning.DeadNeurons, warning.DuplicateNeurons, warning.RankDeficient:
		return true
	}
	return false
}

// finder keeps what was found in layers in earlier runs.
type finder interface {
	Found(context.Context) map[study.Ref]representation.Findings
}

// recallFound asks in the background what was found in the layers earlier.
func (m *Model) recallFound() {
	opened := m.opened
	f, ok := opened.data().Results.(finder)
	if !ok {
		return
	}
	var found map[study.Ref]representation.Findings
	m.Background(func() error {
		found = f.Found(m.ctx)
		return nil
	}, func(error) {
		if len(found) > 0 && opened.same(m.opened) {
			m.opened.found = found
			m.tell(WarningsChanged)
		}
	})
}
