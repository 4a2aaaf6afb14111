package plotters

import (
	"image/color"
	"math"
	"strconv"
)

// Ramp is an ordered run of colours, evenly spaced from the lowest value to
// the highest.
type Ramp []color.RGBA

// At is the colour of position t, clamped to [0, 1]; NaN has the first colour.
func (r Ramp) At(t float64) color.RGBA {
	if len(r) == 0 {
		return color.RGBA{A: 255}
	}
	if !(t > 0) {
		return r[0]
	}
	return r[int(math.Min(t, 1)*float64(len(r)-1)+0.5)]
}

// Viridis is a perceptually even ramp, readable in grey and with the common
// colour-vision deficiencies. The tables of this ramp and the next two are in
// ramptables.go.
func Viridis() Ramp { return table(viridisTable) }

// Magma goes as evenly from black by purple to a pale yellow.
func Magma() Ramp { return table(magmaTable) }

// Cividis goes from blue to yellow, and looks the same to people who do not see
// red or green.
func Cividis() Ramp { return table(cividisTable) }

// table reads colours of six hexadecimal digits each.
func table(hexadecimal string) Ramp {
	const digits = 6
	r := make(Ramp, 0, len(hexadecimal)/digits)
	for i := 0; i < len(hexadecimal); i += digits {
		hex, _ := strconv.ParseUint(hexadecimal[i:i+digits], 16, 32) // a test reads every row
		r = append(r, rgb(uint32(hex)))
	}
	return r
}

// Slate goes from a pale to a dark grey blue. It tells the numbers of a strip
// beside a heat map apart from the cells.
func Slate() Ramp {
	return interpolate([]color.RGBA{rgb(0xe3ebf2), rgb(0x9db6cc), rgb(0x55789c), rgb(0x1d3557)})
}

// Greys goes from near black to near white, for print without colour.
func Greys() Ramp { return interpolate([]color.RGBA{rgb(0x1a1a1a), rgb(0xf2f2f2)}) }

const rampSteps = 256

// interpolate spreads the anchors over rampSteps colours.
func interpolate(anchors []color.RGBA) Ramp {
	r := make(Ramp, rampSteps)
	for i := range r {
		t := float64(i) / (rampSteps - 1) * float64(len(anchors)-1)
		k := min(int(t), len(anchors)-2)
		r[i] = mix(anchors[k], anchors[k+1], t-float64(k))
	}
	return r
}

func mix(a, b color.RGBA, t float64) color.RGBA {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + t*(float64(y)-float64(x)) + 0.5) }
	return color.RGBA{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B), A: 255}
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// luminance is the relative luminance of an opaque colour, 0 to 1 (WCAG 2).
func luminance(c color.RGBA) float64 {
	lin := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}
