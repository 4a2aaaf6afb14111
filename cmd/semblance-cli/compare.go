package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

func newCompare() *cobra.Command {
	o := options{hasArrays: true}
	cmd := command(cobra.Command{
		Use:   "compare A B | STUDY [--network NAME --network NAME] [flags]",
		Short: "Compare two networks layer by layer",
		Long: `Compare two networks layer by layer, or with --all-layers every layer of one
with every layer of the other.

A and B are array files (.npy, .npz), FILE.npz:KEY for one array of an archive, or
folders of a network or a checkpoint. With one path, the two networks are chosen
from that study with --network; a network's own checkpoints are compared with
--step and --step-b.`,
		Example: "  " + program + " compare --sample gen-mem --network generalizing-0 --network memorizing-0 -o layers.png",
		Args:    arguments(0, 2, "two files or folders, or one study"),
		RunE:    func(cmd *cobra.Command, args []string) error { return o.compare(cmd, args) },
	})
	f := cmd.Flags()
	o.addMeasure(f, "pwcca")
	f.BoolVar(&o.allLayers, "all-layers", false, "every layer of A with every layer of B")
	o.addSides(f)
	o.addHow(f)
	o.addOutput(f)
	o.addFigures(f)
	f.BoolVar(&o.distance, "distance", false, "draw distance (1 − similarity) in the figure")
	return cmd
}

func (o *options) compare(cmd *cobra.Command, args []string) error {
	if err := cmp.Or(o.check(args), o.oneStep()); err != nil {
		return err
	}
	t := newTerminal(cmd, o)
	var s *sides
	var spec recipe.CompareSpec
	var found *recipe.CompareResult
	err := t.await(cmd.Context(), func(ctx context.Context, report job.Report) (err error) {
		if s, err = o.sides(ctx, args, o.allLayers, "--all-layers"); err != nil {
			return err
		}
		spec.LayersSpec = o.layersSpec(s)
		found, err = recipe.Compare().Compute(ctx, data(s.study), spec, analysis.Progress(report))
		return err
	})
	if err != nil {
		return err
	}
	res := found.Layers
	if res.Warnings == nil {
		res.Warnings = []warning.Warning{}
	}
	var opts figure.LayersOptions
	if o.distance {
		opts.Show = figure.Distance
	}
	return o.give(cmd.Context(), t, answer{
		result:   res,
		notes:    append(s.told(), describe(res)),
		rows:     func() [][]string { return pairRows(res) },
		text:     func(w io.Writer) error { return writePairs(w, res) },
		warnings: warning.Merge(s.study.Warnings, res.Warnings...),
		plan:     planned(recipe.Compare(), spec, opts, found),
		arrays:   layerArrays(res),
	})
}

// check finds mistakes in the command line before any work.
func (o *options) check(args []string) error {
	if err := o.checkInput(args); err != nil {
		return err
	}
	return o.checkOutput()
}

// told says what was chosen.
func (s *sides) told() []string {
	notes := slices.Clone(s.notes)
	if s.a == s.b {
		notes = append(notes, "both sides are "+s.a.Network)
	}
	return notes
}

func (o *options) layersSpec(s *sides) analysis.LayersSpec {
	spec := analysis.LayersSpec{How: o.how, A: s.a, B: s.b, LayersA: o.layers, AllLayers: o.allLayers}
	if o.allLayers {
		spec.LayersB = o.layers
	}
	if len(o.layers) == 1 && !o.allLayers {
		spec.LayersA = []string{s.layerOr(s.a, o.layers[0])}
		spec.LayersB = []string{s.layerOr(s.b, o.layers[0])}
	}
	return spec
}

// describe says in one line what the table on standard output shows.
func describe(res *analysis.LayersResult) string {
	p := res.Pairs[0]
	return method(res.Measure, res.Side) + ": " + endpoint(p.A) + " and " + endpoint(p.B)
}

// method says by what was compared.
func method(m similarity.Measure, side similarity.Side) string {
	if m == similarity.PWCCA {
		return m.Title() + " " + weighting(side)
	}
	return m.Title()
}

// weighting says whose neurons weighted PWCCA.
func weighting(side similarity.Side) string {
	if side == similarity.Both {
		return "weighted by both sides, their mean"
	}
	return "weighted by the " + string(side) + " side"
}

// endpoint is a ref without its layer.
func endpoint(r study.Ref) string {
	s := r.Network
	if r.Step != "" {
		s += "/" + r.Step
	}
	if i, ok := r.Timestep.Index(); ok {
		s += fmt.Sprintf("[t=%d]", i)
	}
	return s
}

// writePairs is the table for people.
func writePairs(w io.Writer, res *analysis.LayersResult) error {
	var t table
	twoNames := res.AllLayers
	for _, p := range res.Pairs {
		twoNames = twoNames || p.A.Layer != p.B.Layer
	}
	if twoNames {
		t.column("layer A", false)
		t.column("layer B", false)
	} else {
		t.column("layer", false)
	}
	for _, head := range []string{"n", "p", "q", "similarity", "distance", "null"} {
		t.column(head, true)
	}
	for _, p := range res.Pairs {
		cells := []string{p.A.Layer}
		if twoNames {
			cells = append(cells, p.B.Layer)
		}
		t.row(append(cells, strconv.Itoa(p.N), strconv.Itoa(p.P), strconv.Itoa(p.Q),
			short(p.Similarity), short(p.Distance), shortOrMissing(p.Null))...)
	}
	_, err := t.WriteTo(w)
	return err
}

// pairRows is the table for programs.
func pairRows(res *analysis.LayersResult) [][]string {
	rows := [][]string{strings.Split("networkA,stepA,layerA,timestepA,networkB,stepB,layerB,timestepB,measure,side,n,p,q,rankA,rankB,similarity,distance,null,refused,warnings", ",")}
	for _, p := range res.Pairs {
		var codes []string
		for _, w := range p.Warnings {
			codes = append(codes, string(w.Code))
		}
		rows = append(rows, []string{
			p.A.Network, p.A.Step, p.A.Layer, timestepText(p.A.Timestep),
			p.B.Network, p.B.Step, p.B.Layer, timestepText(p.B.Timestep),
			string(res.Measure), string(res.Side),
			strconv.Itoa(p.N), strconv.Itoa(p.P), strconv.Itoa(p.Q), strconv.Itoa(p.RankA), strconv.Itoa(p.RankB),
			full(p.Similarity), full(p.Distance), fullOrEmpty(p.Null), p.Refused, strings.Join(codes, " "),
		})
	}
	return rows
}
