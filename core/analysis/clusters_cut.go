package analysis

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/cluster"
)

// CutSpec says where a tree is cut: into that many clusters, or at a height. The
// zero value cuts at the largest gap between merges, among cuts into 2 to
// min(8, n/2) clusters of n networks whose mean silhouette exceeds
// cluster.Structure; where none does the networks are one cluster.
type CutSpec struct {
	Clusters int     `json:"clusters,omitempty"`
	Height   float64 `json:"height,omitempty"`
}

func (s CutSpec) check() error {
	switch {
	case s.Clusters != 0 && s.Height != 0:
		return errors.New("the tree is cut into a number of clusters or at a height; give one of them")
	case s.Clusters < 0:
		return fmt.Errorf("%d clusters cannot be; give a positive number, or none for the largest gap", s.Clusters)
	case !(s.Height >= 0):
		return fmt.Errorf("a tree cannot be cut at height %v; give a distance above 0, or none for the largest gap", s.Height)
	}
	return nil
}

// CutBy says how the place of a cut was found.
type CutBy string

// The ways to cut.
const (
	ByGap      CutBy = "gap"
	ByClusters CutBy = "clusters"
	ByHeight   CutBy = "height"
)

// CutLine is where a tree was cut.
type CutLine struct {
	By     CutBy   `json:"by"`
	Height float64 `json:"height"`
	Count  int     `json:"count"` // of clusters
	// Coefficient is the silhouette coefficient of a cut by gap: the largest mean
	// silhouette of the cuts that were looked at. At or below cluster.Structure
	// there are no clear clusters, and the count is 1. Nil for other cuts, and
	// where there was none to look at.
	Coefficient *float64 `json:"coefficient,omitempty"`
}

// Unclear reports whether clusters were looked for and none were clear.
func (c CutLine) Unclear() bool { return c.By == ByGap && c.Count == 1 }

// Clustering is what depends on the cut.
type Clustering struct {
	Cut      CutLine `json:"cut"`
	Clusters []int   `json:"clusters"` // of each network, numbered from 1 in the order of leaves, those of one network last
	// Silhouette is the mean of Silhouettes, each in [−1, 1]; nil and null for
	// one cluster.
	Silhouette  *float64 `json:"silhouette"`
	Silhouettes Values   `json:"silhouettes"`
	// Agreement is the adjusted Rand index of the clusters with every categorical
	// column, over the networks that have a value in it.
	Agreement map[string]float64 `json:"agreement"`
}

// Cut is the result with its tree cut elsewhere, at the cost of a silhouette,
// O(n²): nothing is compared anew. It leaves r alone, sharing what stays. The
// error says what is wrong with the cut, or with a result that was not made by
// Clusters.
func Cut(r *ClustersResult, spec CutSpec) (*ClustersResult, error) {
	if err := errors.Join(spec.check(), r.Linkage.Check()); err != nil {
		return nil, err
	}
	d, err := cluster.FromSquare(r.Distances)
	if err != nil {
		return nil, err
	}
	if d.Len() != r.Linkage.Len() || d.Len() != len(r.Labels) {
		return nil, fmt.Errorf("the result has %d networks, %d of them in its tree", len(r.Labels), r.Linkage.Len())
	}
	var c Clustering
	switch {
	case spec.Clusters > 0:
		c.Cut.By, c.Cut.Count = ByClusters, spec.Clusters
	case spec.Height > 0:
		c.Cut.By, c.Cut.Count = ByHeight, r.Linkage.CountAt(spec.Height)
	default:
		count, coefficient := r.Linkage.ClearCut(d)
		c.Cut = CutLine{By: ByGap, Count: count, Coefficient: finite(coefficient)}
	}
	if c.Clusters, err = r.Linkage.Cut(c.Cut.Count, r.Order); err != nil {
		return nil, err
	}
	c.Cut.Height = spec.Height
	if c.Cut.By != ByHeight {
		c.Cut.Height = r.Linkage.HeightOf(c.Cut.Count)
	}
	c.Silhouettes = cluster.Silhouettes(d, c.Clusters)
	c.Silhouette = finite(stat.Mean(c.Silhouettes, nil))
	c.Agreement = map[string]float64{}
	for _, column := range r.Columns {
		if column.Categorical {
			c.Agreement[column.Name] = column.agreement(c.Clusters)
		}
	}
	out := *r
	out.Clustering = c
	return &out, nil
}

// agreement is the adjusted Rand index of the clusters with the column.
func (c Column) agreement(clusters []int) float64 {
	var found []int
	var values []string
	for i, value := range c.Values {
		if value != "" && i < len(clusters) {
			found = append(found, clusters[i])
			values = append(values, c.category(i))
		}
	}
	return cluster.AdjustedRand(found, values)
}

// category names the value of network i so that 0.1 is 0.10.
func (c Column) category(i int) string {
	if i < len(c.Numbers) {
		return fmt.Sprint(c.Numbers[i])
	}
	return c.Values[i]
}
