package render

import (
	"math"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// axis is an axis as it will be drawn.
type axis struct {
	title string
	span  figure.Range // in data coordinates
	ticks []tick
	angle float64 // of the tick labels, radians
	marks bool    // whether ticks have marks
}

// coordinates is a plot whose only use is to turn data into canvas
// coordinates for the plotters.
func coordinates(x, y figure.Range) *plot.Plot {
	p := plot.New()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = x.Min, x.Max, y.Min, y.Max
	return p
}

// below plans tick labels under an axis of a length whose categories are
// spacing apart, no higher than room. Labels are level where they fit, aslant
// or upright where they do not, and thinned out where even upright ones would
// touch.
func (l *look) below(categories []string, spacing, room vg.Length) (ticks []tick, angle float64) {
	sty := l.plain()
	widest := vg.Length(0)
	for _, s := range categories {
		widest = max(widest, sty.Width(s))
	}
	level := widest + 0.7*l.font
	switch {
	case level <= spacing:
		return everyNth(categories, 1), 0
	case allNumbers(categories) && level <= 10*spacing:
		return everyNth(categories, stride(level, spacing)), 0
	}
	angle = math.Pi / 2
	if spacing >= 1.6*l.font {
		angle = math.Pi / 4
	}
	short := shorten(categories, (room-l.font)/vg.Length(math.Sin(angle)), sty.Width)
	return everyNth(short, stride(1.15*l.font, spacing)), angle
}

// beside plans tick labels left of an axis, no wider than room.
func (l *look) beside(categories []string, spacing, room vg.Length) []tick {
	short := shorten(categories, room, l.plain().Width)
	return everyNth(short, stride(1.15*l.font, spacing))
}

// stride is the smallest round number of categories between labels that keeps
// them need apart.
func stride(need, spacing vg.Length) int {
	for unit := 1; unit < 1_000_000_000; unit *= 10 {
		for _, m := range []int{1, 2, 5} {
			if vg.Length(m*unit)*spacing >= need {
				return m * unit
			}
		}
	}
	return 1_000_000_000
}

func everyNth(categories []string, n int) []tick {
	var ticks []tick
	for i := 0; i < len(categories); i += n {
		ticks = append(ticks, tick{float64(i), categories[i]})
	}
	return ticks
}

func allNumbers(categories []string) bool {
	for _, s := range categories {
		if _, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err != nil {
			return false
		}
	}
	return true
}

// depth is how far the tick labels of a horizontal axis reach down, marks and
// gap included.
func (l *look) depth(a axis) vg.Length {
	sin, cos := math.Sincos(a.angle)
	return l.tickLength() + l.tickGap() + l.widest(a.ticks)*vg.Length(sin) + l.font*vg.Length(math.Max(cos, 0.3))
}

// overhang is how far the tick labels of a horizontal axis reach beyond its
// ends, of a length.
func (l *look) overhang(a axis, length vg.Length) (left, right vg.Length) {
	sty := l.plain()
	sin, cos := math.Sincos(a.angle)
	for _, t := range a.ticks {
		at := vg.Length((t.at-a.span.Min)/(a.span.Max-a.span.Min)) * length
		w := sty.Width(t.label)
		before, after := w/2, w/2
		if a.angle != 0 {
			before, after = w*vg.Length(cos)+l.font*vg.Length(sin)/2, l.font*vg.Length(sin)/2
		}
		left, right = max(left, before-at), max(right, at+after-length)
	}
	return left, right
}

// bottomAxis draws a horizontal axis under area. title says how far below the
// area the title's upper edge is.
func (p *picture) bottomAxis(area vg.Rectangle, a axis, line bool) {
	c := draw.Canvas{Canvas: p.c, Rectangle: area}
	y := area.Min.Y
	if line {
		p.c.StrokeLine2(p.axisLine(), area.Min.X-p.axis/2, y, area.Max.X, y)
	}
	sty := p.plain()
	sty.Rotation, sty.XAlign, sty.YAlign = a.angle, draw.XCenter, draw.YTop
	if a.angle != 0 {
		sty.XAlign, sty.YAlign = draw.XRight, draw.YCenter
	}
	for _, t := range a.ticks {
		x := c.X((t.at - a.span.Min) / (a.span.Max - a.span.Min))
		if a.marks {
			p.c.StrokeLine2(p.axisLine(), x, y, x, y-p.tickLength())
		}
		p.c.FillText(sty, vg.Point{X: x, Y: y - p.tickLength() - p.tickGap()}, t.label)
	}
	if a.title == "" {
		return
	}
	sty = p.plain()
	sty.XAlign, sty.YAlign = draw.XCenter, draw.YTop
	at := vg.Point{X: (area.Min.X + area.Max.X) / 2, Y: y - p.depth(a) - p.titleGap()}
	p.c.FillText(sty, at, elide(a.title, p.c.Max.X-p.c.Min.X-2*p.font, sty.Width))
}

// leftAxis draws a vertical axis left of area, its title at the far left x.
func (p *picture) leftAxis(area vg.Rectangle, a axis, titleAt vg.Length, line bool) {
	c := draw.Canvas{Canvas: p.c, Rectangle: area}
	x := area.Min.X
	if line {
		p.c.StrokeLine2(p.axisLine(), x, area.Min.Y-p.axis/2, x, area.Max.Y+p.axis/2)
	}
	sty := p.plain()
	sty.XAlign = draw.XRight
	for _, t := range a.ticks {
		y := c.Y((t.at - a.span.Min) / (a.span.Max - a.span.Min))
		if a.marks {
			p.c.StrokeLine2(p.axisLine(), x-p.tickLength(), y, x, y)
		}
		p.c.FillText(sty, vg.Point{X: x - p.tickLength() - p.tickGap(), Y: y}, t.label)
	}
	p.upright(a.title, titleAt, area)
}

// upright writes a title along the height of area, its left edge at x.
func (p *picture) upright(title string, x vg.Length, area vg.Rectangle) {
	if title == "" {
		return
	}
	sty := p.plain()
	sty.Rotation, sty.XAlign, sty.YAlign = math.Pi/2, draw.XCenter, draw.YTop
	p.c.FillText(sty, vg.Point{X: x, Y: (area.Min.Y + area.Max.Y) / 2},
		elide(title, max(area.Size().Y, 0.8*(p.c.Max.Y-p.c.Min.Y)), sty.Width))
}
