package render

import (
	"cmp"
	"image/color"
	"math"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// axis is an axis as it will be drawn.
type axis struct {
	title  string
	own    string       // the title as the figure has it
	worded bool         // whether a person wrote the title
	names  []phrase     // of categories; nil for numbers
	short  string       // what stands for a title that finds no room, or ""
	inside string       // the title where it stands in the panel, or ""
	span   figure.Range // in the scale's coordinates
	scale  scale
	ticks  []tick
	angle  float64   // of the tick labels, radians
	small  vg.Length // size of the tick labels in that of other text; 0 is 1
	marks  bool      // whether ticks have marks
	cover  bool      // whether both ends should be at ticks
	numbering
	// Of a vertical axis: where its title is, and what it must keep between,
	// lest it meet the other axis' title or another panel.
	titleX, low, high vg.Length
}

// sayLog adds to the title of a logarithmic axis that it is one, where that finds
// room.
func (a *axis) sayLog() {
	if a.scale.log && a.title != "" && !a.worded {
		a.title, a.short = a.title+" (log scale)", cmp.Or(a.short, a.title)
	}
}

// coordinates is a plot whose only use is to turn data into canvas
// coordinates for the plotters.
func coordinates(x, y figure.Range) *plot.Plot {
	p := plot.New()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = x.Min, x.Max, y.Min, y.Max
	return p
}

// categories are planned tick labels of a categorical axis.
type categories struct {
	ticks   []tick
	angle   float64
	small   vg.Length // size of the labels in that of other text; 0 is 1
	pattern string    // what the labels leave out; see names
}

// Labels longer than this many ems are shortened, however much room there is:
// beyond it they would rule the figure.
const longestLabel = 12

// slightlySmaller is the size, in that of other text, of labels that are level by it.
const slightlySmaller = 0.85

// lineHeight is how far apart lines of text are at least, in ems.
const lineHeight = 1.15

// below plans tick labels under an axis whose categories are spacing apart, no
// higher than room. Labels are level where they fit, if need be in slightly smaller
// text, aslant or upright where they do not, and thinned out where even upright ones
// would touch.
func (l *look) below(full []string, spacing, room vg.Length) categories {
	if c, ok := l.level(names{labels: full}, spacing); ok {
		return c
	}
	if short := distinct(full); !fits(full, longestLabel*l.font, l.width) {
		if c, ok := l.level(short, spacing); ok {
			return c
		}
	}
	if c, ok := l.level(names{labels: full}, spacing/slightlySmaller); ok && slightlySmaller*l.font >= leastText {
		c.small = slightlySmaller
		return c
	}
	angle := math.Pi / 2
	if spacing >= 1.6*l.font {
		angle = math.Pi / 4
	}
	room = min((room-l.font)/vg.Length(math.Sin(angle)), longestLabel*l.font)
	short := shorten(full, room, l.width)
	return categories{
		ticks: l.fitted(everyNth(short.labels, stride(lineHeight*l.font, spacing)), room),
		angle: angle, pattern: short.pattern,
	}
}

// level plans level labels, if there is room for them; numbers may be thinned
// out, since those between can be guessed.
func (l *look) level(n names, spacing vg.Length) (categories, bool) {
	need := widestOf(n.labels, l.width) + 0.7*l.font
	switch {
	case need <= spacing:
		return categories{ticks: everyNth(n.labels, 1), pattern: n.pattern}, true
	case allNumbers(n.labels):
		return categories{ticks: everyNth(n.labels, stride(need, spacing)), pattern: n.pattern}, true
	}
	return categories{}, false
}

// beside plans tick labels left of an axis, no wider than room.
func (l *look) beside(full []string, spacing, room vg.Length) categories {
	room = min(room, longestLabel*l.font)
	short := shorten(full, room, l.width)
	return categories{
		ticks:   l.fitted(everyNth(short.labels, stride(lineHeight*l.font, spacing)), room),
		pattern: short.pattern,
	}
}

// whole are planned labels for all of the categories spacing apart, in text that
// is smaller than other text, though not too small to be read, where only that has
// room for them; numbers are thinned out instead, since those between can be
// guessed. The plan is asked for with a distance between labels as if they were of
// full size, and with their true size in that of other text.
func (l *look) whole(full []string, spacing vg.Length, plan func(spacing, size vg.Length) categories) categories {
	const closest = 1.05 // lines of small text, in ems
	c := plan(spacing, 1)
	small := spacing / (closest * l.font)
	if len(c.ticks) == len(full) || small*l.font < l.leastName() || allNumbers(full) {
		return c
	}
	small = min(small, 1)
	smaller := plan(lineHeight*l.font, small)
	if len(smaller.ticks) < len(full) {
		return c
	}
	smaller.small = cmp.Or(smaller.small, small)
	return smaller
}

// fitted makes every label fit a width.
func (l *look) fitted(ticks []tick, room vg.Length) []tick {
	for i := range ticks {
		ticks[i].label = fit(ticks[i].label, room, l.width)
	}
	return ticks
}

// withPattern adds what the tick labels leave out to an axis' title, if the
// whole fits a length.
func (l *look) withPattern(title, pattern string, length vg.Length) string {
	whole := strings.TrimSpace(title + " (" + pattern + ")")
	if pattern == "" || l.width(whole) > length {
		return title
	}
	return whole
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

func everyNth(labels []string, n int) []tick {
	var ticks []tick
	for i := 0; i < len(labels); i += n {
		ticks = append(ticks, tick{at: float64(i), label: labels[i]})
	}
	return ticks
}

func allNumbers(labels []string) bool {
	for _, s := range labels {
		if _, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err != nil {
			return false
		}
	}
	return true
}

// depth is how far the tick labels of a horizontal axis reach down, marks and
// gap included.
func (l *look) depth(a axis) vg.Length {
	if len(a.ticks) == 0 {
		return 0
	}
	sin, cos := math.Sincos(a.angle)
	height := plotters.CapHeight * l.font * vg.Length(cos)
	if a.angle != 0 {
		height /= 2
	}
	return l.labelGap(a) + a.labelSize()*(l.widest(a.ticks)*vg.Length(sin)+height)
}

// labelGap is the distance from an axis to its tick labels.
func (l *look) labelGap(a axis) vg.Length {
	if !a.marks {
		return 1.6 * l.tickGap()
	}
	return l.tickLength() + l.tickGap()
}

// beyond is how far the tick labels of a vertical axis reach to its left.
func (l *look) beyond(a axis) vg.Length {
	if len(a.ticks) == 0 {
		return 0
	}
	return l.labelGap(a) + a.labelSize()*l.widest(a.ticks)
}

// labelSize is the size of the tick labels in that of other text.
func (a *axis) labelSize() vg.Length {
	if a.small == 0 {
		return 1
	}
	return a.small
}

// overhang is how far the tick labels of a horizontal axis reach beyond its
// ends, of a length.
func (l *look) overhang(a axis, length vg.Length) (left, right vg.Length) {
	sin, cos := math.Sincos(a.angle)
	for _, t := range a.ticks {
		at := vg.Length((t.at-a.span.Min)/(a.span.Max-a.span.Min)) * length
		w, em := a.labelSize()*l.width(t.label), a.labelSize()*l.font
		before, after := w/2, w/2
		if a.angle != 0 {
			before, after = w*vg.Length(cos)+em*vg.Length(sin)/2, em*vg.Length(sin)/2
		}
		left, right = max(left, before-at), max(right, at+after-length)
	}
	return left, right
}

// bottomAxis draws a horizontal axis under area, with or without its line.
func (p *picture) bottomAxis(area vg.Rectangle, a axis, line bool) {
	c := draw.Canvas{Canvas: p.c, Rectangle: area}
	y := area.Min.Y
	if line {
		p.c.StrokeLine2(p.axisLine(), area.Min.X-p.axis/2, y, area.Max.X, y)
	}
	if at, ok := a.scale.broken(); ok && at > a.span.Min {
		p.breakAxis(vg.Point{X: c.X((at - a.span.Min) / (a.span.Max - a.span.Min)), Y: y})
	}
	em := a.labelSize() * p.font
	sty := p.text(em, p.ink)
	sty.Rotation, sty.XAlign, sty.YAlign = a.angle, draw.XCenter, draw.YTop
	if a.angle != 0 {
		sty.XAlign, sty.YAlign = draw.XRight, draw.YCenter
	}
	// An aslant label looks centred under its tick when its corner is.
	shift := plotters.CapHeight / 2 * em * vg.Length(math.Sin(2*a.angle)/math.Sqrt2)
	for _, t := range a.ticks {
		x := c.X((t.at - a.span.Min) / (a.span.Max - a.span.Min))
		if a.marks {
			p.c.StrokeLine2(p.axisLine(), x, y, x, y-p.markLength(t))
		}
		sty.Color = p.inkOf(t)
		p.write(sty, vg.Point{X: x + shift, Y: y - p.labelGap(a)}, t.label, a.nameAt(t))
	}
	p.beneath(a, area)
}

// inkOf is the colour of a tick's label.
func (l *look) inkOf(t tick) color.RGBA {
	if t.dim {
		return l.dim(l.ink)
	}
	return l.ink
}

// markLength is the length of a tick's mark.
func (l *look) markLength(t tick) vg.Length {
	if t.minor {
		return 0.55 * l.tickLength()
	}
	return l.tickLength()
}

// breakAxis draws two slanted strokes over a level axis, which say that its
// scale does not go on between them.
func (p *picture) breakAxis(at vg.Point) {
	half, slant := 0.22*p.font, 0.12*p.font
	gap := draw.LineStyle{Color: p.sheet, Width: 2 * p.axis}
	p.c.StrokeLine2(gap, at.X-slant, at.Y, at.X+slant, at.Y)
	for _, side := range []vg.Length{-1, 1} {
		x := at.X + side*slant
		p.c.StrokeLine2(p.axisLine(), x-slant, at.Y-half, x+slant, at.Y+half)
	}
}

// leftAxis draws a vertical axis left of area, with or without its line.
func (p *picture) leftAxis(area vg.Rectangle, a axis, line bool) {
	c := draw.Canvas{Canvas: p.c, Rectangle: area}
	x := area.Min.X
	if line {
		p.c.StrokeLine2(p.axisLine(), x, area.Min.Y-p.axis/2, x, area.Max.Y+p.axis/2)
	}
	sty := p.text(a.labelSize()*p.font, p.ink)
	sty.XAlign = draw.XRight
	for _, t := range a.ticks {
		y := c.Y((t.at - a.span.Min) / (a.span.Max - a.span.Min))
		if a.marks {
			p.c.StrokeLine2(p.axisLine(), x-p.markLength(t), y, x, y)
		}
		sty.Color = p.inkOf(t)
		p.write(sty, vg.Point{X: x - p.labelGap(a), Y: y}, t.label, a.nameAt(t))
	}
	p.alongside(a, area)
}
