package plotters

import (
	"image/color"
	"math"
	"slices"

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
	// Lost says that it has no place though its dot is in sight.
	Lost bool
}

// Where a tag may be: so many ways round its dot, at so many ems beyond the nearest.
const (
	tagWays   = 32
	tagApart  = 0.12 // ems between tags
	tagBeside = 0.5  // ems, from which on a line leads to it
	tagLine   = 0.3  // ems between lines and other tags, 0 where a tag has no place else
)

// tether is how far from its dot a tag may be, in ems beyond the nearest, and how far
// its line must keep from the middle of other dots, in what text keeps from them.
type tether struct {
	beyond, past vg.Length
	aslant       bool      // whether the line may lead to any place along its side
	between      vg.Length // ems that the line must keep from other tags
}

// tethers are what tags try one after the other: first near, then further off where
// dots crowd, then by lines that pass close to other dots or lie aslant.
func tethers(between vg.Length) []tether {
	const roomy, close = 0.7, 0.55
	var list []tether
	for _, aslant := range []bool{false, true} {
		for _, past := range []vg.Length{roomy, close} {
			for _, beyond := range []vg.Length{0, 0.3, 0.9, 1.6, 2.4, 3.4, 4.6, 6, 7.6, 9.4, 11.5, 14, 17} {
				list = append(list, tether{beyond, past, aslant, between})
			}
		}
	}
	return list
}

// crowdedFirst are the tags in the order in which they find places: those whose dots
// have most others near first, which have the fewest to choose from.
func (l *Labels) crowdedFirst(x, y func(float64) vg.Length) []int {
	const near = 1.5 // ems
	order, crowd := make([]int, len(l.Tags)), make([]int, len(l.Tags))
	for i, t := range l.Tags {
		order[i] = i
		for _, other := range l.Tags {
			dx, dy := x(t.On.X)-x(other.On.X), y(t.On.Y)-y(other.On.Y)
			if math.Hypot(float64(dx), float64(dy)) < near*float64(l.Style.Font.Size) {
				crowd[i]++
			}
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return crowd[j] - crowd[i] })
	return order
}

// Places are looked for anew, those first that found none, where there are few tags; of
// many only near their dots, lest a figure be long in drawing and full of lines.
const (
	tagTries = 4
	fewTags  = 24
	manyTags = 60
)

// tagPlace is where a tag may be written; the zero value is nowhere.
type tagPlace struct {
	box  vg.Rectangle
	line []vg.Point // to it, nil where it is beside its dot
}

// tag finds places for the tags and writes them.
func (l *Labels) tag(o *obstacles, c *draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(c)
	o.apart = tagApart * l.Style.Font.Size
	dots := make([]vg.Point, len(l.Tags))
	var order []int
	for _, i := range l.crowdedFirst(x, y) {
		dots[i] = vg.Point{X: x(l.Tags[i].On.X), Y: y(l.Tags[i].On.Y)}
		if l.Tags[i].Text != "" && c.Contains(dots[i]) {
			order = append(order, i)
		}
	}
	best, lost := l.arrange(o, dots, order, tagLine)
	full := o.clone()
	for _, place := range best {
		full.take(place)
	}
	if lost = l.placesOf(full, dots, lost, tethers(0), best); len(lost) > 0 && len(order) <= fewTags {
		if found, without := l.arrange(o, dots, order, 0); len(without) < len(lost) {
			best, lost = found, without
		}
	}
	for i, place := range best {
		l.write(c, &l.Tags[i], place)
	}
	for _, i := range lost {
		l.Tags[i].Lost = true
	}
}

// arrange finds places whose lines keep so many ems from other tags. Tags that find none
// go first the next time, and the try that has most places is taken.
func (l *Labels) arrange(o *obstacles, dots []vg.Point, order []int, between vg.Length) (best []tagPlace, lost []int) {
	best, lost = l.places(o, dots, between, order)
	first := lost
	for try := 0; try < tagTries && len(lost) > 0 && len(order) <= fewTags; try++ {
		rest := slices.DeleteFunc(slices.Clone(order), func(i int) bool { return slices.Contains(first, i) })
		found, without := l.places(o, dots, between, first, rest)
		if len(without) < len(lost) {
			best, lost = found, without
		}
		first = slices.Concat(without, slices.DeleteFunc(first, func(i int) bool { return slices.Contains(without, i) }))
	}
	return best, lost
}

// places are those of the tags, one group after the other and in each first of those
// that can be right beside their dots; lost are the tags that have none.
func (l *Labels) places(o *obstacles, dots []vg.Point, between vg.Length, groups ...[]int) (found []tagPlace, lost []int) {
	free := o.clone()
	found = make([]tagPlace, len(dots))
	for _, group := range groups {
		lost = append(lost, l.placesOf(free, dots, group, tethers(between), found)...)
	}
	return found, lost
}

// placesOf finds those of a group on tethers, and returns the tags that have none.
func (l *Labels) placesOf(o *obstacles, dots []vg.Point, group []int, on []tether, found []tagPlace) (lost []int) {
	type ring struct {
		tag    int
		beyond vg.Length
	}
	taken := map[ring]uint32{} // the ways that are, which they stay
	lost = slices.Clone(group)
	for _, on := range on {
		if len(dots) > manyTags && on.beyond > tagBeside {
			break
		}
		lost = slices.DeleteFunc(lost, func(i int) bool {
			size := vg.Point{X: Width(l.Style, l.Tags[i].Text), Y: 0.9 * l.Style.Font.Size}
			ways := taken[ring{i, on.beyond}]
			box, line, ok := l.freeTag(o, tagOf{dots[i], size}, on, &ways)
			taken[ring{i, on.beyond}] = ways
			if !ok {
				return false
			}
			found[i] = tagPlace{box, line}
			o.take(found[i])
			return true
		})
	}
	return lost
}

// clone is what may be taken from without o having less.
func (o *obstacles) clone() *obstacles {
	free := *o
	free.boxes, free.lines = slices.Clone(o.boxes), slices.Clone(o.lines)
	return &free
}

// take keeps a place from other tags.
func (o *obstacles) take(p tagPlace) {
	if p.box != (vg.Rectangle{}) {
		o.boxes = append(o.boxes, p.box)
	}
	if p.line != nil {
		o.lines = append(o.lines, p.line)
	}
}

// write writes a tag at its place.
func (l *Labels) write(c *draw.Canvas, t *Tag, at tagPlace) {
	if at.box == (vg.Rectangle{}) {
		return
	}
	t.Box = at.box
	if at.line != nil {
		c.StrokeLine2(l.Leader, at.line[0].X, at.line[0].Y, at.line[1].X, at.line[1].Y)
	}
	sty := l.Style
	if t.Colour != nil {
		sty.Color = t.Colour
	}
	write(*c, sty, at.box, t.Text)
}

// tagOf is where a dot is and how large its tag.
type tagOf struct{ at, size vg.Point }

// freeTag is a place of a size round a dot, on a tether, that touches nothing and to
// which a line, where it is not beside the dot, leads across nothing. taken has a bit for
// each way round the dot that is not looked at again.
func (l *Labels) freeTag(o *obstacles, tag tagOf, on tether, taken *uint32) (box vg.Rectangle, line []vg.Point, ok bool) {
	at, size := tag.at, tag.size
	off := l.Clear + (0.05+on.beyond)*l.Style.Font.Size
	for k := range tagWays {
		if *taken>>k&1 == 1 {
			continue
		}
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
		if o.touches(box) > 0 {
			*taken |= 1 << k
			continue
		}
		if on.beyond <= tagBeside {
			return box, nil, true
		}
		if line := l.lead(o, at, box, on); line != nil {
			return box, line, true
		}
	}
	return box, nil, false
}

// leaders are the lines from beside a dot to a box: to the side of it that is nearest,
// aslant then to other places along that side.
func (l *Labels) leaders(at vg.Point, box vg.Rectangle, aslant bool) [][]vg.Point {
	within := func(share vg.Length) vg.Point {
		return vg.Point{X: box.Min.X + share*box.Size().X, Y: min(max(at.Y, box.Min.Y), box.Max.Y)}
	}
	ends := []vg.Point{{X: min(max(at.X, box.Min.X), box.Max.X), Y: min(max(at.Y, box.Min.Y), box.Max.Y)}}
	if aslant && (at.Y < box.Min.Y || at.Y > box.Max.Y) {
		ends = append(ends, within(0.5), within(0.1), within(0.9))
	}
	var lines [][]vg.Point
	for _, to := range ends {
		way := to.Sub(at)
		length := vg.Length(math.Hypot(float64(way.X), float64(way.Y)))
		from := at.Add(way.Scale(min(1, (l.Clear-0.15*l.Style.Font.Size)/max(length, 1e-9))))
		lines = append(lines, []vg.Point{from, to})
	}
	return lines
}

// lead is a line to a box that crosses no other box, line or dot; nil where none does.
func (l *Labels) lead(o *obstacles, at vg.Point, box vg.Rectangle, on tether) []vg.Point {
	for _, line := range l.leaders(at, box, on.aslant) {
		if l.crossesNothing(o, at, line, on) {
			return line
		}
	}
	return nil
}

func (l *Labels) crossesNothing(o *obstacles, at vg.Point, line []vg.Point, on tether) bool {
	for _, other := range o.boxes {
		if crossings(line, grow(other, on.between*l.Style.Font.Size)) > 0 {
			return false
		}
	}
	for _, other := range o.lines {
		if len(other) == 2 && cross(line, other) {
			return false
		}
	}
	near := on.past * l.Clear
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
