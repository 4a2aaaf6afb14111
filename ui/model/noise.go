package model

import (
	"cmp"
	"fmt"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
)

func noiseKind() kind[recipe.NoiseSpec, recipe.NoiseDrawing, recipe.NoiseResult] {
	return kind[recipe.NoiseSpec, recipe.NoiseDrawing, recipe.NoiseResult]{
		Kind:  recipe.Noise(),
		first: firstNoise,
		saved: func(r *recipe.NoiseResult, _ recipe.NoiseDrawing) any { return r.Only() },
		file: func(s recipe.NoiseSpec) []string {
			switch s.Show {
			case recipe.NoiseSynthetic:
				return []string{"synthetic"}
			case recipe.NoiseToyRNN:
				return []string{"toy-rnn"}
			case recipe.NoiseStability:
				return []string{"stability", s.Stability.Network, s.Stability.Layer}
			case recipe.NoiseChance:
				return []string{"uncertainty", s.Chance.A.Network, s.Chance.B.Network, s.Chance.A.Layer}
			}
			return []string{"spectra", s.Stability.Network, s.Stability.Layer}
		},
		other: func(a, b recipe.NoiseSpec) bool { return a.Show != b.Show },
		pair:  noisePair,
	}
}

// firstNoise follows the deepest layer of the first trained network that can be compared; a study
// without training has a pair set against chance, or nothing recorded at all the
// measures on signals in noise.
func firstNoise(s *study.Study) (recipe.NoiseSpec, *Sentence) {
	var spec recipe.NoiseSpec
	spec.Stability.How = firstHow(similarity.First)
	spec.Chance.A, spec.Chance.B = firstPair(s)
	trained := Trained(s)
	if len(trained) == 0 {
		if spec.Show = recipe.NoiseChance; spec.Chance.A == (study.Ref{}) {
			spec.Show = recipe.NoiseSynthetic
		}
		return spec, nil
	}
	n := network(s, trained[0])
	spec.Stability.Network = n.Name
	if layers := layersOf(s, analysis.Endpoint{Network: n.Name, Step: lastStep(*n)}); len(layers) > 0 {
		spec.Stability.Layer = cmp.Or(deepestOf(s, n.Name, spec.Stability.How), layers[len(layers)-1].Name)
	}
	return spec, nil
}

// firstPair is what Compare opens with at the deepest layer that both have, one that can
// be compared before others; of layers with none in common the first and the last.
func firstPair(s *study.Study) (a, b study.Ref) {
	c := firstChoice(s)
	first, second := layersOf(s, c.A), layersOf(s, c.B)
	if len(first) == 0 || len(second) == 0 {
		return a, b
	}
	if c.A != c.B {
		common := s.Common(c.A.Ref(""), c.B.Ref(""))
		can := func(name string) bool { return refsFit(s, c.A.Ref(""), c.B.Ref(""), name, c.How) }
		if layer := cmp.Or(deepest(common, can), deepest(common, func(string) bool { return true })); layer != "" {
			return c.A.Ref(layer), c.B.Ref(layer)
		}
	}
	return c.A.Ref(first[0].Name), c.B.Ref(second[len(second)-1].Name)
}

// noisePair is the layer of a spectrum with its reference, the early layer whose
// directions are followed with the layer at a checkpoint, or the pair that is set
// against chance.
func noisePair(r *recipe.NoiseResult, _ recipe.NoiseSpec, index int) (a, b study.Ref) {
	switch {
	case r.Spectra != nil && index < len(r.Spectra.Spectra):
		return r.Spectra.Spectra[index].Ref, r.Spectra.Reference
	case r.Stability != nil && index < len(r.Stability.Steps):
		b = r.Stability.Early
		b.Step = r.Stability.Steps[index]
		return r.Stability.Early, b
	case r.Chance != nil && index == 0:
		return r.Chance.Pair.A, r.Chance.Pair.B
	}
	return a, b
}

// UsualDirections is how many directions stability takes in either set where no number
// is given, as far as that is known.
func UsualDirections(n *Noise) string {
	r := n.Result()
	switch {
	case r == nil || r.Stability == nil || n.Spec().Stability.K > 0:
		return fmt.Sprintf("%d, or half of all", analysis.DefaultDirections)
	case r.Stability.K < analysis.DefaultDirections:
		return fmt.Sprintf("%d, half of all", r.Stability.K)
	}
	return fmt.Sprint(r.Stability.K)
}

// UsualBlock is how many datapoints of the pair belong together where no number is
// given.
func UsualBlock(n *Noise) string {
	s := n.Spec()
	if s.Stability.Conv == study.ConvPositions {
		for _, l := range layersOf(n.Study(), analysis.Endpoint{Network: s.Chance.A.Network, Step: s.Chance.A.Step}) {
			if positions := l.Positions(); l.Name == s.Chance.A.Layer && positions > 1 {
				return fmt.Sprintf("%d, an image", positions)
			}
		}
	}
	return "1, each by itself"
}

// NoiseReason is why a study has nothing for a way to tell signal from noise, ""
// where it has.
func NoiseReason(s *study.Study, v recipe.NoiseShow) string {
	checkpoints := 0
	if s != nil {
		for _, n := range s.Networks {
			checkpoints = max(checkpoints, len(n.Checkpoints))
		}
	}
	switch a, _ := firstPairOf(s); {
	case v == recipe.NoiseSpectra && checkpoints < 2:
		return "needs several checkpoints"
	case v == recipe.NoiseStability && checkpoints < 3:
		return "needs three checkpoints"
	case v == recipe.NoiseChance && a == (study.Ref{}):
		return "needs recorded layers"
	}
	return ""
}

// firstPairOf is firstPair of a study that may be none.
func firstPairOf(s *study.Study) (a, b study.Ref) {
	if s == nil {
		return a, b
	}
	return firstPair(s)
}

// ChanceEnd is a side of the pair that is set against chance.
func ChanceEnd(s *recipe.NoiseSpec, e End) *study.Ref {
	if e == A {
		return &s.Chance.A
	}
	return &s.Chance.B
}

// EditChance changes a side of the pair that is set against chance. A checkpoint or
// a layer that the network does not have becomes its last.
func EditChance(n *Noise, e End, f func(*study.Ref)) {
	n.Edit(func(s *recipe.NoiseSpec) {
		ref := ChanceEnd(s, e)
		f(ref)
		fitRef(n.Study(), ref)
	})
}

func fitRef(s *study.Study, r *study.Ref) {
	n := network(s, r.Network)
	if n == nil {
		return
	}
	if checkpoint(n, r.Step) == nil {
		r.Step = lastStep(*n)
	}
	if layers := layersOf(s, analysis.Endpoint{Network: r.Network, Step: r.Step}); len(layers) > 0 && !has(layers, r.Layer) {
		r.Layer = layers[len(layers)-1].Name
	}
}

// ChanceLayers are the layers that a side of the pair can be.
func ChanceLayers(n *Noise, e End) []string {
	spec := n.Spec()
	ref := *ChanceEnd(&spec, e)
	var names []string
	for _, l := range layersOf(n.Study(), analysis.Endpoint{Network: ref.Network, Step: ref.Step}) {
		names = append(names, l.Name)
	}
	return names
}

// ChanceSelected makes two selected networks the sides of the pair.
func (m *Model) ChanceSelected() {
	if len(m.selected) != 2 {
		return
	}
	m.analyses.Noise.Edit(func(s *recipe.NoiseSpec) {
		for e, name := range m.selected {
			ref := ChanceEnd(s, End(e))
			ref.Network = name
			fitRef(m.opened.Study, ref)
		}
	})
}

// PairAgainstChance shows the pair whose spectrum is looked at against chance, in
// Signal & noise.
func (m *Model) PairAgainstChance() {
	c := m.choice
	if c.Pair == nil {
		return
	}
	m.analyses.Noise.Edit(func(s *recipe.NoiseSpec) {
		s.Show = recipe.NoiseChance
		s.Stability.How = c.How
		s.Chance.A, s.Chance.B = c.A.Ref(c.Pair.A), c.B.Ref(c.Pair.B)
	})
	m.SetView(NoiseView)
}
