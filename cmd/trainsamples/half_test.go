package main

import (
	"math"
	"testing"
)

// widened is the value of a binary16 by its definition.
func widened(h uint16) float64 {
	sign, exponent, mantissa := 1.0, int(h>>10&31), float64(h&1023)
	if h&0x8000 != 0 {
		sign = -1
	}
	switch exponent {
	case 0:
		return sign * math.Ldexp(mantissa, -24)
	case 31:
		return sign * math.Inf(1)
	}
	return sign * math.Ldexp(1024+mantissa, exponent-25)
}

// Every finite binary16 comes back, and between two neighbours the nearer one
// is taken, the even one in the middle.
func TestHalf(t *testing.T) {
	for h := range uint16(0x7c00) {
		low, high := widened(h), widened(h+1)
		if h+1 == 0x7c00 {
			high = 65536
		}
		even := h
		if h%2 == 1 {
			even = h + 1
		}
		middle := (low + high) / 2
		for v, want := range map[float64]uint16{
			low:    h,
			middle: even,
			float64(math.Nextafter32(float32(middle), -1)):              h,
			float64(math.Nextafter32(float32(middle), math.MaxFloat32)): h + 1,
		} {
			if got := half(float32(v)); got != want {
				t.Fatalf("half(%v) = %#x, want %#x", v, got, want)
			}
			if got := half(-float32(v)); got != want|0x8000 {
				t.Fatalf("half(-%v) = %#x", v, got)
			}
		}
	}
	if half(float32(math.Inf(-1))) != 0xfc00 || half(float32(math.NaN()))&0x7fff <= 0x7c00 {
		t.Error("infinity or NaN")
	}
}

func TestTrim(t *testing.T) {
	for v, want := range map[float32]float32{
		0: 0, -1: -1, 1 + 1.0/(1<<15): 1 + 1.0/(1<<15),
		1 + 1.0/(1<<16): 1, 1 + 3.0/(1<<16): 1 + 1.0/(1<<14), -1 - 5.0/(1<<18): -1 - 1.0/(1<<15),
	} {
		if got := math.Float32frombits(trim(v)); got != want {
			t.Errorf("trim(%v) = %v, want %v", v, got, want)
		}
	}
}
