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

// answer is the answer to spec that was kept, or else what compute says.
func answer[R any](ctx context.Context, d Data, spec any, compute func(analysis.Source) (*R, error)) (*R, error) {
	if d.Results == nil {
		return compute(d.Source)
	}
	result := new(R)
	err := d.Results.Answer(ctx, spec, result, d.Source, func(src analysis.Source) error {
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
