package representation

import (
	"context"
	"errors"
	"maps"
	"sync"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// DefaultMaxBytes bounds a Store's prepared layers where nothing else is asked.
const DefaultMaxBytes = 2_000_000_000

// Source reads one layer's activations. A *study.Study is one.
type Source interface {
	Resolve(ref study.Ref) (study.Ref, error)
	Load(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error)
}

// Recipe says how activations become prepared layers. The zero value is the
// default; it is comparable.
type Recipe struct {
	study.LoadOptions
	Rtol    float64 // as in Options
	Precise bool    // as in Options
}

// Store prepares the layers of one source, each once. It is safe for use by
// several goroutines.
type Store struct {
	source   Source
	prepared *cache[layerKey, *Layer]
	raw      *cache[rawKey, study.Activations]

	mu    sync.Mutex
	found map[study.Ref]Findings // by layer, whatever its timestep
}

type layerKey struct {
	ref    study.Ref
	recipe Recipe
}

type rawKey struct {
	ref  study.Ref
	load study.LoadOptions
}

// NewStore makes a store over source that keeps at most maxBytes of prepared
// layers; 0 means DefaultMaxBytes. A layer that is larger is computed and given
// out but not kept. Raw activations, which only row-wise measures ask for, have
// a quarter of that beside it.
func NewStore(source Source, maxBytes int64) *Store {
	if maxBytes == 0 {
		maxBytes = DefaultMaxBytes
	}
	return &Store{
		source:   source,
		found:    map[study.Ref]Findings{},
		prepared: newCache[layerKey](maxBytes, (*Layer).Bytes),
		raw: newCache[rawKey](maxBytes/4, func(a study.Activations) int64 {
			return int64(len(a.Float32))*4 + int64(len(a.Float64))*8
		}),
	}
}

// SetMaxBytes changes the bound, as of NewStore; what is beyond it goes at once.
func (s *Store) SetMaxBytes(n int64) {
	if n == 0 {
		n = DefaultMaxBytes
	}
	s.prepared.setLimit(n)
	s.raw.setLimit(n / 4)
}

// Forget drops all that is kept. What is asked for again is computed again.
func (s *Store) Forget() {
	s.prepared.clear()
	s.raw.clear()
}

// Layer is the prepared layer that ref names, with up to workers goroutines
// where it has to be computed.
func (s *Store) Layer(ctx context.Context, ref study.Ref, r Recipe, workers int) (*Layer, error) {
	ref, err := s.source.Resolve(ref)
	if err != nil {
		return nil, err
	}
	if r.Rtol == 0 {
		r.Rtol = DefaultRtol
	}
	return s.prepared.get(ctx, layerKey{ref, r}, func(ctx context.Context) (*Layer, error) {
		a, err := s.load(ctx, ref, r)
		if err != nil {
			return nil, err
		}
		l, err := Prepare(ctx, a, Options{Rtol: r.Rtol, Precise: r.Precise, Workers: workers})
		if err == nil && len(l.Warnings) > 0 {
			s.note(ref, Finding{r, l.Warnings})
		}
		s.noteRefusal(ref, r, err)
		return l, err
	})
}

// load reads activations for a recipe.
func (s *Store) load(ctx context.Context, ref study.Ref, r Recipe) (study.Activations, error) {
	a, err := s.source.Load(ctx, ref, r.LoadOptions)
	s.noteRefusal(ref, r, err)
	return a, err
}

// noteRefusal notes that an array cannot be used for what is in it. What only keeps it
// from being read now may be otherwise another time.
func (s *Store) noteRefusal(ref study.Ref, r Recipe, err error) {
	var values *study.NonFiniteError
	var unfit *UnfitError
	var file *arrayfile.Error
	cause := ""
	switch {
	case errors.As(err, &values):
		cause = "values that are not finite"
	case errors.As(err, &unfit):
		cause = unfit.Reason
	case errors.As(err, &file) && file.Reason != nil:
		cause = file.What
	default:
		return
	}
	s.note(ref, Finding{r, []warning.Warning{{Code: warning.Refused, Message: err.Error(), Cause: cause}}})
}

func (s *Store) note(ref study.Ref, f Finding) {
	ref.Timestep = study.Timestep{}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found[ref] = s.found[ref].With(f)
}

// Findings are those in the layers that were prepared or refused so far, without
// their timesteps.
func (s *Store) Findings() map[study.Ref]Findings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.found)
}

// Raw is the activations that ref names as they were recorded, for the
// measures that compare row by row.
func (s *Store) Raw(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	ref, err := s.source.Resolve(ref)
	if err != nil {
		return study.Activations{}, err
	}
	return s.raw.get(ctx, rawKey{ref, o}, func(ctx context.Context) (study.Activations, error) {
		return s.load(ctx, ref, Recipe{LoadOptions: o})
	})
}
