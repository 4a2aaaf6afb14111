package recipe

import (
	"context"
	"encoding/json"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// NoiseShow is one of the ways to tell signal from noise.
type NoiseShow int

// The ways.
const (
	NoiseSpectra   NoiseShow = iota // coefficients at every checkpoint (figure 1a to c)
	NoiseStability                  // stable and unstable directions (figure 1d to f)
	NoiseSynthetic                  // measures on signals in noise (figure 2)
	NoiseToyRNN                     // measures on toy recurrent networks (figure A2)
	NoiseChance                     // one pair against chance, and its interval
)

func (NoiseShow) names() figure.Names {
	return figure.Names{"spectra", "stability", "synthetic", "toy-rnn", "chance"}
}

// MarshalText writes the name of what is shown.
func (s NoiseShow) MarshalText() ([]byte, error) { return s.names().Text(int(s)) }

// UnmarshalJSON reads a name, or the number of earlier files.
func (s *NoiseShow) UnmarshalJSON(text []byte) error { return s.names().Read(text, (*int)(s)) }

// NoiseSpec asks for one of them. Spectra and Stability share the network, layer
// and timestep of Stability, and all that is recorded is compared as that says.
type NoiseSpec struct {
	Show      NoiseShow
	Stability analysis.StabilitySpec
	Spectra   SpectraSteps
	Synthetic analysis.SyntheticSpec
	ToyRNN    analysis.ToyRNNSpec
	Chance    Resamples `json:",omitzero"`
}

// Resamples are a pair of layers and how it is resampled, as in
// analysis.UncertaintySpec.
type Resamples struct {
	A, B         study.Ref
	Permutations int     `json:",omitempty"`
	Subsamples   int     `json:",omitempty"`
	Fraction     float64 `json:",omitempty"`
	Block        int     `json:",omitempty"`
}

// uncertainty is the question after one pair.
func (s NoiseSpec) uncertainty() analysis.UncertaintySpec {
	c := s.Chance
	return analysis.UncertaintySpec{
		How: s.Stability.How, A: c.A, B: c.B,
		Permutations: c.Permutations, Subsamples: c.Subsamples, Fraction: c.Fraction, Block: c.Block,
	}
}

// NoiseDrawing is how the answer is drawn.
type NoiseDrawing struct {
	Steps figure.StepScale // of the axis of training steps
	Show  figure.Quantity  `json:",omitempty"` // of the pair
}

// UnmarshalJSON reads a drawing, or the scale alone that earlier files have.
func (d *NoiseDrawing) UnmarshalJSON(text []byte) error {
	if json.Unmarshal(text, &d.Steps) == nil {
		return nil
	}
	return json.Unmarshal(text, (*plainNoise)(d))
}

// plainNoise is a drawing of noise that is read by its fields.
type plainNoise NoiseDrawing

func (d *NoiseDrawing) readStrictly(text []byte) error {
	if json.Unmarshal(text, &d.Steps) == nil {
		return nil
	}
	return strictly(text, (*plainNoise)(d))
}

// SpectraSteps are the checkpoints that have spectra, none for all, and the one
// they are compared with; the zero value is the last.
type SpectraSteps struct {
	Steps     []string          `json:",omitempty"`
	Reference analysis.Endpoint `json:",omitzero"`
}

// spectra is the question after spectra.
func (s NoiseSpec) spectra() analysis.SpectraSpec {
	at := s.Stability
	return analysis.SpectraSpec{
		How: at.How, Network: at.Network, Layer: at.Layer, Timestep: at.Timestep,
		Steps: s.Spectra.Steps, Reference: s.Spectra.Reference,
	}
}

// NeedsStudy reports whether the question is about recorded layers.
func (s NoiseSpec) NeedsStudy() bool { return s.Show != NoiseSynthetic && s.Show != NoiseToyRNN }

// NoiseResult has the one that was asked for.
type NoiseResult struct {
	Spectra   *analysis.SpectraResult
	Stability *analysis.StabilityResult
	Synthetic *analysis.SyntheticResult
	ToyRNN    *analysis.ToyRNNResult
	Chance    *analysis.UncertaintyResult
}

// Variance is what SVCCA kept of the layers' variance; 0 where it was not asked.
func (r *NoiseResult) Variance() float64 {
	switch {
	case r.Stability != nil:
		return r.Stability.Variance()
	case r.Chance != nil:
		return r.Chance.Variance()
	}
	return 0
}

// Noise is what tells signal from noise.
func Noise() Kind[NoiseSpec, NoiseDrawing, NoiseResult] {
	return Kind[NoiseSpec, NoiseDrawing, NoiseResult]{
		View:     NoiseView,
		How:      func(s *NoiseSpec) *analysis.How { return &s.Stability.How },
		Compute:  computeNoise,
		draw:     drawNoise,
		Warnings: (*NoiseResult).warnings,
	}
}

func computeNoise(ctx context.Context, d Data, s NoiseSpec, report analysis.Progress) (*NoiseResult, error) {
	var r NoiseResult
	var err error
	if workers := s.Stability.Workers; workers > 0 {
		s.Synthetic.Workers, s.ToyRNN.Workers = workers, workers
	}
	switch s.Show {
	case NoiseStability:
		r.Stability, err = answer(ctx, d, s.Stability, func(src analysis.Source) (*analysis.StabilityResult, error) {
			return analysis.Stability(ctx, src, d.Study, s.Stability, report)
		})
	case NoiseSynthetic:
		r.Synthetic, err = answer(ctx, d, s.Synthetic, func(analysis.Source) (*analysis.SyntheticResult, error) {
			return analysis.Synthetic(ctx, s.Synthetic, report)
		})
	case NoiseToyRNN:
		r.ToyRNN, err = answer(ctx, d, s.ToyRNN, func(analysis.Source) (*analysis.ToyRNNResult, error) {
			return analysis.ToyRNN(ctx, s.ToyRNN, report)
		})
	case NoiseChance:
		spec := s.uncertainty()
		r.Chance, err = answer(ctx, d, spec, func(src analysis.Source) (*analysis.UncertaintyResult, error) {
			return analysis.Uncertainty(ctx, src, spec, report)
		})
	default:
		spec := s.spectra()
		r.Spectra, err = answer(ctx, d, spec, func(src analysis.Source) (*analysis.SpectraResult, error) {
			return analysis.Spectra(ctx, src, d.Study, spec, report)
		})
	}
	return &r, err
}

func drawNoise(r *NoiseResult, d NoiseDrawing) figure.Figure {
	switch {
	case r.Stability != nil:
		return figure.Stability(r.Stability, figure.StabilityOptions{Steps: d.Steps})
	case r.Synthetic != nil:
		return figure.Synthetic(r.Synthetic)
	case r.ToyRNN != nil:
		return figure.ToyRNN(r.ToyRNN)
	case r.Chance != nil:
		return figure.Uncertainty(r.Chance, figure.UncertaintyOptions{Show: d.Show})
	}
	return figure.Spectra(r.Spectra)
}

// Only is the one result that there is.
func (r *NoiseResult) Only() any {
	switch {
	case r.Stability != nil:
		return r.Stability
	case r.Synthetic != nil:
		return r.Synthetic
	case r.ToyRNN != nil:
		return r.ToyRNN
	case r.Chance != nil:
		return r.Chance
	}
	return r.Spectra
}

func (r *NoiseResult) warnings() []warning.Warning {
	switch {
	case r.Stability != nil:
		return r.Stability.Warnings
	case r.Spectra != nil:
		return r.Spectra.Warnings
	case r.Chance != nil:
		return r.Chance.Warnings
	}
	return nil
}
