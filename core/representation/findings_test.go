package representation_test

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

func finding(r representation.Recipe, code warning.Code) representation.Finding {
	return representation.Finding{Recipe: r, Warnings: []warning.Warning{{Code: code, Message: "it is so"}}}
}

func on(datapoints int, seed uint64) representation.Recipe {
	return representation.Recipe{LoadOptions: study.LoadOptions{Datapoints: datapoints, Seed: seed}}
}

func TestFindingsBelongToARecipe(t *testing.T) {
	flat := study.Layer{Shape: []int{1000, 16}, Axes: study.Flat}
	conv := study.Layer{Shape: []int{1000, 4, 4, 16}, Axes: study.ChannelLast}
	by := func(o study.LoadOptions, rtol float64) representation.Recipe {
		return representation.Recipe{LoadOptions: o, Rtol: rtol}
	}
	for _, c := range []struct {
		name        string
		found, asks representation.Recipe
		layer       study.Layer
		want        bool
	}{
		{"all datapoints", on(0, 0), on(0, 0), flat, true},
		{"a subset, and all are asked for", on(8, 0), on(0, 0), flat, false},
		{"all, and a subset is asked for", on(0, 0), on(8, 0), flat, false},
		{"the same subset", on(8, 3), on(8, 3), flat, true},
		{"another subset of that size", on(8, 3), on(8, 4), flat, false},
		{"a subset that is all", on(2000, 3), on(0, 0), flat, true},
		{"the default tolerance by its name", by(study.LoadOptions{}, representation.DefaultRtol), on(0, 0), flat, true},
		{"another tolerance", by(study.LoadOptions{}, 1e-3), on(0, 0), flat, false},
		{"a precise basis", representation.Recipe{Precise: true}, on(0, 0), flat, true},
		{"positions where there are none", by(study.LoadOptions{Conv: study.ConvFlatten}, 0), on(0, 0), flat, true},
		{"flattened positions", by(study.LoadOptions{Conv: study.ConvFlatten}, 0), on(0, 0), conv, false},
		{"the mean by its name", by(study.LoadOptions{Conv: study.ConvMean}, 0), on(0, 0), conv, true},
		{"other axes", by(study.LoadOptions{Axes: study.Transposed}, 0), on(0, 0), flat, false},
		{"the axes by their name", by(study.LoadOptions{Axes: study.Flat}, 0), on(0, 0), flat, true},
		{"axes of other arrays", by(study.LoadOptions{Axes: study.Transposed}, 0), on(0, 0), conv, true},
	} {
		var list representation.Findings
		list = list.With(finding(c.found, warning.RankDeficient))
		if got := list.By(c.asks, c.layer) != nil; got != c.want {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
	}
}

func TestFindingsOfTheSameRecipe(t *testing.T) {
	var list representation.Findings
	codes := func(r representation.Recipe) (codes []warning.Code) {
		for _, w := range list.By(r, study.Layer{Shape: []int{1000, 16}, Axes: study.Flat}) {
			codes = append(codes, w.Code)
		}
		return codes
	}
	list = list.With(finding(on(0, 0), warning.DeadNeurons)).With(finding(on(0, 0), warning.RankDeficient))
	if got := codes(on(0, 0)); !slices.Equal(got, []warning.Code{warning.DeadNeurons}) {
		t.Errorf("the first does not stay: %v", got)
	}
	if list = list.With(finding(on(0, 0), warning.Refused)); !slices.Equal(codes(on(0, 0)), []warning.Code{warning.Refused}) {
		t.Errorf("a refusal does not count more: %v", codes(on(0, 0)))
	}
	for seed := range uint64(100) {
		list = list.With(finding(on(8, seed), warning.RankDeficient))
	}
	if len(list) != 16 || codes(on(8, 99)) == nil || codes(on(8, 83)) != nil {
		t.Errorf("%d findings are kept, not the newest", len(list))
	}
}
