package analysis

import (
	"context"
	"errors"
	"fmt"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// SpectraSpec asks for the CCA coefficients of one layer at several checkpoints
// with a reference checkpoint. The measure is ignored.
type SpectraSpec struct {
	How
	Network  string         `json:"network"`
	Layer    string         `json:"layer"`
	Timestep study.Timestep `json:"timestep"`
	// Steps choose checkpoints by name or training step; none means all but the
	// reference, whose own spectrum is 1 throughout.
	Steps []string `json:"steps,omitempty"`
	// Reference is what they are compared with; the zero value is the network's
	// own last checkpoint.
	Reference Endpoint `json:"reference"`
}

// SpectraResult is the answer of Spectra, in training order.
type SpectraResult struct {
	Analysis  string          `json:"analysis"` // "spectra"
	Side      similarity.Side `json:"side"`
	Reference study.Ref       `json:"reference"`
	N         int             `json:"n"` // datapoints
	Spectra   []StepSpectrum  `json:"spectra"`
	// Null, NullMax and Null95 are those of the spectrum whose ranks, and so
	// whose chance level, are highest.
	Null    float64 `json:"null"`
	NullMax float64 `json:"nullMax"`
	Null95  float64 `json:"null95"`

	Warnings []warning.Warning `json:"warnings"`
}

// StepSpectrum is the spectrum at one checkpoint; the fields are as in
// SpectrumResult. Where Pair was refused there are no coefficients.
type StepSpectrum struct {
	Ref          study.Ref `json:"ref"`
	Step         float64   `json:"step"` // place in training
	Pair         Pair      `json:"pair"` // the layer at this step with the reference
	Coefficients []float64 `json:"coefficients"`
	Weights      []float64 `json:"weights"`
	BartlettK    int       `json:"bartlettK"`
	Null         float64   `json:"null"`
	NullMax      float64   `json:"nullMax"`
	Null95       float64   `json:"null95"`
}

// Spectra decomposes one layer at several checkpoints with a reference (Morcos
// et al. 2018, figure 1a–c). Checkpoints that CCA refuses, such as one whose
// layer is constant, are in the result with their reason.
func Spectra(ctx context.Context, src Source, catalog Training, spec SpectraSpec, report Progress) (*SpectraResult, error) {
	how, err := spec.normalized(similarity.First)
	if err != nil {
		return nil, err
	}
	how.Measure = similarity.PWCCA
	h, err := historyOf(catalog, spec.Network, spec.Steps)
	if err != nil {
		return nil, err
	}
	reference, err := referenceOf(catalog, spec.Reference, spec.Network, spec.Layer, spec.Timestep)
	if err != nil {
		return nil, err
	}
	refs, x, err := h.refs(catalog, spec.Layer, spec.Timestep)
	if err != nil {
		return nil, err
	}
	res := &SpectraResult{Analysis: "spectra", Side: how.Side, Reference: reference, Warnings: warning.Merge([]warning.Warning{}, h.warnings...)}
	var pairs [][2]study.Ref
	for i, ref := range refs {
		if ref != reference || len(spec.Steps) > 0 {
			res.Spectra = append(res.Spectra, StepSpectrum{Ref: ref, Step: x[i]})
			pairs = append(pairs, [2]study.Ref{ref, reference})
		}
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("%s has no other checkpoint of %s than %s; record more of its training, or choose another reference", spec.Network, spec.Layer, reference.Step)
	}
	if err := prepareAll(ctx, src, pairs, how, report); err != nil {
		return nil, err
	}
	t := tasks{n: len(pairs), workers: how.workers(), what: "decomposing checkpoints", report: report}
	err = t.run(ctx, func(ctx context.Context, i, workers int) error {
		return res.Spectra[i].fill(ctx, src, pairs[i], how, workers)
	})
	if err != nil {
		return nil, err
	}
	return res, res.conclude()
}

func (s *StepSpectrum) fill(ctx context.Context, src Source, pair [2]study.Ref, how How, workers int) error {
	one, err := spectrumOf(ctx, src, pair, how, workers)
	s.Pair = one.Pair
	var refusal *similarity.RefusalError
	if errors.As(err, &refusal) {
		s.Pair.refuse(refusal)
		s.Coefficients, s.Weights = []float64{}, []float64{}
		return nil
	}
	s.Coefficients, s.Weights, s.BartlettK = one.Coefficients, one.Weights, one.BartlettK
	s.Null, s.NullMax, s.Null95 = one.Null, one.NullMax, one.Null95
	return err
}

// conclude gathers the warnings and the highest null level, and fails if every
// pair was refused.
func (r *SpectraResult) conclude() error {
	var pairs []Pair
	for _, s := range r.Spectra {
		pairs = append(pairs, s.Pair)
		r.N = max(r.N, s.Pair.N)
		if s.Null > r.Null {
			r.Null, r.NullMax, r.Null95 = s.Null, s.NullMax, s.Null95
		}
	}
	r.Warnings = warning.Merge(r.Warnings, cautions(pairs)...)
	return allRefused(pairs)
}
