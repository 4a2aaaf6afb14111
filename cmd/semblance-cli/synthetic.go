package main

import (
	"context"
	"io"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// syntheticCommand compares the measures on layers that are drawn at random.
// What both kinds of layers have is in shared.
type syntheticCommand struct {
	options
	rnn     bool
	shared  sharedToy
	signals analysis.SyntheticSpec
	toy     analysis.ToyRNNSpec
}

type sharedToy struct {
	neurons, datapoints, repeats int
	measures                     []similarity.Measure
}

func newSynthetic() *cobra.Command {
	var c syntheticCommand
	cmd := command(cobra.Command{
		Use:   "synthetic [flags]",
		Short: "Try the measures on layers whose likeness is known",
		Long: `Draw pairs of layers that share some signals beside noise of their own, and tell
how near each measure comes to the truth. With --rnn, let toy recurrent networks
run, one that only rotates its state and one that does more, and compare every
timestep with the last. No activations are needed.`,
		Example: "  " + program + " synthetic --datapoints 1000 --repeats 2 -o synthetic.png",
		Args:    arguments(0, 0, "no arguments"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return c.run(cmd) },
	})
	f := cmd.Flags()
	f.BoolVar(&c.rnn, "rnn", false, "toy recurrent networks in place of signals and noise")
	variable(f, &c.shared.measures, "measure", "MEASURES", "", listOf(&c.shared.measures, similarity.ParseMeasure),
		"with commas between them (default: cca, svcca, pwcca; with --rnn cosine, euclidean, cca, pwcca)")
	variable(f, &c.shared.neurons, "neurons", "N", "", parseCount, "of each layer (default: 200; with --rnn 50)")
	variable(f, &c.shared.datapoints, "datapoints", "N", "", parseCount, "of each layer (default: 2000; with --rnn 1000)")
	variable(f, &c.shared.repeats, "repeats", "N", "", parseCount, "how often to draw anew, 2 or more (default: 5; with --rnn 20)")
	variable(f, &c.signals.Signals, "signals", "NUMBERS", "20,50,…,199", listOf(&c.signals.Signals, parseCount), "numbers of signal neurons, with commas between them")
	variable(f, &c.signals.NoiseScale, "noise", "S", "0.316", parsePositive, "standard deviation of the noise")
	variable(f, &c.toy.Timesteps, "timesteps", "N", "20", parsePeriod, "with --rnn: timesteps, with the first")
	variable(f, &c.toy.Alpha, "alpha", "A", "1", parsePositive, "with --rnn: strength of the nonlinear part")
	variable(f, &c.toy.BiasScale, "bias", "S", "0.1", parsePositive, "with --rnn: standard deviation of the biases")
	variable(f, &c.how.Seed, "seed", "S", "0", parseSeed, "seed of everything random")
	variable(f, &c.how.Workers, "workers", "N", "", parseCount, "processors to use (default: all); results do not depend on it")
	c.addOutput(f)
	c.addFigures(f)
	return cmd
}

func (c *syntheticCommand) run(cmd *cobra.Command) error {
	if err := c.check(cmd.Flags()); err != nil {
		return err
	}
	t := newTerminal(cmd, &c.options)
	var found answer
	err := t.await(cmd.Context(), func(ctx context.Context, report job.Report) (err error) {
		if c.rnn {
			found, err = c.recurrent(ctx, analysis.Progress(report))
		} else {
			found, err = c.mixed(ctx, analysis.Progress(report))
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.give(cmd.Context(), t, found)
}

// check refuses the flags of the other kind of layers, and impossible numbers.
func (c *syntheticCommand) check(f *pflag.FlagSet) error {
	other, hint := []string{"timesteps", "alpha", "bias"}, "give --rnn with it"
	if c.rnn {
		other, hint = []string{"signals", "noise"}, "leave out --rnn"
	}
	for _, name := range other {
		if f.Changed(name) {
			return misuse("--%s is not for these layers; %s, or leave it out", name, hint)
		}
	}
	if c.shared.repeats == 1 {
		return misuse("--repeats 1 has no spread to show; give 2 or more")
	}
	return c.checkOutput()
}

// mixed compares mixtures of signal and noise.
func (c *syntheticCommand) mixed(ctx context.Context, report analysis.Progress) (answer, error) {
	spec := recipe.NoiseSpec{Show: recipe.NoiseSynthetic, Synthetic: c.signals}
	s := &spec.Synthetic
	s.Neurons, s.Datapoints, s.Repeats, s.Measures = c.shared.neurons, c.shared.datapoints, c.shared.repeats, c.shared.measures
	s.Seed, s.Workers = c.how.Seed, c.how.Workers
	found, err := recipe.Noise().Compute(ctx, recipe.Data{}, spec, report)
	if err != nil {
		return answer{}, err
	}
	res := found.Synthetic
	return answer{
		result: res,
		rows:   func() [][]string { return syntheticRows(res) },
		text:   func(w io.Writer) error { return writeSynthetic(w, res) },
		plan:   planned(recipe.Noise(), spec, recipe.NoiseDrawing{}, found),
	}, nil
}

func writeSynthetic(w io.Writer, res *analysis.SyntheticResult) error {
	var t table
	for _, head := range []string{"signals", "signal/noise", "truth"} {
		t.column(head, true)
	}
	for _, s := range res.Series {
		t.column(s.Measure.Title(), true)
	}
	t.column("nearest", false)
	for i, n := range res.Signals {
		cells := []string{strconv.Itoa(n), short(res.Ratio[i]), short(res.Truth[i])}
		for _, s := range res.Series {
			cells = append(cells, spread(s.Distance[i], s.Std[i]))
		}
		t.row(append(cells, res.Nearest[i].Title())...)
	}
	_, err := t.WriteTo(w)
	return err
}

// spread is a mean with its standard deviation, where it has one.
func spread(mean, std float64) string {
	if s := short(std); s != missing {
		return short(mean) + " ± " + s
	}
	return short(mean)
}

func syntheticRows(res *analysis.SyntheticResult) [][]string {
	rows := [][]string{{"signals", "x", "truth", "measure", "mean", "std"}}
	for i, n := range res.Signals {
		for _, s := range res.Series {
			rows = append(rows, []string{
				strconv.Itoa(n), full(res.Ratio[i]), full(res.Truth[i]), string(s.Measure), full(s.Distance[i]), full(s.Std[i]),
			})
		}
	}
	return rows
}
