package model

import (
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
)

// What the inspector offers for the current choice.

// NetworkNames are the study's networks.
func (m *Model) NetworkNames() []string {
	var names []string
	if s := m.Study(); s != nil {
		for _, n := range s.Networks {
			names = append(names, n.Name)
		}
	}
	return names
}

// StepNames are the checkpoints of the network chosen on one side.
func (m *Model) StepNames(e End) []string {
	var names []string
	if n := network(m.Study(), m.choice.Endpoint(e).Network); n != nil {
		for _, c := range n.Checkpoints {
			names = append(names, c.Name)
		}
	}
	return names
}

// Timesteps is the length of the longest sequence on one side, 0 for none.
func (m *Model) Timesteps(e End) int { return m.timesteps(m.choice.Endpoint(e)) }

func (m *Model) timesteps(p analysis.Endpoint) int {
	t := 0
	for _, l := range layersOf(m.Study(), p) {
		t = max(t, l.Timesteps)
	}
	return t
}

// LayerNames are the layers that can be chosen on one side: for the curve those
// that both sides have.
func (m *Model) LayerNames(e End) []string {
	var names []string
	other := layersOf(m.Study(), m.choice.Endpoint(1-e))
	for _, l := range layersOf(m.Study(), m.choice.Endpoint(e)) {
		if m.choice.AllLayers || has(other, l.Name) {
			names = append(names, l.Name)
		}
	}
	return names
}

// HasConv reports whether a chosen network has convolutional arrays, so that
// the policy matters.
func (m *Model) HasConv() bool {
	conv := func(l study.Layer) bool { return l.Axes.Convolutional() }
	return slices.ContainsFunc(layersOf(m.Study(), m.choice.A), conv) ||
		slices.ContainsFunc(layersOf(m.Study(), m.choice.B), conv)
}

// MaxDatapoints is the largest number of datapoints in a chosen layer.
func (m *Model) MaxDatapoints() int {
	n := 0
	for _, p := range []analysis.Endpoint{m.choice.A, m.choice.B} {
		for _, l := range layersOf(m.Study(), p) {
			n = max(n, l.Datapoints())
		}
	}
	return n
}

func network(s *study.Study, name string) *study.Network {
	if s == nil {
		return nil
	}
	for i := range s.Networks {
		if s.Networks[i].Name == name {
			return &s.Networks[i]
		}
	}
	return nil
}

func checkpoint(n *study.Network, step string) *study.Checkpoint {
	for i := range n.Checkpoints {
		if n.Checkpoints[i].Name == step {
			return &n.Checkpoints[i]
		}
	}
	return nil
}

func lastStep(n study.Network) string {
	if len(n.Checkpoints) == 0 {
		return ""
	}
	return n.Checkpoints[len(n.Checkpoints)-1].Name
}

func layersOf(s *study.Study, p analysis.Endpoint) []study.Layer {
	n := network(s, p.Network)
	if n == nil {
		return nil
	}
	if c := checkpoint(n, p.Step); c != nil {
		return c.Layers
	}
	return nil
}

func has(layers []study.Layer, name string) bool {
	return slices.ContainsFunc(layers, func(l study.Layer) bool { return l.Name == name })
}

// AllLayerNames are the layers of the network on one side.
func (m *Model) AllLayerNames(e End) []string {
	var names []string
	for _, l := range layersOf(m.Study(), m.choice.Endpoint(e)) {
		names = append(names, l.Name)
	}
	return names
}
