package main

import "math"

// half is v as IEEE 754 binary16, rounded to nearest, ties to even; what is too
// large becomes infinite.
func half(v float32) uint16 {
	bits := math.Float32bits(v)
	sign := uint16(bits >> 16 & 0x8000)
	bits &= 0x7fffffff
	switch {
	case bits > 0x7f800000: // NaN
		return sign | 0x7e00
	case bits >= 0x477ff000: // rounds to 2¹⁶ or more
		return sign | 0x7c00
	case bits >= 0x38800000: // normal: drop 13 bits of the mantissa, rebias the exponent
		return sign | uint16((bits+0xfff+bits>>13&1-0x38000000)>>13)
	}
	// Subnormal: multiples of 2⁻²⁴, which adding 0.5 rounds to in float32.
	magnitude := math.Float32frombits(bits)
	return sign | uint16(math.Float32bits(magnitude+0.5)-math.Float32bits(0.5))
}

// trim is v as float32 with 15 of the 23 bits of its mantissa, rounded to
// nearest, ties to even.
func trim(v float32) uint32 {
	bits := math.Float32bits(v)
	return (bits + 0x7f + bits>>8&1) &^ 0xff
}
