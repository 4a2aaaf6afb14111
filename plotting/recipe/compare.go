package recipe

import (
	"context"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// LayerPair names one layer on each side.
type LayerPair struct{ A, B string }

// CompareSpec asks for two networks layer by layer or, with a pair, for the
// spectrum of one layer on each side.
type CompareSpec struct {
	analysis.LayersSpec
	Pair *LayerPair `json:"pair,omitempty"`
}

// Spectrum is the question after the pair, which must be there.
func (s CompareSpec) Spectrum() analysis.SpectrumSpec {
	return analysis.SpectrumSpec{How: s.How, A: s.A.Ref(s.Pair.A), B: s.B.Ref(s.Pair.B)}
}

// CompareResult has the one that was asked for.
type CompareResult struct {
	Layers   *analysis.LayersResult
	Spectrum *analysis.SpectrumResult
}

// Variance is what SVCCA kept of the layers' variance; 0 where it was not asked.
func (r *CompareResult) Variance() float64 {
	if r.Layers == nil {
		return 0
	}
	return r.Layers.Variance()
}

// Warnings are those of the answer.
func (r *CompareResult) Warnings() []warning.Warning {
	switch {
	case r.Spectrum != nil:
		return r.Spectrum.Warnings
	case r.Layers != nil:
		return r.Layers.Warnings
	}
	return nil
}

// Compare is the comparison of two networks.
func Compare() Kind[CompareSpec, figure.LayersOptions, CompareResult] {
	return Kind[CompareSpec, figure.LayersOptions, CompareResult]{
		View: CompareView,
		How:  func(s *CompareSpec) *analysis.How { return &s.How },
		Compute: func(ctx context.Context, d Data, s CompareSpec, report analysis.Progress) (r *CompareResult, err error) {
			r = &CompareResult{}
			if s.Pair != nil {
				spec := s.Spectrum()
				r.Spectrum, err = answer(ctx, d, spec, func(src analysis.Source) (*analysis.SpectrumResult, error) {
					return analysis.Spectrum(ctx, src, spec, report)
				})
			} else {
				r.Layers, err = answer(ctx, d, s.LayersSpec, func(src analysis.Source) (*analysis.LayersResult, error) {
					return analysis.Layers(ctx, src, d.Catalog, s.LayersSpec, report)
				})
			}
			return r, err
		},
		draw: func(r *CompareResult, o figure.LayersOptions) figure.Figure {
			if r.Spectrum != nil {
				return figure.Spectrum(r.Spectrum, figure.SpectrumOptions{Weights: true})
			}
			return figure.Layers(r.Layers, o)
		},
		Warnings: (*CompareResult).Warnings,
	}
}
