package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// Endpoint is one side of a comparison: a network at a checkpoint and, for
// sequences, a timestep.
type Endpoint struct {
	Network  string         `json:"network"`
	Step     string         `json:"step,omitempty"` // "" is the last checkpoint
	Timestep study.Timestep `json:"timestep"`
}

// Ref is the endpoint's layer of that name.
func (e Endpoint) Ref(layer string) study.Ref {
	return study.Ref{Network: e.Network, Step: e.Step, Layer: layer, Timestep: e.Timestep}
}

// LayersSpec asks how similar the layers of two networks are.
type LayersSpec struct {
	How
	A Endpoint `json:"a"`
	B Endpoint `json:"b"`
	// LayersA and LayersB choose layers, in this order; empty means all. Without
	// AllLayers, LayersB empty means the same names as A, and both given means
	// by position: LayersA[i] with LayersB[i].
	LayersA []string `json:"layersA,omitempty"`
	LayersB []string `json:"layersB,omitempty"`
	// AllLayers compares every layer of A with every layer of B.
	AllLayers bool `json:"allLayers,omitempty"`
}

// Catalog tells an analysis what a study holds. *study.Study is one.
type Catalog interface {
	Resolve(ref study.Ref) (study.Ref, error)
	LayerNames(network, step string) ([]string, error)
}

// Layers compares two networks layer by layer, or every layer with every
// layer. Pairs that a measure refuses are in the result with their reason; the
// error is for comparisons of which nothing is left.
func Layers(ctx context.Context, src Source, catalog Catalog, spec LayersSpec, report Progress) (*LayersResult, error) {
	how, err := spec.normalized(similarity.First)
	if err != nil {
		return nil, err
	}
	spec.How = how
	res := &LayersResult{Analysis: "layers", Measure: how.Measure, Side: how.Side, AllLayers: spec.AllLayers}
	if res.LayersA, res.LayersB, err = chooseLayers(catalog, spec); err != nil {
		return nil, err
	}
	refs, err := resolve(catalog, spec, res)
	if err != nil {
		return nil, err
	}
	if err := prepareAll(ctx, src, refs, how, report); err != nil {
		return nil, err
	}
	res.Pairs = make([]Pair, len(refs))
	t := tasks{n: len(refs), workers: how.workers(), what: "comparing layers", report: report}
	err = t.run(ctx, func(ctx context.Context, i, workers int) (err error) {
		res.Pairs[i], err = comparePair(ctx, src, refs[i], how.by(workers))
		return err
	})
	if err != nil {
		return nil, err
	}
	res.Warnings = cautions(res.Pairs)
	return res, allRefused(res.Pairs)
}

// chooseLayers names the layers of both sides.
func chooseLayers(catalog Catalog, spec LayersSpec) (a, b []string, err error) {
	haveA, errA := catalog.LayerNames(spec.A.Network, spec.A.Step)
	haveB, errB := catalog.LayerNames(spec.B.Network, spec.B.Step)
	if err := errors.Join(errA, errB); err != nil {
		return nil, nil, err
	}
	a, b = spec.LayersA, spec.LayersB
	switch {
	case spec.AllLayers:
		return orAll(a, haveA), orAll(b, haveB), nil
	case len(a) > 0 && len(b) > 0:
		if len(a) != len(b) {
			return nil, nil, fmt.Errorf("%d layers were chosen on one side and %d on the other; choose as many on both, or compare all with all", len(a), len(b))
		}
		return a, b, nil
	case len(a) > 0 || len(b) > 0:
		chosen := append(slices.Clone(a), b...)
		return chosen, chosen, nil
	case len(haveA) == 1 && len(haveB) == 1:
		return haveA, haveB, nil // two bare files: their names need not agree
	}
	var common []string
	for _, name := range haveA {
		if slices.Contains(haveB, name) {
			common = append(common, name)
		}
	}
	if len(common) == 0 {
		return nil, nil, fmt.Errorf("%s and %s have no layer name in common; compare all layers with all", spec.A.Network, spec.B.Network)
	}
	return common, common, nil
}

func orAll(chosen, all []string) []string {
	if len(chosen) > 0 {
		return chosen
	}
	return all
}

func resolve(catalog Catalog, spec LayersSpec, res *LayersResult) ([][2]study.Ref, error) {
	var refs [][2]study.Ref
	add := func(a, b string) error {
		refA, errA := catalog.Resolve(spec.A.Ref(a))
		refB, errB := catalog.Resolve(spec.B.Ref(b))
		refs = append(refs, [2]study.Ref{refA, refB})
		return errors.Join(errA, errB)
	}
	for i, a := range res.LayersA {
		others := res.LayersB
		if !res.AllLayers {
			others = others[i : i+1]
		}
		for _, b := range others {
			if err := add(a, b); err != nil {
				return nil, err
			}
		}
	}
	return refs, nil
}
