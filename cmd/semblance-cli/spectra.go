package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"

	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// spectra compares a layer at several checkpoints with a reference.
func (c *spectrumCommand) spectra(ctx context.Context, s *sides, report analysis.Progress) (answer, error) {
	layer, _, err := s.layers(&c.options)
	if err != nil {
		return answer{}, err
	}
	spec := recipe.NoiseSpec{
		Stability: analysis.StabilitySpec{How: c.how, Network: s.a.Network, Layer: layer, Timestep: c.timestep},
		Spectra:   recipe.SpectraSteps{Steps: c.steps, Reference: analysis.Endpoint{Step: c.reference}},
	}
	found, err := recipe.Noise().Compute(ctx, data(s.study), spec, report)
	if err != nil {
		return answer{}, err
	}
	res := found.Spectra
	return answer{
		result:   res,
		rows:     func() [][]string { return spectraRows(res) },
		text:     func(w io.Writer) error { return writeSpectra(w, res) },
		warnings: warning.Merge(s.study.Warnings, res.Warnings...),
		plan:     planned(recipe.Noise(), spec, recipe.NoiseDrawing{}, found),
	}, nil
}

// writeSpectra is a summary of each spectrum; --csv has the coefficients.
func writeSpectra(w io.Writer, res *analysis.SpectraResult) error {
	fmt.Fprintf(w, "%s at its checkpoints with %s\n", res.Reference.Layer, res.Reference)
	fmt.Fprintf(w, "datapoints   %d\n", res.N)
	fmt.Fprintf(w, "null level   %s, upper edge %s\n\n", short(res.Null), short(res.NullMax))
	var t table
	t.column("step", true)
	t.column("checkpoint", false)
	for _, head := range []string{"coefficients", "largest", "mean", "PWCCA", "significant"} {
		t.column(head, true)
	}
	for _, s := range res.Spectra {
		largest, mean := math.NaN(), math.NaN()
		if len(s.Coefficients) > 0 {
			largest, mean = s.Coefficients[0], stat.Mean(s.Coefficients, nil)
		}
		t.row(full(s.Step), s.Ref.Step, strconv.Itoa(len(s.Coefficients)),
			short(largest), short(mean), short(s.Pair.Similarity), strconv.Itoa(s.BartlettK))
	}
	_, err := t.WriteTo(w)
	return err
}

// spectraRows has a row for each coefficient.
func spectraRows(res *analysis.SpectraResult) [][]string {
	rows := [][]string{{"step", "checkpoint", "index", "coefficient", "weight", "significant", "null", "nullMax", "bartlettK"}}
	for _, s := range res.Spectra {
		for i, rho := range s.Coefficients {
			rows = append(rows, []string{
				full(s.Step), s.Ref.Step, strconv.Itoa(i + 1), full(rho), full(s.Weights[i]), strconv.FormatBool(i < s.BartlettK),
				full(s.Null), full(s.NullMax), strconv.Itoa(s.BartlettK),
			})
		}
	}
	return rows
}
