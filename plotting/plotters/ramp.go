package plotters

import (
	"image/color"
	"math"
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

// Viridis is a perceptually even ramp in 256 steps, readable in grey and with
// the common colour-vision deficiencies. It goes through ten of the colours of
// viridis by Nathaniel J. Smith, Stéfan van der Walt and Eric Firing
// (https://bids.github.io/colormap), released under CC0.
func Viridis() Ramp {
	return interpolate([]color.RGBA{
		rgb(0x440154), rgb(0x482878), rgb(0x3e4a89), rgb(0x31688e), rgb(0x26828e),
		rgb(0x1f9e89), rgb(0x35b779), rgb(0x6dcd59), rgb(0xb4de2c), rgb(0xfde725),
	})
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
