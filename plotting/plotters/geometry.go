package plotters

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// toCanvas gives the points in canvas coordinates, leaving out those that are
// not finite.
func toCanvas(c *draw.Canvas, p *plot.Plot, points plotter.XYs) []vg.Point {
	x, y := p.Transforms(c)
	out := make([]vg.Point, 0, len(points))
	for _, xy := range points {
		if whole(xy) {
			out = append(out, vg.Point{X: x(xy.X), Y: y(xy.Y)})
		}
	}
	return out
}

// slack is how far outside a canvas something may be that is drawn whole: no
// more than rounding.
const slack = 0.01

// within are the parts of a line inside a canvas.
func within(c *draw.Canvas, line []vg.Point) [][]vg.Point {
	if inside(c, line) {
		return [][]vg.Point{line}
	}
	return c.ClipLinesXY(line)
}

// polygonWithin is the part of an area inside a canvas.
func polygonWithin(c *draw.Canvas, corners []vg.Point) []vg.Point {
	if inside(c, corners) {
		return corners
	}
	return c.ClipPolygonXY(corners)
}

func inside(c *draw.Canvas, points []vg.Point) bool {
	return !slices.ContainsFunc(points, func(pt vg.Point) bool { return !holds(c, pt) })
}

// holds reports whether a point is inside a canvas.
func holds(c *draw.Canvas, pt vg.Point) bool {
	return c.Min.X-slack <= pt.X && pt.X <= c.Max.X+slack && c.Min.Y-slack <= pt.Y && pt.Y <= c.Max.Y+slack
}

// outline is the closed path round an area; empty where there is none.
func outline(corners []vg.Point) vg.Path {
	var p vg.Path
	for i, pt := range corners {
		if i == 0 {
			p.Move(pt)
		} else {
			p.Line(pt)
		}
	}
	if len(p) > 0 {
		p.Close()
	}
	return p
}

// reach is how low and how high a line runs between x0 and x1; ok is false
// where it does not run there at all.
func reach(line []vg.Point, x0, x1 vg.Length) (low, high vg.Length, ok bool) {
	include := func(y vg.Length) {
		if !ok {
			low, high, ok = y, y, true
			return
		}
		low, high = min(low, y), max(high, y)
	}
	for i, b := range line {
		if b.X >= x0 && b.X <= x1 {
			include(b.Y)
		}
		if i == 0 {
			continue
		}
		a := line[i-1]
		for _, x := range []vg.Length{x0, x1} {
			if (a.X-x)*(b.X-x) < 0 {
				include(a.Y + (x-a.X)/(b.X-a.X)*(b.Y-a.Y))
			}
		}
	}
	return low, high, ok
}

// crossings counts the segments of a line that touch a box; a lone point
// counts as a segment.
func crossings(line []vg.Point, box vg.Rectangle) int {
	if len(line) == 1 {
		line = []vg.Point{line[0], line[0]}
	}
	n := 0
	for i := 1; i < len(line); i++ {
		if touches(line[i-1], line[i], box) {
			n++
		}
	}
	return n
}

// touches clips the segment a–b against the box (Liang and Barsky).
func touches(a, b vg.Point, box vg.Rectangle) bool {
	from, to := vg.Length(0), vg.Length(1)
	clip := func(delta, low, high vg.Length) bool {
		if delta == 0 {
			return low <= 0 && high >= 0
		}
		t0, t1 := low/delta, high/delta
		if t0 > t1 {
			t0, t1 = t1, t0
		}
		from, to = max(from, t0), min(to, t1)
		return from <= to
	}
	return clip(b.X-a.X, box.Min.X-a.X, box.Max.X-a.X) && clip(b.Y-a.Y, box.Min.Y-a.Y, box.Max.Y-a.Y)
}

// away is how far a line is from a box: 0 where it touches it.
func away(line []vg.Point, box vg.Rectangle) float64 {
	if crossings(line, box) > 0 {
		return 0
	}
	far := math.Inf(1)
	for i, b := range line {
		a := line[max(i-1, 0)]
		for _, corner := range []vg.Point{box.Min, box.Max, {X: box.Min.X, Y: box.Max.Y}, {X: box.Max.X, Y: box.Min.Y}} {
			far = min(far, distance(corner, onSegment(a, b, corner)))
		}
		beside := vg.Point{X: min(max(b.X, box.Min.X), box.Max.X), Y: min(max(b.Y, box.Min.Y), box.Max.Y)}
		far = min(far, distance(b, beside))
	}
	return far
}

func distance(a, b vg.Point) float64 { return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) }

// onSegment is the point of the segment a–b that is nearest to another.
func onSegment(a, b, at vg.Point) vg.Point {
	d, to := b.Sub(a), at.Sub(a)
	length := d.X*d.X + d.Y*d.Y
	if length == 0 {
		return a
	}
	return a.Add(d.Scale(min(max((d.X*to.X+d.Y*to.Y)/length, 0), 1)))
}

// between reports whether the middle of a box is above one line and below another.
func between(low, high []vg.Point, box vg.Rectangle) bool {
	at := box.Min.Add(box.Max).Scale(0.5)
	_, bottom, under := reach(low, at.X, at.X)
	top, _, over := reach(high, at.X, at.X)
	return under && over && bottom <= at.Y && at.Y <= top
}

func overlap(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

func grow(r vg.Rectangle, by vg.Length) vg.Rectangle {
	d := vg.Point{X: by, Y: by}
	return vg.Rectangle{Min: r.Min.Sub(d), Max: r.Max.Add(d)}
}
