package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// recurrent compares the timesteps of toy recurrent networks.
func (c *syntheticCommand) recurrent(ctx context.Context, report analysis.Progress) (answer, error) {
	spec := recipe.NoiseSpec{Show: recipe.NoiseToyRNN, ToyRNN: c.toy}
	s := &spec.ToyRNN
	s.Neurons, s.Datapoints, s.Runs, s.Measures = c.shared.neurons, c.shared.datapoints, c.shared.repeats, c.shared.measures
	s.Seed, s.Workers = c.how.Seed, c.how.Workers
	found, err := recipe.Noise().Compute(ctx, recipe.Data{}, spec, report)
	if err != nil {
		return answer{}, err
	}
	res := found.ToyRNN
	return answer{
		result: res,
		rows:   func() [][]string { return toyRows(res) },
		text:   func(w io.Writer) error { return writeToy(w, res) },
		plan:   planned(recipe.Noise(), spec, recipe.NoiseDrawing{}, found),
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
