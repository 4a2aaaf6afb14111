package render

import (
	"math"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// stacked is a plan of panels one above the other, on one x axis.
type stacked struct {
	places []vg.Rectangle // the data areas
	x      axis
	ys     []axis
	keys   []key
	foot   vg.Length // the lower side of all
}

// stack shares out an area among panels. Those of their series that are named
// already are in no legend; with nil there is none.
func (p *picture) stack(area vg.Rectangle, panels []figure.Panel, named map[string]bool) stacked {
	size := area.Size()
	last := &panels[len(panels)-1]
	plan := stacked{ys: make([]axis, len(panels)), keys: make([]key, len(panels)), foot: area.Min.Y}
	plan.x = p.horizontal(panels)
	left, right := p.least.left, p.least.right
	for i := range panels {
		plan.ys[i] = p.vertical(&panels[i], 0.75*size.Y*share(panels, i))
		left = max(left, p.titleRoom(plan.ys[i].title)+p.beyond(plan.ys[i]))
	}
	if named != nil {
		p.planKeys(&plan, panels, left, size, named)
	}
	p.titles(&plan, panels)
	for i := range plan.keys {
		plan.keys[i].top = plan.keys[i].height
	}
	plan.keys[0].height = max(plan.keys[0].height, p.least.top)
	depth := vg.Length(0)
	for _, k := range plan.keys {
		right, depth = max(right, k.width), max(depth, k.depth)
	}
	// Labels that hang over make the axis shorter, which may change them: the
	// second round settles it.
	for range 2 {
		length := size.X - left - right
		p.xTicks(&plan.x, last.X, length, 0.36*size.Y)
		over, after := p.overhang(plan.x, length)
		left, right = max(left, over), max(right, after)
	}
	plan.places = p.slices(area, panels, plan.keys, frame{
		left: left, right: right, bottom: max(p.least.bottom, depth+p.depth(plan.x)+p.titleRoom(plan.x.title)),
	})
	if last.Square && len(panels) == 1 {
		p.square(&plan, last)
	}
	p.finish(&plan, area)
	p.within(&plan, panels)
	return plan
}

// horizontal is the x axis of all panels, without its ticks.
func (l *look) horizontal(panels []figure.Panel) axis {
	last := panels[len(panels)-1].X
	a := axis{marks: !last.Bare, names: phrases(last.Categories, l.say)}
	l.entitle(&a, last.Label, last.Short)
	if n := len(last.Categories); n > 0 {
		pad := 0.35
		if n == 1 {
			pad = 0.5
		}
		a.span = figure.Range{Min: -pad, Max: float64(n-1) + pad}
		return a
	}
	style := l.xStyle(panels)
	a.whole, a.decimals = last.Whole, style.Decimals
	xs := append(abscissae(panels), last.Holds...)
	a.scale = newScale(style.Scale.or(last.Scale), xs)
	switch {
	case !last.Range.IsZero() && !a.scale.log:
		a.span = valueRange(last.Range, nil)
	default:
		a.span = padded(valueRange(figure.Range{}, a.scale.all(xs)))
	}
	if last.At != nil { // few numbers, the first of which would stand on the other axis
		a.span = padded(a.span)
	}
	style.limit(&a)
	a.sayLog()
	return a
}

// padded keeps marks at either end off the axes.
func padded(r figure.Range) figure.Range {
	d := 0.03 * (r.Max - r.Min)
	return figure.Range{Min: r.Min - d, Max: r.Max + d}
}

func abscissae(panels []figure.Panel) []float64 {
	var xs []float64
	for _, panel := range panels {
		for _, s := range panel.Series {
			for _, pt := range s.Points {
				xs = append(xs, pt.X-s.Width/2, pt.X+s.Width/2)
			}
		}
		for _, r := range panel.Rules {
			if xs = append(xs, r.X); !r.Within.IsZero() {
				xs = append(xs, r.Within.Min, r.Within.Max)
			}
		}
	}
	return xs
}

// vertical is the y axis of a panel of about that height.
func (l *look) vertical(panel *figure.Panel, height vg.Length) axis {
	data, style := append(values(panel.Series), panel.Y.Holds...), l.yStyle(panel)
	a := axis{marks: !panel.Y.Bare, scale: newScale(style.Scale.or(panel.Y.Scale), data)}
	l.entitle(&a, panel.Y.Label, panel.Y.Short)
	a.decimals = style.Decimals
	switch {
	case a.scale.log && slim(panel) && !finite(a.scale.zero):
		a.span, a.cover = a.scale.roundEnds(dataRange(a.scale.all(data)).Max), true
	case a.scale.log:
		a.span = padded(valueRange(figure.Range{}, a.scale.all(data)))
	default:
		a.span = valueRange(panel.Y.Range, data)
		if panel.Y.Range.IsZero() && slices.ContainsFunc(panel.Series, func(s figure.Series) bool { return s.Form == figure.Dots }) {
			a.span = padded(a.span)
		}
		if a.span != figure.Unit() {
			a.span = rounded(a.span)
		}
		a.cover = beyondUnit(panel.Y.Range) || slim(panel)
	}
	style.limit(&a)
	a.sayLog()
	l.yTicks(&a, height)
	return a
}

// yTicks gives a vertical axis as many ticks as its height has room for.
func (l *look) yTicks(a *axis, height vg.Length) {
	switch {
	case !a.marks:
	case a.cover && a.scale.log:
		a.ticks = l.endTicks(a, height)
	case a.cover:
		a.span = l.covered(a.span, height, a.numbering)
		a.ticks = l.ticksFor(a.span, height, a.numbering)
	case a.scale.log:
		a.ticks = a.scale.logTicks(a.span, max(2, int(height/(2.5*l.font))))
	default:
		a.ticks = l.ticksFor(a.span, height, a.numbering)
	}
}

// Distance between stacked panels.
func (l *look) panelGap() vg.Length { return 1.4 * l.font }

// finish gives the y axes no more ticks than their heights allow, and their
// titles the room there is.
func (l *look) finish(plan *stacked, area vg.Rectangle) {
	last := len(plan.places) - 1
	for i, place := range plan.places {
		y := &plan.ys[i]
		fewer := *y
		if l.yTicks(&fewer, place.Size().Y); len(fewer.ticks) < len(y.ticks) {
			y.ticks, y.span = fewer.ticks, fewer.span
		}
		if y.scale.log {
			y.ticks = l.apart(y.ticks, y.span, place.Size().Y, func(string) vg.Length { return 0.7 * l.font })
		}
		y.titleX, y.low, y.high = area.Min.X, place.Min.Y, place.Max.Y
		if i == 0 && !l.letters {
			y.high = area.Max.Y
		}
		if i == last {
			y.low = l.lowest(place, plan.x)
		}
	}
}

// within moves the titles of slim panels that are longer than their axes into the
// panels: of all, where it is any, so that they are alike.
func (l *look) within(plan *stacked, panels []figure.Panel) {
	long := false
	for i, y := range plan.ys {
		long = long || slim(&panels[i]) && l.width(y.title) > y.high-y.low
	}
	for i := range panels {
		if y := &plan.ys[i]; long && slim(&panels[i]) {
			y.inside, y.title, y.short = y.title, "", ""
		}
	}
}

// frame is the room around the data areas.
type frame struct{ left, right, top, bottom vg.Length }

// around is the room round the data of a stack in an area.
func (s stacked) around(area vg.Rectangle) frame {
	top, bottom := s.places[0], s.places[len(s.places)-1]
	return frame{
		left: top.Min.X - area.Min.X, right: area.Max.X - top.Max.X,
		top: area.Max.Y - top.Max.Y, bottom: bottom.Min.Y - area.Min.Y,
	}
}

// slices are the data areas from top to bottom.
func (l *look) slices(area vg.Rectangle, panels []figure.Panel, keys []key, f frame) []vg.Rectangle {
	gap := l.panelGap()
	free := area.Size().Y - f.bottom - gap*vg.Length(len(panels)-1)
	for _, k := range keys {
		free -= k.height
	}
	free = max(free, l.font)
	places := make([]vg.Rectangle, len(panels))
	top := area.Max.Y
	for i := range panels {
		top -= keys[i].height
		height := free * share(panels, i)
		places[i] = vg.Rectangle{
			Min: vg.Point{X: area.Min.X + f.left, Y: top - height},
			Max: vg.Point{X: max(area.Max.X-f.right, area.Min.X+f.left+l.font), Y: top},
		}
		top -= height + gap
	}
	return places
}

// share is a panel's part of the height.
func share(panels []figure.Panel, i int) vg.Length {
	one := func(p figure.Panel) float64 { return orDefault(p.Share, 1) }
	sum := 0.0
	for _, p := range panels {
		sum += one(p)
	}
	return vg.Length(one(panels[i]) / sum)
}

// xTicks gives a horizontal axis its ticks for a length.
func (l *look) xTicks(x *axis, a figure.Axis, length, room vg.Length) {
	most := min(max(2, int(length/(3.5*l.font))), 8)
	switch {
	case a.Bare:
	case len(ticksOf(x, a.At)) > 0:
		x.ticks = l.apart(ticksOf(x, a.At), x.span, length, l.width)
	case x.scale.log:
		x.ticks = x.scale.logTicks(x.span, most)
		x.ticks = l.apart(x.ticks, x.span, length, l.width)
	case a.Categories == nil:
		x.ticks = l.levelTicks(x, length, most)
		if a.Whole && x.span.Min > 0 && x.span.Min <= 1 {
			x.ticks = l.apart(fromOne(x.ticks), x.span, length, l.width)
		}
	default:
		plan := l.below(l.sayAll(a.Categories), length/vg.Length(x.span.Max-x.span.Min), room)
		x.ticks, x.angle, x.small = plan.ticks, plan.angle, plan.small
		l.entitle(x, a.Label, a.Short)
		l.addPattern(x, plan.pattern, length)
	}
}

// levelTicks are ticks at round numbers, most of them for numbers of any width: on
// a short axis up to six where their labels are so narrow that they keep apart.
func (l *look) levelTicks(x *axis, length vg.Length, most int) []tick {
	for n := 6; n > most; n-- {
		ticks := numericTicks(x.span, n, x.numbering)
		if len(ticks) < 2 {
			continue
		}
		step := vg.Length((ticks[1].at-ticks[0].at)/(x.span.Max-x.span.Min)) * length
		if step >= l.widest(ticks)+1.2*l.font {
			return ticks
		}
	}
	return numericTicks(x.span, most, x.numbering)
}

// ticksOf are ticks at given numbers, as far as an axis holds them; none where
// it holds no two.
func ticksOf(x *axis, at []float64) []tick {
	var ticks []tick
	for _, v := range at {
		if c := x.scale.at(v); x.span.Min <= c && c <= x.span.Max {
			ticks = append(ticks, tick{at: c, label: x.labelAt(v)})
		}
	}
	if len(ticks) < min(2, len(at)) {
		return nil
	}
	return ticks
}

// labelAt writes a number that was chosen for its meaning, on a logarithmic axis as the
// others there are written.
func (a *axis) labelAt(v float64) string {
	from, to := int(math.Floor(a.scale.low+1e-9)), int(math.Floor(a.span.Max+1e-9))
	if _, given := a.decimals.Number(); a.scale.log && v > 0 && !given && notationFor(from, to) == powerNotation {
		return scientific(v, 4)
	}
	return a.label(v)
}

// fromOne gives ticks at whole numbers one at the first of them, 1.
func fromOne(ticks []tick) []tick {
	if len(ticks) > 0 && ticks[0].at <= 1 {
		return ticks
	}
	return slices.Insert(ticks, 0, tick{at: 1, label: "1"})
}

// apart takes the labels off ticks that come too near the label before them;
// extent is how far a label reaches along the axis.
func (l *look) apart(ticks []tick, span figure.Range, length vg.Length, extent func(string) vg.Length) []tick {
	end := vg.Length(math.Inf(-1))
	for i := range ticks {
		if ticks[i].label == "" {
			continue
		}
		at := vg.Length((ticks[i].at-span.Min)/(span.Max-span.Min)) * length
		half := extent(ticks[i].label) / 2
		if at-half < end+0.5*l.font {
			ticks[i].label, ticks[i].minor = "", true
			continue
		}
		end = at + half
	}
	return ticks
}

func unlabelled(ticks []tick) []tick {
	out := make([]tick, len(ticks))
	for i, t := range ticks {
		out[i] = tick{at: t.at, minor: t.minor}
	}
	return out
}

// square widens one of the two ranges until a unit is as long in both
// directions.
func (l *look) square(plan *stacked, panel *figure.Panel) {
	size := plan.places[0].Size()
	x, y := &plan.x, &plan.ys[0]
	unit := max((x.span.Max-x.span.Min)/float64(size.X), (y.span.Max-y.span.Min)/float64(size.Y))
	if panel.Apart {
		unit *= 1.08 // dots at the edge are moved too
	}
	widen := func(r figure.Range, length vg.Length) figure.Range {
		d := (unit*float64(length) - (r.Max - r.Min)) / 2
		return figure.Range{Min: r.Min - d, Max: r.Max + d}
	}
	x.span, y.span = widen(x.span, size.X), widen(y.span, size.Y)
	l.xTicks(x, panel.X, size.X, 0)
	l.yTicks(y, size.Y)
}

// values are the numbers that a panel's y axis has to hold.
func values(series []figure.Series) []float64 {
	var ys []float64
	for _, s := range series {
		for _, pt := range s.Points {
			ys = append(ys, pt.Y)
		}
		for _, r := range s.Spread.Ranges {
			ys = append(ys, r.Min, r.Max)
		}
		if s.Form == figure.Histogram {
			ys = append(ys, 0)
		}
	}
	return ys
}
