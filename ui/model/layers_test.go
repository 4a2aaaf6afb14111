package model

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/study"
)

// A layer of one network alone can be followed, but not compared with others.
func TestSharedLayers(t *testing.T) {
	network := func(name string, layers ...string) study.Network {
		last := study.Checkpoint{Name: "final"}
		for _, l := range layers {
			last.Layers = append(last.Layers, study.Layer{Name: l})
		}
		return study.Network{Name: name, Checkpoints: []study.Checkpoint{last}}
	}
	s := &study.Study{Networks: []study.Network{network("text", "lstm1", "lstm3"), network("a", "lstm3"), network("b", "lstm3")}}
	for _, c := range []struct {
		what      string
		got, want []string
	}{
		{"any", LayerChoices(s, nil), []string{"lstm1", "lstm3"}},
		{"shared", SharedLayers(s, nil), []string{"lstm3"}},
		{"shared by one", SharedLayers(s, []string{"text"}), nil},
		{"without a study", SharedLayers(nil, nil), nil},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
}
