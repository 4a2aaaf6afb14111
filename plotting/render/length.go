package render

import (
	"math"
	"strconv"
	"strings"
)

// Length reads a length with its unit, mm, cm, in or pt (72 to the inch), such as
// 89mm or 3.5 in, into millimetres; ok is false for what is none.
func Length(s string) (mm float64, ok bool) {
	for _, unit := range []struct {
		name string
		mm   float64
	}{{"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 25.4 / 72}} {
		number, found := strings.CutSuffix(strings.TrimSpace(s), unit.name)
		if !found {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		return v * unit.mm, err == nil && !math.IsNaN(v)
	}
	return 0, false
}
