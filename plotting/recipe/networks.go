package recipe

import (
	"context"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// Convergence is every layer against a reference checkpoint, through training.
func Convergence() Kind[analysis.ConvergenceSpec, figure.ConvergenceOptions, analysis.ConvergenceResult] {
	return Kind[analysis.ConvergenceSpec, figure.ConvergenceOptions, analysis.ConvergenceResult]{
		View: ConvergenceView,
		How:  func(s *analysis.ConvergenceSpec) *analysis.How { return &s.How },
		Compute: func(ctx context.Context, d Data, s analysis.ConvergenceSpec, report analysis.Progress) (*analysis.ConvergenceResult, error) {
			return answer(ctx, d, s, func(src analysis.Source) (*analysis.ConvergenceResult, error) {
				return analysis.Convergence(ctx, src, d.Study, s, report)
			})
		},
		draw:     figure.Convergence,
		Warnings: func(r *analysis.ConvergenceResult) []warning.Warning { return r.Warnings },
	}
}

// Timesteps is every timestep of sequences against a reference one.
func Timesteps() Kind[analysis.TimestepsSpec, figure.TimestepsOptions, analysis.TimestepsResult] {
	return Kind[analysis.TimestepsSpec, figure.TimestepsOptions, analysis.TimestepsResult]{
		View: TimestepsView,
		How:  func(s *analysis.TimestepsSpec) *analysis.How { return &s.How },
		Compute: func(ctx context.Context, d Data, s analysis.TimestepsSpec, report analysis.Progress) (*analysis.TimestepsResult, error) {
			return answer(ctx, d, s, func(src analysis.Source) (*analysis.TimestepsResult, error) {
				return analysis.Timesteps(ctx, src, d.Study, s, report)
			})
		},
		draw:     figure.Timesteps,
		Warnings: func(r *analysis.TimestepsResult) []warning.Warning { return r.Warnings },
	}
}

// Groups is pairs of networks within and between groups.
func Groups() Kind[analysis.GroupsSpec, figure.GroupsOptions, analysis.GroupsResult] {
	return Kind[analysis.GroupsSpec, figure.GroupsOptions, analysis.GroupsResult]{
		View: GroupsView,
		How:  func(s *analysis.GroupsSpec) *analysis.How { return &s.How },
		Compute: func(ctx context.Context, d Data, s analysis.GroupsSpec, report analysis.Progress) (*analysis.GroupsResult, error) {
			return answer(ctx, d, s, func(src analysis.Source) (*analysis.GroupsResult, error) {
				return analysis.Groups(ctx, src, d.Study, s, report)
			})
		},
		draw:     figure.Groups,
		Warnings: func(r *analysis.GroupsResult) []warning.Warning { return r.Warnings },
	}
}

// ClustersForm is one of the ways to draw clusters.
type ClustersForm int

// The forms.
const (
	ClustersTree    ClustersForm = iota // dendrogram, matrix and metadata
	ClustersMap                         // the networks in the plane
	ClustersScatter                     // two metadata columns (figure 5b)
)

func (ClustersForm) names() figure.Names { return figure.Names{"tree", "map", "scatter"} }

// MarshalText writes the form's name.
func (f ClustersForm) MarshalText() ([]byte, error) { return f.names().Text(int(f)) }

// UnmarshalJSON reads a name, or the number of earlier files.
func (f *ClustersForm) UnmarshalJSON(text []byte) error { return f.names().Read(text, (*int)(f)) }

// ClustersDrawing is how clusters are cut and drawn.
type ClustersDrawing struct {
	Cut  analysis.CutSpec
	Form ClustersForm
	X, Y string // columns of the scatter
	By   string // column that colours map and scatter; "" is the clusters
	// Columns that stand beside the tree, from the top; none means the first few.
	Columns []string           `json:",omitempty"`
	Strips  figure.StripChoice `json:",omitempty"` // whether any do
}

// Bars are the columns that stand beside the tree of a result, from the top.
func (d ClustersDrawing) Bars(r *analysis.ClustersResult) []string {
	switch {
	case d.Strips == figure.StripsHidden:
		return nil
	case len(d.Columns) == 0:
		return figure.FirstBarred(r)
	}
	can := figure.Barred(r)
	return slices.DeleteFunc(slices.Clone(d.Columns), func(name string) bool { return !slices.Contains(can, name) })
}

// Clusters is all pairs of networks at a layer, clustered.
func Clusters() Kind[analysis.ClustersSpec, ClustersDrawing, analysis.ClustersResult] {
	return Kind[analysis.ClustersSpec, ClustersDrawing, analysis.ClustersResult]{
		View: ClustersView,
		How:  func(s *analysis.ClustersSpec) *analysis.How { return &s.How },
		Compute: func(ctx context.Context, d Data, s analysis.ClustersSpec, report analysis.Progress) (*analysis.ClustersResult, error) {
			return answer(ctx, d, s, func(src analysis.Source) (*analysis.ClustersResult, error) {
				return analysis.Clusters(ctx, src, d.Study, s, report)
			})
		},
		draw:     drawClusters,
		Warnings: func(r *analysis.ClustersResult) []warning.Warning { return r.Warnings },
	}
}

// CutOf cuts anew what was clustered, which compares nothing again. A cut that the
// tree does not have leaves it at its own.
func (d ClustersDrawing) CutOf(r *analysis.ClustersResult) *analysis.ClustersResult {
	if d.Cut == (analysis.CutSpec{}) && r.Cut.By == analysis.ByGap {
		return r // as it was clustered
	}
	if cut, err := analysis.Cut(r, d.Cut); err == nil {
		return cut
	}
	return r
}

func drawClusters(r *analysis.ClustersResult, d ClustersDrawing) figure.Figure {
	r = d.CutOf(r)
	switch d.Form {
	case ClustersMap:
		return figure.ClusterMap(r, figure.ClusterMapOptions{By: d.By})
	case ClustersScatter:
		return figure.MetadataScatter(r, figure.MetadataOptions{X: d.X, Y: d.Y, By: d.By})
	}
	return figure.Clusters(r, figure.ClustersOptions{Columns: d.Columns, Strips: d.Strips})
}
