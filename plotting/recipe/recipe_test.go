package recipe_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// synthetic asks for a small figure that needs no study.
func synthetic() recipe.NoiseSpec {
	return recipe.NoiseSpec{Show: recipe.NoiseSynthetic, Synthetic: analysis.SyntheticSpec{
		Neurons: 8, Datapoints: 60, Repeats: 2, Signals: []int{2, 4}, Seed: 1<<63 + 1,
	}}
}

func written(t *testing.T) recipe.Recipe {
	t.Helper()
	r, err := recipe.Noise().Recipe(synthetic(), recipe.NoiseDrawing{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARecipeDrawsWhatItsKindDoes(t *testing.T) {
	k := recipe.Noise()
	res, err := k.Compute(t.Context(), recipe.Data{}, synthetic(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := k.Figure(synthetic(), res, recipe.NoiseDrawing{})
	for _, workers := range []int{0, 1, 3} {
		made, err := written(t).Make(t.Context(), recipe.Data{}, recipe.Options{Workers: workers})
		if err != nil || !reflect.DeepEqual(made.Figure, want) {
			t.Errorf("with %d workers: %v, %+v", workers, err, made.Figure)
		}
	}
	r := written(t)
	r.Window.X = figure.Range{Min: 0.5, Max: 2}
	made, err := r.Make(t.Context(), recipe.Data{}, recipe.Options{})
	if err != nil || !reflect.DeepEqual(made.Figure, figure.Zoomed(want, r.Window)) {
		t.Errorf("a part of the axis: %v", err)
	}
}

func TestRecipesThatCannotBeFollowed(t *testing.T) {
	var unknown *recipe.UnknownError
	if _, err := (recipe.Recipe{View: "shapes"}).Make(t.Context(), recipe.Data{}, recipe.Options{}); !errors.As(err, &unknown) || unknown.View != "shapes" {
		t.Errorf("got %v", err)
	}
	for part, r := range map[string]recipe.Recipe{
		"the spec of noise":    {View: recipe.NoiseView, Spec: json.RawMessage(`{"Show":"all"}`)},
		"the drawing of noise": {View: recipe.NoiseView, Spec: written(t).Spec, Drawing: json.RawMessage(`"loud"`)},
	} {
		_, err := r.Make(t.Context(), recipe.Data{}, recipe.Options{})
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: %v", part, err)
		}
	}
}

func TestASpectrumIsWeightedAsTheLayersAre(t *testing.T) {
	s := recipe.CompareSpec{Pair: &recipe.LayerPair{A: "conv", B: "fc"}}
	s.A, s.B, s.Side = analysis.Endpoint{Network: "a", Step: "1"}, analysis.Endpoint{Network: "b"}, similarity.Both
	got := s.Spectrum()
	if got.Side != similarity.Both || got.A.String() != "a/1/conv" || got.B.String() != "b/fc" {
		t.Errorf("got %+v", got)
	}
}

func TestPanels(t *testing.T) {
	r := written(t)
	wide := recipe.Panel{Study: 7, Span: 2, View: r.View, Spec: r.Spec, Drawing: r.Drawing}
	panel := recipe.Panel{Study: 7, View: r.View, Spec: r.Spec, Drawing: r.Drawing, Range: &[2]float64{0.5, 2}}
	spec := recipe.PanelsSpec{Panels: []recipe.Panel{wide, panel, panel}}
	whole, err := recipe.Panels().Recipe(spec, recipe.PanelsDrawing{Title: "three", Legend: true})
	if err != nil {
		t.Fatal(err)
	}
	var asked []int
	d := recipe.Data{Studies: func(_ context.Context, number int) (recipe.Data, error) {
		asked = append(asked, number)
		return recipe.Data{}, nil
	}}
	made, err := whole.Make(t.Context(), d, recipe.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := made.Figure.Grid
	if at := []figure.Place{{Row: 0, From: 0, To: 2}, {Row: 1, From: 0, To: 1}, {Row: 1, From: 1, To: 2}}; !reflect.DeepEqual(g.Places(), at) {
		t.Errorf("the panels are at %v", g.Places())
	}
	if !reflect.DeepEqual(asked, []int{7, 7, 7}) || len(g.Parts) != 3 || g.Columns != 2 || !g.Legend || made.Figure.Title != "three" {
		t.Errorf("studies %v, grid %+v", asked, g)
	}

	d.Studies = func(context.Context, int) (recipe.Data, error) {
		return recipe.Data{}, errors.New("it is gone; put it back")
	}
	if _, err := whole.Make(t.Context(), d, recipe.Options{}); err == nil || err.Error() != "panel a (noise): it is gone; put it back" {
		t.Errorf("a study that is gone: %v", err)
	}
	nested, err := recipe.Panels().Recipe(recipe.PanelsSpec{Panels: []recipe.Panel{{View: recipe.PanelsView, Spec: whole.Spec}}}, recipe.PanelsDrawing{})
	if err != nil {
		t.Fatal(err)
	}
	var unknown *recipe.UnknownError
	if _, err := nested.Make(t.Context(), recipe.Data{}, recipe.Options{}); !errors.As(err, &unknown) {
		t.Errorf("panels within panels: %v", err)
	}
}

// Earlier files have the scale of training steps alone for a drawing of noise.
func TestEarlierDrawingsOfNoise(t *testing.T) {
	for text, want := range map[string]recipe.NoiseDrawing{
		`1`:                    {Steps: figure.StepsLog},
		`{"Steps":1}`:          {Steps: figure.StepsLog},
		`{"Steps":0,"Show":1}`: {Steps: figure.StepsLinear, Show: figure.Distance},
		`{"Show":1}`:           {Show: figure.Distance},
		`"log"`:                {Steps: figure.StepsLog},
	} {
		var got recipe.NoiseDrawing
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s is %+v, %v", text, got, err)
		}
	}
}

// Captions say what part of the variance SVCCA compares, which its results carry.
func TestCaptionsSayWhatSVCCAKeeps(t *testing.T) {
	res := &analysis.GroupsResult{
		Measure: similarity.SVCCA, Layers: []string{"fc"}, Kept: analysis.Kept{SVCCAVariance: 0.9},
		Groups: []analysis.GroupSeries{{Name: "a", Kind: analysis.Within, Mean: analysis.Values{0.3}}},
	}
	const words = "SVCCA on the directions that hold 90 % of the variance."
	if got := recipe.Groups().Figure(analysis.GroupsSpec{}, res, figure.GroupsOptions{}).Caption; !strings.HasSuffix(got, words) {
		t.Errorf("the caption is %q", got)
	}
	res.Kept = analysis.Kept{}
	if got := recipe.Groups().Figure(analysis.GroupsSpec{}, res, figure.GroupsOptions{}).Caption; strings.Contains(got, "SVCCA on") {
		t.Errorf("the caption is %q", got)
	}
}
