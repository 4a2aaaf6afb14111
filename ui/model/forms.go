package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// GroupsReasons are why groups cannot be drawn in each of the forms, "" where they
// can.
func GroupsReasons(g *Groups) []string {
	spec, s := g.Spec(), g.Study()
	reasons, pairs := make([]string, figure.AgainstIt+1), ""
	if s == nil {
		return reasons
	}
	if !pairedWithin(s, spec) {
		pairs = fmt.Sprintf("No two networks have the same %s, so there is no pair within a group", spec.By)
	}
	switch {
	case spec.By == "":
		reasons[figure.ByNumber] = "All networks are one group; choose a column of numbers under Groups by"
	case !slices.Contains(NumberColumns(s), spec.By):
		reasons[figure.ByNumber] = fmt.Sprintf("The values of %s are not numbers; choose another column under Groups by", spec.By)
	default:
		reasons[figure.ByNumber] = pairs
	}
	if reasons[figure.AgainstIt] = pairs; spec.Against == "" {
		reasons[figure.AgainstIt] = "Choose the column of numbers under Against"
	}
	return reasons
}

// pairedWithin reports whether two of the networks are of one group.
func pairedWithin(s *study.Study, spec analysis.GroupsSpec) bool {
	seen := map[string]bool{}
	for _, n := range s.Networks {
		if len(spec.Networks) > 0 && !slices.Contains(spec.Networks, n.Name) {
			continue
		}
		group := strings.TrimSpace(n.Metadata[spec.By])
		if seen[group] && (group != "" || spec.By == "") {
			return true
		}
		seen[group] = true
	}
	return false
}

// EditGroups changes what is asked of groups. A form that they cannot be drawn in
// any more gives way to the first.
func EditGroups(g *Groups, f func(*analysis.GroupsSpec)) {
	g.Edit(f)
	if g.Study() != nil && GroupsReasons(g)[g.Options().Form] != "" {
		g.EditOptions(func(o *figure.GroupsOptions) { o.Form = figure.ByLayer })
	}
}

// ClustersReasons are why clusters cannot be drawn in each of the forms, "" where
// they can.
func ClustersReasons(c *Clusters) []string {
	reasons := make([]string, recipe.ClustersScatter+1)
	if r := c.Result(); r != nil && r.Map == nil {
		reasons[recipe.ClustersMap] = fmt.Sprintf("There is no map of more than %d networks", cluster.ScalingLimit)
	}
	if len(NumberColumns(c.Study())) < 2 {
		reasons[recipe.ClustersScatter] = "The study has no two columns of numbers; add them in the Study view"
	}
	return reasons
}
