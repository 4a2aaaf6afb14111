package plotters

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Tag is the name of a dot, which Labels write beside it, after all labels: as near as
// it covers nothing, at the end of a line where that is not beside it, and nowhere
// where no place is free.
type Tag struct {
	Text string
	On   plotter.XY
	// Colour of the text; nil is that of the style.
	Colour color.Color
	// Box is where it was written; the zero value is nowhere.
	Box vg.Rectangle
}

// Where a tag may be: so many ways round its dot, at so many ems beyond the nearest.
const (
	tagWays   = 32
	tagApart  = 0.12 // ems between tags
	tagBeside = 0.5  // ems, from which on a line leads to it
)

// tag finds places for the tags, first for those that can be right beside their dots,
// and writes them.
func (l *Labels) tag(o *obstacles, c *draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(c)
	em := l.Style.Font.Size
	o.apart = tagApart * em
	for _, beyond := range []vg.Length{0, 0.3, 0.9, 1.6, 2.4, 3.4, 4.6} {
		for i := range l.Tags {
			t := &l.Tags[i]
			at := vg.Point{X: x(t.On.X), Y: y(t.On.Y)}
			if t.Text == "" || t.Box != (vg.Rectangle{}) || !c.Contains(at) {
				continue
			}
			box, ok := l.freeTag(o, at, vg.Point{X: Width(l.Style, t.Text), Y: 0.9 * em}, beyond)
			if !ok {
				continue
			}
			t.Box = box
			o.boxes = append(o.boxes, box)
			if beyond > tagBeside {
				from, to := l.leader(at, box)
				o.lines = append(o.lines, []vg.Point{from, to})
				c.StrokeLine2(l.Leader, from.X, from.Y, to.X, to.Y)
			}
			sty := l.Style
			if t.Colour != nil {
				sty.Color = t.Colour
			}
			write(*c, sty, box, t.Text)
		}
	}
}

// freeTag is a place of a size round a dot, so many ems beyond the nearest, that touches
// nothing and to which a line leads across nothing.
func (l *Labels) freeTag(o *obstacles, at, size vg.Point, beyond vg.Length) (box vg.Rectangle, ok bool) {
	off := l.Clear + (0.05+beyond)*l.Style.Font.Size
	for k := range tagWays {
		// Right, then left, then by turns above and below.
		turn := math.Pi * float64(k/2) / (tagWays / 2)
		if k%4 >= 2 {
			turn = -turn
		}
		if k%2 == 1 {
			turn = math.Pi - turn
		}
		sin, cos := math.Sincos(turn)
		middle := at.Add(vg.Point{X: vg.Length(cos) * (off + size.X/2), Y: vg.Length(sin) * (off + size.Y/2)})
		box := boxAt(middle.Sub(size.Scale(0.5)), size)
		if o.touches(box) == 0 && (beyond <= tagBeside || l.leads(o, at, box)) {
			return box, true
		}
	}
	return box, false
}

// leader is the line from beside a dot to the side of a box that is nearest.
func (l *Labels) leader(at vg.Point, box vg.Rectangle) (from, to vg.Point) {
	to = vg.Point{X: min(max(at.X, box.Min.X), box.Max.X), Y: min(max(at.Y, box.Min.Y), box.Max.Y)}
	way := to.Sub(at)
	length := vg.Length(math.Hypot(float64(way.X), float64(way.Y)))
	return at.Add(way.Scale(min(1, (l.Clear-0.15*l.Style.Font.Size)/max(length, 1e-9)))), to
}

// leads reports whether the line to a box crosses no other box, line or dot.
func (l *Labels) leads(o *obstacles, at vg.Point, box vg.Rectangle) bool {
	from, to := l.leader(at, box)
	line := []vg.Point{from, to}
	for _, other := range o.boxes {
		if crossings(line, other) > 0 {
			return false
		}
	}
	for _, other := range o.lines {
		if len(other) == 2 && cross(line, other) {
			return false
		}
	}
	near := 0.7 * l.Clear
	for _, dot := range o.curves {
		if len(dot) == 1 && dot[0] != at && crossings(line, grow(vg.Rectangle{Min: dot[0], Max: dot[0]}, near)) > 0 {
			return false
		}
	}
	return true
}

// cross reports whether two segments cross.
func cross(a, b []vg.Point) bool {
	side := func(s []vg.Point, p vg.Point) bool {
		d, to := s[1].Sub(s[0]), p.Sub(s[0])
		return d.X*to.Y-d.Y*to.X > 0
	}
	return side(a, b[0]) != side(a, b[1]) && side(b, a[0]) != side(b, a[1])
}
