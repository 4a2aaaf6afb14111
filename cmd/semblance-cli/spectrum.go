package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// spectrumCommand shows the spectrum of a pair, or the spectra of one layer at
// several checkpoints.
type spectrumCommand struct {
	options
	reference string
}

func newSpectrum() *cobra.Command {
	c := spectrumCommand{options: options{hasArrays: true}}
	cmd := command(cobra.Command{
		Use:   "spectrum A B | STUDY [--network NAME --network NAME] --layer NAME [flags]",
		Short: "Show the CCA coefficients of a pair of layers, or of a layer through training",
		Long: `Show the sorted CCA coefficients of one pair of layers with their projection
weights, the level that independent data would give, and the number of
coefficients that Bartlett's test at 5 % finds significant.

A and B are as in compare, but of one layer each: --layer chooses it from a
network, given twice the first is of A and the second of B.

With one network of a study, its layer at every checkpoint, or at each --step,
is compared with its last, or with --reference:

  ` + program + ` spectrum my-study --network lstm --layer lstm1 -o spectra.png`,
		Example: "  " + program + " spectrum --sample gen-mem --network generalizing-0 --network generalizing-1 --layer fc -o fc.png",
		Args:    arguments(0, 2, "two files or folders, or one study"),
		RunE:    func(cmd *cobra.Command, args []string) error { return c.run(cmd, args) },
	})
	f := cmd.Flags()
	c.addSides(f)
	f.Lookup("step").Usage = "checkpoint of both sides, by `NAME` or training step (default: the last); of one network may be repeated (default: all)"
	f.StringVar(&c.reference, "reference", "", "of one network: the checkpoint, by `NAME` or training step, to compare with (default: the last)")
	c.addHow(f)
	c.addOutput(f)
	c.addFigures(f)
	return cmd
}

func (c *spectrumCommand) run(cmd *cobra.Command, args []string) error {
	if err := c.check(args); err != nil {
		return err
	}
	t := newTerminal(cmd, &c.options)
	var found answer
	err := t.await(cmd.Context(), func(ctx context.Context, report job.Report) (err error) {
		found, err = c.analyse(ctx, args, analysis.Progress(report))
		return err
	})
	if err != nil {
		return err
	}
	return c.give(cmd.Context(), t, found)
}

// analyse takes the one network for a course of training if it has one.
func (c *spectrumCommand) analyse(ctx context.Context, args []string, report analysis.Progress) (answer, error) {
	const otherLayer = "two --layer NAME"
	s, err := c.sides(ctx, args, true, otherLayer)
	if err != nil {
		return answer{}, err
	}
	if s.a == s.b && len(c.networks) < 2 && len(c.layers) < 2 {
		n, ok := s.study.Network(s.a.Network)
		if ok && len(n.Checkpoints) < 2 {
			return answer{}, s.oneNetwork(otherLayer)
		}
		return c.spectra(ctx, s, report)
	}
	if c.reference != "" {
		return answer{}, misuse("--reference is for the checkpoints of one network; a pair has --step and --step-b")
	}
	if err := c.oneStep(); err != nil {
		return answer{}, err
	}
	a, b, err := s.refs(&c.options)
	if err != nil {
		return answer{}, err
	}
	spec := recipe.CompareSpec{
		LayersSpec: analysis.LayersSpec{How: c.how, A: endOf(a), B: endOf(b)},
		Pair:       &recipe.LayerPair{A: a.Layer, B: b.Layer},
	}
	found, err := recipe.Compare().Compute(ctx, data(s.study), spec, report)
	if err != nil {
		return answer{}, err
	}
	res := found.Spectrum
	return answer{
		result: res, notes: s.told(),
		rows:     func() [][]string { return coefficientRows(res) },
		text:     func(w io.Writer) error { return writeSpectrum(w, res) },
		warnings: warning.Merge(s.study.Warnings, res.Warnings...),
		plan:     planned(recipe.Compare(), spec, figure.LayersOptions{}, found),
		arrays:   spectrumArrays(res),
	}, nil
}

// endOf is a ref without its layer.
func endOf(r study.Ref) analysis.Endpoint {
	return analysis.Endpoint{Network: r.Network, Step: r.Step, Timestep: r.Timestep}
}

// writeSpectrum is the summary and the table for people.
func writeSpectrum(w io.Writer, res *analysis.SpectrumResult) error {
	p := res.Pair
	fmt.Fprintf(w, "%s and %s\n", p.A, p.B)
	fmt.Fprintf(w, "datapoints          %d, neurons %d and %d, ranks %d and %d\n", p.N, p.P, p.Q, p.RankA, p.RankB)
	fmt.Fprintf(w, "PWCCA similarity    %s, %s\n", short(p.Similarity), weighting(res.Side))
	fmt.Fprintf(w, "mean coefficient    %s\n", short(res.MeanCCA()))
	fmt.Fprintf(w, "null level          %s, upper edge %s\n", short(res.Null), short(res.NullMax))
	fmt.Fprintf(w, "Bartlett's k        %d of %d coefficients are significant at 5 %%\n\n", res.BartlettK, len(res.Coefficients))
	var t table
	for _, head := range []string{"index", "coefficient", "weight"} {
		t.column(head, true)
	}
	for i, rho := range res.Coefficients {
		t.row(strconv.Itoa(i+1), short(rho), short(res.Weights[i]))
	}
	_, err := t.WriteTo(w)
	return err
}

// coefficientRows is the table for programs; what concerns the whole spectrum
// stands in every row.
func coefficientRows(res *analysis.SpectrumResult) [][]string {
	rows := [][]string{{"index", "coefficient", "weight", "significant", "null", "nullMax", "bartlettK"}}
	for i, rho := range res.Coefficients {
		rows = append(rows, []string{
			strconv.Itoa(i + 1), full(rho), full(res.Weights[i]), strconv.FormatBool(i < res.BartlettK),
			full(res.Null), full(res.NullMax), strconv.Itoa(res.BartlettK),
		})
	}
	return rows
}
