package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/render"
)

// options is what the flags of a command say. A command has only the flags
// that matter to it; the fields of the others keep their zero values.
type options struct {
	how                   analysis.How
	sample, split, layout string
	axes                  []study.Axes
	networks, layers      []string
	steps                 []string // chosen checkpoints; of a pair at most one, of both sides
	stepB                 string
	timestep, timestepB   study.Timestep
	allLayers             bool
	json, csv, quiet      bool
	figures               []string
	width, height, dpi    float64 // of figures; mm, mm, dots per inch; 0 means the default
	preset                render.Preset
	look                  figureLook
	texts                 []string // TEXT=WORDS
	distance, listSamples bool
	noProvenance          bool
	hasArrays             bool          // whether the result may have arrays for numpy
	from                  session.Study // what was opened
}

// command is a cobra command with the flag layout that all of ours share.
func command(c cobra.Command) *cobra.Command {
	c.DisableFlagsInUseLine = true
	c.PreRunE = func(cmd *cobra.Command, _ []string) error { return checkVariance(cmd.Flags()) }
	c.Flags().SortFlags = false
	return &c
}

// overOne is a command over one study; its example is given without the program.
func overOne(c cobra.Command, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	c.Example = "  " + program + " " + c.Example
	c.Args, c.RunE = arguments(0, 1, "one study or file"), run
	return command(c)
}

// variable adds a flag with a checked value, which --help calls kind; text is
// the default it shows.
func variable[T any](f *pflag.FlagSet, to *T, name, kind, text string, parse func(string) (T, error), usage string) {
	f.Var(&value[T]{to: to, parse: parse, kind: kind, text: text}, name, usage)
}

func (o *options) addInput(f *pflag.FlagSet) {
	f.StringVar(&o.sample, "sample", "", "use the embedded study `NAME` in place of a path")
	f.StringVar(&o.split, "split", "", "only the folders or archives called `NAME`, such as test, a split of the inputs (default: the first of several; all takes them for checkpoints)")
	variable(f, &o.axes, "axes", "AXES", "", parseAxes, "what the dimensions of arrays are, where the guess is wrong: np, pn (neurons first), ntp, tnp, ptn, nchw, nhwc; several with commas")
	f.StringVar(&o.layout, "layout", "", "read the files by the layout `NAME`, one of those that inspect lists, where the guess is wrong")
}

// addStudy is for commands over a whole study.
func (o *options) addStudy(f *pflag.FlagSet) {
	o.addInput(f)
	f.StringArrayVar(&o.networks, "network", nil, "only the network `NAME`; may be repeated (default: all)")
	o.addLayers(f)
}

// addOne is for commands over one layer of one network of a study.
func (o *options) addOne(f *pflag.FlagSet) {
	o.addInput(f)
	f.StringArrayVar(&o.networks, "network", nil, "the network `NAME`; needed where there are several")
	f.StringArrayVar(&o.layers, "layer", nil, "the layer `NAME`; needed where there are several")
}

func addTimestep(f *pflag.FlagSet, to *study.Timestep) {
	variable(f, to, "timestep", "T", "", parseTimestep, "position in the sequence, from 0 (default: the last)")
}

func (o *options) addLayers(f *pflag.FlagSet) {
	f.StringArrayVar(&o.layers, "layer", nil, "only the layer `NAME`; may be repeated")
}

func (o *options) addMeasure(f *pflag.FlagSet, standard string) {
	variable(f, &o.how.Measure, "measure", "MEASURE", standard, similarity.ParseMeasure, measureNames())
	o.addVariance(f)
}

// svccaVariance is the flag that only SVCCA minds.
const svccaVariance = "svcca-variance"

func (o *options) addVariance(f *pflag.FlagSet) {
	variable(f, &o.how.SVCCAVariance, svccaVariance, "SHARE", fmt.Sprint(similarity.DefaultSVCCAVariance), parseVariance, "of the variance of each layer that SVCCA keeps, with --measure svcca")
}

// checkVariance refuses what the chosen measures would pass over.
func checkVariance(f *pflag.FlagSet) error {
	measure := f.Lookup("measure")
	if !f.Changed(svccaVariance) || strings.Contains(strings.ToLower(measure.Value.String()), string(similarity.SVCCA)) {
		return nil
	}
	return misuse("--%s is what SVCCA keeps, and --measure is %s; add --measure svcca or leave it out", svccaVariance, measure.Value)
}

func measureNames() string { return joined(similarity.Measures()) }

// joined is the names of all values of a kind.
func joined[T ~string](all []T) string {
	names := make([]string, len(all))
	for i, v := range all {
		names[i] = string(v)
	}
	return strings.Join(names, ", ")
}

// addSides is for commands that compare two networks or two layers.
func (o *options) addSides(f *pflag.FlagSet) {
	o.addInput(f)
	f.StringArrayVar(&o.networks, "network", nil, "compare the network `NAME` of the study; give it twice, for both sides")
	o.addLayers(f)
	f.StringArrayVar(&o.steps, "step", nil, "checkpoint of both sides, by `NAME` or training step (default: the last)")
	f.StringVar(&o.stepB, "step-b", "", "checkpoint of the second side, by `NAME` or training step, where it differs")
	addTimestep(f, &o.timestep)
	variable(f, &o.timestepB, "timestep-b", "T", "", parseTimestep, "position of the second side, where it differs")
}

func (o *options) addHow(f *pflag.FlagSet) {
	o.addHowSided(f, similarity.First)
}

// addHowSided is addHow for commands that weight by another side unless told.
func (o *options) addHowSided(f *pflag.FlagSet, standard similarity.Side) {
	variable(f, &o.how.Side, "side", "SIDE", string(standard), similarity.ParseSide, "whose neurons weight PWCCA: first, second, both")
	variable(f, &o.how.Conv, "conv", "WAY", "mean", parseConv, "convolutional layers: mean over positions, positions as datapoints, flatten")
	variable(f, &o.how.Rtol, "rtol", "R", "1e-6", parseRtol, "singular values at or below this times the largest count as zero")
	variable(f, &o.how.Datapoints, "datapoints", "N", "", parseCount, "compare on a random subset of so many datapoints")
	variable(f, &o.how.Seed, "seed", "S", "0", parseSeed, "seed of everything random")
	variable(f, &o.how.Workers, "workers", "N", "", parseCount, "processors to use (default: all); results do not depend on it")
}

func (o *options) addOutput(f *pflag.FlagSet) {
	f.BoolVar(&o.json, "json", false, "write the result as JSON, numbers at full precision")
	f.BoolVar(&o.csv, "csv", false, "write the result as CSV, numbers at full precision")
	f.BoolVar(&o.quiet, "quiet", false, "no notes, warnings or progress on standard error")
}
