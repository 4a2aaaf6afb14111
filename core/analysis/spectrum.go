package analysis

import (
	"context"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// significance is the level of Bartlett's test.
const significance = 0.05

// SpectrumSpec asks for the CCA coefficients of one pair of layers. The measure
// is ignored: they are what PWCCA and mean CCA are made of.
type SpectrumSpec struct {
	How
	A study.Ref `json:"refA"`
	B study.Ref `json:"refB"`
}

// Spectrum decomposes one pair: coefficients, their weights, the null level and
// the number of significant ones (Morcos et al. 2018, figure 1a–c and A.2).
func Spectrum(ctx context.Context, src Source, spec SpectrumSpec, report Progress) (*SpectrumResult, error) {
	how, err := spec.normalized(similarity.First)
	if err != nil {
		return nil, err
	}
	var res SpectrumResult
	t := tasks{n: 1, workers: how.workers(), what: "decomposing the pair", report: report}
	err = t.run(ctx, func(ctx context.Context, _, workers int) (err error) {
		res, err = spectrumOf(ctx, src, [2]study.Ref{spec.A, spec.B}, how, workers)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &res, nil
}

func spectrumOf(ctx context.Context, src Source, refs [2]study.Ref, how How, workers int) (SpectrumResult, error) {
	var cca similarity.Correlation
	var score similarity.Score
	pair, err := decided(ctx, src, refs, how.by(workers), func(a, b *representation.Layer) (float64, error) {
		var err error
		if cca, err = similarity.Decompose(a, b, workers); err == nil {
			score = similarity.PWCCAScore(a, b, cca, how.Side)
		}
		return cca.Rounding, err
	})
	if err != nil {
		return SpectrumResult{Pair: pair}, err
	}
	null := similarity.NullLevel(pair.N, pair.RankA, pair.RankB)
	pair.Similarity, pair.Distance, pair.Null = score.Similarity, score.Distance, score.Null
	pair.Warnings = warning.Merge(pair.Warnings, score.Warnings...)
	return SpectrumResult{
		Analysis: "spectrum", Side: how.Side, Pair: pair,
		Coefficients: cca.Coefficients, Weights: cca.Weights(how.Side),
		Null: null.Mean, NullMax: null.Edge, Null95: similarity.LargestNull(pair.N, pair.RankA, pair.RankB),
		BartlettK: similarity.Bartlett(cca.Coefficients, pair.N, pair.RankA, pair.RankB, significance),
		Warnings:  pair.Warnings,
	}, nil
}
