package analysis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

// Apartness is what sets the parts of a scatter apart.
type Apartness string

// The kinds of parts.
const (
	GroupParts Apartness = "group" // the groups that the networks are in
	ClumpParts Apartness = "clump" // two clumps, further apart than either is wide
)

// WithinParts is the correlation within the parts of a scatter, by what is left of both
// axes when every part's mean is taken off: the correlation within subjects of Bland
// and Altman (1995, BMJ 310, 446). Means of parts that differ make a correlation over
// all points whether or not the points of any part have one (Robinson 1950, American
// Sociological Review 15, 351).
type WithinParts struct {
	By    Apartness `json:"by"`
	Parts int       `json:"parts"`
	// R is nil where nothing varies within the parts, on either axis.
	R *float64 `json:"r"`
	// Low and High bound R with 95 % confidence, as a partial correlation with a
	// degree of freedom less for every part but one (Fisher 1924, Metron 3, 329); nil
	// for too few networks.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	// Rests is whether the correlation over all points rests on the differences
	// between the parts: its interval leaves out zero, and that of R does not, or is
	// beyond zero on the other side. Numbers that do not vary within parts rest on
	// them where there are two, through which any line goes.
	Rests bool `json:"rests"`
}

// within looks for parts on whose differences the correlation rests: the groups,
// then clumps of points. Where it rests on neither, the answer is about the groups;
// nil where there are no parts, or no correlation that would be taken for one.
func (s *Scatter) within(networks int) *WithinParts {
	if s.Low == nil || *s.Low <= 0 && *s.High >= 0 {
		return nil
	}
	byGroup := s.partsOf(GroupParts, networks, func(p ScatterPoint) string { return p.Group })
	if byGroup != nil && byGroup.Rests {
		return byGroup
	}
	if gap, ok := s.gap(); ok {
		side := func(p ScatterPoint) string { return fmt.Sprint(p.X > gap) }
		if clumps := s.partsOf(ClumpParts, networks, side); clumps.Rests {
			return clumps
		}
	}
	return byGroup
}

// gap is a number that parts the points into two clumps: within the widest gap on
// the x axis, where either side is narrower than that.
func (s *Scatter) gap() (at float64, ok bool) {
	var x []float64
	for _, p := range s.Points {
		x = append(x, p.X)
	}
	slices.Sort(x)
	widest := 1
	for i := range x[1:] {
		if x[i+1]-x[i] > x[widest]-x[widest-1] {
			widest = i + 1
		}
	}
	wide := x[widest] - x[widest-1]
	return (x[widest] + x[widest-1]) / 2, wide > x[widest-1]-x[0] && wide > x[len(x)-1]-x[widest]
}

// partsOf is the correlation within the parts that of names; nil for fewer than two
// of them.
func (s *Scatter) partsOf(by Apartness, networks int, of func(ScatterPoint) string) *WithinParts {
	parts := map[string][]int{}
	for i, p := range s.Points {
		parts[of(p)] = append(parts[of(p)], i)
	}
	if len(parts) < 2 {
		return nil
	}
	w := &WithinParts{By: by, Parts: len(parts)}
	x, y := make([]float64, len(s.Points)), make([]float64, len(s.Points))
	for _, members := range parts {
		center(x, members, func(i int) float64 { return s.Points[i].X })
		center(y, members, func(i int) float64 { return s.Points[i].Y })
	}
	if varies(x) && varies(y) {
		w.R = finite(stat.Correlation(x, y, nil))
	}
	if n := networks - (w.Parts - 1); w.R != nil && n >= 4 {
		low, high := fisher(*w.R, n)
		w.Low, w.High = &low, &high
	}
	switch same := math.Copysign(1, *s.R); {
	case w.R == nil:
		w.Rests = w.Parts == 2
	case w.Low == nil:
		w.Rests = true
	default:
		w.Rests = min(same**w.Low, same**w.High) <= 0
	}
	return w
}

// center sets the members' places to their numbers less the mean of these.
func center(to []float64, members []int, number func(int) float64) {
	mean := 0.0
	for _, i := range members {
		mean += number(i) / float64(len(members))
	}
	for _, i := range members {
		to[i] = number(i) - mean
	}
}

// varies reports whether numbers about zero are more than what rounding leaves.
func varies(v []float64) bool {
	return slices.ContainsFunc(v, func(d float64) bool { return math.Abs(d) > 1e-12 })
}

// cautionWithin warns of the layers whose correlation rests on differences between
// parts of the points.
func (r *GroupsResult) cautionWithin() {
	for _, by := range []Apartness{GroupParts, ClumpParts} {
		var layers []string
		var last *Scatter
		for i := range r.Scatters {
			if s := &r.Scatters[i]; s.Within != nil && s.Within.Rests && s.Within.By == by {
				layers, last = append(layers, s.Layer), s
			}
		}
		if last != nil {
			inside := last.Within.inside()
			if len(layers) > 1 {
				inside += " at " + last.Layer
			}
			r.warn(warning.BetweenParts, "The correlation with %s at %s rests on %s: %s", r.Against, spelling.First(layers, named), last.Within.between(), inside)
		}
	}
}

// between names what the correlation rests on.
func (w *WithinParts) between() string {
	switch {
	case w.By == ClumpParts:
		return "the difference between two clumps of points"
	case w.Parts == 2:
		return "the difference between the two groups"
	}
	return fmt.Sprintf("the differences between the %d groups", w.Parts)
}

// inside says what there is within the parts.
func (w *WithinParts) inside() string {
	if w.R == nil {
		return "within them nothing varies"
	}
	text := fmt.Sprintf("within them r = %.2f", *w.R)
	if w.Low != nil {
		text += fmt.Sprintf(" (95 %% interval %.2f to %.2f)", *w.Low, *w.High)
	}
	return strings.ReplaceAll(text, "-", "−")
}

// Sentence says what a correlation rests on and what there is within.
func (w *WithinParts) Sentence() string { return "r rests on " + w.between() + ": " + w.inside() }
