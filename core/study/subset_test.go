package study

import (
	"math"
	"slices"
	"testing"
)

func TestSubset(t *testing.T) {
	for _, n := range []int{1, 2, 10, 1000} {
		for _, count := range []int{1, n / 2, n - 1} {
			if count < 1 {
				continue
			}
			for seed := range uint64(20) {
				rows := subset(n, count, seed)
				if n == count {
					continue
				}
				if len(rows) != count || !slices.IsSorted(rows) || len(slices.Compact(slices.Clone(rows))) != count ||
					rows[0] < 0 || rows[count-1] >= n {
					t.Fatalf("%d of %d: %v", count, n, rows)
				}
				if !slices.Equal(rows, subset(n, count, seed)) {
					t.Fatal("a second draw by the same seed differs")
				}
			}
		}
	}
	for _, count := range []int{-1, 0, 10, 11} {
		if rows := subset(10, count, 1); rows != nil {
			t.Errorf("%d of 10 are %v", count, rows)
		}
	}
	// Saved sessions name seeds, so these never change.
	if got := subset(20, 6, 7); !slices.Equal(got, []int{0, 2, 3, 11, 15, 19}) {
		t.Errorf("seed 7 draws %v", got)
	}
}

// Each row is as likely as any other.
func TestSubsetUniform(t *testing.T) {
	const n, count, draws = 12, 5, 20_000
	var hits [n]int
	for seed := range uint64(draws) {
		for _, r := range subset(n, count, seed) {
			hits[r]++
		}
	}
	p := float64(count) / n
	for r, got := range hits {
		if sigma := math.Sqrt(draws * p * (1 - p)); math.Abs(float64(got)-draws*p) > 5*sigma {
			t.Errorf("row %d was drawn %d times, want about %.0f", r, got, draws*p)
		}
	}
}
