package recipe_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// TestWarningsNameTheirPanel puts two drawings of groups beside a comparison; the dots
// alone show a correlation.
func TestWarningsNameTheirPanel(t *testing.T) {
	fig := written(t)
	drawn, err := fig.Make(t.Context(), recipe.Data{}, recipe.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rests := warning.Warning{Code: warning.BetweenParts, Message: "The correlation rests on two groups."}
	few := warning.Warning{Code: warning.FewDatapoints, Message: "fc has few datapoints."}
	one := warning.Warning{Code: warning.FewDatapoints, Message: "conv has few datapoints."}
	of := map[recipe.View][]warning.Warning{recipe.CompareView: {one, few}, recipe.GroupsView: {few, rests}}
	d := recipe.Data{Make: func(_ context.Context, p recipe.Panel, _ recipe.Data, _ recipe.Options) (recipe.Made, error) {
		return recipe.Made{Figure: drawn.Figure, Warnings: of[p.View]}, nil
	}}
	panel := func(v recipe.View, form figure.GroupsForm) recipe.Panel {
		drawing, err := json.Marshal(figure.GroupsOptions{Form: form})
		if err != nil {
			t.Fatal(err)
		}
		return recipe.Panel{View: v, Drawing: drawing}
	}
	for _, c := range []struct {
		form figure.GroupsForm
		want []string
	}{
		{figure.ByLayer, []string{"Panel a: conv has few datapoints.", "Panels a, b: fc has few datapoints."}},
		{figure.AgainstIt, []string{"Panel a: conv has few datapoints.", "Panels a, b: fc has few datapoints.", "Panel b: The correlation rests on two groups."}},
	} {
		spec := recipe.PanelsSpec{Panels: []recipe.Panel{panel(recipe.CompareView, 0), panel(recipe.GroupsView, c.form)}}
		r, err := recipe.Panels().Compute(t.Context(), d, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, w := range recipe.Panels().Warnings(r) {
			said = append(said, w.Message)
		}
		if !slices.Equal(said, c.want) {
			t.Errorf("warnings are %q, want %q", said, c.want)
		}
	}
}
