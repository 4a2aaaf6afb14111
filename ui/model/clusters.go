package model

import (
	"context"
	"slices"
	"strconv"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// ClustersForm is one of the ways to draw clusters.
type ClustersForm int

// The forms.
const (
	ClustersTree    ClustersForm = iota // dendrogram, matrix and metadata
	ClustersMap                         // the networks in the plane
	ClustersScatter                     // two metadata columns (figure 5b)
)

// ClustersDrawing is how clusters are cut and drawn.
type ClustersDrawing struct {
	Cut  analysis.CutSpec
	Form ClustersForm
	X, Y string // columns of the scatter
	By   string // column that colours map and scatter; "" is the clusters
}

func clustersKind() kind[analysis.ClustersSpec, ClustersDrawing, analysis.ClustersResult] {
	return kind[analysis.ClustersSpec, ClustersDrawing, analysis.ClustersResult]{
		first: func(s *study.Study) (analysis.ClustersSpec, *Sentence) {
			spec := analysis.ClustersSpec{How: firstHow(similarity.Both)}
			if len(s.Networks) < 2 {
				return spec, needsNetworks("Clusters are made of networks")
			}
			if shared := sharedLayers(s); len(shared) > 0 {
				spec.Layer = shared[len(shared)-1]
			}
			return spec, nil
		},
		how: func(s *analysis.ClustersSpec) *analysis.How { return &s.How },
		compute: func(ctx context.Context, o *Opened, spec analysis.ClustersSpec, report analysis.Progress) (*analysis.ClustersResult, error) {
			return answerTo(ctx, o, spec, func(src analysis.Source) (*analysis.ClustersResult, error) {
				return analysis.Clusters(ctx, src, o.Study, spec, report)
			})
		},
		draw:     drawClusters,
		saved:    func(r *analysis.ClustersResult, d ClustersDrawing) any { return d.cut(r) },
		columns:  true,
		warnings: func(r *analysis.ClustersResult) []warning.Warning { return r.Warnings },
		file:     func(s analysis.ClustersSpec) []string { return []string{"clusters", s.Layer} },
		pair: func(r *analysis.ClustersResult, _ analysis.ClustersSpec, index int) (a, b study.Ref) {
			n := len(r.Labels)
			if index >= n*n {
				return a, b
			}
			ref := func(i int) study.Ref {
				return study.Ref{Network: r.Labels[i], Step: r.Step, Layer: r.Layer, Timestep: r.Timestep}
			}
			return ref(index / n), ref(index % n)
		},
	}
}

// cut cuts anew what was clustered, which compares nothing again. A cut that the
// tree does not have leaves it at its own.
func (d ClustersDrawing) cut(r *analysis.ClustersResult) *analysis.ClustersResult {
	if cut, err := analysis.Cut(r, d.Cut); err == nil {
		return cut
	}
	return r
}

func drawClusters(r *analysis.ClustersResult, d ClustersDrawing) figure.Figure {
	r = d.cut(r)
	switch d.Form {
	case ClustersMap:
		return figure.ClusterMap(r, figure.ClusterMapOptions{By: d.By})
	case ClustersScatter:
		return figure.MetadataScatter(r, figure.MetadataOptions{X: d.X, Y: d.Y, By: d.By})
	}
	return figure.Clusters(r, figure.ClustersOptions{})
}

// sharedLayers are the layers of the first network's last checkpoint that
// another network has.
func sharedLayers(s *study.Study) []string {
	var names []string
	first := s.Networks[0]
	for _, l := range layersOf(s, analysis.Endpoint{Network: first.Name, Step: lastStep(first)}) {
		if slices.ContainsFunc(s.Networks[1:], func(n study.Network) bool {
			return has(layersOf(s, analysis.Endpoint{Network: n.Name, Step: lastStep(n)}), l.Name)
		}) {
			names = append(names, l.Name)
		}
	}
	return names
}

// MaxHeight is the highest merge of a tree.
func MaxHeight(r *analysis.ClustersResult) float64 {
	top := 0.0
	if r != nil {
		for _, merge := range r.Linkage {
			top = max(top, merge.Height)
		}
	}
	return top
}

// Leaves is the number of networks that were clustered.
func Leaves(r *analysis.ClustersResult) int {
	if r == nil {
		return 0
	}
	return len(r.Labels)
}

// NumberColumns are the metadata columns of which every value is a number.
func NumberColumns(s *study.Study) []string {
	return slices.DeleteFunc(MetadataColumns(s), func(column string) bool {
		return slices.ContainsFunc(s.Networks, func(n study.Network) bool {
			_, err := strconv.ParseFloat(n.Metadata[column], 64)
			return n.Metadata[column] != "" && err != nil
		})
	})
}
