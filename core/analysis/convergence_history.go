package analysis

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// Training is a Catalog that also knows when in training its checkpoints were
// taken. *study.Study is one.
type Training interface {
	Catalog
	NetworkNames() []string
	Network(name string) (study.Network, bool)
	Curves() []study.Curve
	Find(ref study.Ref) (study.Layer, error)
}

// history is a network's checkpoints on the axis of training, ascending.
type history struct {
	network  string
	moments  []study.Moment
	warnings []warning.Warning
}

// historyOf places the checkpoints of a network that steps choose, by name or by
// training step; none chooses all whose place is known.
func historyOf(catalog Training, network string, steps []string) (history, error) {
	h := history{network: network}
	n, ok := catalog.Network(network)
	if !ok {
		_, err := catalog.LayerNames(network, "") // says what there is
		return h, err
	}
	chosen := map[string]bool{}
	for _, step := range steps {
		name, err := checkpointName(catalog, network, step)
		if err != nil {
			return h, err
		}
		chosen[name] = true
	}
	timeline := n.Timeline()
	stated := slices.ContainsFunc(timeline, func(m study.Moment) bool { return m.Stated })
	if !stated && len(timeline) > 1 {
		h.warn("The checkpoints of %s do not say their training step, so they are counted from 0.", network)
	}
	for _, m := range timeline {
		switch {
		case len(steps) > 0 && !chosen[m.Checkpoint]:
			continue
		case len(steps) == 0 && m.Aside:
			h.warn("The checkpoint %s of %s does not say its training step and was left out; choose it by name to see it at step %g.", m.Checkpoint, network, m.Step)
			continue
		case stated && !m.Stated:
			h.warn("The checkpoint %s of %s does not say its training step and was placed at %g.", m.Checkpoint, network, m.Step)
		}
		h.moments = append(h.moments, m)
	}
	return h, nil
}

func (h *history) warn(format string, args ...any) {
	h.warnings = append(h.warnings, warning.Warning{Code: warning.PlacedCheckpoint, Message: fmt.Sprintf(format, args...)})
}

// checkpointName is the checkpoint as it is on disk.
func checkpointName(catalog Catalog, network, step string) (string, error) {
	layers, err := catalog.LayerNames(network, step)
	if err != nil {
		return "", err
	}
	if len(layers) == 0 {
		return "", fmt.Errorf("the checkpoint %s of %s holds no layer", step, network)
	}
	ref, err := catalog.Resolve(study.Ref{Network: network, Step: step, Layer: layers[0]})
	return ref.Step, err
}

// refs are the layer's references at those checkpoints that hold it, and their
// places.
func (h history) refs(catalog Catalog, layer string, t study.Timestep) (refs []study.Ref, x []float64, err error) {
	var missing error
	for _, m := range h.moments {
		ref, err := catalog.Resolve(study.Ref{Network: h.network, Step: m.Checkpoint, Layer: layer, Timestep: t})
		if err != nil {
			missing = err
			continue
		}
		refs, x = append(refs, ref), append(x, m.Step)
	}
	if len(refs) == 0 {
		return nil, nil, missing
	}
	return refs, x, nil
}

// referenceOf resolves what a network's layer is compared with: the zero
// Endpoint is the network's own last checkpoint whose place in training is
// known, at timestep t.
func referenceOf(catalog Training, e Endpoint, network, layer string, t study.Timestep) (study.Ref, error) {
	if e.Network == "" {
		e.Network = network
	}
	if e.Timestep == (study.Timestep{}) {
		e.Timestep = t
	}
	if n, ok := catalog.Network(e.Network); ok && e.Step == "" {
		for _, m := range n.Timeline() {
			if !m.Aside {
				e.Step = m.Checkpoint
			}
		}
	}
	return catalog.Resolve(e.Ref(layer))
}
