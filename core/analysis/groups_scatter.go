package analysis

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// Scatter is a metadata column against the distance within groups at one layer.
type Scatter struct {
	Layer  string         `json:"layer"`
	Points []ScatterPoint `json:"points"`
	// R is Pearson's correlation; nil for fewer than 3 points, or where either
	// axis is constant.
	R *float64 `json:"r"`
	// Low and High bound R with 95 % confidence by Fisher's z over as many
	// independent points as there are networks, also for pairs: those share
	// networks. nil for fewer than 4 networks.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	// Within is what there is of the correlation within the groups or clumps of the
	// points; nil where there are none, or where R's interval holds zero.
	Within *WithinParts `json:"within,omitempty"`
}

// ScatterPoint is one network, or one pair.
type ScatterPoint struct {
	Networks []string `json:"networks"`
	Group    string   `json:"group"`
	X        float64  `json:"x"` // of the column; for a pair the mean of both
	Y        float64  `json:"y"` // distance; for a network the mean from the others of its group
}

func checkAgainst(spec GroupsSpec, networks []study.Network) error {
	if spec.Against == "" {
		return nil
	}
	for _, n := range networks {
		if _, ok := n.Number(spec.Against); ok {
			return nil
		}
	}
	return noColumn(spec.Against, "a number", networks)
}

// scatter sets the scatters of every layer.
func (r *GroupsResult) scatter(levels []layerPairs, split partition) {
	if r.Against == "" {
		return
	}
	var without []string
	for _, m := range split.members {
		if _, ok := m.network.Number(r.Against); !ok {
			without = append(without, m.network.Name)
		}
	}
	if len(without) > 0 {
		r.warn(warning.Metadata, "%s not in the scatter, without a number in the metadata column %s: %s",
			spelling.Count(len(without), "network"), r.Against, spelling.First(without, named))
	}
	for _, l := range levels {
		s := Scatter{Layer: l.layer}
		if r.AgainstPairs {
			s.Points = l.pairPoints(split, r.Against)
		} else {
			s.Points = l.networkPoints(split, r.Against)
		}
		s.correlate()
		r.Scatters = append(r.Scatters, s)
	}
	r.cautionWithin()
	r.Correlation = r.Scatters[len(r.Scatters)-1].R
}

// networkPoints has a point for each network with a number and a pair within its
// group.
func (l layerPairs) networkPoints(split partition, column string) []ScatterPoint {
	points := []ScatterPoint{}
	distances := square(l.pairs, len(l.refs), distanceOf)
	for i, at := range l.members {
		m := split.members[at]
		x, ok := m.network.Number(column)
		var near []float64
		for j, other := range l.members {
			if i != j && split.members[other].group == m.group && !math.IsNaN(distances[i][j]) {
				near = append(near, distances[i][j])
			}
		}
		if ok && len(near) > 0 {
			points = append(points, ScatterPoint{
				Networks: []string{m.network.Name}, Group: split.groups[m.group].name, X: x, Y: stat.Mean(near, nil),
			})
		}
	}
	return points
}

// pairPoints has a point for each pair within a group whose networks both have a
// number.
func (l layerPairs) pairPoints(split partition, column string) []ScatterPoint {
	points := []ScatterPoint{}
	l.each(func(p Pair, i, j int) {
		a, b := split.members[i], split.members[j]
		x, okA := a.network.Number(column)
		y, okB := b.network.Number(column)
		if okA && okB && a.group == b.group && !math.IsNaN(p.Distance) {
			points = append(points, ScatterPoint{
				Networks: []string{a.network.Name, b.network.Name}, Group: split.groups[a.group].name,
				X: (x + y) / 2, Y: p.Distance,
			})
		}
	})
	return points
}

func (s *Scatter) correlate() {
	var x, y []float64
	networks := map[string]bool{}
	for _, p := range s.Points {
		x, y = append(x, p.X), append(y, p.Y)
		for _, name := range p.Networks {
			networks[name] = true
		}
	}
	if len(x) < 3 {
		return
	}
	r := stat.Correlation(x, y, nil)
	s.R = finite(r)
	if s.R == nil || len(networks) < 4 {
		return
	}
	low, high := fisher(r, len(networks))
	s.Low, s.High = &low, &high
	s.Within = s.within(len(networks))
}

// fisher is the 95 % interval of a correlation over n ≥ 4 independent points: its
// inverse hyperbolic tangent is about normal with variance 1/(n−3) (Fisher 1921).
func fisher(r float64, n int) (low, high float64) {
	z := math.Atanh(min(max(r, -1), 1))
	margin := distuv.UnitNormal.Quantile((1+level)/2) / math.Sqrt(float64(n-3))
	return math.Tanh(z - margin), math.Tanh(z + margin)
}
