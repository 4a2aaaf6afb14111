package resultcache

import (
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
)

// view is what an analysis can see of a study beside the arrays.
type view struct {
	Networks []study.Network
	Layers   []string // of the study, in depth order
	Columns  []string
	Curves   []study.Curve
}

// sight is how far a spec looks: to some networks, and to their metadata or not.
type sight struct {
	networks []string // none: all
	metadata bool
}

// sightOf is all there is, but for specs that are known to look less far: theirs
// stay valid when another network is recorded, or metadata edited.
func sightOf(spec any) sight {
	switch s := spec.(type) {
	case analysis.LayersSpec:
		return sight{networks: []string{s.A.Network, s.B.Network}}
	case analysis.SpectrumSpec:
		return sight{networks: []string{s.A.Network, s.B.Network}}
	case analysis.SpectraSpec:
		return sight{networks: []string{s.Network, s.Reference.Network}}
	case analysis.StabilitySpec:
		return sight{networks: []string{s.Network}}
	case analysis.ConvergenceSpec:
		if len(s.Networks) == 0 {
			return sight{}
		}
		return sight{networks: append(slices.Clone(s.Networks), s.Reference.Network)}
	case analysis.SyntheticSpec, analysis.ToyRNNSpec:
		return sight{networks: []string{""}}
	}
	return sight{metadata: true}
}

// see is what a spec can see of the study.
func see(s *study.Study, spec any) view {
	far := sightOf(spec)
	sees := func(network string) bool {
		return len(far.networks) == 0 || slices.Contains(far.networks, network)
	}
	var v view
	for _, n := range s.Networks {
		if !sees(n.Name) {
			continue
		}
		if !far.metadata {
			n.Metadata = nil
		}
		v.Networks = append(v.Networks, n)
	}
	for _, c := range s.Curves() {
		if sees(c.Network) {
			v.Curves = append(v.Curves, c)
		}
	}
	if len(far.networks) == 0 {
		v.Layers = s.Layers()
	}
	if far.metadata {
		v.Columns = s.Columns
	}
	return v
}
