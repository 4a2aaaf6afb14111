package plotters

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Label names a line directly on the panel.
type Label struct {
	Text string
	// Shorter is what may stand for the text where it finds no room, the longest
	// first.
	Shorter []string
	// On is the line the label belongs to. With Upright it is a vertical line
	// at the x of its first point, as high as the panel, or a band from there to
	// the x of its last, with lines at those between.
	On      plotter.XYs
	Upright bool
	// Colour of the text; nil is that of the style.
	Colour color.Color
	// Anywhere asks for the freest corner; the label belongs to no line.
	Anywhere bool
	// Box is where Plot wrote it; the zero value is nowhere.
	Box vg.Rectangle
}

// Labels writes each label beside its line, at the first place that keeps
// clear of the obstacles, of the other lines and of the labels before it, in
// fewer words where only those find one. The label of a level is left out before
// it covers data or comes nearer to another level than to its own, one of the
// freest corner before it leaves the panel; others stand where they touch least.
type Labels struct {
	Labels []Label
	Style  text.Style
	// Avoid are the curves that no label may touch, and Clear the distance to
	// keep from them: the radius of their markers, or half the line.
	Avoid []plotter.XYs
	Clear vg.Length
	// Ribbons are areas, each between two lines of Avoid, that count as covered.
	Ribbons []Ribbon
	Gap     vg.Length // between a label and its own line
	// Veil, if any, is laid under labels that could not keep clear, so that they
	// can be read: the colour of the sheet, translucent.
	Veil color.Color

	// Tags are the names of dots, and Leader the line to one that is not beside its dot.
	Tags   []Tag
	Leader draw.LineStyle

	taken []vg.Rectangle // by what Corner placed
}

// Ribbon is the area between two lines.
type Ribbon struct{ Low, High plotter.XYs }

var _ plot.Plotter = (*Labels)(nil)

// Plot places and draws the labels in order.
func (l *Labels) Plot(c draw.Canvas, p *plot.Plot) {
	o := l.obstacles(&c, p)
	for i, label := range l.Labels {
		if label.Text == "" || !label.Anywhere && !l.runs(&c, p, label) {
			continue
		}
		words, box, ok := l.place(o, &c, p, label)
		if !ok {
			continue
		}
		if l.Veil != nil && o.touches(box) > 0 {
			c.SetColor(l.Veil)
			c.Fill(grow(box, 0.3*l.Gap).Path())
		}
		o.boxes = append(o.boxes, box)
		l.Labels[i].Box = box
		sty := l.Style
		if label.Colour != nil {
			sty.Color = label.Colour
		}
		write(c, sty, box, words)
	}
	l.tag(o, &c, p)
}

// place finds the words and the box of a label; ok is false where it is left out.
func (l *Labels) place(o *obstacles, c *draw.Canvas, p *plot.Plot, label Label) (words string, box vg.Rectangle, ok bool) {
	most := math.MaxInt
	switch {
	case label.Anywhere:
		most = costOutside
	case !label.Upright:
		most = costData
	}
	for _, s := range append([]string{label.Text}, label.Shorter...) {
		label.Text = s
		at, found := o.best(l.candidates(c, p, label))
		if !found {
			continue
		}
		cost := o.touches(at)
		if cost < most {
			words, box, ok, most = s, at, true, cost
		}
		if cost == 0 {
			break
		}
	}
	return words, box, ok
}

// write writes a label into its box, from the side that is nearer to the edge of
// the canvas: in another font it then stays inside.
func write(c draw.Canvas, sty text.Style, box vg.Rectangle, s string) {
	at := vg.Point{X: box.Min.X, Y: (box.Min.Y + box.Max.Y) / 2}
	sty.XAlign, sty.YAlign = draw.XLeft, draw.YCenter
	if c.Max.X-box.Max.X < box.Min.X-c.Min.X {
		at.X, sty.XAlign = box.Max.X, draw.XRight
	}
	Write(c, sty, at, s)
}

// runs reports whether the line of a label runs through the canvas.
func (l *Labels) runs(c *draw.Canvas, p *plot.Plot, label Label) bool {
	line := toCanvas(c, p, label.On)
	if label.Upright {
		return len(label.On) > 0 && finite(label.On[0].X) && c.ContainsX(c.X(p.X.Norm(label.On[0].X)))
	}
	return crossings(line, grow(c.Rectangle, slack)) > 0
}

// Corner is where a box of a size hides least of what labels keep clear of: a
// corner of the canvas, or the middle of a side. It is kept clear of by the
// labels, and veiled says whether it hides something.
func (l *Labels) Corner(c draw.Canvas, p *plot.Plot, size vg.Point) (box vg.Rectangle, veiled bool) {
	o := l.obstacles(&c, p)
	box, _ = o.best(l.corners(&c, size))
	l.taken = append(l.taken, box)
	return box, o.touches(box) > 0
}

// candidates are the boxes a label could have, best first.
func (l *Labels) candidates(c *draw.Canvas, p *plot.Plot, label Label) []vg.Rectangle {
	size := vg.Point{X: Width(l.Style, label.Text), Y: l.Style.Font.Size}
	switch {
	case label.Anywhere:
		return l.corners(c, size)
	case label.Upright:
		return l.besideUpright(c, p, label, size)
	}
	line := toCanvas(c, p, label.On)
	from := c.Min.X + l.Gap // off the axis
	room := c.Max.X - from - size.X
	var boxes []vg.Rectangle
	for _, away := range []vg.Length{0, 0.6, 1.2} {
		for _, at := range []vg.Length{1, 0, 0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4, 0.5} {
			x := from + at*room
			low, high, ok := reach(line, x-2*l.Gap, x+size.X+2*l.Gap) // steep lines come near from the side
			if !ok {
				continue
			}
			gap := l.Gap + away*size.Y
			for _, y := range []vg.Length{high + gap, low - gap - size.Y} {
				if box := boxAt(vg.Point{X: x, Y: y}, size); l.nearest(c, p, label, box) {
					boxes = append(boxes, box)
				}
			}
		}
	}
	return boxes
}

// nearest reports whether no level of another name is nearer to a box than that
// of a label.
func (l *Labels) nearest(c *draw.Canvas, p *plot.Plot, label Label, box vg.Rectangle) bool {
	own := away(toCanvas(c, p, label.On), box)
	for _, other := range l.Labels {
		if other.Upright || other.Anywhere || slices.Equal(other.On, label.On) {
			continue
		}
		if away(toCanvas(c, p, other.On), box) < own {
			return false
		}
	}
	return true
}

// besideUpright are boxes right and left of a vertical line or band, from the top
// down, then those beside the lines within a band; the last are wherever the panel has
// room, at the top.
func (l *Labels) besideUpright(c *draw.Canvas, p *plot.Plot, label Label, size vg.Point) []vg.Rectangle {
	if !finite(label.On[0].X) {
		return nil
	}
	x, _ := p.Transforms(c)
	last := len(label.On) - 1
	sides := [][2]vg.Length{{x(label.On[0].X), x(label.On[last].X)}}
	for _, within := range label.On[min(1, last):last] {
		sides = append(sides, [2]vg.Length{x(within.X), x(within.X)})
	}
	const steps = 12
	var boxes []vg.Rectangle
	for _, side := range sides {
		for i := range steps + 1 {
			y := c.Max.Y - size.Y - vg.Length(i)/steps*(c.Max.Y-c.Min.Y-size.Y)
			boxes = append(boxes,
				boxAt(vg.Point{X: side[1] + 1.5*l.Gap, Y: y}, size),
				boxAt(vg.Point{X: side[0] - 1.5*l.Gap - size.X, Y: y}, size))
		}
	}
	top := vg.Point{X: boxes[2*(len(sides)-1)*(steps+1)].Min.X, Y: c.Max.Y - size.Y}
	top.X = max(min(top.X, c.Max.X-l.Gap-size.X), c.Min.X+l.Gap)
	return append(boxes, boxAt(top, size))
}

// corners are boxes along the upper side, then the lower, then between.
func (l *Labels) corners(c *draw.Canvas, size vg.Point) []vg.Rectangle {
	room := c.Max.Sub(c.Min).Sub(size).Sub(vg.Point{X: 3 * l.Gap, Y: 3 * l.Gap})
	var boxes []vg.Rectangle
	add := func(us, vs []vg.Length) {
		for _, v := range vs {
			for _, u := range us {
				boxes = append(boxes, boxAt(c.Min.Add(vg.Point{X: 1.5*l.Gap + u*room.X, Y: 1.5*l.Gap + v*room.Y}), size))
			}
		}
	}
	sides, all := []vg.Length{1, 0, 0.5}, []vg.Length{1, 0, 0.85, 0.15, 0.5}
	add(sides, all)
	add(sides, []vg.Length{0.7, 0.3})
	add([]vg.Length{0.75, 0.25}, append(all, 0.7, 0.3))
	return boxes
}

func boxAt(corner, size vg.Point) vg.Rectangle {
	return vg.Rectangle{Min: corner, Max: corner.Add(size)}
}

// obstacles is what labels keep clear of, in canvas coordinates.
type obstacles struct {
	panel  vg.Rectangle
	curves [][]vg.Point    // kept at a distance of clear
	lines  [][]vg.Point    // the labelled lines themselves
	areas  [][2][]vg.Point // the lower and upper edges of ribbons
	boxes  []vg.Rectangle
	clear  vg.Length
	gap    vg.Length // between a label and its own line
	apart  vg.Length // between labels
}

func (l *Labels) obstacles(c *draw.Canvas, p *plot.Plot) *obstacles {
	// The axes are on the left and at the bottom.
	o := &obstacles{panel: draw.Crop(*c, l.Gap, 0, l.Gap, 0).Rectangle, clear: l.Clear, gap: l.Gap, apart: 0.6 * l.Style.Font.Size, boxes: slices.Clone(l.taken)}
	for _, curve := range l.Avoid {
		for _, run := range Runs(curve) {
			o.curves = append(o.curves, toCanvas(c, p, run))
		}
	}
	for _, r := range l.Ribbons {
		o.areas = append(o.areas, [2][]vg.Point{toCanvas(c, p, r.Low), toCanvas(c, p, r.High)})
	}
	for _, label := range l.Labels {
		for _, run := range Runs(label.On) {
			line := toCanvas(c, p, run)
			if !label.Upright {
				o.lines = append(o.lines, line)
				continue
			}
			for _, at := range line {
				o.lines = append(o.lines, []vg.Point{{X: at.X, Y: c.Min.Y}, {X: at.X, Y: c.Max.Y}})
			}
		}
	}
	return o
}

// best is the first candidate that touches nothing, or the one that touches
// least; ok is false without candidates, for a line that is nowhere.
func (o *obstacles) best(candidates []vg.Rectangle) (best vg.Rectangle, ok bool) {
	least := -1
	for _, box := range candidates {
		cost := o.touches(box)
		if cost == 0 {
			return box, true
		}
		if least < 0 || cost < least {
			best, least = box, cost
		}
	}
	return best, least >= 0
}

// What a label pays for what it covers.
const (
	costOutside = 1000
	costLabel   = 100
	costData    = 10
	costLine    = 1
)

// touches weighs what a box would cover: leaving the panel is worst, then
// other labels, then data, then the labelled lines.
func (o *obstacles) touches(box vg.Rectangle) int {
	cost := 0
	panel := grow(o.panel, 0.01) // a label may end exactly where the panel does
	if box.Min.X < panel.Min.X || box.Max.X > panel.Max.X || box.Min.Y < panel.Min.Y || box.Max.Y > panel.Max.Y {
		cost += costOutside
	}
	for _, other := range o.boxes {
		if overlap(grow(box, o.apart), other) {
			cost += costLabel
		}
	}
	for _, curve := range o.curves {
		cost += costData * crossings(curve, grow(box, o.clear))
	}
	for _, area := range o.areas {
		if between(area[0], area[1], box) {
			cost += costData
		}
	}
	for _, l := range o.lines {
		cost += costLine * crossings(l, grow(box, 0.99*o.gap)) // beside it a label is exactly a gap away
	}
	return cost
}
