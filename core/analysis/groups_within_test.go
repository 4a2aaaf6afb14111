package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/warning"
)

// scattered are points of so many networks to a group: group k lies at (k·apart,
// k·apart), and within it a correlation is as slope says, with a ripple that has none.
func scattered(groups, each int, apart, slope float64) Scatter {
	s := Scatter{Layer: "fc"}
	for k := range groups {
		for i := range each {
			x := float64(i) - float64(each-1)/2
			ripple := []float64{1, -1, -1, 1}[i%4]
			s.Points = append(s.Points, ScatterPoint{
				Networks: []string{fmt.Sprint("network-", k, "-", i)}, Group: fmt.Sprint("group-", k),
				X: float64(k)*apart + x, Y: float64(k)*apart + slope*x + ripple,
			})
		}
	}
	s.correlate()
	return s
}

func TestCorrelationWithinGroups(t *testing.T) {
	for _, c := range []struct {
		what   string
		of     Scatter
		rests  bool
		within float64
	}{
		{"two groups far apart", scattered(2, 8, 40, 0), true, 0},
		{"four groups far apart", scattered(4, 8, 40, 0), true, 0},
		{"a correlation within as well", scattered(2, 8, 40, 2), false, 0.977},
		{"the other way within", scattered(2, 8, 40, -2), true, -0.977},
	} {
		w := c.of.Within
		if w == nil || w.By != GroupParts || w.Rests != c.rests || w.R == nil || math.Abs(*w.R-c.within) > 1e-3 {
			t.Errorf("%s: %+v", c.what, w)
		}
	}
	// The interval is that of a partial correlation: of 16 networks in 2 groups one
	// degree of freedom is gone.
	s := scattered(2, 8, 40, 2)
	low, high := fisher(*s.Within.R, 15)
	if *s.Within.Low != low || *s.Within.High != high {
		t.Errorf("within them r is in [%v, %v], want [%v, %v]", *s.Within.Low, *s.Within.High, low, high)
	}
}

// Points without groups may still be two clumps, and a few of one group as well.
func TestCorrelationOfClumps(t *testing.T) {
	clumps := scattered(2, 8, 40, 0)
	for i := range clumps.Points {
		clumps.Points[i].Group = "all"
	}
	clumps.Within = nil
	clumps.correlate()
	if w := clumps.Within; w == nil || w.By != ClumpParts || !w.Rests || w.Sentence() != "r rests on the difference between two clumps of points: within them r = 0.00 (95 % interval −0.51 to 0.51)" {
		t.Errorf("two clumps: %+v", w)
	}
	line := scattered(1, 16, 0, 2)
	if line.Within != nil {
		t.Errorf("points along a line: %+v", line.Within)
	}
	if none := scattered(1, 16, 0, 0); none.Within != nil {
		t.Errorf("no correlation at all rests on something: %+v", none.Within)
	}
}

// A number that is the same for all of a group correlates between groups only, which
// is a caution for two of them and a finding for many.
func TestCorrelationWithTheGroupsOwnNumber(t *testing.T) {
	for _, groups := range []int{2, 5} {
		s := scattered(groups, 4, 10, 0)
		for i := range s.Points {
			s.Points[i].X = float64(i / 4)
		}
		s.correlate()
		w := s.Within
		if w == nil || w.R != nil || w.Low != nil || w.Rests != (groups == 2) {
			t.Errorf("%d groups: %+v", groups, w)
		}
	}
}

func TestCautionWithinGroups(t *testing.T) {
	a, b, sound := scattered(2, 8, 40, 0), scattered(2, 8, 40, 0), scattered(2, 8, 40, 2)
	a.Layer, sound.Layer = "conv1", "conv2"
	r := &GroupsResult{Against: "accuracy", Scatters: []Scatter{a, sound, b}}
	r.cautionWithin()
	const want = "The correlation with accuracy at conv1, fc rests on the difference between the two groups: within them r = 0.00"
	if len(r.Warnings) != 1 || r.Warnings[0].Code != warning.BetweenParts || !strings.HasPrefix(r.Warnings[0].Message, want) || !strings.HasSuffix(r.Warnings[0].Message, "at fc") {
		t.Errorf("warnings %+v", r.Warnings)
	}
	r = &GroupsResult{Against: "accuracy", Scatters: []Scatter{sound}}
	if r.cautionWithin(); len(r.Warnings) != 0 {
		t.Errorf("warnings %+v", r.Warnings)
	}
}
