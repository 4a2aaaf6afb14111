package main

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
)

func TestArraysForNumpy(t *testing.T) {
	null := 0.1
	res := &analysis.LayersResult{AllLayers: true, LayersA: []string{"a", "b"}, LayersB: []string{"c"}, Pairs: []analysis.Pair{
		{Similarity: 0.75, Distance: 0.25, Null: &null},
		{Similarity: math.NaN(), Distance: math.NaN(), Refused: "too few datapoints"},
	}}
	dir := t.TempDir()
	all, first := filepath.Join(dir, "m.npz"), filepath.Join(dir, "m.NPY")
	for _, path := range []string{all, first} {
		if err := saveArrays(path, layerArrays(res)); err != nil {
			t.Fatal(err)
		}
	}
	read := func(path, key string) arrayfile.Array {
		f, err := arrayfile.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		a, err := f.Read(key)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Header.Shape, []int{2, 1}) {
			t.Errorf("%s is %v", key, a.Header.Shape)
		}
		return a
	}
	for key, want := range map[string]float64{"similarity": 0.75, "distance": 0.25, "null": 0.1} {
		if a := read(all, key); a.Float64[0] != want || !math.IsNaN(a.Float64[1]) {
			t.Errorf("%s: %v", key, a.Float64)
		}
	}
	if a := read(first, ""); a.Float64[0] != 0.75 {
		t.Errorf("the .npy holds %v", a.Float64)
	}
	if err := saveArrays(all, nil); err == nil || !strings.Contains(err.Error(), "no arrays") {
		t.Errorf("nothing to write: %v", err)
	}
}
