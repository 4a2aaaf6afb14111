package model

import (
	"context"

	"github.com/semblance-app/semblance/core/analysis"
)

// Results keeps answers about a study between runs. It may be called from any
// goroutine. *resultcache.Answers is one.
type Results interface {
	// Answer fills result, a pointer, with the answer to spec that was kept, or
	// else by compute, which gets a source to read layers from and fills it.
	Answer(ctx context.Context, spec, result any, src analysis.Source, compute func(analysis.Source) error) error
}

// answerTo is the answer to spec that was kept, or else what compute says.
func answerTo[R any](ctx context.Context, o *Opened, spec any, compute func(analysis.Source) (*R, error)) (*R, error) {
	if o.Results == nil {
		return compute(o.Source)
	}
	result := new(R)
	err := o.Results.Answer(ctx, spec, result, o.Source, func(src analysis.Source) error {
		r, err := compute(src)
		if r != nil {
			*result = *r
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return result, nil
}

// compareLayers compares the layers of two networks.
func (o *Opened) compareLayers(ctx context.Context, spec analysis.LayersSpec, report analysis.Progress) (*analysis.LayersResult, error) {
	return answerTo(ctx, o, spec, func(src analysis.Source) (*analysis.LayersResult, error) {
		return analysis.Layers(ctx, src, o.Catalog, spec, report)
	})
}
