package model

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// Why choices of the inspector make no difference for now, "" where they do.

// CoefficientsReason is that of the measure, and of its values, where CCA coefficients
// are shown.
const CoefficientsReason = "CCA coefficients are the same by any measure"

// WeightsReason is that of the weighting side for these measures.
func WeightsReason(measures ...similarity.Measure) string {
	if slices.Contains(measures, similarity.PWCCA) {
		return ""
	}
	return "Only PWCCA weighs the CCA coefficients"
}

// RankReason is that of the cut of the rank for these measures.
func RankReason(measures ...similarity.Measure) string {
	if slices.ContainsFunc(measures, func(m similarity.Measure) bool { return !m.RowWise() }) {
		return ""
	}
	return "Row by row, layers are compared as they were recorded"
}

// SeedReason is that of the seed of subsets.
func SeedReason(how analysis.How, r analysis.Reduction) string {
	if how.Datapoints > 0 || r.Neurons > 0 {
		return ""
	}
	return "Nothing is drawn at random while all datapoints and neurons are compared"
}

// SettlingReason is that of where layers settle.
func SettlingReason(o figure.ConvergenceOptions) string {
	if o.Form == figure.Heat {
		return "The heat map does not say where layers settle; draw curves"
	}
	return ""
}

// ScaleReason is that of the scale of training steps.
func ScaleReason(o figure.ConvergenceOptions) string {
	if o.Form == figure.Heat {
		return "The heat map has a column for each checkpoint, however far apart they are"
	}
	return ""
}

// TrainingReason is that of the training curves beneath.
func TrainingReason(c *Convergence) string {
	networks := c.Spec().Networks
	switch r := c.Result(); {
	case c.Options().Form == figure.Heat:
		return "Training curves stand beneath curves, not beneath the heat map"
	case len(networks) != 1 && len(Trained(c.Study())) > 1:
		return "Training curves are drawn for one network, and several are shown"
	case r != nil && len(r.Curves) == 0:
		return "The study has no training curves; record them in curves.csv"
	}
	return ""
}

// ReferenceReason is that of the timestep that others are compared with.
func ReferenceReason(o figure.TimestepsOptions) string {
	if o.Form == figure.StepMatrix {
		return "All timesteps are compared with each other"
	}
	return ""
}

// PeriodReason is that of the period of a long sequence; one that was given can be
// taken back.
func PeriodReason(s *study.Study, spec analysis.TimestepsSpec) string {
	if spec.Modulo > 0 || anyLayer(s, func(l study.Layer) bool { return !l.Axes.Sequential() }) {
		return ""
	}
	return "All arrays of this study have timesteps of their own"
}

// DotsReason is that of the spread and of the dots for pairs among groups.
func DotsReason(o figure.GroupsOptions) string {
	if o.Form == figure.AgainstIt {
		return "The scatter has a dot for each network or pair, and no mean"
	}
	return ""
}

// CutReason is that of what makes the clusters.
func CutReason(d recipe.ClustersDrawing) string {
	if d.Form != recipe.ClustersTree && d.By != "" {
		return fmt.Sprintf("The colours are those of %s, and clusters are not shown", d.By)
	}
	return ""
}

// SharingReason is that of what panels may share, and of their letters.
func SharingReason(panels int) string {
	switch panels {
	case 0:
		return "There are no panels yet"
	case 1:
		return "There is one panel"
	}
	return ""
}

// PictureReason is that of how pictures are exported, for a format.
func PictureReason(f render.Format) string {
	if f == render.CSV || f == ResultJSON {
		return "The file has numbers, and no picture"
	}
	return ""
}
