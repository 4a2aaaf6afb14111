package view

import (
	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui/model"
)

// sampleOf is the embedded study that has what a view shows.
func sampleOf(v model.View) assets.Sample {
	name := map[model.View]string{
		model.ConvergenceView: "convergence",
		model.TimestepsView:   "lstm-repeats",
		model.GroupsView:      "gen-mem",
		model.ClustersView:    "lr-clusters",
		model.NoiseView:       "char-lstm",
	}[v]
	samples := assets.Samples()
	for _, s := range samples {
		if s.Name == name {
			return s
		}
	}
	return samples[0]
}
