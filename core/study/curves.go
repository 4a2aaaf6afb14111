package study

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
)

const curvesFile = "curves.csv"

// Curve is one training curve: a column of curves.csv for one network, such as
// its test perplexity, ascending in the training step.
type Curve struct {
	Network string    `json:"network"`
	Column  string    `json:"column"`
	X       []float64 `json:"x"` // training steps
	Y       []float64 `json:"y"` // finite
}

// Curves are the training curves that curves.csv holds beside the networks: its
// columns in file order, for each network in the order of the study.
func (s *Study) Curves() []Curve { return s.curves }

// addCurves reads curves.csv if there is one. What it cannot use is warned of,
// never fatal.
func (b *builder) addCurves() {
	raw, err := fs.ReadFile(b.place.fsys, curvesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var all []Curve
	if err == nil {
		all, err = parseCurves(raw, b.study.NetworkNames())
	}
	if err != nil {
		b.warn(warning.Warning{
			Code:    warning.Metadata,
			Message: fmt.Sprintf("The training curves of %s were left out: %s; correct it and open the study again.", b.place.show(curvesFile), bare(err)),
		})
		return
	}
	var stray []string
	for _, c := range all {
		if _, ok := b.study.Network(c.Network); !ok && !slices.Contains(stray, c.Network) {
			stray = append(stray, c.Network)
		}
	}
	if len(stray) > 0 {
		b.warn(warning.Warning{Code: warning.Metadata, Message: countedNames(stray,
			"curves.csv has a training curve for %s, but there is no such network; remove it or correct the name.",
			"curves.csv has training curves for %s, but there are no such networks; remove them or correct the names.")})
	}
	for _, name := range b.study.NetworkNames() {
		for _, c := range all {
			if c.Network == name {
				b.study.curves = append(b.study.curves, c)
			}
		}
	}
}

// curveTable is curves.csv on its way into curves.
type curveTable struct {
	network, step int // columns; network is -1 where the only network is meant
	names         []string
	only          string // the network of a table without names
	commas        bool   // may be decimal points, as they part no cells
	curves        []Curve
}

// parseCurves reads comma-separated values with a header line: a network
// column (which a study of one network can do without), a step column, then
// columns of numbers. Empty cells and NaN are gaps.
func parseCurves(raw []byte, networks []string) ([]Curve, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comma = -1, true, delimiter(raw)
	header, err := r.Read()
	if err == io.EOF {
		return nil, errors.New("it is empty")
	}
	if err != nil {
		return nil, err
	}
	t, err := newCurveTable(header, networks)
	if err != nil {
		return nil, err
	}
	t.commas = r.Comma != ','
	for {
		fields, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if err := t.add(fields, line); err != nil {
			return nil, err
		}
	}
	for i := range t.curves {
		t.curves[i].sort()
	}
	return t.curves, nil
}

func newCurveTable(header, networks []string) (*curveTable, error) {
	t := &curveTable{network: -1, step: -1}
	for i, name := range header {
		name = strings.TrimSpace(name)
		t.names = append(t.names, name)
		word := strings.ToLower(name)
		switch {
		case t.network < 0 && (word == "network" || word == "model" || word == "name"):
			t.network = i
		case t.step < 0 && slices.Contains(stepWords(), word):
			t.step = i
		}
	}
	if t.step < 0 {
		return nil, fmt.Errorf("it has no column called step (its columns are %s)", strings.Join(t.names, ", "))
	}
	if t.network < 0 {
		if len(networks) != 1 {
			return nil, errors.New("it has no column called network, and there is more than one network")
		}
		t.only = networks[0]
	}
	return t, nil
}

// add takes in one row.
func (t *curveTable) add(fields []string, line int) error {
	if len(fields) > len(t.names) {
		return fmt.Errorf("line %d has more cells than there are columns", line)
	}
	if t.step >= len(fields) || t.network >= len(fields) {
		return fmt.Errorf("line %d ends before its step", line)
	}
	network := t.only
	if t.network >= 0 {
		network = strings.TrimSpace(fields[t.network])
	}
	step, ok := curveStep(fields[t.step])
	if !ok {
		return fmt.Errorf("line %d has the step %q, which is no number", line, fields[t.step])
	}
	for i, cell := range fields {
		cell = strings.TrimSpace(cell)
		if i == t.network || i == t.step || t.names[i] == "" || cell == "" {
			continue
		}
		number := cell
		if t.commas {
			number = decimalPoint(cell)
		}
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return fmt.Errorf("line %d has %q under %s, which is no number", line, cell, t.names[i])
		}
		if v-v == 0 { // a diverged loss is a gap
			c := t.curve(network, t.names[i])
			c.X, c.Y = append(c.X, step), append(c.Y, v)
		}
	}
	return nil
}

// curveStep reads a training step as a number or as checkpoints write it.
func curveStep(cell string) (float64, bool) {
	cell = strings.TrimSpace(cell)
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		var ok bool
		if v, _, ok = stepNumber(cell); !ok {
			return 0, false
		}
	}
	return v, !math.IsInf(v, 0) && !math.IsNaN(v)
}

func (t *curveTable) curve(network, column string) *Curve {
	for i := range t.curves {
		if c := &t.curves[i]; c.Network == network && c.Column == column {
			return c
		}
	}
	t.curves = append(t.curves, Curve{Network: network, Column: column})
	return &t.curves[len(t.curves)-1]
}

// sort orders the points by step and keeps the last of equal ones: a run that
// was resumed writes some twice.
func (c *Curve) sort() {
	index := make([]int, len(c.X))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int {
		switch {
		case c.X[a] < c.X[b]:
			return -1
		case c.X[a] > c.X[b]:
			return 1
		}
		return 0
	})
	var x, y []float64
	for _, i := range index {
		if len(x) > 0 && x[len(x)-1] == c.X[i] {
			y[len(y)-1] = c.Y[i]
			continue
		}
		x, y = append(x, c.X[i]), append(y, c.Y[i])
	}
	c.X, c.Y = x, y
}
