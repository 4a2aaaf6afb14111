package plotters

import (
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

func overlap(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

func grow(r vg.Rectangle, by vg.Length) vg.Rectangle {
	d := vg.Point{X: by, Y: by}
	return vg.Rectangle{Min: r.Min.Sub(d), Max: r.Max.Add(d)}
}
