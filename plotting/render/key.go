package render

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// key is how the series of a panel are told apart. Unless a person wants it
// inside, it never covers data.
type key struct {
	title  string        // of the panel, above it
	width  vg.Length     // room right of the panels
	height vg.Length     // room above this panel
	top    vg.Length     // where the legend above it begins, over the data
	depth  vg.Length     // room below all panels
	above  [][]entry     // a legend in rows above the panel
	below  [][]entry     // a legend in rows below the last panel's axis
	beside [][]entry     // a legend in a column right of the panels
	inside [][]entry     // a legend in a corner of the panel
	ends   []endLabel    // names beside the ends of the curves
	steps  *orderedSteps // a small colour bar right of the panel or above it
}

// Most series with ordered colours that get a legend; beyond it they get a bar.
const mostOrdered = 6

// keyRoom is the room that the key of a panel has.
type keyRoom struct {
	width, height vg.Length // of the panel, about
	aside         vg.Length // of the width, what data that keep most of it leave for a key
}

// leastData is the part of the width of a sheet that data keep where a key could
// stand elsewhere than right of them.
const leastData = 0.7

// planKeys chooses the key of each panel, for a stack of about that size with so
// much room left of it, of the series that no panel before has named.
func (l *look) planKeys(plan *stacked, panels []figure.Panel, left vg.Length, size vg.Point, named map[string]bool) {
	if l.legendAt == LegendNone {
		return
	}
	room := keyRoom{width: size.X - left, aside: size.X - left - leastData*(size.X+2*l.margin())}
	var below []entry
	for i := range panels {
		entries := l.entries(&panels[i], named)
		for j := range entries {
			entries[j].marker = !crowded(&panels[i]) && l.markersFit(entries[j].series, 0.9*room.width)
		}
		a := plane{
			coords: coordinates(plan.x.span, plan.ys[i].span),
			x:      plan.x.scale, y: plan.ys[i].scale,
		}
		if l.legendAt == LegendBelow && !l.barred(&panels[i], entries) {
			below = append(below, l.headed(entries, panels[i].Order)...)
			continue
		}
		room.height = 0.8 * size.Y * share(panels, i)
		plan.keys[i] = l.keyFor(&panels[i], entries, a, room)
	}
	if rows := l.rows(below, room.width); len(rows) > 0 {
		last := &plan.keys[len(panels)-1]
		last.below, last.depth = rows, l.rowsHeight(len(rows))
	}
}

// barred reports whether a colour bar explains the series of a panel.
func (l *look) barred(panel *figure.Panel, entries []entry) bool {
	return panel.Order != nil && len(entries)-len(unordered(entries)) > mostOrdered
}

// titles adds the panels' titles to their keys, and room for letters where they
// have none.
func (p *picture) titles(plan *stacked, panels []figure.Panel) {
	for i := range panels {
		if panels[i].Title != "" {
			plan.keys[i].title = panels[i].Title
			plan.keys[i].height += p.headHeight()
		}
		if p.letters {
			plan.keys[i].height = max(plan.keys[i].height, p.letterRow())
		}
	}
}

// keyFor chooses the key of a panel: a bar for many ordered colours, else a
// legend where the style has it.
func (l *look) keyFor(panel *figure.Panel, entries []entry, a plane, room keyRoom) key {
	if len(entries) == 0 {
		return key{}
	}
	if l.barred(panel, entries) {
		return l.barKey(panel.Order, l.rows(unordered(entries), room.width), room)
	}
	if l.legendAt == LegendEnds {
		if k, ok := l.endKey(entries, a, room); ok {
			return k
		}
	}
	entries = l.headed(entries, panel.Order)
	rows := l.rows(entries, room.width)
	switch l.legendAt {
	case LegendRight:
		if k, ok := l.besideKey(l.fitEntries(entries, widestBeside*room.width), room.height, widestBeside*room.width); ok {
			return k
		}
	case LegendInside:
		return key{inside: chunks(l.fitEntries(entries, 0.8*room.width), 1)}
	case LegendAuto, LegendEnds:
		return l.freeKey(entries, rows, a, room)
	}
	return key{above: rows, height: l.rowsHeight(len(rows))}
}

// barKey is a colour bar right of the panel, or above it where the data would be
// left too narrow, under the names of what has no ordered colour.
func (l *look) barKey(order *figure.Order, rows [][]entry, room keyRoom) key {
	k := key{above: rows, height: l.rowsHeight(len(rows)), steps: l.orderedSteps(order, room.height)}
	if l.legendAt != LegendRight && (l.legendAt == LegendAbove || k.steps.width > room.aside) {
		k.steps = l.levelSteps(order, room.width)
		k.height += k.steps.height
	}
	k.width = k.steps.width
	return k
}

// freeKey chooses a place: names beside the curves' ends where they find room,
// else a legend above, or, where that would take too much of the height and the
// data keep most of the width, right of the panel.
func (l *look) freeKey(entries []entry, rows [][]entry, a plane, room keyRoom) key {
	if len(entries) > 1 && !entries[0].heading {
		if labels, ok := l.endLabels(entries, a, room.height, nearEnds()); ok {
			if width := l.widestName(entries) + l.endGap(); width <= room.aside {
				return key{ends: labels, width: width}
			}
		}
	}
	height := l.rowsHeight(len(rows))
	if len(rows) > 2 && height > 0.16*room.height {
		if k, ok := l.besideKey(entries, room.height, room.aside); ok {
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
// it, or no curve, or where all end at one point.
func (l *look) endKey(entries []entry, a plane, room keyRoom) (key, bool) {
	var curves, rest []entry
	for _, e := range entries {
		if e.series.Form == figure.Curve && e.series.Role == figure.Data {
			e.name = elide(e.name, widestBeside*room.width, l.width)
			curves = append(curves, e)
		} else {
			rest = append(rest, e)
		}
	}
	labels, ok := l.endLabels(curves, a, room.height, anyEnds())
	if !ok || len(labels) == 0 || together(labels) {
		return key{}, false
	}
	rows := l.rows(rest, room.width)
	return key{ends: labels, width: l.widestName(curves) + l.endGap(), above: rows, height: l.rowsHeight(len(rows))}, true
}

// together reports whether several curves all end at one point, where names would
// not tell them apart.
func together(labels []endLabel) bool {
	return len(labels) > 1 && !slices.ContainsFunc(labels, func(e endLabel) bool {
		return distance(e.end, labels[0].end) > 0.01
	})
}

// unordered are the entries of series that have no ordered colour, which no bar
// explains.
func unordered(entries []entry) []entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e entry) bool { return e.series.Role != figure.Absent && e.series.Colour.Ordered })
}

// widestBeside is the most of the width that names right of a panel may take
// where a person wants them there.
const widestBeside = 0.45

// besideKey is a legend right of a panel of a height, if it finds room in a
// width.
func (l *look) besideKey(entries []entry, height, width vg.Length) (key, bool) {
	widest := vg.Length(0)
	for _, e := range entries {
		widest = max(widest, e.width)
	}
	if widest+l.font > width || vg.Length(len(entries))*l.legendRow() > 1.1*height {
		return key{}, false
	}
	return key{beside: chunks(entries, 1), width: widest + l.font}, true
}

// endGap is the distance from the panel to the names of its curves.
func (l *look) endGap() vg.Length { return 0.9 * l.font }

// key draws the key of the i-th panel of a stack.
func (p *picture) key(k key, plan stacked, i int) {
	place := plan.places[i]
	p.legend(vg.Point{X: place.Min.X, Y: place.Max.Y + k.top}, k.above)
	p.legend(vg.Point{X: place.Max.X + p.font, Y: place.Max.Y}, k.beside)
	p.legend(vg.Point{X: place.Min.X, Y: plan.foot + k.depth - 0.35*p.font}, k.below)
	size := place.Size()
	p.panelTitle(k.title, place)
	for _, e := range k.ends {
		from := place.Min.Add(vg.Point{X: e.end.X * size.X, Y: e.end.Y * size.Y})
		to := vg.Point{X: place.Max.X + p.endGap(), Y: place.Min.Y + vg.Length(e.rise)*size.Y}
		p.c.StrokeLine2(draw.LineStyle{Color: p.colour(e.series), Width: 0.5 * p.line},
			from.X+0.5*p.marker+p.axis, from.Y, to.X-0.25*p.font, to.Y)
		p.write(p.plain(), to, e.name, e.said)
		e.width = p.width(e.name)
		p.rememberEntry(to, e.entry)
	}
	if k.steps != nil {
		p.orderedBar(k.steps, place)
	}
}
