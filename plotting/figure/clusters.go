package figure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
)

// ClustersOptions chooses what Clusters shows.
type ClustersOptions struct {
	// Columns are the metadata columns that have a strip, from the top; none means
	// FirstBarred.
	Columns []string
	Strips  StripChoice
}

// StripChoice says whether metadata stand beside the matrix.
type StripChoice int

// The choices.
const (
	StripsShown StripChoice = iota
	StripsHidden
)

// Clusters shows which networks resemble each other, in one picture (Morcos et
// al. 2018, figure 5a): the dendrogram with its cut and the colours of its
// clusters, the networks' metadata, and the matrix of distances in the order of
// the leaves.
func Clusters(res *analysis.ClustersResult, opts ClustersOptions) Figure {
	if res == nil || len(res.Labels) < 2 || len(res.Order) != len(res.Labels) {
		note := "There are not enough networks to cluster."
		if res != nil {
			note = firstWarning(res.Warnings, note)
		}
		return empty(KindClusters, "Clusters", note)
	}
	panel := Panel{
		X:      clustersAxis(res),
		Matrix: orderedMatrix(res),
		Tree:   treeOf(res),
	}
	if !res.Cut.Unclear() {
		panel.Strips = append(panel.Strips, clusterStrip(res))
	}
	if opts.Strips == StripsShown {
		panel.Strips = append(panel.Strips, columnStrips(res, opts.Columns)...)
	}
	return Figure{
		Kind:    KindClusters,
		Title:   fmt.Sprintf("Clusters of networks by %s distance at %s", res.Measure.Title(), res.Layer),
		Caption: clustersCaption(res),
		Panels:  []Panel{panel},
	}
}

// clustersAxis says below the matrix what was clustered, and how well.
func clustersAxis(res *analysis.ClustersResult) Axis {
	a := Axis{Label: fmt.Sprintf("%d networks", len(res.Labels))}
	if n := len(res.LeftOut); n > 0 {
		a.Label += fmt.Sprintf(" (%d left out, no value)", n)
	}
	a.Label += ", " + res.Layer
	if len(res.LeftOut) > 0 {
		a.Short = a.Label
	}
	if res.Cophenetic != nil {
		a.Label += ", cophenetic r = " + coefficient(*res.Cophenetic)
	}
	switch {
	case res.Silhouette != nil:
		a.Label += minus(fmt.Sprintf(", silhouette %.2f", *res.Silhouette))
	case res.Cut.Unclear():
		a.Label += ", no clear clusters"
	}
	return a
}

// orderedMatrix is the matrix of distances in the order of the leaves; the pair
// of labels i and j is n·i + j. All tips share one text: there are tens of
// thousands.
func orderedMatrix(res *analysis.ClustersResult) *Matrix {
	n := len(res.Order)
	m := &Matrix{
		Down: true, Networks: true,
		Values: make([]float64, 0, n*n), Tips: make([]string, n*n), Pairs: make([]int, 0, n*n),
		Numbers: n <= maxNumbered,
	}
	for _, i := range res.Order {
		m.Rows = append(m.Rows, res.Labels[i])
	}
	m.Cols = m.Rows
	at := "\n" + res.Layer
	if res.Step != "" {
		at += ", " + res.Step
	}
	at += "\ndistance "
	null := ""
	if res.Null != nil {
		null = "\nnull level " + short(*res.Null)
	}
	var text []byte
	ends := make([]int, 0, n*n)
	for _, i := range res.Order {
		for _, j := range res.Order {
			v := res.Distances[i][j]
			m.Values = append(m.Values, v)
			pair := n*i + j
			if i == j {
				pair = None
			}
			m.Pairs = append(m.Pairs, pair)
			text = append(append(append(text, res.Labels[i]...), " vs "...), res.Labels[j]...)
			text = append(appendShort(append(text, at...), v), null...)
			ends = append(ends, len(text))
		}
	}
	all, start := string(text), 0
	for k, end := range ends {
		m.Tips[k], start = all[start:end], end
	}
	m.Range = Unit().Span(m.Values...)
	return m.labelled(valueAxis(res.Measure, res.Side, Distance))
}

func treeOf(res *analysis.ClustersResult) *Tree {
	n := len(res.Order)
	t := &Tree{
		Axis:     Axis{Label: orElse(string(res.Method), "average") + " linkage"},
		Columns:  make([]int, n),
		Clusters: make([]int, n),
		Cut:      res.Cut.Height,
		Uncut:    res.Cut.Unclear(),
	}
	for position, leaf := range res.Order {
		t.Columns[leaf] = position
	}
	colours := clusterColours(res)
	for i := range t.Clusters {
		t.Clusters[i] = colours.of[i]
	}
	for _, m := range res.Linkage {
		t.Merges = append(t.Merges, Merge{Left: m.I, Right: m.J, Height: m.Height})
		t.Tips = append(t.Tips, fmt.Sprintf("%d networks\nheight %s", m.Size, short(m.Height)))
	}
	if res.Cut.Count <= 1 {
		t.Clusters = nil
	}
	return t
}

// clusterOf is the cluster of a network, counted from 0; None where it has none.
func clusterOf(res *analysis.ClustersResult, i int) int {
	if i < len(res.Clusters) {
		return res.Clusters[i] - 1
	}
	return None
}

// Single names the clusters of one network, which share the muted colour.
const Single = "single"

// clusterColours are those of the clusters of several networks, named by their
// numbers; a network on its own, or in no cluster, has none.
func clusterColours(res *analysis.ClustersResult) colours {
	size := make(map[int]int)
	for i := range res.Labels {
		size[clusterOf(res, i)]++
	}
	var c colours
	colour := map[int]int{}
	for k := range max(1, res.Cut.Count) {
		if size[k] != 1 {
			colour[k] = len(c.names)
			c.names = append(c.names, strconv.Itoa(k+1))
		}
	}
	for i := range res.Labels {
		k, ok := colour[clusterOf(res, i)]
		if !ok {
			k = None
		}
		c.of = append(c.of, k)
	}
	c.singles = len(c.names) < max(1, res.Cut.Count)
	return c
}

func clusterStrip(res *analysis.ClustersResult) Strip {
	s := Strip{Label: "cluster"}
	for k := range max(1, res.Cut.Count) {
		s.Names, s.Clusters = append(s.Names, strconv.Itoa(k+1)), append(s.Clusters, None)
	}
	colours := clusterColours(res)
	for colour, number := range colours.names {
		s.Clusters[slices.Index(s.Names, number)] = colour
	}
	for _, i := range res.Order {
		c := clusterOf(res, i)
		s.Category = append(s.Category, c)
		s.Tips = append(s.Tips, fmt.Sprintf("%s\ncluster %d", res.Labels[i], c+1))
	}
	return s
}

func clustersCaption(res *analysis.ClustersResult) string {
	s := fmt.Sprintf("Networks by their %s distance at %s, in the order of the tree above: dark blocks along the diagonal are networks that represent alike", res.Measure.Title(), res.Layer)
	if res.Cut.Unclear() {
		return s + ". " + unclear(res)
	}
	s += ", and the dashed line " + cutInto(res)
	if agreement := agreements(res); len(agreement) > 0 && res.Cut.Count > 1 {
		s += "; adjusted Rand index with " + strings.Join(agreement, ", ")
	}
	return s + "."
}

// unclear says why there are no clusters.
func unclear(res *analysis.ClustersResult) string {
	if res.Cut.Coefficient == nil {
		return "There are no clear clusters: the tree has no cut that would make any."
	}
	return minus(fmt.Sprintf("There are no clear clusters: by no cut into a few is the mean silhouette above %v; the best has %.2f.", cluster.Structure, *res.Cut.Coefficient))
}

// cutInto is what the cut makes.
func cutInto(res *analysis.ClustersResult) string {
	n := len(clusterColours(res).names)
	alone := max(1, res.Cut.Count) - n
	grey := fmt.Sprintf("%d networks on their own, in grey", alone)
	if alone == 1 {
		grey = "a network on its own, in grey"
	}
	switch {
	case res.Cut.Count <= 1:
		return "leaves the tree whole, one cluster"
	case n == 0:
		return "cuts the tree into " + grey
	case n == 1:
		return "cuts the tree into the coloured cluster and " + grey
	case alone == 0:
		return fmt.Sprintf("cuts the tree into the %d coloured clusters", n)
	}
	return fmt.Sprintf("cuts the tree into the %d coloured clusters and %s", n, grey)
}

// agreements are the columns with the adjusted Rand index of the clusters with
// them.
func agreements(res *analysis.ClustersResult) []string {
	var list []string
	for _, c := range res.Columns {
		if a, ok := res.Agreement[c.Name]; ok && finite(a) && !identifies(c) {
			list = append(list, minus(fmt.Sprintf("%s %.2f", c.Name, a)))
		}
	}
	return list
}
