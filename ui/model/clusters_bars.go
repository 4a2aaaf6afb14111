package model

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// Bar is a column of metadata that stands beside the tree of clusters, or could.
type Bar struct {
	Column string
	// Reason is why it cannot be there; "" where it can.
	Reason string
	// Agreement is the adjusted Rand index of the clusters with the column; nil
	// where it makes no groups, or where there is one cluster.
	Agreement *float64
}

// Bars are those that stand beside the tree, from the top, and the other columns;
// none before there is an answer.
func Bars(c *Clusters) (shown, others []Bar) {
	r, d := c.Result(), c.Options()
	if r == nil {
		return nil, nil
	}
	cut := d.CutOf(r)
	bar := func(column string) Bar {
		b := Bar{Column: column, Reason: figure.BarReason(r, column)}
		if a, ok := cut.Agreement[column]; ok && cut.Cut.Count > 1 {
			b.Agreement = &a
		}
		return b
	}
	names := d.Bars(r)
	for _, name := range names {
		shown = append(shown, bar(name))
	}
	for _, c := range r.Columns {
		if !slices.Contains(names, c.Name) {
			others = append(others, bar(c.Name))
		}
	}
	return shown, others
}

// BarsChosen says who chose the bars beside the tree.
type BarsChosen int

// The choices.
const (
	BarsFirst BarsChosen = iota // nobody: the first few columns
	BarsNone                    // there are none
	BarsGiven                   // one by one
)

// BarsOf is who chose them.
func BarsOf(d recipe.ClustersDrawing) BarsChosen {
	switch {
	case d.Strips == figure.StripsHidden:
		return BarsNone
	case len(d.Columns) > 0:
		return BarsGiven
	}
	return BarsFirst
}

// SetBars has these columns beside the tree, from the top; with none it has no
// bars.
func SetBars(c *Clusters, columns []string) {
	c.EditOptions(func(d *recipe.ClustersDrawing) {
		d.Columns, d.Strips = columns, figure.StripsShown
		if len(columns) == 0 {
			d.Columns, d.Strips = nil, figure.StripsHidden
		}
	})
}

// FirstBars has the first few columns beside the tree.
func FirstBars(c *Clusters) {
	c.EditOptions(func(d *recipe.ClustersDrawing) { d.Columns, d.Strips = nil, figure.StripsShown })
}

// AddBar has a column beside the tree, below the others.
func AddBar(c *Clusters, column string) {
	if names := barNames(c); !slices.Contains(names, column) {
		SetBars(c, append(names, column))
	}
}

// MoveBar exchanges the i-th bar with the one that is by places below it.
func MoveBar(c *Clusters, i, by int) {
	names := barNames(c)
	if j := i + by; min(i, j) >= 0 && max(i, j) < len(names) {
		names[i], names[j] = names[j], names[i]
		SetBars(c, names)
	}
}

// RemoveBar takes the i-th bar away.
func RemoveBar(c *Clusters, i int) {
	if names := barNames(c); i >= 0 && i < len(names) {
		SetBars(c, slices.Delete(names, i, i+1))
	}
}

// barNames are the columns that stand beside the tree; the list is the caller's.
func barNames(c *Clusters) []string {
	if c.Result() == nil {
		return nil
	}
	return slices.Clone(c.Options().Bars(c.Result()))
}
