package model

import (
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

func TestReasons(t *testing.T) {
	flat := &study.Study{Networks: []study.Network{{Name: "a", Checkpoints: []study.Checkpoint{{Layers: []study.Layer{{Name: "fc", Axes: study.Flat}}}}}}}
	sequences := &study.Study{Networks: []study.Network{{Name: "a", Checkpoints: []study.Checkpoint{{Layers: []study.Layer{{Name: "fc", Axes: study.Sequence}}}}}}}
	for name, c := range map[string]struct {
		why      string
		withheld bool
	}{
		"weights of PWCCA":           {WeightsReason(similarity.PWCCA), false},
		"weights of one of several":  {WeightsReason(similarity.Cosine, similarity.PWCCA), false},
		"weights of others":          {WeightsReason(similarity.Cosine, similarity.CKA), true},
		"rank of CKA":                {RankReason(similarity.CKA), false},
		"rank row by row":            {RankReason(similarity.Cosine, similarity.Euclidean), true},
		"seed of nothing":            {SeedReason(analysis.How{}, analysis.Reduction{}), true},
		"seed of datapoints":         {SeedReason(analysis.How{Datapoints: 100}, analysis.Reduction{}), false},
		"seed of neurons":            {SeedReason(analysis.How{}, analysis.Reduction{Neurons: 8}), false},
		"settling of curves":         {SettlingReason(figure.ConvergenceOptions{}), false},
		"settling of a heat map":     {SettlingReason(figure.ConvergenceOptions{Form: figure.Heat}), true},
		"scale of curves":            {ScaleReason(figure.ConvergenceOptions{}), false},
		"scale of a heat map":        {ScaleReason(figure.ConvergenceOptions{Form: figure.Heat}), true},
		"reference of curves":        {ReferenceReason(figure.TimestepsOptions{}), false},
		"reference of matrices":      {ReferenceReason(figure.TimestepsOptions{Form: figure.StepMatrix}), true},
		"period of one array":        {PeriodReason(flat, analysis.TimestepsSpec{}), false},
		"period of sequences":        {PeriodReason(sequences, analysis.TimestepsSpec{}), true},
		"period that was given":      {PeriodReason(sequences, analysis.TimestepsSpec{Modulo: 4}), false},
		"dots along layers":          {DotsReason(figure.GroupsOptions{}), false},
		"dots of a scatter":          {DotsReason(figure.GroupsOptions{Form: figure.AgainstIt}), true},
		"cut of a tree":              {CutReason(recipe.ClustersDrawing{By: "seed"}), false},
		"cut of a map of clusters":   {CutReason(recipe.ClustersDrawing{Form: recipe.ClustersMap}), false},
		"cut of a map by a column":   {CutReason(recipe.ClustersDrawing{Form: recipe.ClustersMap, By: "seed"}), true},
		"sharing of one panel":       {SharingReason(1), true},
		"sharing of two":             {SharingReason(2), false},
		"the size of a picture":      {PictureReason(render.PDF), false},
		"the size of a table":        {PictureReason(render.CSV), true},
		"the size of a file of JSON": {PictureReason(ResultJSON), true},
	} {
		if (c.why != "") != c.withheld {
			t.Errorf("%s: the reason is %q", name, c.why)
		}
	}
}
