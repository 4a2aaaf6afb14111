package render

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Titles may be this much smaller than other text, rather than be cut.
const smallestTitle = 0.8

// fitTitle is an axis' title, or its short form, with the part of the size of
// the text at which it fits a length. Where neither does, whole parts of it go before
// it is cut.
func (l *look) fitTitle(a axis, length vg.Length) (text string, size vg.Length) {
	text = a.title
	if a.short != "" && l.width(text) > length {
		text = a.short
	}
	for _, fewer := range fewerWords(text) {
		if smallestTitle*l.width(text) <= length {
			break
		}
		text = fewer
	}
	size = max(smallestTitle, min(1, 0.999*length/max(l.width(text), 1)))
	return elide(text, length/size, l.width), size
}

// fewerWords are what is left of a title when first what is in brackets goes, then
// one after another what follows its last comma, what it is a distance to, then all
// but its last word.
func fewerWords(title string) []string {
	var list []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" && s != title {
			title, list = s, append(list, s)
		}
	}
	if from, to := strings.Index(title, " ("), strings.LastIndex(title, ")"); from > 0 && to > from {
		add(title[:from] + title[to+1:])
	}
	for i := strings.LastIndex(title, ", "); i > 0; i = strings.LastIndex(title, ", ") {
		add(title[:i])
	}
	if i := strings.Index(title, " to "); i > 0 {
		add(title[:i])
	}
	add(title[strings.LastIndex(title, " ")+1:])
	return list
}

// title writes an axis' title, centred at a place and level or upright, its
// upper side there. It keeps within low and high along its direction: moved if
// it must be, then smaller, and cut if that is not enough.
func (p *picture) title(a axis, angle float64, at vg.Point, low, high vg.Length) {
	text, size := p.fitTitle(a, high-low)
	sty := p.text(size*p.font, p.ink)
	sty.Rotation, sty.XAlign, sty.YAlign = angle, draw.XCenter, draw.YTop
	half := size * p.width(text) / 2
	along := &at.X
	if angle != 0 {
		along = &at.Y
	}
	*along = min(max(*along, low+half), high-half)
	p.write(sty, at, text, phrase{a.own, a.title})
}

// beneath writes the title of a horizontal axis; it may be as wide as the sheet.
func (p *picture) beneath(a axis, area vg.Rectangle) {
	at := vg.Point{X: (area.Min.X + area.Max.X) / 2, Y: area.Min.Y - p.depth(a) - p.titleGap()}
	p.title(a, 0, at, p.c.Min.X+0.5*p.font, p.c.Max.X-0.5*p.font)
}

// alongside writes the title of a vertical axis, its upper side at titleX,
// along the middle of area.
func (p *picture) alongside(a axis, area vg.Rectangle) {
	if p.short && a.short != "" {
		a.title = a.short
	}
	p.title(a, math.Pi/2, vg.Point{X: a.titleX, Y: (area.Min.Y + area.Max.Y) / 2}, a.low, a.high)
}

// lowest is how far down the title of a vertical axis may reach: beside the
// tick labels of the horizontal axis, unless those lie aslant towards it.
func (l *look) lowest(area vg.Rectangle, x axis) vg.Length {
	if x.angle != 0 {
		return area.Min.Y
	}
	return area.Min.Y - l.depth(x)
}
