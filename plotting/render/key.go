package render

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// key is how the series of a panel are told apart. Unless a person wants it
// inside, it never covers data.
type key struct {
	title  string        // of the panel, above it
	width  vg.Length     // room right of the panels
	height vg.Length     // room above this panel
	depth  vg.Length     // room below all panels
	above  [][]entry     // a legend in rows above the panel
	below  [][]entry     // a legend in rows below the last panel's axis
	beside [][]entry     // a legend in a column right of the panels
	inside [][]entry     // a legend in a corner of the panel
	ends   []endLabel    // names beside the ends of the curves
	steps  *orderedSteps // a small colour bar right of the panels
}

// Most series with ordered colours that get a legend; beyond it they get a bar.
const mostOrdered = 6

// planKeys chooses the key of each panel, for a stack of about that size, of the
// series that no panel before has named.
func (l *look) planKeys(plan *stacked, panels []figure.Panel, size vg.Point, named map[string]bool) {
	if l.legendAt == LegendNone {
		return
	}
	var below []entry
	for i := range panels {
		entries := l.entries(&panels[i], named)
		for j := range entries {
			entries[j].marker = l.markersFit(entries[j].series, 0.9*size.X)
		}
		a := plane{
			coords: coordinates(plan.x.span, plan.ys[i].span),
			x:      plan.x.scale, y: plan.ys[i].scale,
		}
		if l.legendAt == LegendBelow && !l.barred(&panels[i], entries) {
			below = append(below, l.headed(entries, panels[i].Order)...)
			continue
		}
		height := 0.8 * size.Y * share(panels, i)
		plan.keys[i] = l.keyFor(&panels[i], entries, a, vg.Point{X: size.X, Y: height})
	}
	if rows := l.rows(below, size.X); len(rows) > 0 {
		last := &plan.keys[len(panels)-1]
		last.below, last.depth = rows, l.rowsHeight(len(rows))
	}
}

// barred reports whether a colour bar explains the series of a panel.
func (l *look) barred(panel *figure.Panel, entries []entry) bool {
	return panel.Order != nil && len(entries) > mostOrdered
}

// titles adds the panels' titles to their keys, and room for letters where they
// have none.
func (l *look) titles(plan *stacked, panels []figure.Panel) {
	for i := range panels {
		if panels[i].Title != "" {
			plan.keys[i].title = panels[i].Title
			plan.keys[i].height += l.legendRow()
		}
		if l.letters {
			plan.keys[i].height = max(plan.keys[i].height, l.letterRow())
		}
	}
}

// keyFor chooses the key of a panel: a bar for many ordered colours, else a
// legend where the style has it.
func (l *look) keyFor(panel *figure.Panel, entries []entry, a plane, size vg.Point) key {
	if l.barred(panel, entries) {
		steps := l.orderedSteps(panel.Order, size.Y)
		rows := l.rows(absentOnes(entries), size.X)
		return key{steps: steps, width: steps.width, above: rows, height: l.rowsHeight(len(rows))}
	}
	if l.legendAt == LegendEnds {
		if k, ok := l.endKey(entries, a, size); ok {
			return k
		}
	}
	entries = l.headed(entries, panel.Order)
	rows := l.rows(entries, size.X)
	switch l.legendAt {
	case LegendRight:
		if k, ok := l.besideKey(entries, size, widestBeside); ok {
			return k
		}
	case LegendInside:
		return key{inside: chunks(l.fitEntries(entries, 0.8*size.X), 1)}
	case LegendAuto:
		return l.freeKey(entries, rows, a, size)
	}
	return key{above: rows, height: l.rowsHeight(len(rows))}
}

// freeKey chooses a place: names beside the curves' ends where they find room,
// else a legend above, or, where that would take too much of the height, right
// of the panel.
func (l *look) freeKey(entries []entry, rows [][]entry, a plane, size vg.Point) key {
	if len(entries) > 1 && !entries[0].heading {
		if labels, ok := l.endLabels(entries, a, size.Y, nearEnds()); ok {
			if widest := l.widestName(entries); widest < 0.24*size.X {
				return key{ends: labels, width: widest + l.endGap()}
			}
		}
	}
	height := l.rowsHeight(len(rows))
	if len(rows) > 2 && height > 0.16*size.Y {
		if k, ok := l.besideKey(entries, size, 0.36); ok {
			return k
		}
	}
	return key{above: rows, height: height}
}

// widestName is the width of the widest name, without its sample.
func (l *look) widestName(entries []entry) vg.Length {
	widest := vg.Length(0)
	for _, e := range entries {
		widest = max(widest, l.width(e.name))
	}
	return widest
}

// endKey is names beside the ends of all curves, wherever those are, and a
// legend above for what is no curve; ok is false where there is no height for
// it, or no curve.
func (l *look) endKey(entries []entry, a plane, size vg.Point) (key, bool) {
	var curves, rest []entry
	for _, e := range entries {
		if e.series.Form == figure.Curve && e.series.Role == figure.Data {
			e.name = elide(e.name, widestBeside*size.X, l.width)
			curves = append(curves, e)
		} else {
			rest = append(rest, e)
		}
	}
	labels, ok := l.endLabels(curves, a, size.Y, anyEnds())
	if !ok || len(labels) == 0 {
		return key{}, false
	}
	rows := l.rows(rest, size.X)
	return key{ends: labels, width: l.widestName(curves) + l.endGap(), above: rows, height: l.rowsHeight(len(rows))}, true
}

// absentOnes are the entries of series without a value, which no bar explains.
func absentOnes(entries []entry) []entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e entry) bool { return e.series.Role != figure.Absent })
}

// widestBeside is the most of the width that names right of a panel may take
// where a person wants them there.
const widestBeside = 0.45

// besideKey is a legend right of the panel, no wider than a share of it, if there
// is room for it.
func (l *look) besideKey(entries []entry, size vg.Point, share vg.Length) (key, bool) {
	if share == widestBeside {
		entries = l.fitEntries(entries, share*size.X)
	}
	widest := vg.Length(0)
	for _, e := range entries {
		widest = max(widest, e.width)
	}
	if widest > share*size.X || vg.Length(len(entries))*l.legendRow() > 1.1*size.Y {
		return key{}, false
	}
	return key{beside: chunks(entries, 1), width: widest + l.font}, true
}

// endGap is the distance from the panel to the names of its curves.
func (l *look) endGap() vg.Length { return 0.9 * l.font }

// key draws the key of the i-th panel of a stack.
func (p *picture) key(k key, plan stacked, i int) {
	place := plan.places[i]
	p.legend(vg.Point{X: place.Min.X, Y: place.Max.Y + k.height}, k.above)
	p.legend(vg.Point{X: place.Max.X + p.font, Y: place.Max.Y}, k.beside)
	p.legend(vg.Point{X: place.Min.X, Y: plan.foot + k.depth - 0.35*p.font}, k.below)
	size := place.Size()
	p.panelTitle(k.title, place)
	for _, e := range k.ends {
		from := place.Min.Add(vg.Point{X: e.end.X * size.X, Y: e.end.Y * size.Y})
		to := vg.Point{X: place.Max.X + p.endGap(), Y: place.Min.Y + vg.Length(e.rise)*size.Y}
		p.c.StrokeLine2(draw.LineStyle{Color: p.colour(e.series), Width: 0.5 * p.line},
			from.X+0.5*p.marker+p.axis, from.Y, to.X-0.25*p.font, to.Y)
		plotters.Write(p.c, p.plain(), to, e.name)
		e.width = p.width(e.name)
		p.rememberEntry(to, e.entry)
	}
	if k.steps != nil {
		p.orderedBar(k.steps, place)
	}
}

// panelTitle writes the title of a panel above it.
func (p *picture) panelTitle(title string, place vg.Rectangle) {
	sty := p.plain()
	sty.XAlign = draw.XCenter
	at := vg.Point{X: (place.Min.X + place.Max.X) / 2, Y: place.Max.Y + 0.75*p.legendRow()}
	plotters.Write(p.c, sty, at, elide(title, place.Size().X, p.width))
}

// orderedSteps is a colour bar with a step for each of the series.
type orderedSteps struct {
	order *figure.Order
	title string
	ticks []tick // at the middle of their steps
	width vg.Length
}

func (l *look) orderedSteps(o *figure.Order, height vg.Length) *orderedSteps {
	c := l.beside(o.Names, height/vg.Length(len(o.Names)), 8*l.font)
	s := &orderedSteps{order: o, title: l.withPattern(o.Label, c.pattern, height), ticks: c.ticks}
	s.width = l.font + l.barWidth() + l.tickLength() + l.tickGap() + l.widest(c.ticks) + l.titleRoom(o.Label)
	return s
}

// orderedBar draws the steps right of a panel.
func (p *picture) orderedBar(s *orderedSteps, place vg.Rectangle) {
	n := len(s.order.Names)
	box := vg.Rectangle{
		Min: vg.Point{X: place.Max.X + p.font, Y: place.Min.Y},
		Max: vg.Point{X: place.Max.X + p.font + p.barWidth(), Y: place.Max.Y},
	}
	heat := &plotters.HeatMap{Rows: n, Cols: 1, Values: make([]float64, n), Max: 1, Ramp: make(plotters.Ramp, n)}
	for i := range n {
		at := figure.Ordered(i, n).Position
		heat.Ramp[i], heat.Values[i] = p.ordered(at), at
	}
	span := cells(n)
	heat.Plot(draw.Canvas{Canvas: p.c, Rectangle: box}, coordinates(cells(1), span))
	p.rememberSteps(box, s)
	p.rightAxis(box, axis{
		title: s.title, span: span, ticks: s.ticks,
		titleX: box.Max.X + p.tickLength() + p.tickGap() + p.widest(s.ticks) + p.titleGap(),
		low:    p.c.Min.Y, high: p.c.Max.Y,
	})
}
