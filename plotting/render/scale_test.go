package render

import (
	"math"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/vg"
)

func TestLogScale(t *testing.T) {
	s := newScale(figure.Log, []float64{0, 10, 1000, -3, math.NaN(), math.Inf(1)})
	if s.at(100) != 2 || s.at(1000) != 3 {
		t.Errorf("100 is at %g, 1000 at %g", s.at(100), s.at(1000))
	}
	if zero := s.at(0); !(zero < 1 && zero > 0) {
		t.Errorf("0 is at %g, not shortly left of 10", zero)
	}
	if !math.IsNaN(s.at(-3)) {
		t.Errorf("a negative number is at %g", s.at(-3))
	}
	if at, ok := s.broken(); !ok || at <= s.at(0) || at >= 1 {
		t.Errorf("the break is at %g, %v", at, ok)
	}
	if _, ok := newScale(figure.Log, []float64{1, 2}).broken(); ok {
		t.Error("a break without a zero")
	}
	if newScale(figure.Log, []float64{0, -1}).log {
		t.Error("a logarithmic scale without a positive number")
	}
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		data []float64
		want string
	}{
		{[]float64{0, 10, 2400}, "0 10 100 1000"},
		{[]float64{0, 150, 2400}, "0 200 500 1000 2000"},
		{[]float64{0.001, 1e6}, "10⁻² 10⁰ 10² 10⁴ 10⁶"},
		{[]float64{3, 8}, "4 6 8"},
		{[]float64{1e-4, 0.1}, "10⁻⁴ 10⁻³ 10⁻² 10⁻¹"},
		{[]float64{1000, 1e7}, "10³ 10⁴ 10⁵ 10⁶ 10⁷"},
		{[]float64{1e-7, 1e-6}, "10⁻⁷ 2×10⁻⁷ 5×10⁻⁷ 10⁻⁶"},
	} {
		s := newScale(figure.Log, c.data)
		var labels []string
		for _, tick := range s.logTicks(padded(dataRange(s.all(c.data))), 5) {
			if tick.label != "" {
				labels = append(labels, tick.label)
			}
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.data, got, c.want)
		}
	}
}

// Numbers that are very large or small have a power of ten, on every axis alike.
func TestDigits(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 0.25: "0.25", -3: "−3", 2e-5: "2×10⁻⁵", 1e-5: "10⁻⁵", -1e-5: "−10⁻⁵", 1.5e12: "1.5×10¹²", -2.5e-7: "−2.5×10⁻⁷"} {
		if got := digits(v, 4); got != want {
			t.Errorf("%g reads %s, want %s", v, got, want)
		}
	}
	ticks := numericTicks(figure.Range{Max: 4e-5}, 3, numbering{})
	if got := ticks[1].label; got != "2×10⁻⁵" {
		t.Errorf("a tick of a linear axis reads %s", got)
	}
}

// Names that are numbers as computers write them are printed as people do.
func TestTypeset(t *testing.T) {
	for name, want := range map[string]string{
		"1e-05": "10⁻⁵", "3E-4": "3×10⁻⁴", "≥ 2.5e+06": "≥ 2.5×10⁶", "-1e3": "−10³",
		"0.001": "0.001", "conv1": "conv1", "e5": "e5", "1e-5x": "1e-5x", "≥ 8": "≥ 8", "Inf": "Inf", "": "",
	} {
		if got := typeset(name); got != want {
			t.Errorf("%s is printed %s, want %s", name, got, want)
		}
	}
}

// The ends of a ramp have as many decimals as each other, and enough to differ.
func TestSpanned(t *testing.T) {
	for _, c := range []struct {
		r     figure.Range
		scale figure.Scale
		want  string
	}{
		{figure.Range{Min: 0.9916, Max: 1}, figure.Linear, "0.992 to 1.000"},
		{figure.Range{Min: 0.082, Max: 0.91}, figure.Linear, "0.08 to 0.91"},
		{figure.Range{Min: 64, Max: 512}, figure.Linear, "64 to 512"},
		{figure.Range{Min: -0.0004, Max: 2}, figure.Linear, "0.0 to 2.0"},
		{figure.Range{Min: 1e-5, Max: 0.1}, figure.Log, "10⁻⁵ to 10⁻¹"},
		{figure.Range{Min: 0.0013, Max: 100}, figure.Log, "0.0013 to 100"},
		{figure.Range{Min: 1e-7, Max: 3e-7}, figure.Linear, "10⁻⁷ to 3×10⁻⁷"},
		{figure.Range{Min: 1500000, Max: 1500100}, figure.Linear, "1.5×10⁶ to 1.5001×10⁶"},
		{figure.Range{Min: 3, Max: 3}, figure.Linear, "3 to 3"},
	} {
		if low, high := spanned(c.r, c.scale); low+" to "+high != c.want {
			t.Errorf("%v reads %s to %s, want %s", c.r, low, high, c.want)
		}
	}
}

// Names beside curves' ends are there only where they keep apart and near.
func TestEndLabels(t *testing.T) {
	l := Style{}.look()
	try := func(ends ...float64) bool {
		var entries []entry
		for _, y := range ends {
			entries = append(entries, entry{series: figure.Series{Points: []figure.Point{{X: 0, Y: 0.5}, {X: 1, Y: y}}}, name: "x"})
		}
		labels, ok := l.endLabels(entries, plane{coords: coordinates(figure.Unit(), figure.Unit())}, 150, nearEnds())
		for i := 1; ok && i < len(labels); i++ {
			if apart := vg.Length(labels[i].rise-labels[i-1].rise) * 150; apart < l.font {
				t.Errorf("for %v labels are %v apart", ends, apart)
			}
		}
		return ok
	}
	for _, ends := range [][]float64{{0.2, 0.8}, {0.5, 0.55}, {0.1, 0.5, 0.9}} {
		if !try(ends...) {
			t.Errorf("%v have no labels", ends)
		}
	}
	for _, ends := range [][]float64{{0, 0, 0}, {0.5, 0.5, 0.5, 0.5}} {
		if try(ends...) {
			t.Errorf("%v have labels that stray", ends)
		}
	}
}

// The fonts have every character that labels are made of.
func TestFontsHaveEveryCharacter(t *testing.T) {
	l := Style{}.look()
	face := l.plain().Handler.Cache().Lookup(l.plain().Font, 8)
	var buf sfnt.Buffer
	for _, r := range "0123456789−.eM·≥±τρα÷←×…–%[]¹²³⁴⁵⁶⁷⁸" {
		if i, err := face.Face.GlyphIndex(&buf, r); err != nil || i == 0 {
			t.Errorf("there is no %c", r)
		}
	}
}

// Curves that all end at one point have no names there.
func TestNoNamesWhereAllCurvesEnd(t *testing.T) {
	l := (Style{Legend: LegendEnds}).of(figure.Figure{}, 300)
	for last, want := range map[float64]bool{0.2: false, 0.6: true} {
		var entries []entry
		for i, y := range []float64{0.2, last} {
			s := figure.Series{Name: string(rune('a' + i)), Points: []figure.Point{{X: 0, Y: float64(i)}, {X: 1, Y: y}}}
			entries = append(entries, entry{series: s, name: s.Name})
		}
		a := plane{coords: coordinates(figure.Unit(), figure.Unit())}
		if _, ok := l.endKey(entries, a, keyRoom{width: 300, height: 150, aside: 60}); ok != want {
			t.Errorf("curves that end at 0.2 and %g have names there: %v", last, ok)
		}
	}
}

// A title without room loses whole parts before it is cut.
func TestTitlesLoseWords(t *testing.T) {
	l := Style{}.look()
	a := axis{title: "PWCCA distance to the last (mean of both sides), logits", short: "PWCCA distance (both), logits"}
	for _, want := range []string{a.title, a.short, "PWCCA distance, logits", "PWCCA distance", "distance"} {
		got, size := l.fitTitle(a, l.width(want)+0.01)
		if got != want || size < 0.999 {
			t.Errorf("in the room of %q stands %q, %v of its size", want, got, size)
		}
		if got, size := l.fitTitle(a, 0.85*l.width("PWCCA distance")); got != "PWCCA distance" || size > 0.86 {
			t.Errorf("%q, %v of its size", got, size)
		}
	}
	if got, _ := l.fitTitle(axis{title: "distance to step-100"}, l.width("distance")+0.01); got != "distance" {
		t.Errorf("a distance without room is %q", got)
	}
	if got, _ := l.fitTitle(axis{title: "layer"}, 0.6*l.width("layer")); got != "la…r" && got != "l…r" {
		t.Errorf("a word without room is %q", got)
	}
}
