package figure

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// curve is a series of y over x, without tips. The two are as long as each
// other; where y is shorter its rest is missing.
func curve(name string, colour Colour, x, y []float64) Series {
	s := Series{Name: name, Colour: colour, Points: make([]Point, len(x))}
	for i := range x {
		s.Points[i] = Point{X: x[i], Y: at(y, i), Pair: None}
	}
	return s
}

// at is the i-th value, NaN beyond the end.
func at(values []float64, i int) float64 {
	if i < len(values) {
		return values[i]
	}
	return math.NaN()
}

// around is the spread of values by their deviations; none where no deviation
// is known.
func around(name string, y, deviation []float64) Spread {
	s, known := Spread{Name: name, Ranges: make([]Range, len(y))}, false
	for i := range y {
		if s.Ranges[i] = Missing(); finite(at(deviation, i)) {
			s.Ranges[i], known = Around(y[i], deviation[i]), true
		}
	}
	if !known {
		return Spread{}
	}
	return s
}

// floats are whole numbers as an axis takes them.
func floats(list []int) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = float64(v)
	}
	return out
}

// counting is 0, 1 … n−1.
func counting(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = float64(i)
	}
	return out
}

// span is the range of a distance's axis: [0, 1], wider where data or spreads
// leave it.
func span(series ...Series) Range {
	r := Unit()
	for _, s := range series {
		for _, p := range s.Points {
			r = r.Span(p.Y)
		}
		for _, e := range s.Spread.Ranges {
			r = r.Span(e.Min, e.Max)
		}
	}
	return r
}

// sameRange gives panels the range of all, so that they compare at a glance.
func sameRange(panels []Panel) {
	all := panels[0].Y.Range
	for _, p := range panels {
		all = all.Span(p.Y.Range.Min, p.Y.Range.Max)
	}
	for i := range panels {
		panels[i].Y.Range = all
	}
}

// sameColours gives matrices of the same quantity one range, so that equal colours are
// equal values.
func sameColours(panels []Panel) {
	all := map[string]Range{}
	for _, p := range panels {
		m := p.Matrix
		all[m.Label] = m.Range.Span(all[m.Label].Min, all[m.Label].Max)
	}
	for _, p := range panels {
		p.Matrix.Range = all[p.Matrix.Label]
	}
}

// absent marks where curves have no value, one cross at each x; and names those
// that have none at all, which no cross could tell apart.
func absent(curves ...Series) []Series {
	at, names := map[float64][]Point{}, []string{}
	var without []string
	for _, s := range curves {
		if !hasValue(s) {
			without = append(without, s.Name)
			continue
		}
		for _, pt := range s.Points {
			if finite(pt.Y) || !finite(pt.X) {
				continue
			}
			at[pt.X] = append(at[pt.X], pt)
			if !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	var out []Series
	if len(at) > 0 {
		out = append(out, Series{Name: noValue(names, len(curves)), Role: Absent, Form: Dots})
	}
	for _, x := range slices.Sorted(maps.Keys(at)) {
		var tips []string
		for _, pt := range at[x] {
			tips = append(tips, pt.Tip)
		}
		out[0].Points = append(out[0].Points, Point{X: x, Y: math.NaN(), Tip: tip(tips...), Pair: at[x][0].Pair})
	}
	if len(without) > 0 {
		out = append(out, Series{Name: noValue([]string{spelling.First(without, 3)}, 2), Role: Absent, Form: Dots})
	}
	return out
}

// noValue is the key to crosses, with the name of the one of several curves that
// they belong to.
func noValue(names []string, curves int) string {
	if len(names) == 1 && curves > 1 && names[0] != "" {
		return names[0] + ": no value"
	}
	return "no value"
}

// valued are the curves that have any value.
func valued(curves []Series) []Series {
	return slices.DeleteFunc(slices.Clone(curves), func(s Series) bool { return !hasValue(s) })
}

// nearNull is what captions say of a null level.
const nearNull = "; near the dashed null level a value says nothing"

// hasNull reports whether a null level is drawn.
func hasNull(p Panel) bool {
	return slices.ContainsFunc(p.Series, func(s Series) bool { return s.Role == Null && hasValue(s) })
}

// levels are null levels along an axis.
type levels struct{ x, y []float64 }

// lowest is a null series of the least level at each x, the one that comes
// nearest to the data, with a gap where none has one.
func lowest(all []levels) Series {
	least, known := map[float64]float64{}, false
	for _, l := range all {
		for i, x := range l.x {
			v := at(l.y, i)
			if old, ok := least[x]; !ok || finite(v) && !(old <= v) {
				least[x] = v
			}
			known = known || finite(v)
		}
	}
	out := Series{Name: "null level", Shorter: []string{"null"}, Role: Null}
	if !known {
		return out
	}
	for _, x := range slices.Sorted(maps.Keys(least)) {
		out.Points = append(out.Points, Point{X: x, Y: least[x], Pair: None})
	}
	return out
}

// sameWords gives null levels in several panels side by side the shortest name, lest
// one thing have two where there is less room.
func sameWords(panels []Panel) {
	lacking := slices.DeleteFunc(slices.Clone(panels), hasNull)
	if len(panels)-len(lacking) < 2 {
		return
	}
	for i := range panels {
		for k := range panels[i].Series {
			if s := &panels[i].Series[k]; s.Role == Null && len(s.Shorter) > 0 {
				s.Name, s.Shorter = s.Shorter[len(s.Shorter)-1], nil
			}
		}
	}
}

// tip is lines of hover text; empty ones are left out.
func tip(lines ...string) string {
	var kept []string
	for _, l := range lines {
		if l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// plusMinus adds a deviation to a text, where it is known.
func plusMinus(v, deviation float64) string {
	if !finite(deviation) {
		return short(v)
	}
	return fmt.Sprintf("%s ± %s", short(v), short(deviation))
}

// compact writes a number as people say it: 2400, 0.001, 1.5e+06.
func compact(v float64) string { return fmt.Sprintf("%.4g", v) }

// where is a reference in captions and tips: the network where it matters, the
// checkpoint, the timestep.
func where(r study.Ref, layer bool) string {
	parts := []string{}
	for _, s := range []string{r.Network, r.Step} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if layer && r.Layer != "" {
		parts = append(parts, r.Layer)
	}
	return strings.Join(parts, "/") + timestep(r)
}

func empty(kind Kind, title, note string) Figure { return Figure{Kind: kind, Title: title, Note: note} }

// hasValue reports whether any point of a series can be drawn.
func hasValue(s Series) bool {
	return slices.ContainsFunc(s.Points, func(p Point) bool { return finite(p.Y) })
}

// firstWarning is what the first warning says, for figures left empty.
func firstWarning(list []warning.Warning, otherwise string) string {
	if len(list) > 0 {
		return list[0].Message
	}
	return otherwise
}

// atName is the i-th name, "" beyond the end.
func atName(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return ""
}

// stepName is a checkpoint's label: its training step, which is shorter than
// its name on disk.
func stepName(name string, step float64) string {
	if finite(step) {
		return strconv.FormatFloat(step, 'f', -1, 64)
	}
	return name
}
