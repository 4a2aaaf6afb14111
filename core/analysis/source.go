package analysis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/background"
	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// Progress reports that done of total steps are finished and what the step is.
// Analyses call it from one goroutine at a time; nil is no report.
type Progress func(done, total int, what string)

// Source gives analyses their layers. *representation.Store is one.
type Source interface {
	Layer(ctx context.Context, ref study.Ref, r representation.Recipe, workers int) (*representation.Layer, error)
	Raw(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error)
}

// How says by which measure layers are compared and how they are prepared. It
// is common to all Specs; the zero value is the default everywhere.
type How struct {
	Measure similarity.Measure `json:"measure,omitempty"`
	Side    similarity.Side    `json:"side,omitempty"`
	Conv    study.Conv         `json:"conv,omitempty"`
	Axes    study.Axes         `json:"axes,omitempty"`
	Rtol    float64            `json:"rtol,omitempty"` // 0: representation.DefaultRtol
	// SVCCAVariance is the share of the variance of each layer that SVCCA keeps, above 0
	// and up to 1; 0: similarity.DefaultSVCCAVariance. Other measures pass over it.
	SVCCAVariance float64 `json:"svccaVariance,omitempty"`
	// Datapoints, when positive, compares on a random subset of that many
	// datapoints drawn by Seed.
	Datapoints int    `json:"datapoints,omitempty"`
	Seed       uint64 `json:"seed,omitempty"`
	// Workers bounds the goroutines; 0 means one for each processor. Results do
	// not depend on it.
	Workers int `json:"-"`
}

// Recipe is how layers are prepared.
func (h How) Recipe() representation.Recipe {
	return representation.Recipe{LoadOptions: h.load(), Rtol: h.Rtol}
}

func (h How) settings() similarity.Settings {
	return similarity.Settings{Measure: h.Measure, Side: h.Side, SVCCAVariance: h.SVCCAVariance}
}

// kept is what a result by these measures says of SVCCA.
func (h How) kept(measures ...similarity.Measure) Kept {
	if !slices.Contains(measures, similarity.SVCCA) {
		return Kept{}
	}
	return Kept{cmp.Or(h.SVCCAVariance, similarity.DefaultSVCCAVariance)}
}

func (h How) load() study.LoadOptions {
	o := study.LoadOptions{Conv: h.Conv, Axes: h.Axes, Datapoints: h.Datapoints}
	if h.Datapoints > 0 {
		o.Seed = h.Seed
	}
	return o
}

func (h How) workers() int {
	if h.Workers > 0 {
		return h.Workers
	}
	return linalg.Threads()
}

// by is h with that many workers.
func (h How) by(workers int) How {
	h.Workers = workers
	return h
}

// normalized names the defaults; side is what "" means for this analysis.
func (h How) normalized(side similarity.Side) (How, error) {
	var errs [2]error
	h.Measure, errs[0] = similarity.ParseMeasure(string(h.Measure))
	h.Side, errs[1] = similarity.ParseSide(string(h.Side))
	if h.Side == "" {
		h.Side = side
	}
	if h.Datapoints < 0 {
		return h, fmt.Errorf("%d datapoints were asked for; give a positive number, or none for all", h.Datapoints)
	}
	return h, errors.Join(append(errs[:], representation.CheckRtol(h.Rtol), similarity.CheckSVCCAVariance(h.SVCCAVariance))...)
}

// comparePair scores one pair. A refusal by the measure becomes a Pair that
// says so; other failures are errors.
func comparePair(ctx context.Context, src Source, refs [2]study.Ref, h How) (Pair, error) {
	pair, score, err := score(ctx, src, refs, h)
	var refusal *similarity.RefusalError
	if errors.As(err, &refusal) {
		pair.refuse(refusal)
		return pair, nil
	}
	if err != nil {
		return Pair{}, err
	}
	pair.Similarity, pair.Distance, pair.Null = score.Similarity, score.Distance, score.Null
	pair.Warnings = warning.Merge(pair.Warnings, score.Warnings...)
	return pair, nil
}

func score(ctx context.Context, src Source, refs [2]study.Ref, h How) (Pair, similarity.Score, error) {
	if h.Measure.RowWise() {
		x, errX := src.Raw(ctx, refs[0], h.load())
		y, errY := src.Raw(ctx, refs[1], h.load())
		if err := cmp.Or(errX, errY); err != nil {
			return Pair{A: refs[0], B: refs[1]}, similarity.Score{}, unreadable(refs, err)
		}
		s, err := similarity.CompareRows(x, y, h.Measure)
		pair := Pair{A: x.Ref, B: y.Ref, N: x.N, P: x.P, Q: y.P}
		pair.Warnings = warning.Merge(warning.Merge([]warning.Warning{}, x.Warnings...), y.Warnings...)
		pair.Warnings = warning.Merge(pair.Warnings, study.Unlike(x.Ref, x.Identity, y.Ref, y.Identity)...)
		return pair, s, err
	}
	var result similarity.Score
	pair, err := decided(ctx, src, refs, h, func(x, y *representation.Layer) (float64, error) {
		var err error
		result, err = similarity.Compare(x, y, h.settings(), h.workers())
		return result.Rounding, err
	})
	return pair, result, err
}

// decided prepares both layers and calls f with them; where f finds that
// float32 leaves its answer uncertain, again with precise layers.
func decided(ctx context.Context, src Source, refs [2]study.Ref, h How,
	f func(x, y *representation.Layer) (rounding float64, err error),
) (Pair, error) {
	recipe := h.Recipe()
	x, y, err := preparedPair(ctx, src, refs, recipe, h.workers())
	if err != nil {
		return Pair{A: refs[0], B: refs[1]}, err
	}
	pair := pairOf(x, y)
	rounding, err := f(x, y)
	if err != nil || rounding <= similarity.Tolerance {
		return pair, err
	}
	recipe.Precise = true
	if x, y, err = preparedPair(ctx, src, refs, recipe, h.workers()); err != nil {
		return Pair{}, err
	}
	_, err = f(x, y)
	return pair, err
}

// preparedPair gets both layers, side by side where there are workers for it.
func preparedPair(ctx context.Context, src Source, refs [2]study.Ref, r representation.Recipe, workers int) (x, y *representation.Layer, err error) {
	var layers [2]*representation.Layer
	var errs [2]error
	ctx, over, err := background.Turn(ctx, workers)
	if err != nil {
		return nil, nil, err
	}
	defer over()
	linalg.Each(workers, 2, func(i int) {
		layers[i], errs[i] = src.Layer(ctx, refs[i], r, max(1, workers/2))
	})
	return layers[0], layers[1], unreadable(refs, cmp.Or(errs[0], errs[1]))
}

// unreadable turns a layer whose values cannot be used into a refusal of the
// pair, so that one bad recording does not stop the comparison of the rest. A study
// that changed meanwhile does: the rest is of what was there before.
func unreadable(refs [2]study.Ref, err error) error {
	var values *study.NonFiniteError
	var unfit *representation.UnfitError
	var file *arrayfile.Error
	refusal := &similarity.RefusalError{A: refs[0], B: refs[1]}
	switch {
	case errors.As(err, &values):
		refusal.Remedies.Try = values.Try()
	case errors.As(err, &unfit):
		refusal.Remedies.Try = unfit.Try
		if !unfit.Subset.Whole() {
			refusal.Remedies.Datapoints = 2
		}
	case errors.As(err, &file):
		refusal.Remedies.Try = file.Hint
	default:
		return err
	}
	refusal.Reason = err.Error()
	return refusal
}

func pairOf(x, y *representation.Layer) Pair {
	p := Pair{A: x.Ref, B: y.Ref, N: x.N, P: x.P, Q: y.P, RankA: x.Rank, RankB: y.Rank}
	p.Warnings = warning.Merge(warning.Merge([]warning.Warning{}, x.Warnings...), y.Warnings...)
	p.Warnings = warning.Merge(p.Warnings, study.Unlike(x.Ref, x.Identity, y.Ref, y.Identity)...)
	return p
}
