package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

type timestepsCommand struct {
	options
	spec    analysis.TimestepsSpec
	allRuns bool
}

func newTimesteps() *cobra.Command {
	c := &timestepsCommand{}
	cmd := overOne(cobra.Command{
		Use:   "timesteps STUDY|FILE [flags]",
		Short: "Compare the timesteps of sequences with one of them",
		Long: `Compare the states of sequence models at every timestep with those at a reference
timestep, by default the last, or with --matrix every timestep with every other.
Arrays are sequences × timesteps × neurons, or with --modulo one long sequence.`,
		Example: "timesteps my-sequences --measure pwcca,cosine,euclidean -o timesteps.png",
	}, c.run)
	f := cmd.Flags()
	variable(f, &c.spec.Measures, "measure", "MEASURES", "pwcca", listOf(&c.spec.Measures, similarity.ParseMeasure),
		"one or several, with commas, for panels side by side: "+measureNames())
	c.addVariance(f)
	c.addStudy(f)
	f.StringVar(&c.spec.Step, "step", "", "checkpoint, by `NAME` or training step (default: the last)")
	variable(f, &c.spec.Reference, "reference", "T", "", parseTimestep, "timestep to compare with, from 0 (default: the last)")
	variable(f, &c.spec.Modulo, "modulo", "T", "", parsePeriod, "take datapoints in turn for T timesteps of one long sequence")
	f.BoolVar(&c.spec.Matrix, "matrix", false, "compare, and draw, every timestep with every other")
	f.StringVar(&c.spec.By, "by", "", "networks with the same value in the metadata `COLUMN` are runs of one condition: mean ± std")
	f.BoolVar(&c.allRuns, "all-runs", false, "all networks are runs of one condition")
	c.addHow(f)
	c.addOutput(f)
	c.addFigures(f)
	return cmd
}

func parsePeriod(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 2 {
		return 0, fmt.Errorf("%q is no number of timesteps; give a whole number, 2 or above", s)
	}
	return n, nil
}

func (c *timestepsCommand) run(cmd *cobra.Command, args []string) error {
	if c.allRuns && c.spec.By != "" {
		return misuse("--all-runs makes one condition and --by %s several; leave one out", c.spec.By)
	}
	t, s, res, err := overStudy(cmd, &c.options, args, func(ctx context.Context, d recipe.Data, report analysis.Progress) (*analysis.TimestepsResult, error) {
		c.spec.How, c.spec.Networks, c.spec.Layers = c.how, c.networks, c.layers
		if c.allRuns {
			c.spec.By = analysis.AllRuns
		}
		return recipe.Timesteps().Compute(ctx, d, c.spec, report)
	})
	var whole *analysis.NoSequenceError
	if errors.As(err, &whole) && whole.Splits {
		return fmt.Errorf("%w, with --modulo T", err)
	}
	if err != nil {
		return err
	}
	var opts figure.TimestepsOptions
	if c.spec.Matrix {
		opts.Form = figure.StepMatrix
	}
	return c.give(cmd.Context(), t, answer{
		result:   res,
		notes:    []string{timestepsMethod(res)},
		rows:     func() [][]string { return timestepRows(res) },
		text:     func(w io.Writer) error { return writeTimesteps(w, res) },
		warnings: warning.Merge(s.Warnings, res.Warnings...),
		plan:     planned(recipe.Timesteps(), c.spec, opts, res),
	})
}

func timestepsMethod(res *analysis.TimestepsResult) string {
	var names []string
	for _, m := range res.Measures {
		names = append(names, method(m, res.Side))
	}
	reference := "the last timestep"
	if i, ok := res.Reference.Index(); ok {
		reference = fmt.Sprintf("timestep %d", i)
	}
	return strings.Join(names, ", ") + ": distance to " + reference
}

// writeTimesteps is a table for each measure: the conditions or, without, the
// sequences; then the matrices.
func writeTimesteps(w io.Writer, res *analysis.TimestepsResult) error {
	for i, m := range res.Measures {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s distance\n", m.Title())
		g := timestepGrid(res, m)
		if err := g.write(w); err != nil {
			return err
		}
	}
	for _, m := range res.Matrices {
		fmt.Fprintf(w, "\n%s distance of all timesteps of %s, %s\n", m.Measure.Title(), m.Network, m.Layer)
		g := grid{corner: "timestep", across: "timestep"}
		for i, x := range m.X {
			g.add(full(x), m.X, m.Distance[i])
		}
		if err := g.write(w); err != nil {
			return err
		}
	}
	return nil
}

// timestepGrid has the lowest null level of each series after its distances.
func timestepGrid(res *analysis.TimestepsResult, m similarity.Measure) grid {
	g := grid{corner: "timestep", across: "sequence", extras: []string{"null"}}
	for _, c := range res.Conditions {
		if c.Measure != m {
			continue
		}
		g.add(c.Name+"/"+c.Layer, c.X, c.Mean, short(lowest(c.Null)))
		cells := g.series[len(g.series)-1].cells
		for i := range cells {
			cells[i] = spread(c.Mean[i], c.Std[i])
		}
	}
	for _, s := range res.Series {
		if s.Measure == m && len(res.Conditions) == 0 {
			g.add(s.Network+"/"+s.Layer, s.X, s.Distance, short(lowest(s.Null)))
		}
	}
	return g
}

// timestepRows are the matrices where they were asked for, else the conditions,
// else the sequences.
func timestepRows(res *analysis.TimestepsResult) [][]string {
	var rows [][]string
	switch {
	case len(res.Matrices) > 0:
		rows = [][]string{{"measure", "network", "layer", "n", "timestepA", "timestepB", "distance", "null"}}
		for _, m := range res.Matrices {
			for i, a := range m.X {
				for j, b := range m.X {
					rows = append(rows, []string{
						string(m.Measure), m.Network, m.Layer, strconv.Itoa(m.N), full(a), full(b), full(m.Distance[i][j]), full(m.Null[i][j]),
					})
				}
			}
		}
	case len(res.Conditions) > 0:
		rows = [][]string{{"measure", "condition", "layer", "networks", "timestep", "mean", "std", "null"}}
		for _, c := range res.Conditions {
			for i, x := range c.X {
				rows = append(rows, []string{
					string(c.Measure), c.Name, c.Layer, strconv.Itoa(len(c.Networks)), full(x), full(c.Mean[i]), full(c.Std[i]), full(c.Null[i]),
				})
			}
		}
	default:
		rows = [][]string{{"measure", "network", "layer", "n", "timestep", "distance", "null"}}
		for _, s := range res.Series {
			for i, x := range s.X {
				rows = append(rows, []string{
					string(s.Measure), s.Network, s.Layer, strconv.Itoa(s.N), full(x), full(s.Distance[i]), full(s.Null[i]),
				})
			}
		}
	}
	return rows
}
