package plotters

import (
	"image/color"
	"math"
	"testing"
)

func allRamps() map[string]Ramp {
	return map[string]Ramp{"viridis": Viridis(), "cividis": Cividis(), "magma": Magma(), "greys": Greys()}
}

func TestRampsAreWhole(t *testing.T) {
	for name, want := range map[string]map[int]uint32{
		"viridis": {0: 0x440154, 1: 0x440256, 64: 0x3b528b, 128: 0x21918c, 192: 0x5ec962, 255: 0xfde725},
		"cividis": {0: 0x00224e, 128: 0x7d7c78, 255: 0xfee838},
		"magma":   {0: 0x000004, 128: 0xb73779, 255: 0xfcfdbf},
	} {
		r, seen := allRamps()[name], map[color.RGBA]bool{}
		for _, c := range r {
			seen[c] = true
		}
		// Two neighbouring rows may round to one colour, but hardly more.
		if len(r) != 256 || len(seen) < 240 {
			t.Errorf("%s has %d rows, %d of them different", name, len(r), len(seen))
		}
		for row, hex := range want {
			if r[row] != rgb(hex) {
				t.Errorf("row %d of %s is %v, want %06x", row, name, r[row], hex)
			}
		}
		if r.At(-3) != r[0] || r.At(7) != r[255] || r.At(math.NaN()) != r[0] {
			t.Errorf("%s is not clamped", name)
		}
	}
}

// Whoever looks, and in grey print too, a higher value is lighter; and equal
// differences of value are about equal differences of lightness.
func TestRampsArePerceptuallyEven(t *testing.T) {
	const parts = 8
	for name, ramp := range allRamps() {
		for eyes, sees := range map[string]func(color.RGBA) [3]float64{"all colours": linear, "no red": protan, "no green": deutan} {
			at := func(i int) float64 { return lightness(sees(ramp.At(float64(i) / parts))) }
			mean := (at(parts) - at(0)) / parts
			for i := range parts {
				if step := at(i+1) - at(i); step < 0.5*mean || step > 1.6*mean {
					t.Errorf("%s, seen with %s: step %d is %.1f of lightness, the mean %.1f", name, eyes, i, step, mean)
				}
			}
		}
	}
}

// linear is a colour in light, 0 to 1.
func linear(c color.RGBA) (out [3]float64) {
	for i, v := range []uint8{c.R, c.G, c.B} {
		s := float64(v) / 255
		if out[i] = math.Pow((s+0.055)/1.055, 2.4); s <= 0.04045 {
			out[i] = s / 12.92
		}
	}
	return out
}

// protan and deutan are a colour without the cones for red and for green, by
// Viénot, Brettel and Mollon (1999).
func protan(c color.RGBA) [3]float64 {
	l := linear(c)
	both := 0.11238*l[0] + 0.88762*l[1]
	return [3]float64{both, both, 0.00401*l[0] - 0.00401*l[1] + l[2]}
}

func deutan(c color.RGBA) [3]float64 {
	l := linear(c)
	both := 0.29275*l[0] + 0.70725*l[1]
	return [3]float64{both, both, -0.02234*l[0] + 0.02234*l[1] + l[2]}
}

// lightness is CIE L*, 0 to 100.
func lightness(l [3]float64) float64 {
	y := 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
	if y <= 216.0/24389 {
		return y * 24389 / 27
	}
	return 116*math.Cbrt(y) - 16
}
