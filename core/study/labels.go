package study

import (
	"fmt"
	"maps"
	"slices"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

// leaveOutLabels leaves out whole numbers in one dimension, where other arrays have
// more: the classes or numbers of the datapoints, which scripts save beside the
// activations. As a layer they would be alike in all networks.
func (b *builder) leaveOutLabels() {
	if !b.hasMatrices() {
		return
	}
	networks := map[string]int{} // by layer: in how many
	sizes := map[string]int{}
	for network, steps := range b.layers {
		of := map[string]bool{}
		for step, layers := range steps {
			steps[step] = slices.DeleteFunc(layers, func(l Layer) bool {
				if !labels(l) {
					return false
				}
				delete(b.study.files, Ref{Network: network, Step: step, Layer: l.Name})
				of[l.Name], sizes[l.Name] = true, l.Shape[0]
				return true
			})
			if len(steps[step]) == 0 {
				delete(steps, step)
			}
		}
		if len(steps) == 0 {
			delete(b.layers, network)
		}
		for name := range of {
			networks[name]++
		}
	}
	for _, name := range slices.SortedFunc(maps.Keys(networks), CompareNames) {
		what := name
		if n := networks[name]; n > 1 {
			what += " of " + spelling.Count(n, "network")
		}
		b.warn(warning.Warning{Code: warning.LeftOut, Message: fmt.Sprintf(
			"Left out: %s, whole numbers in one dimension, which say what the datapoints are and not how a layer represents them; save them as %d×1 if they are a layer.",
			what, sizes[name])})
	}
}

func (b *builder) hasMatrices() bool {
	for _, steps := range b.layers {
		for _, layers := range steps {
			if slices.ContainsFunc(layers, func(l Layer) bool { return len(l.Shape) > 1 }) {
				return true
			}
		}
	}
	return false
}

// labels reports whether an array can be nothing but labels.
func labels(l Layer) bool {
	if len(l.Shape) != 1 {
		return false
	}
	switch l.DType {
	case arrayfile.Float16, arrayfile.Float32, arrayfile.Float64:
		return false
	}
	return true
}
