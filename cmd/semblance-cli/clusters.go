package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

type clustersCommand struct {
	options
	spec    analysis.ClustersSpec
	form    recipe.ClustersForm
	scatter [2]string // columns on x and y
	colour  string    // column of the colours
	bare    bool      // no metadata beside the tree
}

func newClusters() *cobra.Command {
	c := &clustersCommand{options: options{hasArrays: true}}
	cmd := overOne(cobra.Command{
		Use:   "clusters STUDY --layer NAME [flags]",
		Short: "Cluster networks by their distances at a layer",
		Long: `Compare all pairs of networks at a layer, cluster them, cut the tree, by default
at the largest gap between merges (into at most 8 clusters, and half as many as
networks), and tell how the clusters agree with the metadata (adjusted Rand index).
Where no such cut has a mean silhouette above 0.25 there are no clear clusters, and
all networks are in one.`,
		Example: "clusters --sample gen-mem --layer fc -o clusters.png",
	}, c.run)
	f := cmd.Flags()
	variable(f, &c.spec.Linkage, "linkage", "LINKAGE", "average", cluster.ParseLinkage, joined(cluster.Linkages()))
	variable(f, &c.spec.Cut.Clusters, "clusters", "N", "", parseCount, "cut the tree into N clusters")
	f.StringArrayVar(&c.spec.Columns, "column", nil, "only the metadata `COLUMN`, with a bar beside the tree; may be repeated (default: all, three that do more than number or name the networks with bars)")
	c.addMeasure(f, "pwcca")
	c.addStudy(f)
	f.Lookup("layer").Usage = "the layer `NAME`; needed where there are several"
	addPopulation(f, &c.spec.Step, &c.spec.Timestep, &c.spec.Reduction)
	c.addHowSided(f, similarity.Both)
	c.addOutput(f)
	c.addFigures(f)
	height := f.Lookup("height")
	height.Value = &heightValue{cut: &c.spec.Cut.Height, figure: &c.height}
	height.Usage = "a bare number: cut the tree at this height; a length with its unit: of the figure, in proportion to the width by default"
	variable(f, &c.form, "draw", "FORM", "tree", choose("form", choice[recipe.ClustersForm]{"tree", recipe.ClustersTree}, choice[recipe.ClustersForm]{"map", recipe.ClustersMap}),
		"tree with matrix and metadata, or map of the networks in the plane")
	variable(f, &c.scatter, "scatter", "X,Y", "", parseColumns, "draw two metadata columns of numbers against each other")
	f.BoolVar(&c.bare, "no-bars", false, "draw no metadata beside the tree")
	f.StringVar(&c.colour, "colour", "", "metadata `COLUMN` that colours the map or the scatter (default: the clusters)")
	return cmd
}

// heightValue is --height, which of a tree is a number and of a figure a length
// with its unit. Given both ways, both count.
type heightValue struct {
	cut, figure *float64
	text        string
}

func (v *heightValue) String() string { return v.text }

func (v *heightValue) Type() string { return "HEIGHT" }

func (v *heightValue) Set(s string) error {
	v.text = s
	if h, err := parsePositive(s); err == nil {
		*v.cut = h
		return nil
	}
	mm, err := parseLength(s)
	if err != nil {
		return fmt.Errorf("%q is no height; give a number above 0 to cut the tree there, or a length such as 60mm for the figure", s)
	}
	*v.figure = mm
	return nil
}

// parseColumns reads two names with a comma between them.
func parseColumns(s string) ([2]string, error) {
	x, y, ok := strings.Cut(s, ",")
	if x, y = strings.TrimSpace(x), strings.TrimSpace(y); !ok || x == "" || y == "" {
		return [2]string{}, fmt.Errorf("%q does not name two columns; give both with a comma between them", s)
	}
	return [2]string{x, y}, nil
}

func (c *clustersCommand) run(cmd *cobra.Command, args []string) error {
	if c.spec.Cut.Clusters > 0 && c.spec.Cut.Height > 0 {
		return misuse("--clusters and --height both cut the tree; leave one out")
	}
	t, s, res, err := overStudy(cmd, &c.options, args, func(ctx context.Context, d recipe.Data, report analysis.Progress) (*analysis.ClustersResult, error) {
		if err := c.settle(d.Study); err != nil {
			return nil, err
		}
		return recipe.Clusters().Compute(ctx, d, c.spec, report)
	})
	if err != nil {
		return err
	}
	return c.give(cmd.Context(), t, answer{
		result:   res,
		notes:    []string{fmt.Sprintf("%s: distances of %s at %s", method(res.Measure, res.Side), spelling.Count(len(res.Labels), "network"), res.Layer)},
		rows:     func() [][]string { return clusterRows(res) },
		text:     func(w io.Writer) error { return writeClusters(w, res) },
		warnings: warning.Merge(s.Warnings, res.Warnings...),
		plan:     planned(recipe.Clusters(), c.spec, c.drawing(), res),
		arrays:   clusterArrays(res),
	})
}

// settle fills in the spec, and refuses what the study does not have.
func (c *clustersCommand) settle(s *study.Study) error {
	switch layers := s.Layers(); {
	case len(c.layers) > 1:
		return misuse("%d layers were chosen; give one --layer NAME", len(c.layers))
	case len(c.layers) == 1:
		c.spec.Layer = c.layers[0]
	case len(layers) > 1:
		return misuse("%s has %d layers; choose one with --layer: %s", s.Name, len(layers), list(layers))
	}
	for _, name := range []string{c.scatter[0], c.scatter[1], c.colour} {
		switch {
		case name != "" && !slices.Contains(s.Columns, name):
			return fmt.Errorf("there is no metadata column %s in %s; it has %s", name, s.Name, list(s.Columns))
		case name != "" && len(c.spec.Columns) > 0 && !slices.Contains(c.spec.Columns, name):
			c.spec.Columns = append(c.spec.Columns, name)
		}
	}
	c.spec.How, c.spec.Networks = c.how, c.networks
	return nil
}

func (c *clustersCommand) drawing() recipe.ClustersDrawing {
	d := recipe.ClustersDrawing{
		Cut: c.spec.Cut, Form: c.form, X: c.scatter[0], Y: c.scatter[1], By: c.colour, Columns: c.spec.Columns,
	}
	if c.bare {
		d.Strips = figure.StripsHidden
	}
	switch {
	case c.scatter != [2]string{}:
		d.Form = recipe.ClustersScatter
	case c.colour != "":
		d.Form = recipe.ClustersMap
	}
	return d
}

// writeClusters is a summary, then the networks from left to right.
func writeClusters(w io.Writer, res *analysis.ClustersResult) error {
	fmt.Fprintf(w, "linkage       %s, cophenetic r %s\n", res.Method, shortOrMissing(res.Cophenetic))
	if res.Cut.Unclear() {
		fmt.Fprintf(w, "cut           no clear clusters, best silhouette %s\n", shortOrMissing(res.Cut.Coefficient))
	} else {
		fmt.Fprintf(w, "cut           %s, at height %s\n", spelling.Count(res.Cut.Count, "cluster"), short(res.Cut.Height))
	}
	fmt.Fprintf(w, "silhouette    %s\n", shortOrMissing(res.Silhouette))
	fmt.Fprintf(w, "null level    %s\n", shortOrMissing(res.Null))
	for _, column := range slices.Sorted(maps.Keys(res.Agreement)) {
		if res.Cut.Count > 1 { // one cluster agrees with nothing
			fmt.Fprintf(w, "agreement     %s with %s\n", short(res.Agreement[column]), column)
		}
	}
	fmt.Fprintln(w)
	var t table
	t.column("network", false)
	t.column("cluster", true)
	t.column("silhouette", true)
	for _, c := range res.Columns {
		t.column(c.Name, c.Numbers != nil)
	}
	for _, i := range res.Order {
		cells := []string{res.Labels[i], strconv.Itoa(res.Clusters[i]), short(res.Silhouettes[i])}
		for _, c := range res.Columns {
			cells = append(cells, c.Values[i])
		}
		t.row(cells...)
	}
	_, err := t.WriteTo(w)
	return err
}

// clusterRows has a row for each network, in the order of the study; the
// distances are in the JSON, and in the CSV of the figure.
func clusterRows(res *analysis.ClustersResult) [][]string {
	head := []string{"network", "cluster", "position", "silhouette"}
	for _, c := range res.Columns {
		head = append(head, c.Name)
	}
	rows := [][]string{head}
	for i, label := range res.Labels {
		row := []string{label, strconv.Itoa(res.Clusters[i]), strconv.Itoa(slices.Index(res.Order, i)), full(res.Silhouettes[i])}
		for _, c := range res.Columns {
			row = append(row, c.Values[i])
		}
		rows = append(rows, row)
	}
	return rows
}
