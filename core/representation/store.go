package representation

import (
	"context"
	"errors"
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
	found map[study.Ref]finding // by layer, whatever its timestep
}

// finding is what was found in an array.
type finding struct {
	warnings []warning.Warning
	refused  bool // it cannot be used
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
		found:    map[study.Ref]finding{},
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
		a, err := s.load(ctx, ref, r.LoadOptions)
		if err != nil {
			return nil, err
		}
		l, err := Prepare(ctx, a, Options{Rtol: r.Rtol, Precise: r.Precise, Workers: workers})
		if err == nil && len(l.Warnings) > 0 {
			s.note(ref, finding{warnings: l.Warnings})
		}
		s.noteRefusal(ref, err)
		return l, err
	})
}

// load reads activations.
func (s *Store) load(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	a, err := s.source.Load(ctx, ref, o)
	s.noteRefusal(ref, err)
	return a, err
}

// noteRefusal notes that an array cannot be used for what is in it. What only keeps it
// from being read now may be otherwise another time.
func (s *Store) noteRefusal(ref study.Ref, err error) {
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
	s.note(ref, finding{[]warning.Warning{{Code: warning.Refused, Message: err.Error(), Cause: cause}}, true})
}

// note keeps the first finding in an array, as one timestep stands for a sequence;
// that it cannot be used counts more.
func (s *Store) note(ref study.Ref, f finding) {
	ref.Timestep = study.Timestep{}
	s.mu.Lock()
	defer s.mu.Unlock()
	if before, ok := s.found[ref]; !ok || f.refused && !before.refused {
		s.found[ref] = f
	}
}

// Warnings are those of the layers that were prepared or refused so far, without
// their timesteps.
func (s *Store) Warnings() map[study.Ref][]warning.Warning {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(map[study.Ref][]warning.Warning, len(s.found))
	for ref, f := range s.found {
		all[ref] = f.warnings
	}
	return all
}

// Raw is the activations that ref names as they were recorded, for the
// measures that compare row by row.
func (s *Store) Raw(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	ref, err := s.source.Resolve(ref)
	if err != nil {
		return study.Activations{}, err
	}
	return s.raw.get(ctx, rawKey{ref, o}, func(ctx context.Context) (study.Activations, error) {
		return s.load(ctx, ref, o)
	})
}
