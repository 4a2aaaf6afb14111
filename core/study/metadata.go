package study

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/maruel/natural"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

const metadataFile = "metadata.csv"

// Number is the network's value in a metadata column as a number, if it is a
// finite one.
func (n Network) Number(column string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(n.Metadata[column]), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, false
	}
	return v, true
}

// table is metadata by network: one row each, keyed by its name.
type table struct {
	columns []string // without the first, which names the networks
	names   []string // of the rows, in order
	rows    map[string]map[string]string
}

// annotate adds metadata to the networks: from study.json, and over it from
// metadata.csv. What does not match is warned of, never fatal.
func (b *builder) annotate(stated map[string]map[string]value) {
	s := b.study
	t, err := b.place.readMetadata()
	if err != nil {
		b.warn(warning.Warning{Code: warning.Metadata, Message: fmt.Sprintf("The metadata were left out: %v.", err)})
	}
	s.Columns, s.stated = t.columns, stated
	more := map[string]bool{}
	for i := range s.Networks {
		n := &s.Networks[i]
		n.Metadata = map[string]string{}
		for column, v := range stated[n.Name] {
			if v != "" {
				n.Metadata[column] = string(v)
				more[column] = true
			}
		}
		maps.Copy(n.Metadata, t.rows[n.Name])
	}
	for _, column := range slices.SortedFunc(maps.Keys(more), natural.Compare) {
		if !slices.Contains(s.Columns, column) {
			s.Columns = append(s.Columns, column)
		}
	}
	b.warn(s.unmatched(t)...)
}

// unmatched warns of networks without a row and of rows without a network.
func (s *Study) unmatched(t table) []warning.Warning {
	if len(t.rows) == 0 {
		return nil
	}
	var list []warning.Warning
	add := func(names []string, one, many string) {
		if len(names) > 0 {
			list = append(list, warning.Warning{Code: warning.Metadata, Message: countedNames(names, one, many)})
		}
	}
	var without, stray []string
	for _, n := range s.Networks {
		if _, ok := t.rows[n.Name]; !ok {
			without = append(without, n.Name)
		}
	}
	for _, name := range t.names {
		if _, ok := s.Network(name); !ok {
			stray = append(stray, name)
		}
	}
	add(without, "%s has no row in metadata.csv; add one that begins with its name.",
		"%s have no row in metadata.csv; add rows that begin with their names.")
	add(stray, "metadata.csv has a row for %s, but there is no such network; remove it or correct the name.",
		"metadata.csv has rows for %s, but there are no such networks; remove them or correct the names.")
	return list
}

// countedNames puts names into a sentence, the first few if they are many.
func countedNames(names []string, one, many string) string {
	const most = 5
	if len(names) == 1 {
		return fmt.Sprintf(one, names[0])
	}
	return fmt.Sprintf(many, spelling.First(names, most))
}

// readMetadata reads metadata.csv if there is one. An error comes with the
// rows before it.
func (p place) readMetadata() (table, error) {
	b, err := fs.ReadFile(p.fsys, metadataFile)
	if errors.Is(err, fs.ErrNotExist) {
		return table{}, nil
	}
	if err != nil {
		return table{}, unreadable(p.show(metadataFile), err)
	}
	t, err := parseTable(b)
	if err != nil {
		return table{}, notATable(p.show(metadataFile), err, "correct it and open the study again")
	}
	return t, nil
}

// parseTable reads comma-separated values with a header line. Spreadsheets add
// a byte order mark, and semicolons or tabs where the comma is a decimal point, which
// becomes one here.
func parseTable(b []byte) (table, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comma = -1, true, delimiter(b)
	header, err := r.Read()
	if err == io.EOF {
		return table{}, errors.New("it is empty")
	}
	if err != nil {
		return table{}, err
	}
	t := table{rows: map[string]map[string]string{}}
	for i, name := range header {
		header[i] = strings.TrimSpace(name)
		if i > 0 && header[i] != "" && slices.Contains(header[:i], header[i]) {
			return table{}, fmt.Errorf("two of its columns are called %s", header[i])
		}
	}
	for _, name := range header[1:] {
		if name != "" {
			t.columns = append(t.columns, name)
		}
	}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			if r.Comma != ',' {
				t.readDecimalCommas()
			}
			return t, nil
		}
		if err != nil {
			return table{}, err
		}
		line, _ := r.FieldPos(0)
		if err := t.add(header, fields, line); err != nil {
			return table{}, err
		}
	}
}

// add takes in one row; cells that are empty have no value.
func (t *table) add(header, fields []string, line int) error {
	name := strings.TrimSpace(fields[0])
	if name == "" {
		return nil
	}
	if t.rows[name] != nil {
		return fmt.Errorf("line %d is a second row for %s", line, name)
	}
	row := map[string]string{}
	for i, cell := range fields[1:] {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case i+1 >= len(header):
			return fmt.Errorf("line %d has more cells than there are columns", line)
		case header[i+1] != "":
			row[header[i+1]] = cell
		}
	}
	t.names = append(t.names, name)
	t.rows[name] = row
	return nil
}

// readDecimalCommas writes the numbers of a column with a point where all its values are
// numbers with a comma at most.
func (t *table) readDecimalCommas() {
	for _, column := range t.columns {
		points := map[string]string{}
		for name, row := range t.rows {
			cell, ok := row[column]
			if ok && !decimal(cell) {
				points = nil // a word, or a list
				break
			}
			if point := decimalPoint(cell); point != cell {
				points[name] = point
			}
		}
		for name, point := range points {
			t.rows[name][column] = point
		}
	}
}

// decimal reports whether a cell is a number, with a point or a comma.
func decimal(cell string) bool {
	_, err := strconv.ParseFloat(decimalPoint(strings.TrimSpace(cell)), 64)
	return err == nil
}

// decimalPoint is a number that may have a comma, with a point.
func decimalPoint(cell string) string { return strings.Replace(cell, ",", ".", 1) }

// delimiter is the one that the header line has most of.
func delimiter(b []byte) rune {
	header, _, _ := bytes.Cut(b, []byte("\n"))
	best, most := ',', bytes.Count(header, []byte(","))
	for _, d := range "\t;" {
		if n := bytes.Count(header, []byte(string(d))); n > most {
			best, most = d, n
		}
	}
	return best
}
