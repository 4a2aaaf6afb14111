package figure

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// names are the shortest names that tell the two sides of a pair apart:
// network, then checkpoint, then timestep.
func names(p *analysis.Pair) (a, b string) {
	a, b = p.A.Network, p.B.Network
	if a == b && p.A.Step != p.B.Step {
		a, b = join(a, p.A.Step), join(b, p.B.Step)
	}
	if a == b && p.A.Timestep != p.B.Timestep {
		a, b = a+timestep(p.A), b+timestep(p.B)
	}
	if a == "" && b == "" {
		return "A", "B"
	}
	return a, b
}

// ends are the networks of a pair.
func ends(p *analysis.Pair) []string {
	if p.A.Network == p.B.Network {
		return []string{p.A.Network}
	}
	return []string{p.A.Network, p.B.Network}
}

func join(network, step string) string {
	return strings.Trim(network+"/"+step, "/")
}

func timestep(r study.Ref) string {
	if i, ok := r.Timestep.Index(); ok {
		return fmt.Sprintf("[t=%d]", i)
	}
	return ""
}

// valueAxis is an axis of values of a measure.
func valueAxis(m similarity.Measure, side similarity.Side, q Quantity) Axis {
	a := Axis{Label: m.Title() + " " + q.String()}
	if m != similarity.PWCCA && m != "" {
		return a
	}
	switch side {
	case similarity.Second:
		a.Label, a.Short = a.Label+" (second side’s weights)", a.Label+" (second)"
	case similarity.Both:
		a.Label, a.Short = a.Label+" (mean of both sides)", a.Label+" (both)"
	}
	return a
}

// at is the axis of the same values at a layer.
func (a Axis) at(layer string) Axis {
	if a.Label += ", " + layer; a.Short != "" {
		a.Short += ", " + layer
	}
	return a
}

// labelled is a matrix with the label of an axis for its colour bar.
func (m *Matrix) labelled(a Axis) *Matrix {
	m.Label, m.Short = a.Label, a.Short
	return m
}

// spaced is the name of a column of metadata as people write it.
func spaced(column string) string { return strings.ReplaceAll(column, "_", " ") }

// sentence is a formatted text that begins with a capital.
func sentence(format string, args ...any) string {
	s := fmt.Sprintf(format, args...)
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func versus(a, b string) string { return a + " vs " + b }

func both(a, b string) string {
	if a == b {
		return a
	}
	return a + " and " + b
}

// tips are what hover shows of each pair: layers, networks, value, null level
// and sizes, one to a line. A matrix has tens of thousands, so all of them
// share one text. There is at least one pair.
func tips(pairs []analysis.Pair, q Quantity) []string {
	first := appendTip(nil, &pairs[0], q)
	text := make([]byte, 0, len(pairs)*(len(first)+len(first)/8))
	ends := make([]int, len(pairs))
	for i := range pairs {
		text = appendTip(text, &pairs[i], q)
		ends[i] = len(text)
	}
	all, out, start := string(text), make([]string, len(pairs)), 0
	for i, end := range ends {
		out[i], start = all[start:end], end
	}
	return out
}

func appendTip(t []byte, p *analysis.Pair, q Quantity) []byte {
	t = append(t, p.A.Layer...)
	if p.A.Layer != p.B.Layer {
		t = append(append(t, " × "...), p.B.Layer...)
	}
	t = append(append(append(append(t, '\n'), where(p.A, false)...), " vs "...), where(p.B, false)...)
	if p.Refused != "" {
		return append(append(t, '\n'), p.Refused...)
	}
	t = append(append(append(t, '\n'), q.String()...), ' ')
	t = appendShort(t, q.of(p))
	if level := q.null(p); finite(level) {
		t = appendShort(append(t, "\nnull level "...), level)
	}
	t = strconv.AppendInt(append(t, "\nn "...), int64(p.N), 10)
	t = strconv.AppendInt(append(t, ", p "...), int64(p.P), 10)
	t = strconv.AppendInt(append(t, ", q "...), int64(p.Q), 10)
	if p.RankA < p.P || p.RankB < p.Q {
		t = fmt.Appendf(t, " (ranks %d, %d)", p.RankA, p.RankB)
	}
	return t
}

// layers names the layers of a pair: one name where both sides agree.
func layers(p *analysis.Pair) string {
	if p.A.Layer == p.B.Layer {
		return p.A.Layer
	}
	return p.A.Layer + " × " + p.B.Layer
}

// short is a value to three decimals.
func short(v float64) string { return string(appendShort(nil, v)) }

func appendShort(t []byte, v float64) []byte {
	if !finite(v) {
		return append(t, "missing"...)
	}
	return strconv.AppendFloat(t, v, 'f', 3, 64)
}
