package recipe

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// View names a way to look at a study, in files too.
type View string

// The views.
const (
	CompareView     View = "compare"
	ConvergenceView View = "convergence"
	TimestepsView   View = "timesteps"
	GroupsView      View = "groups"
	ClustersView    View = "clusters"
	NoiseView       View = "noise"
	PanelsView      View = "panels"
)

// Data is a study with what analyses ask of it; the zero value is none, which is
// enough for recipes that draw their own data.
type Data struct {
	Study   *study.Study
	Source  analysis.Source
	Catalog analysis.Catalog
	Results Results // answers from earlier; nil keeps none
	// Studies opens the studies of panels by their number; nil where there are
	// none to open.
	Studies func(ctx context.Context, number int) (Data, error)
	// Make makes the figure of a panel, for who keeps figures that are made; nil is
	// Panel.Make.
	Make func(ctx context.Context, p Panel, d Data, o Options) (Made, error)
}

// Kind is the way of one view from a spec S to a result R, and by options O to a
// figure.
type Kind[S, O, R any] struct {
	View View
	// How is the part of the spec that says how layers are compared.
	How      func(*S) *analysis.How
	Compute  func(ctx context.Context, d Data, spec S, report analysis.Progress) (*R, error)
	Draw     func(*R, O) figure.Figure
	Warnings func(*R) []warning.Warning
}

// Recipe is what files keep of a spec and its drawing.
func (k Kind[S, O, R]) Recipe(spec S, drawing O) (Recipe, error) {
	r := Recipe{View: k.View}
	var err error
	if r.Spec, err = json.Marshal(spec); err == nil {
		r.Drawing, err = json.Marshal(drawing)
	}
	return r, err
}

// Recipe is a question and how its answer is drawn.
type Recipe struct {
	View    View
	Spec    json.RawMessage
	Drawing json.RawMessage // nil is the default of the view
	// Range is the part of the x axis that is shown; the zero value is all of it.
	Range figure.Range
}

// Made is what came of a recipe.
type Made struct {
	Figure   figure.Figure
	Result   any // of the kind's type
	Warnings []warning.Warning
}

// Options is how a recipe is followed. The zero value is one worker for each
// processor and no report.
type Options struct {
	Workers int // results do not depend on it
	Report  analysis.Progress
}

// Make computes and draws. The error is an *UnknownError for a view that there is
// not, or that of the analysis.
func (r Recipe) Make(ctx context.Context, d Data, o Options) (Made, error) {
	var follow func(context.Context, Recipe, Data, Options) (Made, error)
	switch r.View {
	case CompareView:
		follow = way(Compare())
	case ConvergenceView:
		follow = way(Convergence())
	case TimestepsView:
		follow = way(Timesteps())
	case GroupsView:
		follow = way(Groups())
	case ClustersView:
		follow = way(Clusters())
	case NoiseView:
		follow = way(Noise())
	case PanelsView:
		follow = way(Panels())
	default:
		return Made{}, &UnknownError{View: r.View}
	}
	made, err := follow(ctx, r, d, o)
	made.Figure = figure.Zoomed(made.Figure, r.Range)
	return made, err
}

// UnknownError is for a view that there is not.
type UnknownError struct{ View View }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("this version of Semblance draws no figure of the view %q; redraw it with the version that made it", string(e.View))
}

func way[S, O, R any](k Kind[S, O, R]) func(context.Context, Recipe, Data, Options) (Made, error) {
	return func(ctx context.Context, r Recipe, d Data, o Options) (Made, error) {
		var spec S
		var drawing O
		for _, part := range []struct {
			name string
			text json.RawMessage
			into any
		}{{"spec", r.Spec, &spec}, {"drawing", r.Drawing, &drawing}} {
			if part.text == nil {
				continue
			}
			if err := json.Unmarshal(part.text, part.into); err != nil {
				return Made{}, fmt.Errorf("the %s of %s cannot be read (%w); make the figure anew", part.name, r.View, err)
			}
		}
		k.How(&spec).Workers = o.Workers
		res, err := k.Compute(ctx, d, spec, o.Report)
		if err != nil {
			return Made{}, err
		}
		return Made{Figure: k.Draw(res, drawing), Result: res, Warnings: k.Warnings(res)}, nil
	}
}
