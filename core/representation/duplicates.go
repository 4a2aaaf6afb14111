package representation

import (
	"math"
	"slices"

	"github.com/semblance-app/semblance/core/study"
)

// duplicates finds neurons that repeat an earlier neuron exactly, leaving out
// the dead ones. Columns are hashed in one pass over the rows and compared
// only where hashes meet.
func duplicates(a study.Activations, dead []int) [][2]int {
	at := func(row, col int) float64 {
		if a.Float64 != nil {
			return a.Float64[row*a.P+col]
		}
		return float64(a.Float32[row*a.P+col])
	}
	hashes := make([]uint64, a.P)
	for row := range a.N {
		for col := range hashes {
			hashes[col] = (hashes[col] ^ math.Float64bits(at(row, col)+0)) * 0x9E3779B97F4A7C15
		}
	}
	equal := func(i, j int) bool {
		for row := range a.N {
			if at(row, i) != at(row, j) {
				return false
			}
		}
		return true
	}
	var found [][2]int
	first := make(map[uint64]int, a.P)
	for col, h := range hashes {
		if _, isDead := slices.BinarySearch(dead, col); isDead {
			continue
		}
		if earlier, ok := first[h]; ok && equal(earlier, col) {
			found = append(found, [2]int{col, earlier})
		} else if !ok {
			first[h] = col
		}
	}
	return found
}
