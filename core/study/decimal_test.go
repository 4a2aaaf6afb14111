package study

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestCompareNames(t *testing.T) {
	for _, want := range [][]string{
		{"rate-0.001-seed-0", "rate-0.001-seed-1", "rate-0.01-seed-0", "rate-0.05-seed-0", "rate-0.1-seed-0"},
		{"lr3e-4", "lr1e-3", "lr3e-3", "lr1.5e-2"},
		{"0.0005", "0.002", "0.008", "0.03", "1", "10"},
		{"layer1.9.conv", "layer1.10.conv"},
		{"net2", "net10", "net10b"},
		{"v1.9.0", "v1.10.0"},
	} {
		for range 20 {
			got := slices.Clone(want)
			rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
			slices.SortFunc(got, CompareNames)
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
				break
			}
		}
	}
}
