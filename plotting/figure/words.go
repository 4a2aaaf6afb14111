package figure

import (
	"fmt"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
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

func join(network, step string) string {
	return strings.Trim(network+"/"+step, "/")
}

func timestep(r study.Ref) string {
	if i, ok := r.Timestep.Index(); ok {
		return fmt.Sprintf("[t=%d]", i)
	}
	return ""
}

func versus(a, b string) string { return a + " vs " + b }

func both(a, b string) string {
	if a == b {
		return a
	}
	return a + " and " + b
}

// layers names the layers of a pair: one name where both sides agree.
func layers(p *analysis.Pair) string {
	if p.A.Layer == p.B.Layer {
		return p.A.Layer
	}
	return p.A.Layer + " × " + p.B.Layer
}

// pairTip is what hover shows of a pair: layers, networks, value, null level
// and sizes, one to a line.
func pairTip(p *analysis.Pair, q Quantity) string {
	a, b := names(p)
	var s strings.Builder
	s.WriteString(layers(p))
	s.WriteString("\n" + versus(a, b))
	fmt.Fprintf(&s, "\n%s %s", q, short(q.of(p)))
	if level := q.null(p); finite(level) {
		s.WriteString("\nnull level " + short(level))
	}
	s.WriteString("\n" + sizes(p))
	return s.String()
}

// sizes gives n, p and q, and the ranks where they are lower.
func sizes(p *analysis.Pair) string {
	s := fmt.Sprintf("n %d, p %d, q %d", p.N, p.P, p.Q)
	if p.RankA < p.P || p.RankB < p.Q {
		s += fmt.Sprintf(" (ranks %d, %d)", p.RankA, p.RankB)
	}
	return s
}

// short is a value to three decimals.
func short(v float64) string {
	if !finite(v) {
		return "missing"
	}
	return fmt.Sprintf("%.3f", v)
}
