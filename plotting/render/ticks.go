package render

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// tick is a place on an axis, in the axis' coordinates, mostly with a label.
type tick struct {
	at    float64
	label string
	minor bool // a shorter mark
	dim   bool // its label is set back
}

// numbering is how ticks at round numbers are written. The zero value has the
// decimals that tell them apart.
type numbering struct {
	whole    bool // at whole numbers only
	decimals Given[int]
}

// least is the smallest distance between ticks; 0 where any will do.
func (n numbering) least() float64 {
	d, ok := n.decimals.Number()
	switch {
	case n.whole:
		return 1
	case ok:
		return math.Pow(10, -float64(d))
	}
	return 0
}

// numericTicks gives ticks at round numbers inside a range, at most most of
// them (and at least two where the range allows).
func numericTicks(r figure.Range, most int, n numbering) []tick {
	if !(r.Max > r.Min) || math.IsInf(r.Max-r.Min, 0) {
		return []tick{{at: r.Min, label: digits(r.Min, 4)}}
	}
	step := roundStep((r.Max - r.Min) / float64(max(most-1, 1)))
	ticks := ticksAt(r, step, n)
	// Rounding up can leave a lone tick; the next two smaller steps are at
	// least two and a half times as fine, which is enough for another.
	for range 2 {
		if len(ticks) < 2 {
			step = roundStep(0.4 * step)
			ticks = ticksAt(r, step, n)
		}
	}
	if len(ticks) < 2 && !n.whole && n.least() > 0 {
		ticks = ticksAt(r, roundStep((r.Max-r.Min)/float64(max(most-1, 1))), numbering{})
	}
	return ticks
}

// ticksAt gives ticks at the multiples of a round step.
func ticksAt(r figure.Range, step float64, n numbering) []tick {
	if least := n.least(); step < least*(1-1e-9) {
		step = least
	} else if n.whole {
		step = math.Ceil(step)
	}
	decimals := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	slack := 1e-9 * (r.Max - r.Min)
	var ticks []tick
	for i := math.Ceil((r.Min - slack) / step); i*step <= r.Max+slack; i++ {
		v := i * step
		label := tickLabel(v, step, decimals)
		if d, ok := n.decimals.Number(); ok {
			label = decimalLabel(v, step, max(d, decimals))
		}
		ticks = append(ticks, tick{at: v, label: label})
	}
	return ticks
}

// label writes a number that was chosen for its meaning, round or not.
func (n numbering) label(v float64) string {
	if d, ok := n.decimals.Number(); ok {
		return decimalLabel(v, 0, d)
	}
	return shortNumber(v)
}

// decimalLabel is a number with so many decimals.
func decimalLabel(v, step float64, decimals int) string {
	if math.Abs(v) < step/2 {
		v = 0 // never -0
	}
	return signed(strconv.FormatFloat(v, 'f', decimals, 64))
}

// roundStep is the smallest of 1, 2 and 5 times a power of ten that is not
// below v.
func roundStep(v float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if m*unit >= v*(1-1e-9) {
			return m * unit
		}
	}
	return 10 * unit
}

func tickLabel(v, step float64, decimals int) string {
	if math.Abs(v) < step/2 {
		v = 0 // never -0
	}
	switch {
	case v != 0 && step >= 1e5 && math.Abs(v) < 1e10:
		return signed(strconv.FormatFloat(v/1e6, 'g', 5, 64) + "M")
	case decimals > 4 || math.Abs(v) >= 1e6:
		return digits(v, 4)
	}
	return signed(strconv.FormatFloat(v, 'f', decimals, 64))
}

// digits is a number to so many digits, with a power of ten where it is very large or
// small.
func digits(v float64, most int) string {
	s := strconv.FormatFloat(v, 'g', most, 64)
	if strings.Contains(s, "e") {
		return scientific(v, most)
	}
	return signed(s)
}

// plainDigits is a number to so many digits without a power of ten.
func plainDigits(v float64, most int) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', most, 64), 64) // a number always
	return signed(strconv.FormatFloat(rounded, 'f', -1, 64))
}

// scientific is a number to so many digits with a power of ten.
func scientific(v float64, most int) string {
	number, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', most-1, 64), "e")
	if strings.Contains(number, ".") {
		number = strings.TrimSuffix(strings.TrimRight(number, "0"), ".")
	}
	k, _ := strconv.Atoi(exponent) // an exponent always
	return power(number, strconv.Itoa(k))
}

// signed writes a minus sign where Go writes a hyphen.
func signed(number string) string { return strings.ReplaceAll(number, "-", "−") }

// valueRange is the range of a numeric axis: the one asked for, widened to a
// round number on the side where data leaves [0, 1]; or that of the data.
func valueRange(r figure.Range, values []float64) figure.Range {
	if r.IsZero() {
		r = dataRange(values)
	}
	if r.Max <= r.Min {
		return figure.Range{Min: r.Min - 0.5, Max: r.Min + 0.5}
	}
	return r
}

// rounded moves the ends outward to round numbers, not far: an axis need not
// end at a tick.
func rounded(r figure.Range) figure.Range {
	step := roundStep((r.Max - r.Min) / 20)
	return figure.Range{
		Min: math.Floor(r.Min/step+1e-9) * step,
		Max: math.Ceil(r.Max/step-1e-9) * step,
	}
}

func dataRange(values []float64) figure.Range {
	r := figure.Range{Min: math.Inf(1), Max: math.Inf(-1)}.Span(values...)
	if r.Min > r.Max {
		return figure.Unit()
	}
	return r
}

// ticksFor picks the number of ticks that the length has room for.
func (l *look) ticksFor(r figure.Range, length vg.Length, n numbering) []tick {
	return numericTicks(r, min(7, max(2, int(length/(1.8*l.font))+1)), n)
}

// endTicks are those of a logarithmic axis that ends at round numbers: its ends
// have labels, and between them what keeps clear of these. Where powers of ten are
// near one another, nothing is between them.
func (l *look) endTicks(a *axis, height vg.Length) []tick {
	const many = 100
	ticks := a.scale.logTicks(a.span, many)
	if float64(height/l.font) < 3.5*(a.span.Max-a.span.Min) {
		ticks = slices.DeleteFunc(ticks, func(t tick) bool {
			return t.at > a.span.Min+1e-9 && t.at < a.span.Max-1e-9 && math.Abs(t.at-math.Round(t.at)) > 1e-9
		})
	}
	from, to := int(math.Floor(a.span.Min+1e-9)), int(math.Floor(a.span.Max+1e-9))
	near := 2 * float64(l.font/height) * (a.span.Max - a.span.Min)
	for i := range ticks {
		t := &ticks[i]
		switch below, above := t.at-a.span.Min, a.span.Max-t.at; {
		case below < 1e-9 || above < 1e-9:
			k := int(math.Floor(t.at + 1e-9))
			t.label, t.minor = notationFor(from, to).label(int(math.Round(math.Pow(10, t.at-float64(k)))), k), false
		case min(below, above) < near:
			t.label, t.minor = "", true
		}
	}
	return l.apart(ticks, a.span, height, func(string) vg.Length { return l.font })
}

// beyondUnit reports whether a range holds [0, 1] and more: its ends, which are
// wherever the data are, should be at ticks.
func beyondUnit(r figure.Range) bool {
	return r.Min <= 0 && r.Max >= 1 && r != figure.Unit()
}

// covered moves the ends of a range outward to ticks.
func (l *look) covered(r figure.Range, length vg.Length, n numbering) figure.Range {
	// A wider range may have ticks further apart: the second round settles it.
	for range 2 {
		ticks := l.ticksFor(r, length, n)
		if len(ticks) < 2 {
			return r
		}
		step := ticks[1].at - ticks[0].at
		r.Min, r.Max = math.Floor(r.Min/step+1e-9)*step, math.Ceil(r.Max/step-1e-9)*step
	}
	return r
}

// widest is the width of the widest label.
func (l *look) widest(ticks []tick) vg.Length {
	w := vg.Length(0)
	for _, t := range ticks {
		w = max(w, l.width(t.label))
	}
	return w
}
