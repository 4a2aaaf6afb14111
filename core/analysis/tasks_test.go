package analysis

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

// A failure counts before the cancellations that it causes, however these are wrapped.
func TestAFailureCountsBeforeWhatItCancels(t *testing.T) {
	broken := errors.New("broken")
	pieces := tasks{n: 3, workers: 3}
	err := pieces.run(t.Context(), func(ctx context.Context, i, _ int) error {
		if i == 2 {
			return broken
		}
		<-ctx.Done()
		return fmt.Errorf("read layer %d: %w", i, ctx.Err())
	})
	if err != broken {
		t.Errorf("the work ended with %v", err)
	}
}
