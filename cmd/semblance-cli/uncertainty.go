package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

type uncertaintyCommand struct {
	options
	spec    recipe.Resamples
	drawing recipe.NoiseDrawing
}

func newUncertainty() *cobra.Command {
	c := uncertaintyCommand{spec: recipe.Resamples{
		Permutations: analysis.DefaultPermutations, Subsamples: analysis.DefaultSubsamples,
	}}
	cmd := command(cobra.Command{
		Use:   "uncertainty A B | STUDY [--network NAME --network NAME] --layer NAME [flags]",
		Short: "Test a pair of layers against chance, and give its similarity an interval",
		Long: `Compare one pair of layers again and again: with the datapoints of the second
layer shuffled, which says what chance would score and gives a p-value, and on
random parts of the datapoints, which gives a 95 % interval.

A, B and --layer are as in spectrum. Datapoints that belong together, such as the
tokens of a sequence, are kept together by --block.`,
		Example: "  " + program + " uncertainty --sample gen-mem --layer conv1 --permutations 99 --subsamples 100 -o uncertainty.png",
		Args:    arguments(0, 2, "two files or folders, or one study"),
		RunE:    func(cmd *cobra.Command, args []string) error { return c.run(cmd, args) },
	})
	f := cmd.Flags()
	c.addMeasure(f, "pwcca")
	variable(f, &c.spec.Permutations, "permutations", "N", strconv.Itoa(analysis.DefaultPermutations), parseDraws(19), "how often to shuffle, 19 or more; 0 for no test")
	variable(f, &c.spec.Subsamples, "subsamples", "N", strconv.Itoa(analysis.DefaultSubsamples), parseDraws(40), "how many parts to draw, 40 or more; 0 for no interval")
	variable(f, &c.spec.Fraction, "fraction", "F", "0.5", parseShare, "of the datapoints in each part")
	variable(f, &c.spec.Block, "block", "N", "", parseCount, "so many datapoints in a row belong together (default: 1, or with --conv positions those of an image)")
	c.addSides(f)
	c.addHow(f)
	c.addOutput(f)
	c.addFigures(f)
	f.BoolVar(&c.distance, "distance", false, "draw distance (1 − similarity) in the figure")
	return cmd
}

// none in a spec asks for no draws, where 0 would be the default number.
const none = -1

// parseDraws reads a number of draws, none or at least so many.
func parseDraws(least int) func(string) (int, error) {
	return func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		switch {
		case err == nil && n == 0:
			return none, nil
		case err != nil || n < least:
			return 0, fmt.Errorf("%q is no number of draws; give %d or more, or 0 for none", s, least)
		}
		return n, nil
	}
}

func (c *uncertaintyCommand) check(args []string) error {
	if err := c.options.check(args); err != nil {
		return err
	}
	if c.spec.Permutations == none && c.spec.Subsamples == none {
		return misuse("--permutations 0 and --subsamples 0 leave nothing to do; leave one of them out")
	}
	return c.oneStep()
}

func (c *uncertaintyCommand) run(cmd *cobra.Command, args []string) error {
	if err := c.check(args); err != nil {
		return err
	}
	t := newTerminal(cmd, &c.options)
	var s *sides
	var spec recipe.NoiseSpec
	var found *recipe.NoiseResult
	err := t.await(cmd.Context(), func(ctx context.Context, report job.Report) (err error) {
		if s, err = c.sides(ctx, args, len(c.layers) == 2, "two --layer NAME"); err != nil {
			return err
		}
		if c.spec.A, c.spec.B, err = s.refs(&c.options); err != nil {
			return err
		}
		spec = recipe.NoiseSpec{Show: recipe.NoiseChance, Chance: c.spec, Stability: analysis.StabilitySpec{How: c.how}}
		found, err = recipe.Noise().Compute(ctx, data(s.study), spec, analysis.Progress(report))
		return err
	})
	if err != nil {
		return err
	}
	if c.distance {
		c.drawing.Show = figure.Distance
	}
	res := found.Chance
	return c.give(cmd.Context(), t, answer{
		result: res, notes: s.told(),
		rows:     func() [][]string { return uncertaintyRows(res) },
		text:     func(w io.Writer) error { return writeUncertainty(w, res) },
		warnings: warning.Merge(s.study.Warnings, res.Warnings...),
		plan:     planned(recipe.Noise(), spec, c.drawing, found),
	})
}

func writeUncertainty(w io.Writer, res *analysis.UncertaintyResult) error {
	p := res.Pair
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-22s"+format+"\n", append([]any{name}, args...)...)
	}
	fmt.Fprintf(&b, "%s and %s\n", p.A, p.B)
	line("datapoints", "%d, neurons %d and %d, ranks %d and %d", p.N, p.P, p.Q, p.RankA, p.RankB)
	if res.Block > 1 {
		line("blocks", "%d of %d datapoints", res.Blocks, res.Block)
	}
	line(res.Measure.Title()+" similarity", "%s", short(p.Similarity))
	if i := res.Subsampling; i != nil {
		line(fmt.Sprintf("%g %% interval", 100*i.Level), "%s to %s, from %d parts of %d datapoints", short(i.Low), short(i.High), i.Subsamples, i.Datapoints)
		line("standard error", "%s", short(i.Std))
		line("bias", "%s", short(i.Bias))
	}
	if n := res.Permutation; n != nil {
		line("by chance", "%s ± %s over %d shufflings, 95 %% of them at or below %s", short(n.Mean), short(n.Std), n.Permutations, short(n.Point95))
		bound := ""
		if n.Unreached() {
			bound = "at most "
		}
		line("p-value", "%s%.2g", bound, n.PValue)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// uncertaintyRows is one row; --json has the draws.
func uncertaintyRows(res *analysis.UncertaintyResult) [][]string {
	head := strings.Split("a,b,measure,side,n,block,similarity,permutations,chanceMean,chanceStd,chance95,pValue,subsamples,fraction,low,high,std,bias", ",")
	p := res.Pair
	row := []string{
		p.A.String(), p.B.String(), string(res.Measure), string(res.Side), strconv.Itoa(p.N), strconv.Itoa(res.Block), full(p.Similarity),
	}
	if n := res.Permutation; n != nil {
		row = append(row, strconv.Itoa(n.Permutations), full(n.Mean), full(n.Std), full(n.Point95), full(n.PValue))
	} else {
		row = append(row, make([]string, 5)...)
	}
	if i := res.Subsampling; i != nil {
		row = append(row, strconv.Itoa(i.Subsamples), full(i.Fraction), full(i.Low), full(i.High), full(i.Std), full(i.Bias))
	} else {
		row = append(row, make([]string, 6)...)
	}
	return [][]string{head, row}
}
