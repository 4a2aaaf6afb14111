package recipe

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/jsontext"
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
	draw     func(*R, O) figure.Figure
	Warnings func(*R) []warning.Warning
	// Undrawn are warnings of what the options ask for and the figure does not have;
	// nil is none.
	Undrawn func(*R, O) []warning.Warning
}

// Figure draws the answer to a spec. Its caption says where it may rest on a part of the
// datapoints, or of their variance.
func (k Kind[S, O, R]) Figure(spec S, res *R, drawing O) figure.Figure {
	fig := k.draw(res, drawing)
	if asks, ok := any(spec).(interface{ NeedsStudy() bool }); ok && !asks.NeedsStudy() {
		return fig
	}
	if kept, ok := any(res).(interface{ Variance() float64 }); ok && kept.Variance() > 0 && fig.Caption != "" {
		fig.Caption += fmt.Sprintf(" SVCCA on the directions that hold %.4g %% of the variance.", 100*kept.Variance())
	}
	if how := k.How(&spec); how.Datapoints > 0 && fig.Caption != "" {
		fig.Caption += fmt.Sprintf(" At most %d datapoints are compared, drawn at random (seed %d).", how.Datapoints, how.Seed)
	}
	return fig
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
	// Window is the part that is shown; the zero value is all of it.
	Window figure.Window
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
	w, err := r.way()
	if err != nil {
		return Made{}, err
	}
	made, err := w.follow(ctx, r, d, o)
	made.Figure = figure.Zoomed(made.Figure, r.Window)
	return made, err
}

// Check reads spec and drawing as a person's, where a key that the view does not
// have is a mistake; Make passes over it, as other versions may have written it.
// The error is an *UnknownError for a view that there is not.
func (r Recipe) Check() error {
	w, err := r.way()
	if err != nil {
		return err
	}
	return w.check(r)
}

// Views lists the views that draw one study.
func Views() []View {
	return []View{CompareView, ConvergenceView, TimestepsView, GroupsView, ClustersView, NoiseView}
}

func (r Recipe) way() (way, error) {
	switch r.View {
	case CompareView:
		return wayOf(Compare()), nil
	case ConvergenceView:
		return wayOf(Convergence()), nil
	case TimestepsView:
		return wayOf(Timesteps()), nil
	case GroupsView:
		return wayOf(Groups()), nil
	case ClustersView:
		return wayOf(Clusters()), nil
	case NoiseView:
		return wayOf(Noise()), nil
	case PanelsView:
		return wayOf(Panels()), nil
	}
	return way{}, &UnknownError{View: r.View}
}

// UnknownError is for a view that there is not.
type UnknownError struct{ View View }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("this version of Semblance draws no figure of the view %q; redraw it with the version that made it", string(e.View))
}

// way is what is done with recipes of a kind.
type way struct {
	follow func(context.Context, Recipe, Data, Options) (Made, error)
	check  func(Recipe) error
}

func wayOf[S, O, R any](k Kind[S, O, R]) way {
	return way{
		follow: func(ctx context.Context, r Recipe, d Data, o Options) (Made, error) {
			var spec S
			var drawing O
			if err := r.read(&spec, &drawing, json.Unmarshal); err != nil {
				return Made{}, fmt.Errorf("%w; make the figure anew", err)
			}
			k.How(&spec).Workers = o.Workers
			res, err := k.Compute(ctx, d, spec, o.Report)
			if err != nil {
				return Made{}, err
			}
			made := Made{Figure: k.Figure(spec, res, drawing), Result: res, Warnings: k.Warnings(res)}
			if k.Undrawn != nil {
				made.Warnings = warning.Merge(made.Warnings, k.Undrawn(res, drawing)...)
			}
			return made, nil
		},
		check: func(r Recipe) error {
			var spec S
			var drawing O
			return r.read(&spec, &drawing, Read)
		},
	}
}

// read reads what the recipe has of spec and drawing.
func (r Recipe) read(spec, drawing any, by func([]byte, any) error) error {
	for _, part := range []struct {
		name string
		text json.RawMessage
		into any
	}{{"spec", r.Spec, spec}, {"drawing", r.Drawing, drawing}} {
		if part.text == nil {
			continue
		}
		if err := by(part.text, part.into); err != nil {
			return fmt.Errorf("the %s of %s cannot be read: %w", part.name, r.View, jsontext.InWords(err, part.text))
		}
	}
	return nil
}
