package recipe

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

// answer is the answer to spec that was kept, or else what compute says. It is wholly
// of what the study was opened with, or a *study.ChangedError says that it cannot be.
func answer[R any](ctx context.Context, d Data, spec any, compute func(analysis.Source) (*R, error)) (*R, error) {
	if d.Results == nil {
		return asOpened(ctx, d, d.Source, compute)
	}
	result := new(R)
	err := d.Results.Answer(ctx, spec, result, d.Source, func(src analysis.Source) error {
		r, err := asOpened(ctx, d, src, compute)
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

// asOpened computes, and looks whether the files are still those that the study was
// opened with: layers that are in memory would not tell.
func asOpened[R any](ctx context.Context, d Data, src analysis.Source, compute func(analysis.Source) (*R, error)) (*R, error) {
	if d.Study == nil {
		return compute(src)
	}
	watched := analysis.Watch(src, d.Study)
	r, err := compute(watched)
	if err != nil {
		return nil, err
	}
	if err := d.Study.CheckFiles(ctx, watched.Refs()); err != nil {
		return nil, err
	}
	return r, nil
}
