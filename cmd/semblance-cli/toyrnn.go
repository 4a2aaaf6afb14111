package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
)

// recurrent compares the timesteps of toy recurrent networks.
func (c *syntheticCommand) recurrent(ctx context.Context, report analysis.Progress) (answer, error) {
	spec := c.toy
	spec.Neurons, spec.Datapoints, spec.Runs, spec.Measures = c.shared.neurons, c.shared.datapoints, c.shared.repeats, c.shared.measures
	spec.Seed, spec.Workers = c.how.Seed, c.how.Workers
	res, err := analysis.ToyRNN(ctx, spec, report)
	if err != nil {
		return answer{}, err
	}
	return answer{
		result: res,
		rows:   func() [][]string { return toyRows(res) },
		text:   func(w io.Writer) error { return writeToy(w, res) },
		draw:   func() figure.Figure { return figure.ToyRNN(res) },
	}, nil
}

// writeToy is a table for each kind of recurrence.
func writeToy(w io.Writer, res *analysis.ToyRNNResult) error {
	for i, p := range res.Panels {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s recurrence, distance to timestep %d\n", p.Name, res.Reference)
		var t table
		t.column("timestep", true)
		for _, s := range p.Series {
			t.column(s.Measure.Title(), true)
		}
		for k, x := range res.X {
			cells := []string{strconv.Itoa(x)}
			for _, s := range p.Series {
				cells = append(cells, spread(s.Distance[k], s.Std[k]))
			}
			t.row(cells...)
		}
		if _, err := t.WriteTo(w); err != nil {
			return err
		}
	}
	return nil
}

func toyRows(res *analysis.ToyRNNResult) [][]string {
	rows := [][]string{{"recurrence", "timestep", "measure", "mean", "std"}}
	for _, p := range res.Panels {
		for k, x := range res.X {
			for _, s := range p.Series {
				rows = append(rows, []string{p.Name, strconv.Itoa(x), string(s.Measure), full(s.Distance[k]), full(s.Std[k])})
			}
		}
	}
	return rows
}
