package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// options is what the flags of a command say. A command has only the flags
// that matter to it; the fields of the others keep their zero values.
type options struct {
	how                   analysis.How
	sample                string
	networks, layers      []string
	step, stepB           string
	timestep, timestepB   study.Timestep
	allLayers             bool
	json, csv, quiet      bool
	figures               []string
	width, height, dpi    float64 // of figures; mm, mm, dots per inch; 0 means the default
	preset                preset
	distance, listSamples bool
}

// command is a cobra command with the flag layout that all of ours share.
func command(c cobra.Command) *cobra.Command {
	c.DisableFlagsInUseLine = true
	c.Flags().SortFlags = false
	return &c
}

// variable adds a flag with a checked value.
func variable[T any](f *pflag.FlagSet, to *T, name, text string, parse func(string) (T, error), usage string) {
	f.Var(&value[T]{to: to, parse: parse, text: text}, name, usage)
}

func (o *options) addInput(f *pflag.FlagSet) {
	f.StringVar(&o.sample, "sample", "", "use the embedded study `NAME` in place of a path")
}

func (o *options) addSides(f *pflag.FlagSet) {
	o.addInput(f)
	f.StringArrayVar(&o.networks, "network", nil, "compare the network `NAME` of the study; twice for both sides")
	f.StringArrayVar(&o.layers, "layer", nil, "only the layer `NAME`; may be repeated")
	f.StringVar(&o.step, "step", "", "checkpoint `NAME` of both sides (default: the last)")
	f.StringVar(&o.stepB, "step-b", "", "checkpoint `NAME` of the second side, where it differs")
	variable(f, &o.timestep, "timestep", "", parseTimestep, "position `T` in the sequence, from 0 (default: the last)")
	variable(f, &o.timestepB, "timestep-b", "", parseTimestep, "position `T` of the second side, where it differs")
}

func (o *options) addHow(f *pflag.FlagSet) {
	variable(f, &o.how.Side, "side", "first", similarity.ParseSide, "`SIDE` whose neurons weight PWCCA: first, second, both")
	variable(f, &o.how.Conv, "conv", "mean", parseConv, "`WAY` to take convolutional layers: mean over positions, positions as datapoints, flatten")
	variable(f, &o.how.Axes, "axes", "", parseAxes, "`AXES` of four-dimensional arrays, where the guess is wrong: nchw, nhwc")
	variable(f, &o.how.Rtol, "rtol", "1e-6", parseRtol, "singular values below `R` of the largest count as zero")
	variable(f, &o.how.Datapoints, "datapoints", "", parseCount, "compare on a random subset of `N` datapoints")
	variable(f, &o.how.Seed, "seed", "0", parseSeed, "seed `S` of that subset")
	variable(f, &o.how.Workers, "workers", "", parseCount, "use at most `N` processors (default: all); results do not depend on it")
}

func (o *options) addOutput(f *pflag.FlagSet) {
	f.BoolVar(&o.json, "json", false, "write the result as JSON, numbers at full precision")
	f.BoolVar(&o.csv, "csv", false, "write the result as CSV, numbers at full precision")
	f.BoolVar(&o.quiet, "quiet", false, "no notes, warnings or progress on standard error")
}

func (o *options) addFigures(f *pflag.FlagSet) {
	f.StringArrayVarP(&o.figures, "output", "o", nil, "also draw the figure to `FILE`.png, .svg, .csv or .json; may be repeated")
	variable(f, &o.preset, "preset", "", parsePreset, "size and text that `NAME` asks for: "+presetNames())
	variable(f, &o.width, "width", "89mm", parseLength, "`LENGTH` of the figure: mm, cm, in or pt")
	variable(f, &o.height, "height", "", parseLength, "`LENGTH` of the figure (default: in proportion to the width)")
	variable(f, &o.dpi, "dpi", "300", parseDPI, "dots per inch `N` of PNG")
}
