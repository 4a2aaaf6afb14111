package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

type groupsCommand struct {
	options
	spec   analysis.GroupsSpec
	figure figure.GroupsOptions
	pairs  bool
}

func newGroups() *cobra.Command {
	c := &groupsCommand{}
	cmd := overOne(cobra.Command{
		Use:   "groups STUDY --by COLUMN [flags]",
		Short: "Compare networks within groups and between them, layer by layer",
		Long: `Compare all pairs of networks layer by layer, and sum them up within the groups
that a metadata column makes and between them: mean and standard deviation over
pairs. With --against, also correlate a metadata column with the distance of each
network from the others of its group.`,
		Example: "groups --sample gen-mem --by group -o groups.png",
	}, c.run)
	f := cmd.Flags()
	f.StringVar(&c.spec.By, "by", "", "metadata `COLUMN` whose values are the groups (default: all networks are one)")
	f.StringVar(&c.spec.Against, "against", "", "scatter of this metadata `COLUMN` with the distance within groups")
	c.addMeasure(f, "pwcca")
	c.addStudy(f)
	addPopulation(f, &c.spec.Step, &c.spec.Timestep, &c.spec.Reduction)
	c.addHowSided(f, similarity.Both)
	c.addOutput(f)
	c.addFigures(f)
	variable(f, &c.figure.Form, "draw", "FORM", "layers", choose("form",
		choice[figure.GroupsForm]{"layers", figure.ByLayer}, choice[figure.GroupsForm]{"numbers", figure.ByNumber}, choice[figure.GroupsForm]{"scatter", figure.AgainstIt}),
		"on the x axis: layers, the numbers that make the groups, or (scatter) those of --against")
	variable(f, &c.figure.Spread, "spread", "WHAT", "std", choose("spread",
		choice[figure.GroupSpread]{"std", figure.StdSpread}, choice[figure.GroupSpread]{"interval", figure.IntervalSpread}, choice[figure.GroupSpread]{"none", figure.NoSpread}),
		"std over pairs, 95 % interval of the mean by a jackknife over networks, none")
	f.BoolVar(&c.pairs, "pairs", false, "show every pair of networks: dots in the figure, rows in the CSV")
	return cmd
}

// addPopulation adds what commands over many networks share.
func addPopulation(f *pflag.FlagSet, step *string, t *study.Timestep, r *analysis.Reduction) {
	f.StringVar(step, "step", "", "checkpoint of every network, by `NAME` or training step (default: the last)")
	addTimestep(f, t)
	variable(f, &r.Neurons, "neurons", "K", "", parseCount, "compare a random K neurons of every layer")
	variable(f, &r.KeepVariance, "keep-variance", "F", "", parseShare, "keep only the directions of most variance that hold this share of it")
}

func (c *groupsCommand) run(cmd *cobra.Command, args []string) error {
	if err := c.check(cmd.Flags()); err != nil {
		return err
	}
	t, s, res, err := overStudy(cmd, &c.options, args, func(ctx context.Context, d recipe.Data, report analysis.Progress) (*analysis.GroupsResult, error) {
		c.spec.How, c.spec.Networks, c.spec.Layers = c.how, c.networks, c.layers
		if err := c.numbered(d.Study); err != nil {
			return nil, err
		}
		return recipe.Groups().Compute(ctx, d, c.spec, report)
	})
	if err != nil {
		return err
	}
	return c.give(cmd.Context(), t, answer{
		result:   res,
		notes:    []string{fmt.Sprintf("%s: distance of %s of networks", method(res.Measure, res.Side), pairsWithValue(res))},
		rows:     func() [][]string { return c.groupRows(res) },
		text:     func(w io.Writer) error { return writeGroups(w, res) },
		warnings: warning.Merge(s.Warnings, res.Warnings...),
		plan:     planned(recipe.Groups(), c.spec, c.figure, res),
	})
}

// check settles what is drawn.
func (c *groupsCommand) check(f *pflag.FlagSet) error {
	switch {
	case c.figure.Form == figure.AgainstIt && c.spec.Against == "":
		return misuse("--draw scatter needs a column of numbers: --against COLUMN")
	case c.figure.Form == figure.ByNumber && c.spec.By == "":
		return misuse("--draw numbers needs a column of numbers: --by COLUMN")
	case c.spec.Against != "" && !f.Changed("draw"):
		c.figure.Form = figure.AgainstIt
	}
	if c.pairs {
		c.spec.AgainstPairs, c.figure.Pairs = true, figure.PairsShown
	}
	return nil
}

// numbered refuses --draw numbers where the groups are words.
func (c *groupsCommand) numbered(s *study.Study) error {
	if c.figure.Form != figure.ByNumber || !slices.Contains(s.Columns, c.spec.By) {
		return nil
	}
	for _, n := range s.Networks {
		if _, ok := n.Number(c.spec.By); ok {
			return nil
		}
	}
	return misuse("--draw numbers: no network has a number in the metadata column %s; leave it out, which draws the layers", c.spec.By)
}

// pairsWithValue counts the pairs of networks that have a distance at some layer, of
// those that were asked for.
func pairsWithValue(res *analysis.GroupsResult) string {
	valued := map[[2]string]bool{}
	for _, p := range res.Pairs {
		names := [2]string{p.A, p.B}
		valued[names] = valued[names] || p.Distance != nil
	}
	used := 0
	for _, ok := range valued {
		if ok {
			used++
		}
	}
	if used < len(valued) {
		return fmt.Sprintf("%d of %s", used, spelling.Count(len(valued), "pair"))
	}
	return spelling.Count(used, "pair")
}

// usedPairs are those that the means of a series are of: at all layers as many, or
// the fewest and the most.
func usedPairs(g analysis.GroupSeries) string {
	fewest, most := slices.Min(g.Used), slices.Max(g.Used)
	text := strconv.Itoa(most)
	if fewest < most {
		text = fmt.Sprintf("%d–%d", fewest, most)
	}
	if fewest < g.Pairs {
		text += fmt.Sprintf(" of %d", g.Pairs)
	}
	return text
}

// writeGroups is mean ± std by layer and group, then the correlations.
func writeGroups(w io.Writer, res *analysis.GroupsResult) error {
	var names []string
	for _, g := range res.Groups {
		names = append(names, g.Name)
	}
	rows := append(slices.Clone(res.Layers), "pairs")
	err := writeLong(w, [2]string{"layer", "group"}, rows, names, func(row, col int) string {
		g := res.Groups[col]
		if row == len(res.Layers) {
			return usedPairs(g)
		}
		return spread(g.Mean[row], g.Std[row])
	})
	if err != nil || len(res.Scatters) == 0 {
		return err
	}
	fmt.Fprintf(w, "\ncorrelation of %s with the distance within groups\n", res.Against)
	var t table
	t.column("layer", false)
	t.column("r", true)
	t.column("95 % interval", true)
	t.column("r within groups", true)
	for _, s := range res.Scatters {
		interval := missing
		if s.Low != nil && s.High != nil {
			interval = fmt.Sprintf("%.2f to %.2f", *s.Low, *s.High)
		}
		within := missing
		if s.Within != nil && s.Within.By == analysis.GroupParts {
			within = shortOrMissing(s.Within.R)
		}
		t.row(s.Layer, shortOrMissing(s.R), interval, within)
	}
	_, err = t.WriteTo(w)
	return err
}

// groupRows has a row for each group at each layer; or for each dot of the
// scatters; or for each pair.
func (c *groupsCommand) groupRows(res *analysis.GroupsResult) [][]string {
	switch {
	case len(res.Scatters) > 0:
		rows := [][]string{{"layer", "networks", "group", res.Against, "distance", "r"}}
		for _, s := range res.Scatters {
			for _, p := range s.Points {
				rows = append(rows, []string{s.Layer, strings.Join(p.Networks, " "), p.Group, full(p.X), full(p.Y), fullOrEmpty(s.R)})
			}
		}
		return rows
	case c.pairs:
		rows := [][]string{{"a", "b", "layer", "group", "distance", "refused"}}
		for _, p := range res.Pairs {
			rows = append(rows, []string{p.A, p.B, p.Layer, p.Series, fullOrEmpty(p.Distance), p.Refused})
		}
		return rows
	}
	rows := [][]string{{"layer", "group", "kind", "mean", "std", "low", "high", "null", "pairs", "measure", "side"}}
	for i, layer := range res.Layers {
		for _, g := range res.Groups {
			rows = append(rows, []string{
				layer, g.Name, string(g.Kind), full(g.Mean[i]), full(g.Std[i]), full(g.Low[i]), full(g.High[i]), full(g.Null[i]),
				strconv.Itoa(g.Used[i]), string(res.Measure), string(res.Side),
			})
		}
	}
	return rows
}
