package study

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/atomicfile"
)

// SaveMetadata writes what differs between the metadata before and after into
// metadata.csv in the study's folder. Rows, columns and values that are the same
// in both stay as the file has them, in their order; networks without a row get
// one at the end. The file is replaced as a whole or not at all. The error is an
// *Error.
func (s *Study) SaveMetadata(before, after Metadata) error {
	if s.Path == "" {
		return &Error{What: "values are not saved, since this study is no folder on disk", Hint: "they count until it is closed; keep them by opening a folder of recorded networks"}
	}
	if info, err := os.Stat(s.Path); err == nil && !info.IsDir() {
		return &Error{Path: s.Path, What: "values are not saved, since the study is a single file", Hint: "they count until it is closed; put the file into a folder and open that"}
	}
	edits := s.edits(before, after)
	if err := s.overruled(edits); err != nil {
		return err
	}
	return s.beside.write(metadataFile, func() error { return s.writeMetadata(before, after, edits) })
}

// writeMetadata writes edits, and columns that came or went, into metadata.csv.
func (s *Study) writeMetadata(before, after Metadata, edits []Edit) error {
	path := filepath.Join(s.Path, metadataFile)
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreadable(path, err)
	}
	if old != nil {
		if _, err := parseTable(old); err != nil {
			return notATable(path, err, "correct it first; what was typed here counts until the study is closed")
		}
	}
	f := sheetOf(old)
	f.columns(before, after)
	for _, e := range edits {
		f.set(e)
	}
	text, err := f.text()
	if err == nil {
		err = atomicfile.Write(path, text)
	}
	if err != nil {
		return &Error{
			Path: path, What: fmt.Sprintf("it cannot be saved (%v)", bare(err)), Err: bare(err),
			Hint: "what was typed counts until the study is closed; make its folder writable, or copy it to where you may write and open that",
		}
	}
	return nil
}

// edits lead from one state of the metadata to another.
func (s *Study) edits(before, after Metadata) []Edit {
	columns := slices.Clone(after.Columns)
	for _, column := range before.Columns {
		if !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	var list []Edit
	for _, n := range s.Networks {
		was, is := before.Of[n.Name], after.Of[n.Name]
		for _, column := range columns {
			if was[column] != is[column] {
				list = append(list, Edit{n.Name, column, is[column]})
			}
		}
	}
	return list
}

// overruled refuses to take a value away that study.json gives: metadata.csv
// cannot.
func (s *Study) overruled(edits []Edit) error {
	for _, e := range edits {
		if v := s.stated[e.Network][e.Column]; e.Value == "" && v != "" {
			return &Error{
				Path: filepath.Join(s.Path, descriptionFile), What: fmt.Sprintf("it gives %s the %s %s, which an empty cell does not undo", e.Network, e.Column, v),
				Hint: "take it away there, or type another value",
			}
		}
	}
	return nil
}

// notATable explains a file of comma-separated values that cannot be read.
func notATable(path string, err error, hint string) *Error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		err = fmt.Errorf("line %d cannot be read (%w)", parse.Line, parse.Err)
	}
	return &Error{Path: path, What: err.Error(), Hint: hint, Err: err}
}

// sheet is metadata.csv cell by cell, to be written as it was but for some.
type sheet struct {
	mark  []byte // of the byte order, or nothing
	comma rune
	crlf  bool
	rows  [][]string // the first is the header
}

// sheetOf takes a file apart that parseTable can read; nil is a new one.
func sheetOf(b []byte) *sheet {
	f := &sheet{comma: ',', crlf: bytes.Contains(b, []byte("\r\n"))}
	if mark := []byte("\ufeff"); bytes.HasPrefix(b, mark) {
		f.mark, b = mark, b[len(mark):]
	}
	if len(bytes.TrimSpace(b)) == 0 {
		f.rows = [][]string{{"network"}}
		return f
	}
	f.comma = delimiter(b)
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comma = -1, true, f.comma
	for {
		row, err := r.Read()
		if err == io.EOF {
			return f
		}
		f.rows = append(f.rows, row)
	}
}

// columns adds the columns that are new and drops those that are gone.
func (f *sheet) columns(before, after Metadata) {
	for _, name := range after.Columns {
		if f.column(name) == 0 && !slices.Contains(before.Columns, name) {
			f.addColumn(name)
		}
	}
	for _, name := range before.Columns {
		if j := f.column(name); j > 0 && !slices.Contains(after.Columns, name) {
			for i, row := range f.rows {
				if j < len(row) {
					f.rows[i] = slices.Delete(row, j, j+1)
				}
			}
		}
	}
}

// column is the place of a column of that name, 0 for none: there are the names
// of the networks.
func (f *sheet) column(name string) int {
	return slices.IndexFunc(f.rows[0][1:], func(cell string) bool { return strings.TrimSpace(cell) == name }) + 1
}

func (f *sheet) addColumn(name string) { f.rows[0] = append(f.rows[0], name) }

// set writes a value, in a row and a column that may have to be made for it.
func (f *sheet) set(e Edit) {
	j := f.column(e.Column)
	i := slices.IndexFunc(f.rows[1:], func(row []string) bool { return strings.TrimSpace(row[0]) == e.Network }) + 1
	if e.Value == "" && (j == 0 || i == 0 || j >= len(f.rows[i])) {
		return // there is none
	}
	if j == 0 {
		f.addColumn(e.Column)
		j = len(f.rows[0]) - 1
	}
	if i == 0 {
		f.rows = append(f.rows, []string{e.Network})
		i = len(f.rows) - 1
	}
	for len(f.rows[i]) <= j {
		f.rows[i] = append(f.rows[i], "")
	}
	f.rows[i][j] = f.written(e.Value, j)
}

// written is a value as its column has them: a number with a decimal comma where those
// of a column of numbers have one.
func (f *sheet) written(value string, j int) string {
	if f.comma == ',' || !decimal(value) {
		return value
	}
	commas := false
	for _, row := range f.rows[1:] {
		if j >= len(row) || strings.TrimSpace(row[j]) == "" {
			continue
		}
		if !decimal(row[j]) {
			return value
		}
		commas = commas || strings.Contains(row[j], ",")
	}
	if !commas {
		return value
	}
	return strings.Replace(value, ".", ",", 1)
}

func (f *sheet) text() ([]byte, error) {
	var b bytes.Buffer
	b.Write(f.mark)
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = f.comma, f.crlf
	for _, row := range f.rows {
		for len(row) < len(f.rows[0]) {
			row = append(row, "")
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
