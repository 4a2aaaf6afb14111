package render

import (
	"math"
	"testing"
)

func TestLength(t *testing.T) {
	for s, want := range map[string]float64{"89mm": 89, "8.9 cm": 89, "3.5in": 88.9, " 252 pt ": 88.9} {
		if mm, ok := Length(s); !ok || math.Abs(mm-want) > 1e-9 {
			t.Errorf("%q is %g mm, %v; want %g", s, mm, ok, want)
		}
	}
	for _, s := range []string{"", "89", "mm", "3 feet", "NaNmm", "3,5,1in"} {
		if mm, ok := Length(s); ok {
			t.Errorf("%q is %g mm", s, mm)
		}
	}
}
