package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// orderedSteps is a colour bar with a step for each of the series.
type orderedSteps struct {
	order *figure.Order
	title phrase
	ticks []tick    // at the middle of their steps, of an upright bar
	width vg.Length // that an upright bar takes of the width
	// height that a level bar takes above the data; 0 for an upright one.
	height vg.Length
	// above is the part of that height that a title has which would leave a level bar
	// too little of the width; 0 where it stands left of the bar.
	above vg.Length
}

// orderedSteps is an upright bar of a height.
func (l *look) orderedSteps(o *figure.Order, height vg.Length) *orderedSteps {
	c := l.beside(l.printAll(o.Names), height/vg.Length(len(o.Names)), 8*l.font)
	title := axis{}
	l.entitle(&title, o.Label, "")
	l.addPattern(&title, c.pattern, height)
	s := &orderedSteps{order: o, title: phrase{o.Label, title.title}, ticks: c.ticks}
	s.width = l.font + l.barWidth() + l.tickLength() + l.tickGap() + l.widest(c.ticks) + l.titleRoom(o.Label)
	return s
}

// levelSteps is a level bar over data of a width.
func (l *look) levelSteps(o *figure.Order, width vg.Length) *orderedSteps {
	s := &orderedSteps{order: o, title: phrase{o.Label, l.say(o.Label)}}
	if l.width(s.title.said) > 0.4*width {
		s.above = l.legendRow()
	}
	s.height = l.levelBar() + l.tickLength() + l.tickGap() + 1.5*l.font + s.above
	return s
}

// levelBar is the height of the colours of a level bar.
func (l *look) levelBar() vg.Length { return 0.8 * l.font }

// orderedBar draws the steps right of a panel, or above it.
func (p *picture) orderedBar(s *orderedSteps, place vg.Rectangle) {
	n := len(s.order.Names)
	heat := &plotters.HeatMap{Values: make([]float64, n), Max: 1, Ramp: make(plotters.Ramp, n)}
	for i := range n {
		at := figure.Ordered(i, n).Position
		heat.Ramp[i], heat.Values[i] = p.ordered(at), at
	}
	span, one := cells(n), cells(1)
	if s.height > 0 {
		heat.Rows, heat.Cols = 1, n
		p.levelBarOf(s, heat, coordinates(span, one), place)
		return
	}
	heat.Rows, heat.Cols = n, 1
	box := vg.Rectangle{
		Min: vg.Point{X: place.Max.X + p.font, Y: place.Min.Y},
		Max: vg.Point{X: place.Max.X + p.font + p.barWidth(), Y: place.Max.Y},
	}
	heat.Plot(draw.Canvas{Canvas: p.c, Rectangle: box}, coordinates(one, span))
	p.rememberSteps(box, s)
	p.rightAxis(box, axis{
		title: s.title.said, own: s.title.own, names: phrases(s.order.Names, p.print), span: span, ticks: s.ticks,
		titleX: box.Max.X + p.tickLength() + p.tickGap() + p.widest(s.ticks) + p.titleGap(),
		low:    p.c.Min.Y, high: p.c.Max.Y,
	})
}

// levelBarOf draws colours over the right of a panel, their title left of them and
// their names below.
func (p *picture) levelBarOf(s *orderedSteps, heat *plotters.HeatMap, of *plot.Plot, place vg.Rectangle) {
	bottom := place.Max.Y + s.height - p.levelBar()
	box := vg.Rectangle{
		Min: vg.Point{X: place.Min.X + p.width(s.title.said) + p.font, Y: bottom},
		Max: vg.Point{X: place.Max.X, Y: bottom + p.levelBar()},
	}
	at := vg.Point{X: place.Min.X, Y: (box.Min.Y + box.Max.Y) / 2}
	if s.above > 0 {
		box.Min.X, box.Min.Y, box.Max.Y = place.Min.X, box.Min.Y-s.above, box.Max.Y-s.above
	}
	p.write(p.plain(), at, elide(s.title.said, place.Size().X, p.width), s.title)
	heat.Plot(draw.Canvas{Canvas: p.c, Rectangle: box}, of)
	p.rememberSteps(box, s)
	names := p.printAll(s.order.Names)
	need := min(widestOf(names, p.width), longestLabel*p.font) + 0.7*p.font
	ticks := p.fitted(everyNth(names, stride(need, box.Size().X/vg.Length(len(names)))), longestLabel*p.font)
	p.bottomAxis(box, axis{span: cells(len(names)), names: phrases(s.order.Names, p.print), ticks: ticks, marks: true}, false)
}
