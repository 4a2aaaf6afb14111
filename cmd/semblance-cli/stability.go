package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

type stabilityCommand struct {
	options
	spec  analysis.StabilitySpec
	steps figure.StepScale // of the axis of training steps
}

func newStability() *cobra.Command {
	c := &stabilityCommand{}
	cmd := overOne(cobra.Command{
		Use:   "stability STUDY --layer NAME [flags]",
		Short: "Follow the directions of an early checkpoint through training",
		Long: `Compare a layer at an early and at a middle checkpoint by CCA, take the k
directions of the early one that correlate most with the middle (stable) and the
k that correlate least (unstable), and compare both with every checkpoint.`,
		Example: "stability my-study --layer lstm2 --early 100 --mid 200 -k 3 -o stability.png",
	}, c.run)
	f := cmd.Flags()
	c.addMeasure(f, "cca")
	c.addOne(f)
	f.StringVar(&c.spec.Early, "early", "", "early checkpoint, by `NAME` or training step (default: near a tenth of the training)")
	f.StringVar(&c.spec.Mid, "mid", "", "middle checkpoint, by `NAME` or training step (default: near half of the training)")
	f.StringArrayVar(&c.spec.Steps, "step", nil, "beside those two only the checkpoint `NAME`, or of that training step; may be repeated")
	f.VarP(&value[int]{to: &c.spec.K, parse: parseCount, kind: "K", text: "100"}, "directions", "k", "directions in either set; where there are fewer than 200, by default half of all")
	addTimestep(f, &c.spec.Timestep)
	c.addHow(f)
	c.addOutput(f)
	c.addFigures(f)
	addLog(f, &c.steps)
	return cmd
}

func (c *stabilityCommand) run(cmd *cobra.Command, args []string) error {
	t, s, found, err := overStudy(cmd, &c.options, args, func(ctx context.Context, d recipe.Data, report analysis.Progress) (*recipe.NoiseResult, error) {
		c.spec.How = c.how
		var err error
		if c.spec.Network, c.spec.Layer, err = c.one(d.Study); err != nil {
			return nil, err
		}
		return recipe.Noise().Compute(ctx, d, c.question(), report)
	})
	if err != nil {
		return err
	}
	res := found.Stability
	return c.give(cmd.Context(), t, answer{
		result: res,
		notes: []string{
			fmt.Sprintf("%s: %d directions of %s, chosen by %s", method(res.Measure, res.Side), res.K, res.Early, res.Mid),
			res.Note,
		},
		rows:     func() [][]string { return stabilityRows(res) },
		text:     func(w io.Writer) error { return writeStability(w, res) },
		warnings: warning.Merge(s.Warnings, res.Warnings...),
		plan:     planned(recipe.Noise(), c.question(), recipe.NoiseDrawing{Steps: c.steps}, found),
	})
}

// question is the spec among those that tell signal from noise.
func (c *stabilityCommand) question() recipe.NoiseSpec {
	return recipe.NoiseSpec{Show: recipe.NoiseStability, Stability: c.spec}
}

func writeStability(w io.Writer, res *analysis.StabilityResult) error {
	var t table
	t.column("step", true)
	t.column("checkpoint", false)
	for _, head := range []string{"stable", "unstable", "null"} {
		t.column(head, true)
	}
	t.column("", false)
	for i, x := range res.X {
		mark := ""
		switch res.Steps[i] {
		case res.Early.Step:
			mark = "early"
		case res.Mid.Step:
			mark = "mid"
		}
		t.row(full(x), res.Steps[i], short(res.Stable[i]), short(res.Unstable[i]), short(res.Null[i]), mark)
	}
	_, err := t.WriteTo(w)
	return err
}

func stabilityRows(res *analysis.StabilityResult) [][]string {
	rows := [][]string{{"step", "checkpoint", "stable", "unstable", "null", "early", "mid", "k", "measure", "side"}}
	for i, x := range res.X {
		rows = append(rows, []string{
			full(x), res.Steps[i], full(res.Stable[i]), full(res.Unstable[i]), full(res.Null[i]),
			res.Early.Step, res.Mid.Step, strconv.Itoa(res.K), string(res.Measure), string(res.Side),
		})
	}
	return rows
}
