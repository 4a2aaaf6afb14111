package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

func newSpectrum() *cobra.Command {
	var o options
	cmd := command(cobra.Command{
		Use:   "spectrum A B | STUDY [--network NAME --network NAME] --layer NAME [flags]",
		Short: "Show the CCA coefficients of one pair of layers",
		Long: `Show the sorted CCA coefficients of one pair of layers with their projection
weights, the level that independent data would give, and the number of
coefficients that Bartlett's test at 5 % finds significant.

A and B are as in compare, but of one layer each: --layer chooses it from a
network, given twice the first is of A and the second of B.`,
		Example: "  " + program + " spectrum --sample cifar-genmem --network generalize-0 --network generalize-1 --layer fc1 -o fc1.png",
		Args:    arguments(0, 2, "two files or folders, or one study"),
		RunE:    func(cmd *cobra.Command, args []string) error { return o.spectrum(cmd, args) },
	})
	f := cmd.Flags()
	o.addSides(f)
	o.addHow(f)
	o.addOutput(f)
	o.addFigures(f)
	return cmd
}

func (o *options) spectrum(cmd *cobra.Command, args []string) error {
	if err := o.check(args); err != nil {
		return err
	}
	t := newTerminal(cmd, o)
	var s *sides
	var res *analysis.SpectrumResult
	err := t.await(cmd.Context(), func(ctx context.Context, report job.Report) (err error) {
		if s, err = o.sides(ctx, args, len(o.layers) == 2, "two --layer NAME"); err != nil {
			return err
		}
		spec, err := o.spectrumSpec(s)
		if err != nil {
			return err
		}
		res, err = analysis.Spectrum(ctx, representation.NewStore(s.study, 0), spec, analysis.Progress(report))
		return err
	})
	if err != nil {
		return err
	}
	if res.Warnings == nil {
		res.Warnings = []warning.Warning{}
	}
	s.tell(t)
	rows := func() [][]string { return coefficientRows(res) }
	text := func(w io.Writer) error { return writeSpectrum(w, res) }
	if err := o.writeResult(t.out, res, rows, text); err != nil {
		return err
	}
	t.warn(warning.Merge(s.study.Warnings, res.Warnings...))
	return o.saveFigures(t, figure.Spectrum(res, figure.SpectrumOptions{Weights: true}), res)
}

func (o *options) spectrumSpec(s *sides) (analysis.SpectrumSpec, error) {
	a, b, err := s.layers(o)
	if err != nil {
		return analysis.SpectrumSpec{}, err
	}
	spec := analysis.SpectrumSpec{How: o.how}
	if spec.A, err = s.study.Resolve(s.a.Ref(a)); err != nil {
		return spec, err
	}
	spec.B, err = s.study.Resolve(s.b.Ref(b))
	return spec, err
}

// writeSpectrum is the summary and the table for people.
func writeSpectrum(w io.Writer, res *analysis.SpectrumResult) error {
	p := res.Pair
	var mean float64
	for _, rho := range res.Coefficients {
		mean += rho / float64(len(res.Coefficients))
	}
	fmt.Fprintf(w, "%s and %s\n", p.A, p.B)
	fmt.Fprintf(w, "datapoints          %d, neurons %d and %d, ranks %d and %d\n", p.N, p.P, p.Q, p.RankA, p.RankB)
	fmt.Fprintf(w, "PWCCA similarity    %s, %s\n", short(p.Similarity), weighting(res.Side))
	fmt.Fprintf(w, "mean coefficient    %s\n", short(mean))
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
