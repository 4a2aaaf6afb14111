package analysis

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// Watched is a source that notes which layers are asked of it. It is safe for use by
// several goroutines.
type Watched struct {
	Source
	study *study.Study

	mu   sync.Mutex
	seen map[study.Ref]bool
}

// Watch watches a source of a study's layers.
func Watch(src Source, s *study.Study) *Watched {
	return &Watched{Source: src, study: s, seen: map[study.Ref]bool{}}
}

func (w *Watched) note(ref study.Ref) {
	ref.Timestep = study.Timestep{}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[ref] = true
}

// Layer implements Source.
func (w *Watched) Layer(ctx context.Context, ref study.Ref, r representation.Recipe, workers int) (*representation.Layer, error) {
	w.note(ref)
	return w.Source.Layer(ctx, ref, r, workers)
}

// Raw implements Source.
func (w *Watched) Raw(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	w.note(ref)
	return w.Source.Raw(ctx, ref, o)
}

// Refs are the layers that were asked for so far, by their names in the study, without
// timesteps and in an order of their own.
func (w *Watched) Refs() []study.Ref {
	w.mu.Lock()
	defer w.mu.Unlock()
	named := map[study.Ref]bool{}
	for ref := range w.seen {
		if resolved, err := w.study.Resolve(ref); err == nil {
			ref = resolved
		}
		named[ref] = true
	}
	return slices.SortedFunc(maps.Keys(named), func(a, b study.Ref) int { return strings.Compare(a.String(), b.String()) })
}
