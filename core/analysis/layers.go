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
	res := &LayersResult{Analysis: "layers", Measure: how.Measure, Side: how.Side, Kept: how.kept(how.Measure), AllLayers: spec.AllLayers}
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

// MaxLayerPairs is how many pairs all layers with all may be; a matrix of more could
// not be read, and would need gigabytes.
const MaxLayerPairs = 1_000_000

func resolve(catalog Catalog, spec LayersSpec, res *LayersResult) ([][2]study.Ref, error) {
	a, err := resolveAll(catalog, spec.A, res.LayersA)
	if err != nil {
		return nil, err
	}
	b, err := resolveAll(catalog, spec.B, res.LayersB)
	if err != nil {
		return nil, err
	}
	var refs [][2]study.Ref
	switch n := len(a) * len(b); {
	case !res.AllLayers:
		for i := range a {
			refs = append(refs, [2]study.Ref{a[i], b[i]})
		}
		return refs, nil
	case n > MaxLayerPairs:
		return nil, fmt.Errorf("%d layers with %d are %d pairs, of which at most %d are compared at a time; choose fewer layers, or compare those of the same name", len(a), len(b), n, MaxLayerPairs)
	}
	for _, x := range a {
		for _, y := range b {
			refs = append(refs, [2]study.Ref{x, y})
		}
	}
	return refs, nil
}

// resolveAll is the layers of one side.
func resolveAll(catalog Catalog, e Endpoint, layers []string) ([]study.Ref, error) {
	refs := make([]study.Ref, len(layers))
	for i, layer := range layers {
		var err error
		if refs[i], err = catalog.Resolve(e.Ref(layer)); err != nil {
			return nil, err
		}
	}
	return refs, nil
}
