package representation

import (
	"slices"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// Finding is what was found in an array when it was prepared, and how that was: on a
// few of its datapoints, for instance, more neurons look alike than on all.
type Finding struct {
	Recipe   Recipe            `json:"recipe"`
	Warnings []warning.Warning `json:"warnings"`
}

// refused reports whether the array cannot be used.
func (f Finding) refused() bool {
	return slices.ContainsFunc(f.Warnings, func(w warning.Warning) bool { return w.Code == warning.Refused })
}

// Findings are those in one array, the newest last.
type Findings []Finding

// mostFindings in one array are kept: of many trials, those of the last.
const mostFindings = 16

// With are the findings and one more. Of the same recipe the first stays, as one
// timestep stands for a sequence; that the array cannot be used counts more.
func (list Findings) With(f Finding) Findings {
	i := slices.IndexFunc(list, func(o Finding) bool { return o.Recipe == f.Recipe })
	switch {
	case i < 0:
		list = append(slices.Clone(list), f)
		return list[max(0, len(list)-mostFindings):]
	case f.refused() && !list[i].refused():
		list = slices.Clone(list)
		list[i] = f
	}
	return list
}

// By are the warnings of layer l prepared by recipe r. Recipes are the same where what
// they differ in makes no difference to the layer; to whether it can be read at all,
// the tolerance makes none.
func (list Findings) By(r Recipe, l study.Layer) []warning.Warning {
	for _, f := range list {
		asked, had := r.of(l), f.Recipe.of(l)
		if f.refused() {
			asked.Rtol = had.Rtol
		}
		if asked == had {
			return f.Warnings
		}
	}
	return nil
}

// of is the recipe with the same outcome for a layer, one for all that have it. How
// precise the basis is does not count.
func (r Recipe) of(l study.Layer) Recipe {
	r.LoadOptions, r.Precise = r.For(l), false
	if r.Rtol == 0 {
		r.Rtol = DefaultRtol
	}
	return r
}
