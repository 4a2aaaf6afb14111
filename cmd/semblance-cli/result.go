package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
)

// writeResult writes a result to standard output in the form that was asked
// for: as it is for JSON, as rows for CSV, or as text.
func (o *options) writeResult(w io.Writer, result any, rows func() [][]string, text func(io.Writer) error) error {
	var buf bytes.Buffer
	var err error
	switch {
	case o.json:
		var b []byte
		b, err = analysis.JSON(result)
		buf.Write(b)
	case o.csv:
		err = csv.NewWriter(&buf).WriteAll(rows())
	default:
		err = text(&buf)
	}
	if err == nil {
		_, err = w.Write(buf.Bytes())
	}
	if err != nil {
		return fmt.Errorf("the result cannot be written to standard output: %w", err)
	}
	return nil
}

// missing stands in text where there is no value.
const missing = "–"

// short is a value to four decimals for people.
func short(v float64) string {
	if math.IsNaN(v) {
		return missing
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}

func shortOrMissing(v *float64) string {
	if v == nil {
		return missing
	}
	return short(*v)
}

// full is a value at full precision, empty where there is none.
func full(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

func fullOrEmpty(v *float64) string {
	if v == nil {
		return ""
	}
	return full(*v)
}

func timestepText(t study.Timestep) string {
	if i, ok := t.Index(); ok {
		return strconv.Itoa(i)
	}
	return ""
}
