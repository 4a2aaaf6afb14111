package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/maruel/natural"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
)

// ImportMetadata adds the columns of a file to the metadata, row by row for the
// networks of those names. Where that replaces values, ask gets which, in a sentence, and
// what to do if that is meant. done gets what became of it, in a sentence.
func (m *Model) ImportMetadata(path string, ask func(which string, yes func()), done func(Sentence)) {
	opened := m.opened
	if opened == nil {
		return
	}
	var table study.Metadata
	m.Background(func() (err error) {
		table, err = study.ReadMetadata(path)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			done(m.explain(err))
		case opened.same(m.opened):
			m.merge(table, ask, done)
		}
	})
}

// merge takes over what a table says of the study's networks.
func (m *Model) merge(table study.Metadata, ask func(string, func()), done func(Sentence)) {
	f := m.fit(table)
	if f.matched == 0 {
		done(Sentence{
			What: fmt.Sprintf("No row of the file begins with the name of a network; its first column has %s.", spelling.First(f.stray, named)),
			Try:  fmt.Sprintf("Put the names of the networks there, such as %s.", spelling.First(f.without, named)),
		})
		return
	}
	opened := m.opened
	take := func() {
		if opened.same(m.opened) {
			m.annotate(f.edits)
			done(f.sentence(len(table.Columns)))
		}
	}
	if f.replaces == "" {
		take()
		return
	}
	ask("The file "+f.replaces+".", take)
}

// fitted is how a table fits the networks of a study.
type fitted struct {
	edits          []study.Edit
	matched        int      // networks
	without, stray []string // networks without a row, and rows without a network
	replaces       string   // what of the values that are there, "" for none
}

func (m *Model) fit(table study.Metadata) fitted {
	var f fitted
	rows, replaced := maps.Clone(table.Of), map[string]int{}
	for _, name := range m.NetworkNames() {
		row, ok := rows[name]
		if !ok {
			f.without = append(f.without, name)
			continue
		}
		delete(rows, name)
		f.matched++
		for _, column := range table.Columns {
			v, before := row[column], m.columns.now.Of[name][column]
			if v == "" {
				continue
			}
			f.edits = append(f.edits, study.Edit{Network: name, Column: column, Value: v})
			if before != "" && before != v {
				replaced[column]++
			}
		}
	}
	f.stray = slices.SortedFunc(maps.Keys(rows), natural.Compare)
	var parts []string
	for _, column := range table.Columns {
		if n := replaced[column]; n > 0 {
			parts = append(parts, spelling.Count(n, "value")+" of "+column)
		}
	}
	if len(parts) > 0 {
		f.replaces = "replaces " + spelling.First(parts, named)
	}
	return f
}

// sentence says what became of a table with that many columns.
func (f fitted) sentence(columns int) Sentence {
	were := "were"
	if columns == 1 {
		were = "was"
	}
	what := fmt.Sprintf("%s %s imported for %s", spelling.Count(columns, "column"), were, spelling.Count(f.matched, "network"))
	if f.replaces != "" {
		what += ", which " + f.replaces
	}
	s := Sentence{What: what + "."}
	if len(f.stray) > 0 {
		s.Try = fmt.Sprintf("There is no network %s. ", spelling.First(f.stray, named))
	}
	if len(f.without) > 0 {
		s.Try += fmt.Sprintf("The file has no row for %s.", spelling.First(f.without, named))
	}
	s.Try = strings.TrimSpace(s.Try)
	return s
}

// named are the most names that a sentence lists.
const named = 4
