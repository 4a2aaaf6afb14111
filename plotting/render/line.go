package render

import (
	"math"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// line is a curve about networks as it was drawn, to be hit between its points, or
// a rule.
type line struct {
	of       mark
	runs     [][]vg.Point
	networks []string
	tip      string
}

func traced(of mark, s figure.Series, points plotter.XYs, place func(plotter.XY) vg.Point) line {
	of.pair = figure.None
	l := line{of: of, networks: s.Networks, tip: s.Name}
	if len(s.Networks) == 1 && s.Networks[0] != s.Name {
		l.tip = strings.Trim(s.Networks[0]+"\n"+s.Name, "\n")
	}
	for _, run := range plotters.Runs(points) {
		var placed []vg.Point
		for _, xy := range run {
			placed = append(placed, place(xy))
		}
		l.runs = append(l.runs, placed)
	}
	return l
}

// rememberRule notes a rule that can be hit, anywhere along it.
func (p *picture) rememberRule(a plane, index int, r figure.Rule) {
	x := a.c.X(a.coords.X.Norm(a.x.at(r.X)))
	p.scene.lines = append(p.scene.lines, line{
		of:       mark{panel: index, series: figure.None, pair: r.Mark.Pair},
		runs:     [][]vg.Point{{{X: x, Y: a.c.Min.Y}, {X: x, Y: a.c.Max.Y}}},
		networks: r.Mark.Networks, tip: r.Mark.Tip,
	})
}

// near is the place on the line that is nearest to another, and how far it is.
func (l line) near(at vg.Point) (place vg.Point, far float64) {
	far = math.Inf(1)
	for _, run := range l.runs {
		for i := 1; i < len(run); i++ {
			if on := nearest(run[i-1], run[i], at); distance(on, at) < far {
				place, far = on, distance(on, at)
			}
		}
	}
	return place, far
}

// nearest is the point of a segment that is nearest to another point.
func nearest(a, b, at vg.Point) vg.Point {
	d, to := b.Sub(a), at.Sub(a)
	length := d.X*d.X + d.Y*d.Y
	if length == 0 {
		return a
	}
	return a.Add(d.Scale(min(max((d.X*to.X+d.Y*to.Y)/length, 0), 1)))
}

func distance(a, b vg.Point) float64 { return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) }

// lineAt is the curve about networks, or the rule, that is nearest to a place.
func (d *Drawing) lineAt(at vg.Point) (figure.Hit, bool) {
	best, reached, on := -1, math.Inf(1), vg.Point{}
	for i, l := range d.scene.lines {
		if place, far := l.near(at); far <= reachPoints/2 && far < reached {
			best, reached, on = i, far, place
		}
	}
	if best < 0 {
		return figure.Hit{}, false
	}
	return d.lineHit(d.scene.lines[best], on), true
}

// lineHit is a line, hit at a place on it.
func (d *Drawing) lineHit(l line, on vg.Point) figure.Hit {
	return d.markHit(mark{
		panel: l.of.panel, series: l.of.series, point: figure.None, at: on, radius: 2,
		tip: l.tip, pair: l.of.pair, networks: l.networks,
	})
}
