package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

type convergenceCommand struct {
	options
	spec   analysis.ConvergenceSpec
	figure figure.ConvergenceOptions
}

func newConvergence() *cobra.Command {
	c := &convergenceCommand{}
	cmd := overOne(cobra.Command{
		Use:   "convergence STUDY [flags]",
		Short: "Show how layers approach their end through training",
		Long: `Compare every layer at every checkpoint with a reference, by default the last
checkpoint of its own network; tell when each layer settles, and score whether
lower layers settle first. Training curves of the study's curves.csv are drawn
beneath.`,
		Example: "convergence my-study -o convergence.png",
	}, c.run)
	f := cmd.Flags()
	c.addMeasure(f, "pwcca")
	c.addStudy(f)
	f.StringArrayVar(&c.spec.Steps, "step", nil, "only the checkpoint `NAME`, or of that training step; may be repeated")
	f.StringVar(&c.spec.Reference.Step, "reference", "", "compare with this checkpoint, by `NAME` or training step (default: the last)")
	f.StringVar(&c.spec.Reference.Network, "reference-network", "", "of the network `NAME` (default: each network's own)")
	addTimestep(f, &c.spec.Timestep)
	variable(f, &c.spec.Tolerance, "tolerance", "D", "0.1", parsePositive, "a layer settles when it stays this near to its last distance")
	f.BoolVar(&c.spec.Relative, "relative", false, "take the tolerance as a share of each layer's way")
	variable(f, &c.spec.Resamples, "resamples", "N", "", parseCount, "give the bottom-up score an interval, from so many halves of the datapoints")
	c.addHow(f)
	c.addOutput(f)
	c.addFigures(f)
	variable(f, &c.figure.Form, "draw", "FORM", "curves", choose("form",
		choice[figure.ConvergenceForm]{"curves", figure.LayerCurves}, choice[figure.ConvergenceForm]{"map", figure.Heat}),
		"curves, or a map of layers by checkpoints")
	addLog(f, &c.figure.Steps)
	variable(f, &c.figure.Training, "training", "WHERE", "beneath", choose("place for training curves",
		choice[figure.Training]{"beneath", figure.TrainingBeneath}, choice[figure.Training]{"hidden", figure.TrainingHidden}),
		"training curves: beneath, hidden")
	return cmd
}

// addLog adds the flag for the axis of training steps.
func addLog(f *pflag.FlagSet, to *figure.StepScale) {
	variable(f, to, "steps-axis", "SCALE", "auto", choose("scale",
		choice[figure.StepScale]{"auto", figure.StepsAuto}, choice[figure.StepScale]{"linear", figure.StepsLinear}, choice[figure.StepScale]{"log", figure.StepsLog}),
		"axis of training steps: linear, log, or auto, which is log where the steps grow by factors")
}

func (c *convergenceCommand) run(cmd *cobra.Command, args []string) error {
	t, s, res, err := overStudy(cmd, &c.options, args, func(ctx context.Context, d recipe.Data, report analysis.Progress) (*analysis.ConvergenceResult, error) {
		c.spec.How, c.spec.Networks, c.spec.Layers = c.how, c.networks, c.layers
		return recipe.Convergence().Compute(ctx, d, c.spec, report)
	})
	if err != nil {
		return err
	}
	return c.give(cmd.Context(), t, answer{
		result:   res,
		notes:    []string{method(res.Measure, res.Side) + ": distance to " + convergenceReference(res)},
		rows:     func() [][]string { return convergenceRows(res) },
		text:     func(w io.Writer) error { return writeConvergence(w, res) },
		warnings: warning.Merge(s.Warnings, res.Warnings...),
		plan:     planned(recipe.Convergence(), c.spec, c.figure, res),
	})
}

func convergenceReference(res *analysis.ConvergenceResult) string {
	switch r := res.Reference; {
	case r.Network != "":
		return endpoint(res.Series[0].Reference)
	case r.Step != "":
		return "the checkpoint " + r.Step
	}
	return "the last checkpoint of each network"
}

// writeConvergence is the distances by checkpoint and layer, with when each
// layer settles, and the score.
func writeConvergence(w io.Writer, res *analysis.ConvergenceResult) error {
	g := grid{corner: "step", across: "layer", extras: []string{"settled", "null"}}
	for _, s := range res.Series {
		name := s.Layer
		if res.Series[0].Network != res.Series[len(res.Series)-1].Network {
			name = s.Network + "/" + s.Layer
		}
		g.add(name, s.X, s.Distance, place(s.Settled), short(lowest(s.Null)))
	}
	if err := g.write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nsettled at a distance of %s from the last\n%s", tolerated(res), bottomUp(res.BottomUp))
	return err
}

// place is a training step between checkpoints, to the whole where steps are
// many.
func place(step *float64) string {
	switch {
	case step == nil:
		return missing
	case math.Abs(*step) < 100:
		return strconv.FormatFloat(*step, 'f', 2, 64)
	}
	return strconv.FormatFloat(*step, 'f', 0, 64)
}

func tolerated(res *analysis.ConvergenceResult) string {
	if res.Relative {
		return full(100*res.Tolerance) + " % of the way"
	}
	return full(res.Tolerance)
}

// bottomUp is a line with the score, or nothing where there is none.
func bottomUp(b analysis.BottomUp) string {
	if b.Tau == nil {
		return ""
	}
	s := fmt.Sprintf("bottom-up score  τ %.2f", *b.Tau)
	if b.P != nil {
		s += fmt.Sprintf(", p %.2g", *b.P)
	}
	if b.Low != nil && b.High != nil {
		s += fmt.Sprintf(", 95 %% interval %.2f to %.2f (%s)", *b.Low, *b.High, b.Interval)
	}
	return s + "\n"
}

// lowest is the least of values, of which some may be missing.
func lowest(values []float64) float64 {
	least := math.NaN()
	for _, v := range values {
		if math.IsNaN(least) || v < least {
			least = v
		}
	}
	return least
}

// convergenceRows has a row for each layer at each checkpoint.
func convergenceRows(res *analysis.ConvergenceResult) [][]string {
	rows := [][]string{{"network", "layer", "depth", "checkpoint", "step", "n", "distance", "null", "settled", "measure", "side"}}
	for _, s := range res.Series {
		for i, x := range s.X {
			rows = append(rows, []string{
				s.Network, s.Layer, strconv.Itoa(s.Depth), s.Steps[i], full(x), strconv.Itoa(s.N),
				full(s.Distance[i]), full(s.Null[i]), fullOrEmpty(s.Settled), string(res.Measure), string(res.Side),
			})
		}
	}
	return rows
}
