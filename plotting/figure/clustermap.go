package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
)

// ClusterMapOptions chooses the colours of a map.
type ClusterMapOptions struct {
	// By is the metadata column that gives the colours; "" means the clusters.
	By string
}

// ClusterMap shows networks in the plane such that those at a small distance
// are near each other, by classical multidimensional scaling.
func ClusterMap(res *analysis.ClustersResult, opts ClusterMapOptions) Figure {
	if res == nil || res.Map == nil || len(res.Map.X) == 0 {
		return empty(KindClusterMap, "Map of networks", "There is no map of so many or so few networks; the dendrogram shows them.")
	}
	axis := func(k int) Axis {
		return Axis{Label: fmt.Sprintf("dimension %d (%.0f %%)", k+1, 100*res.Map.Share[k])}
	}
	p := Panel{X: axis(0), Y: axis(1), Square: true, Apart: true}
	p.Series, p.Order = networkDots(res, opts.By, res.Map.X, res.Map.Y)
	return Figure{
		Kind:    KindClusterMap,
		Title:   fmt.Sprintf("Map of networks by %s distance at %s", res.Measure.Title(), res.Layer),
		Caption: fmt.Sprintf("Each dot is a network%s; the nearer two dots, the more alike the networks' representations at %s, as far as two dimensions can show it; dots that would hide one another stand side by side.", colouredBy(res, opts.By), res.Layer),
		Panels:  []Panel{p},
	}
}

// MetadataOptions chooses two columns of metadata and the colours.
type MetadataOptions struct {
	X, Y string // columns of numbers
	By   string // column that gives the colours; "" means the clusters
}

// MetadataScatter shows two columns of metadata against each other, a dot for
// each network, coloured by cluster (Morcos et al. 2018, figure 5b).
func MetadataScatter(res *analysis.ClustersResult, opts MetadataOptions) Figure {
	x, okX := numbers(res, opts.X)
	y, okY := numbers(res, opts.Y)
	if !okX || !okY {
		missing := opts.X
		if okX {
			missing = opts.Y
		}
		return empty(KindMetadata, "Metadata", fmt.Sprintf("There is no column of numbers %q; choose two of the metadata columns that have numbers.", missing))
	}
	p := Panel{X: Axis{Label: spaced(opts.X), Scale: scaleOf(x)}, Y: Axis{Label: spaced(opts.Y), Scale: scaleOf(y)}}
	p.Series, p.Order = networkDots(res, opts.By, x, y)
	return Figure{
		Kind:    KindMetadata,
		Title:   sentence("%s against %s", spaced(opts.Y), spaced(opts.X)),
		Caption: fmt.Sprintf("Each dot is a network%s: where colours separate, networks that represent alike at %s behave alike.", colouredBy(res, opts.By), res.Layer),
		Panels:  []Panel{p},
	}
}

func numbers(res *analysis.ClustersResult, column string) ([]float64, bool) {
	if res == nil {
		return nil, false
	}
	i := slices.IndexFunc(res.Columns, func(c analysis.Column) bool { return c.Name == column })
	if i < 0 || !slices.ContainsFunc(res.Columns[i].Numbers, finite) {
		return nil, false
	}
	return res.Columns[i].Numbers, true
}

// networkDots are the networks at x and y, a series for each colour.
func networkDots(res *analysis.ClustersResult, by string, x, y []float64) ([]Series, *Order) {
	c := colouring(res, by)
	series := make([]Series, len(c.names))
	for k, name := range c.names {
		series[k] = Series{Name: name, Form: Dots, Colour: Colour{Category: k}}
		if c.order != nil {
			series[k].Colour = Ordered(k, len(c.names))
		}
	}
	if c.singles {
		series = append(series, Series{Name: Single, Form: Dots, Colour: Colour{Category: len(series), Muted: true}})
	}
	for i, name := range res.Labels {
		k := c.of[i]
		if k < 0 && c.singles && clusterOf(res, i) >= 0 {
			k = len(c.names)
		}
		if k < 0 || !finite(at(x, i)) || !finite(at(y, i)) {
			continue
		}
		series[k].Points = append(series[k].Points, Point{
			X: x[i], Y: y[i], Name: name, Pair: None, Networks: res.Labels[i : i+1],
			Tip: tip(name, clusterTip(res, i), described(res, i)),
		})
	}
	return series, c.order
}

// clusterTip names a network's cluster, where there are clear ones.
func clusterTip(res *analysis.ClustersResult, i int) string {
	if res.Cut.Unclear() {
		return ""
	}
	return fmt.Sprintf("cluster %d", clusterOf(res, i)+1)
}

// colouredBy says what the colours of dots are.
func colouredBy(res *analysis.ClustersResult, by string) string {
	if by == "" && res.Cut.Unclear() {
		return ""
	}
	return ", coloured by " + orElse(spaced(by), "cluster")
}

// described are a network's metadata as lines.
func described(res *analysis.ClustersResult, i int) string {
	var lines []string
	for _, c := range res.Columns {
		if v := c.Values[i]; v != "" {
			lines = append(lines, c.Name+" "+v)
		}
	}
	return strings.Join(lines, "\n")
}

// colours of networks: a name for each colour, and each network's colour or
// None. Colours of numbers are in order.
type colours struct {
	names   []string
	of      []int
	order   *Order
	singles bool // whether there are clusters of one network, which have None
}

// colouring is by cluster, by the words of a column, or by its numbers: each
// its own step where they are few, else in steps of equal width.
func colouring(res *analysis.ClustersResult, by string) colours {
	i := slices.IndexFunc(res.Columns, func(c analysis.Column) bool { return c.Name == by })
	if i < 0 {
		c := clusterColours(res)
		for k, number := range c.names {
			if c.names[k] = "cluster " + number; res.Cut.Unclear() {
				c.names[k] = ""
			}
		}
		return c
	}
	column := res.Columns[i]
	if column.Numbers != nil && !column.Categorical {
		return stepped(column)
	}
	c := colours{names: distinct(column)}
	for _, v := range column.Values {
		c.of = append(c.of, slices.Index(c.names, v))
	}
	if column.Numbers != nil || len(c.names) > mostCategories {
		c.order = &Order{Label: spaced(by), Names: c.names}
	}
	return c
}

// stepped puts numbers into steps of equal width, by factors where they grow by
// large ones.
func stepped(column analysis.Column) colours {
	const steps = 8
	to, from := func(v float64) float64 { return v }, func(v float64) float64 { return v }
	if scaleOf(column.Numbers) == Log {
		to, from = math.Log10, func(v float64) float64 { return math.Pow(10, v) }
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range column.Numbers {
		if finite(v) {
			low, high = min(low, to(v)), max(high, to(v))
		}
	}
	width := max((high-low)/steps, 1e-12)
	c := colours{order: &Order{Label: spaced(column.Name)}}
	for k := range steps {
		c.names = append(c.names, "≥ "+fmt.Sprintf("%.3g", from(low+float64(k)*width)))
	}
	c.order.Names = c.names
	for _, v := range column.Numbers {
		k := None
		if finite(v) {
			k = min(int((to(v)-low)/width), steps-1)
		}
		c.of = append(c.of, k)
	}
	return c
}
