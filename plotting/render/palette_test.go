package render

import (
	"image/color"
	"math"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

func luminance(c color.RGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// contrastOf is the contrast of two colours by WCAG 2, 1 to 21.
func contrastOf(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// On either sheet lines of every colour show: those of the palettes, but for the
// yellows, which come last, and those of the ramps.
func TestColoursShowOnTheSheet(t *testing.T) {
	for _, sheet := range []Sheet{Light, Dark} {
		for _, o := range Palettes() {
			l := Style{Palette: o.Value, Background: Background{Sheet: sheet}}.look()
			for i, c := range l.palette[:4] {
				if got := contrastOf(c, l.sheet); got < 2.2 {
					t.Errorf("%s, sheet %q: colour %d has a contrast of %.2f", o.Name, sheet, i, got)
				}
				for k, other := range l.palette[:i] {
					if c == other {
						t.Errorf("%s: colours %d and %d are one", o.Name, i, k)
					}
				}
			}
		}
		for _, o := range Ramps() {
			l := Style{Ramp: o.Value, Background: Background{Sheet: sheet}}.look()
			for i := range 11 {
				if got := contrastOf(l.ordered(float64(i)/10), l.sheet); got < 1.5 || sheet == Dark && got < 3 {
					t.Errorf("%s, sheet %q: position %d of 10 has a contrast of %.2f", o.Name, sheet, i, got)
				}
			}
		}
	}
}

// In grey print neighbours differ, and metadata has more shades than data.
func TestGreysDiffer(t *testing.T) {
	for _, dark := range []bool{false, true} {
		data, beside := Grey.colours(dark)
		for i := 1; i < len(data); i++ {
			if got := contrastOf(data[i-1], data[i]); got < 1.5 {
				t.Errorf("dark %v: greys %d and %d have a contrast of %.2f", dark, i-1, i, got)
			}
		}
		if len(beside) <= len(data) {
			t.Errorf("%d greys for metadata", len(beside))
		}
	}
}

func TestDecimals(t *testing.T) {
	for _, c := range []struct {
		r        figure.Range
		decimals int
		want     string
	}{
		{figure.Unit(), 2, "0.00 0.20 0.40 0.60 0.80 1.00"},
		{figure.Unit(), 0, "0 1"},                                        // not 0, 0, 0, 1, 1, 1
		{figure.Range{Min: 0.3, Max: 0.8}, 0, "0.3 0.4 0.5 0.6 0.7 0.8"}, // rather than none
		{figure.Range{Min: -2e6, Max: 2e6}, 0, "−2000000 −1000000 0 1000000 2000000"},
	} {
		got := ""
		for _, tick := range numericTicks(c.r, 7, numbering{decimals: Give(c.decimals)}) {
			got += " " + tick.label
		}
		if got != " "+c.want {
			t.Errorf("%v with %d decimals:%s, want %s", c.r, c.decimals, got, c.want)
		}
	}
}

// However many categories, no two have the same colour and the same marker.
func TestCategoriesDiffer(t *testing.T) {
	for _, palette := range []Palette{OkabeIto, Tol, Grey} {
		for _, sheet := range []Sheet{Light, Dark} {
			style := Style{Palette: palette}
			style.Sheet = sheet
			l := style.look()
			type mark struct {
				colour color.RGBA
				place  int
			}
			seen := map[mark]int{}
			for i := range 24 {
				m := mark{l.category(i), l.among(i, 8)}
				if before, ok := seen[m]; ok {
					t.Errorf("%v on %v: categories %d and %d are the same", palette, sheet, before, i)
				}
				seen[m] = i
			}
		}
	}
}
