package render

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
)

// scale turns the numbers of an axis into coordinates along it. On a
// logarithmic scale a coordinate is a power of ten, and zero has a place of its
// own left of the smallest positive number.
type scale struct {
	log  bool
	zero float64 // where 0 stands; NaN where the data have none
	low  float64 // coordinate of the smallest positive number
}

// newScale is the scale of an axis for the data on it. Without a positive
// number a logarithmic scale has nothing to show and becomes linear.
func newScale(s figure.Scale, data []float64) scale {
	if s != figure.Log {
		return scale{}
	}
	low, high, zero := math.Inf(1), 0.0, false
	for _, v := range data {
		switch {
		case v == 0:
			zero = true
		case v > 0 && !math.IsInf(v, 1):
			low, high = min(low, v), max(high, v)
		}
	}
	if high == 0 {
		return scale{}
	}
	out := scale{log: true, zero: math.NaN(), low: math.Log10(low)}
	if zero {
		out.zero = out.low - min(max(0.14*(math.Log10(high)-out.low), 0.12), 0.6)
	}
	return out
}

// at is the coordinate of a number; NaN where the scale has no place for it.
func (s scale) at(v float64) float64 {
	switch {
	case !s.log:
		return v
	case v == 0:
		return s.zero
	case v < 0:
		return math.NaN()
	}
	return math.Log10(v)
}

// number is the one at a coordinate; left of the smallest positive one it is 0.
func (s scale) number(at float64) float64 {
	switch {
	case !s.log:
		return at
	case at < s.low && finite(s.zero):
		return 0
	}
	return math.Pow(10, at)
}

// all are the coordinates of numbers.
func (s scale) all(values []float64) []float64 {
	if !s.log {
		return values
	}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = s.at(v)
	}
	return out
}

// broken is where the axis has its break between zero and the rest.
func (s scale) broken() (at float64, ok bool) {
	return (s.zero + s.low) / 2, s.log && finite(s.zero)
}

// logTicks are ticks at the powers of ten, with small ones between them; where
// there are few powers and room, some between them have labels too.
func (s scale) logTicks(span figure.Range, most int) []tick {
	var ticks []tick
	if finite(s.zero) && s.zero >= span.Min {
		ticks = append(ticks, tick{at: s.zero, label: "0"})
	}
	from, to := int(math.Floor(s.low+1e-9)), int(math.Floor(span.Max+1e-9))
	every := max(1, (s.count(span, []int{1})+most-1)/most)
	notation := notationFor(from, to)
	labelled := s.labelled(span, most-len(ticks))
	for k := from; k <= to; k++ {
		for m := 1; m < 10; m++ {
			at := float64(k) + math.Log10(float64(m))
			if !s.holds(span, at) {
				continue
			}
			t := tick{at: at, minor: m > 1}
			if slices.Contains(labelled, m) && (m > 1 || k%every == 0) {
				t.label, t.minor = notation.label(m, k), false
			}
			ticks = append(ticks, t)
		}
	}
	return s.orRound(ticks, span, most)
}

// roundEnds are the ends of an axis for positive numbers, at 1, 2 or 5 times a
// power of ten.
func (s *scale) roundEnds(high float64) figure.Range {
	s.low = -math.Log10(roundStep(math.Pow(10, -s.low)))
	return figure.Range{Min: s.low, Max: math.Log10(roundStep(math.Pow(10, high)))}
}

// holds reports whether a power of ten is on the part of an axis above zero.
func (s scale) holds(span figure.Range, at float64) bool {
	return at >= s.low-1e-9 && at >= span.Min-1e-9 && at <= span.Max+1e-9
}

// count is how many of such multiples of the powers of ten are on an axis.
func (s scale) count(span figure.Range, multiples []int) int {
	n := 0
	for k := math.Floor(s.low); k <= span.Max; k++ {
		for _, m := range multiples {
			if s.holds(span, k+math.Log10(float64(m))) {
				n++
			}
		}
	}
	return n
}

// labelled are the multiples of the powers of ten that have labels: as many as
// there is room for where the powers are few, else the powers themselves.
func (s scale) labelled(span figure.Range, most int) []int {
	powers := []int{1}
	if s.count(span, powers) > 2 {
		return powers
	}
	for _, multiples := range [][]int{{1, 2, 5}, {1, 3}} {
		if n := s.count(span, multiples); n > 1 && n <= most {
			return multiples
		}
	}
	return powers
}

// orRound are the ticks, or those at round numbers where fewer than two have
// labels: on an axis that spans less than a power of ten.
func (s scale) orRound(ticks []tick, span figure.Range, most int) []tick {
	labels := 0
	for _, t := range ticks {
		if t.label != "" {
			labels++
		}
	}
	if labels > 1 {
		return ticks
	}
	round := numericTicks(figure.Range{Min: math.Pow(10, max(span.Min, s.low)), Max: math.Pow(10, span.Max)}, most, numbering{})
	for i := range round {
		round[i].at = s.at(round[i].at)
	}
	return round
}

// notation is how a logarithmic axis writes its numbers, all of them alike.
type notation int

const (
	plainNotation notation = iota // 2000
	powerNotation                 // 2×10⁶
)

// notationFor suits the powers of ten from one to another.
func notationFor(from, to int) notation {
	if from >= -3 && to <= 4 {
		return plainNotation
	}
	return powerNotation
}

// label writes m times ten to the k.
func (n notation) label(m, k int) string {
	if n == plainNotation {
		return strconv.FormatFloat(float64(m)*math.Pow(10, float64(k)), 'f', max(0, -k), 64)
	}
	return power(strconv.Itoa(m), strconv.Itoa(k))
}

// typeset is a name, or, where it is a number as computers write it, such as ≥ 3e-05,
// that number as people print it.
func typeset(name string) string {
	sign, number := "", name
	if rest, ok := strings.CutPrefix(name, "≥ "); ok {
		sign, number = "≥ ", rest
	}
	if _, err := strconv.ParseFloat(number, 64); err != nil {
		return name
	}
	digits, exponent, _ := strings.Cut(strings.ToLower(number), "e")
	k, err := strconv.Atoi(exponent)
	if err != nil {
		return name
	}
	return sign + power(digits, strconv.Itoa(k))
}

// power is a number times a power of ten, which alone says it where the number is
// one.
func power(number, exponent string) string {
	ten := "10" + plotters.Raise(exponent)
	switch number {
	case "1":
		return ten
	case "-1":
		return "−" + ten
	}
	return signed(number) + "×" + ten
}
