package model

import (
	"context"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
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
)

// NoiseSpec asks for one of them. Spectra and Stability share the network, layer
// and timestep of Stability.
type NoiseSpec struct {
	Show      NoiseShow
	Stability analysis.StabilitySpec
	Synthetic analysis.SyntheticSpec
	ToyRNN    analysis.ToyRNNSpec
}

// NoiseResult has the one that was asked for.
type NoiseResult struct {
	Spectra   *analysis.SpectraResult
	Stability *analysis.StabilityResult
	Synthetic *analysis.SyntheticResult
	ToyRNN    *analysis.ToyRNNResult
}

func noiseKind() kind[NoiseSpec, figure.Scale, NoiseResult] {
	return kind[NoiseSpec, figure.Scale, NoiseResult]{
		first:    firstNoise,
		how:      func(s *NoiseSpec) *analysis.How { return &s.Stability.How },
		compute:  computeNoise,
		draw:     drawNoise,
		warnings: (*NoiseResult).cautions,
		saved:    (*NoiseResult).saved,
		file: func(s NoiseSpec) []string {
			switch s.Show {
			case NoiseSynthetic:
				return []string{"synthetic"}
			case NoiseToyRNN:
				return []string{"toy-rnn"}
			case NoiseStability:
				return []string{"stability", s.Stability.Network, s.Stability.Layer}
			}
			return []string{"spectra", s.Stability.Network, s.Stability.Layer}
		},
		pair: noisePair,
	}
}

// firstNoise follows the deepest layer of the first trained network; a study
// without training shows the measures on signals in noise.
func firstNoise(s *study.Study) (NoiseSpec, *Sentence) {
	var spec NoiseSpec
	spec.Stability.How = firstHow(similarity.First)
	trained := Trained(s)
	if len(trained) == 0 {
		spec.Show = NoiseSynthetic
		return spec, nil
	}
	n := network(s, trained[0])
	spec.Stability.Network = n.Name
	if layers := layersOf(s, analysis.Endpoint{Network: n.Name, Step: lastStep(*n)}); len(layers) > 0 {
		spec.Stability.Layer = layers[len(layers)-1].Name
	}
	return spec, nil
}

// noisePair is the layer of a spectrum with its reference, or the early layer
// whose directions are followed with the layer at a checkpoint.
func noisePair(r *NoiseResult, _ NoiseSpec, index int) (a, b study.Ref) {
	switch {
	case r.Spectra != nil && index < len(r.Spectra.Spectra):
		return r.Spectra.Spectra[index].Ref, r.Spectra.Reference
	case r.Stability != nil && index < len(r.Stability.Steps):
		b = r.Stability.Early
		b.Step = r.Stability.Steps[index]
		return r.Stability.Early, b
	}
	return a, b
}

func computeNoise(ctx context.Context, o *Opened, spec NoiseSpec, report analysis.Progress) (*NoiseResult, error) {
	var r NoiseResult
	var err error
	switch s := spec.Stability; spec.Show {
	case NoiseStability:
		r.Stability, err = answerTo(ctx, o, s, func(src analysis.Source) (*analysis.StabilityResult, error) {
			return analysis.Stability(ctx, src, o.Study, s, report)
		})
	case NoiseSynthetic:
		r.Synthetic, err = answerTo(ctx, o, spec.Synthetic, func(analysis.Source) (*analysis.SyntheticResult, error) {
			return analysis.Synthetic(ctx, spec.Synthetic, report)
		})
	case NoiseToyRNN:
		r.ToyRNN, err = answerTo(ctx, o, spec.ToyRNN, func(analysis.Source) (*analysis.ToyRNNResult, error) {
			return analysis.ToyRNN(ctx, spec.ToyRNN, report)
		})
	default:
		spectra := analysis.SpectraSpec{How: s.How, Network: s.Network, Layer: s.Layer, Timestep: s.Timestep}
		r.Spectra, err = answerTo(ctx, o, spectra, func(src analysis.Source) (*analysis.SpectraResult, error) {
			return analysis.Spectra(ctx, src, o.Study, spectra, report)
		})
	}
	return &r, err
}

func drawNoise(r *NoiseResult, steps figure.Scale) figure.Figure {
	switch {
	case r.Stability != nil:
		return figure.Stability(r.Stability, figure.StabilityOptions{Steps: steps})
	case r.Synthetic != nil:
		return figure.Synthetic(r.Synthetic)
	case r.ToyRNN != nil:
		return figure.ToyRNN(r.ToyRNN)
	}
	return figure.Spectra(r.Spectra)
}

func (r *NoiseResult) cautions() []warning.Warning {
	switch {
	case r.Stability != nil:
		return r.Stability.Warnings
	case r.Spectra != nil:
		return r.Spectra.Warnings
	}
	return nil
}

// saved is the one result that there is.
func (r *NoiseResult) saved(figure.Scale) any {
	switch {
	case r.Stability != nil:
		return r.Stability
	case r.Synthetic != nil:
		return r.Synthetic
	case r.ToyRNN != nil:
		return r.ToyRNN
	}
	return r.Spectra
}
