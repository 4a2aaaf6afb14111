package analysis

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

const (
	// DefaultPermutations is the fewest with which the least p-value is 0.005.
	DefaultPermutations = 199
	// DefaultSubsamples settles the ends of the interval to about a tenth of its
	// width.
	DefaultSubsamples = 200
	// DefaultFraction of the datapoints in a subsample: half, of all fractions,
	// moves the interval least where the similarity's bias counts.
	DefaultFraction = 0.5

	fewestPermutations = 19 // p = 0.05 can be reached
	fewestSubsamples   = 40 // one subsample in each tail
	fewBlocks          = 20 // below: a warning
)

// UncertaintySpec asks what chance has to do with one pair's similarity: what
// it would be were the layers unrelated, and how far it would move with other
// datapoints. How.Seed draws everything.
type UncertaintySpec struct {
	How
	A study.Ref `json:"refA"`
	B study.Ref `json:"refB"`
	// Permutations of the second layer's datapoints, 19 or more; 0 means
	// DefaultPermutations, a negative number none.
	Permutations int `json:"permutations,omitempty"`
	// Subsamples of the datapoints, 40 or more; 0 means DefaultSubsamples, a
	// negative number none.
	Subsamples int `json:"subsamples,omitempty"`
	// Fraction of the datapoints in each subsample; 0 means DefaultFraction.
	Fraction float64 `json:"fraction,omitempty"`
	// Block is how many datapoints that follow each other belong together, the
	// positions of one image or the tokens of one sequence; they are moved and
	// left out as one. 0 means the positions of an image where How.Conv makes
	// them datapoints, and 1 elsewhere.
	Block int `json:"block,omitempty"`
}

// UncertaintyResult is the answer of Uncertainty. All values are similarities;
// a distance is 1 minus one.
type UncertaintyResult struct {
	Analysis string             `json:"analysis"` // "uncertainty"
	Measure  similarity.Measure `json:"measure"`
	Side     similarity.Side    `json:"side"`
	Kept
	Seed   uint64 `json:"seed"`
	Pair   Pair   `json:"pair"`
	Block  int    `json:"block"`  // datapoints that belong together
	Blocks int    `json:"blocks"` // how many such blocks there are
	// Permutation and Subsampling are nil where they were not asked for, or
	// refused with a warning that says why.
	Permutation *PermutationNull     `json:"permutation"`
	Subsampling *SubsamplingInterval `json:"subsampling"`

	Warnings []warning.Warning `json:"warnings"`
}

// resampler scores a pair on rearranged datapoints.
type resampler interface {
	Shuffled(order []int, workers int) (float64, error)
	Subset(rows []int, workers int) (float64, error)
	CheckSubset(count int) error
}

// Uncertainty tests one pair against unrelated layers and gives its similarity
// an interval. Layers are prepared once; see similarity.Resampler for what a
// permutation or a subsample costs.
func Uncertainty(ctx context.Context, src Source, spec UncertaintySpec, report Progress) (*UncertaintyResult, error) {
	spec, err := spec.normalized()
	if err != nil {
		return nil, err
	}
	pair, r, err := observe(ctx, src, spec)
	if err != nil {
		return nil, err
	}
	size, err := blockSize(ctx, src, spec, pair)
	if err != nil {
		return nil, err
	}
	blocks, err := similarity.BlocksOf(pair.N, size)
	if err != nil {
		return nil, err
	}
	res := &UncertaintyResult{
		Analysis: "uncertainty", Measure: spec.Measure, Side: spec.Side, Kept: spec.kept(spec.Measure), Seed: spec.Seed,
		Pair: pair, Block: blocks.Size, Blocks: blocks.Count, Warnings: pair.Warnings,
	}
	if blocks.Count < fewBlocks {
		res.warn(warning.FewDatapoints, "%s and %s: only %d independent blocks of datapoints; a p-value or an interval from so few is rough", pair.A, pair.B, blocks.Count)
	}
	draw := drawing{pair: pair, r: r, blocks: blocks, spec: spec, report: report}
	if spec.Permutations > 0 {
		if res.Permutation, err = draw.permutations(ctx); err != nil {
			return nil, err
		}
	}
	if spec.Subsamples > 0 {
		res.Subsampling, err = draw.subsamples(ctx)
		var refusal *similarity.RefusalError
		if errors.As(err, &refusal) && res.Permutation != nil {
			res.warn(warning.Refused, "No interval: %s", refusal.Reason)
		} else if err != nil {
			return nil, err
		}
	}
	return res, nil
}

func (r *UncertaintyResult) warn(code warning.Code, format string, args ...any) {
	r.Warnings = warning.Merge(r.Warnings, warning.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

func (s UncertaintySpec) normalized() (UncertaintySpec, error) {
	how, err := s.How.normalized(similarity.First)
	if err != nil {
		return s, err
	}
	s.How = how
	s.Permutations, s.Subsamples = orDefault(s.Permutations, DefaultPermutations), orDefault(s.Subsamples, DefaultSubsamples)
	if s.Fraction == 0 {
		s.Fraction = DefaultFraction
	}
	switch {
	case s.Permutations < 0 && s.Subsamples < 0:
		return s, errors.New("neither permutations nor subsamples were asked for; ask for one of them")
	case s.Permutations >= 0 && s.Permutations < fewestPermutations:
		return s, fmt.Errorf("%d permutations were asked for; with fewer than %d no p-value can reach 0.05", s.Permutations, fewestPermutations)
	case s.Subsamples >= 0 && s.Subsamples < fewestSubsamples:
		return s, fmt.Errorf("%d subsamples were asked for; a 95 %% interval needs at least %d", s.Subsamples, fewestSubsamples)
	case !(s.Fraction > 0 && s.Fraction < 1):
		return s, fmt.Errorf("a fraction of %v of the datapoints was asked for; give one between 0 and 1", s.Fraction)
	case s.Block < 0:
		return s, fmt.Errorf("blocks of %d datapoints were asked for; give a positive number, or none", s.Block)
	}
	return s, nil
}

// observe scores the pair as all analyses do and readies its resampler. What
// float32 cannot settle to 1e-6 is decided in float64, but resampled in float32
// at half the cost: chance moves resampled values a thousand times more.
func observe(ctx context.Context, src Source, spec UncertaintySpec) (Pair, resampler, error) {
	how := spec.How
	var r resampler
	var result similarity.Score
	var pair Pair
	var err error
	if how.Measure.RowWise() {
		pair, result, err = score(ctx, src, [2]study.Ref{spec.A, spec.B}, how)
		if err == nil {
			r, err = recorded(ctx, src, spec)
		}
	} else {
		pair, err = decided(ctx, src, [2]study.Ref{spec.A, spec.B}, how, func(x, y *representation.Layer) (float64, error) {
			var err error
			if result, err = similarity.Compare(x, y, how.settings(), how.workers()); err == nil && r == nil {
				r, err = similarity.NewResampler(x, y, how.settings())
			}
			return result.Rounding, err
		})
	}
	pair.Similarity, pair.Distance, pair.Null = result.Similarity, result.Distance, result.Null
	pair.Warnings = warning.Merge(pair.Warnings, result.Warnings...)
	return pair, r, err
}

func recorded(ctx context.Context, src Source, spec UncertaintySpec) (resampler, error) {
	x, errX := src.Raw(ctx, spec.A, spec.load())
	y, errY := src.Raw(ctx, spec.B, spec.load())
	if err := errors.Join(errX, errY); err != nil {
		return nil, err
	}
	return similarity.NewRowResampler(x, y, spec.Measure)
}

// blockSize is how many rows of the pair belong together.
func blockSize(ctx context.Context, src Source, spec UncertaintySpec, pair Pair) (int, error) {
	if spec.Block > 0 || spec.Conv != study.ConvPositions {
		return max(spec.Block, 1), nil
	}
	raw, err := src.Raw(ctx, spec.A, spec.load())
	if err != nil {
		return 0, err
	}
	images := raw.Datapoints
	if spec.Datapoints > 0 {
		images = min(images, spec.Datapoints)
	}
	if images == 0 || pair.N%images != 0 {
		return 1, nil
	}
	return pair.N / images, nil
}

// chosen is how many blocks a fraction of count makes, leaving some in and out.
func chosen(count int, fraction float64) int {
	return min(max(int(math.Round(fraction*float64(count))), 1), count-1)
}
