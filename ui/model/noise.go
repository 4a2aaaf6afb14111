package model

import (
	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

func noiseKind() kind[recipe.NoiseSpec, figure.Scale, recipe.NoiseResult] {
	return kind[recipe.NoiseSpec, figure.Scale, recipe.NoiseResult]{
		Kind:  recipe.Noise(),
		first: firstNoise,
		saved: func(r *recipe.NoiseResult, _ figure.Scale) any { return r.Only() },
		file: func(s recipe.NoiseSpec) []string {
			switch s.Show {
			case recipe.NoiseSynthetic:
				return []string{"synthetic"}
			case recipe.NoiseToyRNN:
				return []string{"toy-rnn"}
			case recipe.NoiseStability:
				return []string{"stability", s.Stability.Network, s.Stability.Layer}
			}
			return []string{"spectra", s.Stability.Network, s.Stability.Layer}
		},
		pair: noisePair,
	}
}

// firstNoise follows the deepest layer of the first trained network; a study
// without training shows the measures on signals in noise.
func firstNoise(s *study.Study) (recipe.NoiseSpec, *Sentence) {
	var spec recipe.NoiseSpec
	spec.Stability.How = firstHow(similarity.First)
	trained := Trained(s)
	if len(trained) == 0 {
		spec.Show = recipe.NoiseSynthetic
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
func noisePair(r *recipe.NoiseResult, _ recipe.NoiseSpec, index int) (a, b study.Ref) {
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
