package study

import (
	"maps"
	"os"
	"slices"
)

// Metadata is a value per network and column. It is not changed once made.
type Metadata struct {
	Columns []string                     // in the order of the table
	Of      map[string]map[string]string // by network, then column; absent where there is no value
}

// Edit gives a network a value in a column of metadata; "" takes its value away.
type Edit struct{ Network, Column, Value string }

// Metadata is what the study has. It shares its maps with the study.
func (s *Study) Metadata() Metadata {
	m := Metadata{Columns: s.Columns, Of: make(map[string]map[string]string, len(s.Networks))}
	for _, n := range s.Networks {
		m.Of[n.Name] = n.Metadata
	}
	return m
}

// WithMetadata is the study with other metadata; the two share their arrays.
func (s *Study) WithMetadata(m Metadata) *Study {
	other := *s
	other.Columns = m.Columns
	other.Networks = slices.Clone(s.Networks)
	for i := range other.Networks {
		other.Networks[i].Metadata = m.Of[other.Networks[i].Name]
	}
	return &other
}

// With is the metadata after edits, in their order. A column that is not there
// yet comes last.
func (m Metadata) With(edits ...Edit) Metadata {
	out := Metadata{Columns: slices.Clone(m.Columns), Of: maps.Clone(m.Of)}
	if out.Of == nil {
		out.Of = map[string]map[string]string{}
	}
	own := map[string]bool{} // rows that are no longer m's
	for _, e := range edits {
		if !own[e.Network] {
			out.Of[e.Network], own[e.Network] = maps.Clone(out.Of[e.Network]), true
		}
		if out.Of[e.Network] == nil {
			out.Of[e.Network] = map[string]string{}
		}
		out.Of[e.Network][e.Column] = e.Value
		if e.Value == "" {
			delete(out.Of[e.Network], e.Column)
		}
		if !slices.Contains(out.Columns, e.Column) {
			out.Columns = append(out.Columns, e.Column)
		}
	}
	return out
}

// WithColumn is the metadata with an empty column behind the others.
func (m Metadata) WithColumn(name string) Metadata {
	out := m
	if !slices.Contains(m.Columns, name) {
		out.Columns = append(slices.Clone(m.Columns), name)
	}
	return out
}

// ReadMetadata reads a file of comma-separated values, one row for each network
// and its name in the first column, as metadata.csv is. The error is an *Error.
func ReadMetadata(path string) (Metadata, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Metadata{}, unreadable(path, err)
	}
	t, err := parseTable(b)
	if err != nil {
		return Metadata{}, notATable(path, err, "correct it and import it again")
	}
	if len(t.columns) == 0 {
		return Metadata{}, &Error{
			Path: path, What: "it has one column only",
			Hint: "put the names of the networks into the first column and values into others, with commas, semicolons or tabs between them",
		}
	}
	return Metadata{Columns: t.columns, Of: t.rows}, nil
}
