package render

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// entry is a line of a legend.
type entry struct {
	series  figure.Series
	name    string
	said    phrase    // of which the name is what is drawn
	width   vg.Length // sample and name
	marker  bool
	heading bool // what the names after it are; it has no sample
	follows bool // the second line of the name before it
}

// headed puts before a legend what its names are, where most are bare numbers or
// percentages.
func (l *look) headed(entries []entry, order *figure.Order) []entry {
	if order == nil || len(entries) < 2 || !mostlyNumbers(order.Names) {
		return entries
	}
	label := l.say(order.Label)
	e := entry{name: label, said: phrase{order.Label, label}, width: l.width(label), heading: true}
	return slices.Insert(entries, 0, e)
}

// mostlyNumbers reports whether at least half of the names are numbers, or
// percentages.
func mostlyNumbers(names []string) bool {
	count := 0
	for _, s := range names {
		if allNumbers([]string{strings.TrimSuffix(s, "%")}) {
			count++
		}
	}
	return 2*count >= len(names)
}

// entries are the lines of a panel's legend, without those already named.
func (l *look) entries(panel *figure.Panel, named map[string]bool) []entry {
	var list []entry
	for _, s := range panel.Series {
		if s.Role != figure.Data && s.Role != figure.Absent || s.Name == "" || named[s.Name] {
			continue
		}
		named[s.Name] = true
		name := l.print(s.Name)
		list = append(list, entry{series: s, name: name, said: phrase{s.Name, name}, width: l.entryWidth(s, name)})
	}
	return list
}

func (l *look) legendRow() vg.Length { return 1.35 * l.font }
func (l *look) legendGap() vg.Length { return 1.4 * l.font }

// legendSample is the width of a piece of line, or of a dot.
func (l *look) legendSample(s figure.Series) vg.Length {
	if s.Form == figure.Dots || s.Form == figure.Histogram {
		return 0.9 * l.font
	}
	return 2.2 * l.font
}

func (l *look) entryWidth(s figure.Series, name string) vg.Length {
	return l.legendSample(s) + 0.5*l.font + l.width(name)
}

// rows breaks entries into the fewest rows of a legend above the data, as equal as
// they can be. Where there are several, entries stand in columns, but for two rows
// of uneven entries, among which columns would leave gaps.
func (l *look) rows(entries []entry, width vg.Length) [][]entry {
	entries = l.fitEntries(entries, width)
	if len(entries) < 2 {
		return chunks(entries, 1)
	}
	if slices.ContainsFunc(entries, func(e entry) bool { return e.follows }) {
		return chunks(entries, 1)
	}
	if rows := l.ragged(entries, width); len(rows) < 3 && uneven(entries) {
		return rows
	}
	heads := 0
	if entries[0].heading {
		heads = 1
	}
	for n := 1; ; n++ {
		columns := (len(entries)-heads+n-1)/n + heads
		rows := chunks(l.indented(entries, columns), columns)
		if widths := columnWidths(rows); columns == 1+heads || sumOf(widths)+l.legendGap()*vg.Length(len(widths)-1) <= width {
			for _, row := range rows {
				for i := range row {
					row[i].width = widths[i]
				}
			}
			return rows
		}
	}
}

// ragged breaks entries into rows as full as they can be.
func (l *look) ragged(entries []entry, width vg.Length) [][]entry {
	var rows [][]entry
	used := vg.Length(math.Inf(1))
	for _, e := range entries {
		if used+l.legendGap()+e.width > width {
			rows, used = append(rows, nil), -l.legendGap()
			if len(rows) > 1 && entries[0].heading {
				rows[len(rows)-1] = []entry{{heading: true, width: entries[0].width}}
				used += l.legendGap() + entries[0].width
			}
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
		used += l.legendGap() + e.width
	}
	return rows
}

// uneven reports whether some entries are much wider than others.
func uneven(entries []entry) bool {
	least, most := vg.Length(math.Inf(1)), vg.Length(0)
	for _, e := range entries {
		if !e.heading {
			least, most = min(least, e.width), max(most, e.width)
		}
	}
	return most > 1.6*least
}

// indented puts an empty entry before each row but the first of a legend that
// begins with a heading, so that the heading has its column for itself.
func (l *look) indented(entries []entry, columns int) []entry {
	out := slices.Clone(entries)
	if !out[0].heading || columns < 2 {
		return out
	}
	for i := columns; i < len(out); i += columns {
		out = slices.Insert(out, i, entry{heading: true})
	}
	return out
}

// columnWidths are the widths of the columns of a legend.
func columnWidths(rows [][]entry) []vg.Length {
	widths := make([]vg.Length, len(rows[0]))
	for _, row := range rows {
		for i, e := range row {
			widths[i] = max(widths[i], e.width)
		}
	}
	return widths
}

func sumOf(widths []vg.Length) vg.Length {
	sum := vg.Length(0)
	for _, w := range widths {
		sum += w
	}
	return sum
}

// fitEntries breaks names that are too wide into two lines, and shortens what they are
// made of where they are too wide even so.
func (l *look) fitEntries(entries []entry, width vg.Length) []entry {
	var out []entry
	for _, e := range entries {
		if e.width <= width {
			out = append(out, e)
			continue
		}
		room := width - (e.width - l.width(e.name))
		lines := wrap(whole(e.name, 2, room, l.width), room, l.width)
		if len(lines) != 2 || e.heading {
			lines = []string{elide(e.name, room, l.width)}
		}
		for i, line := range lines {
			e.name, e.width, e.follows = line, e.width-l.width(e.name)+l.width(line), i > 0
			out = append(out, e)
		}
	}
	return out
}

func chunks(entries []entry, size int) [][]entry {
	if len(entries) == 0 {
		return nil
	}
	return slices.Collect(slices.Chunk(entries, size))
}

// rowsHeight is the height of a legend above the data.
func (l *look) rowsHeight(rows int) vg.Length {
	if rows == 0 {
		return 0
	}
	return vg.Length(rows)*l.legendRow() + 0.35*l.font
}

// legend draws rows of entries down from a corner.
func (p *picture) legend(corner vg.Point, rows [][]entry) {
	y := corner.Y - p.legendRow()/2
	for _, row := range rows {
		x := corner.X
		for _, e := range row {
			p.entry(vg.Point{X: x, Y: y}, e)
			p.rememberEntry(vg.Point{X: x, Y: y}, e)
			x += e.width + p.legendGap()
		}
		y -= p.legendRow()
	}
}

// entry draws a sample of a series and its name.
func (p *picture) entry(at vg.Point, e entry) {
	if e.heading {
		p.write(p.text(p.font, p.muted), at, e.name, e.said)
		return
	}
	wide := p.legendSample(e.series)
	if e.follows {
		p.write(p.plain(), vg.Point{X: at.X + wide + 0.5*p.font, Y: at.Y}, e.name, e.said)
		return
	}
	switch e.series.Form {
	case figure.Histogram:
		box := vg.Rectangle{Min: at.Add(vg.Point{Y: -0.35 * p.font}), Max: at.Add(vg.Point{X: wide, Y: 0.35 * p.font})}
		p.c.SetColor(faint(p.colour(e.series), 0.35))
		p.c.Fill(box.Path())
	case figure.Curve, figure.Stems:
		if len(e.series.Spread.Ranges) > 0 && e.series.Spread.Form == figure.Ribbon {
			box := vg.Rectangle{Min: at.Add(vg.Point{Y: -0.4 * p.font}), Max: at.Add(vg.Point{X: wide, Y: 0.4 * p.font})}
			p.c.SetColor(faint(p.colour(e.series), 0.2))
			p.c.Fill(box.Path())
		}
		p.c.StrokeLine2(p.stroke(e.series), at.X, at.Y, at.X+wide, at.Y)
	}
	if e.marker {
		c := draw.Canvas{Canvas: p.c, Rectangle: p.c.Rectangle}
		c.DrawGlyphNoClip(p.glyph(e.series), vg.Point{X: at.X + wide/2, Y: at.Y})
	}
	p.write(p.plain(), vg.Point{X: at.X + wide + 0.5*p.font, Y: at.Y}, e.name, e.said)
}

// endLabel is the name of a curve beside its end.
type endLabel struct {
	entry
	end  vg.Point // where the curve ends, in parts of the data area
	rise float64  // of the middle of the text
	// middle is the mean height of the curve, which has the order of those that
	// end together.
	middle float64
}

// endRule says which curves may have their names beside their ends.
type endRule struct {
	from float64 // part of the width beyond which curves end
	far  float64 // most that a name may move, in lines of text
}

// nearEnds keeps names where nobody has to look for them; anyEnds does what it
// can.
func nearEnds() endRule { return endRule{from: 0.85, far: 0.8} }
func anyEnds() endRule  { return endRule{from: math.Inf(-1), far: math.Inf(1)} }

// endLabels places names right of the ends of their curves, in a panel of that
// height; ok is false where a curve ends elsewhere, or where names would have
// to move too far to keep apart.
func (l *look) endLabels(entries []entry, a plane, height vg.Length, rule endRule) (labels []endLabel, ok bool) {
	for _, e := range entries {
		end, ok := a.end(e.series)
		if !ok || float64(end.X) < rule.from {
			return nil, false
		}
		labels = append(labels, endLabel{e, end, float64(end.Y), a.middle(e.series)})
	}
	slices.SortStableFunc(labels, func(a, b endLabel) int {
		if math.Abs(float64(a.end.Y-b.end.Y)) < 1e-3 {
			return cmp.Compare(a.middle, b.middle) // as they come to the same end
		}
		return cmp.Compare(a.end.Y, b.end.Y)
	})
	step := float64(1.25 * l.font / height)
	if step*float64(len(labels)) > 1 {
		return nil, false
	}
	spreadOut(labels, step)
	if math.IsInf(rule.far, 1) {
		keepIn(labels, step)
	}
	for _, lab := range labels {
		if math.Abs(lab.rise-float64(lab.end.Y)) > rule.far*step || lab.rise < 0 {
			return nil, false
		}
	}
	return labels, true
}

// end is where a curve is seen last, in parts of the panel.
func (a plane) end(s figure.Series) (at vg.Point, ok bool) {
	if s.Form != figure.Curve {
		return at, false
	}
	x, y := a.coords.X, a.coords.Y
	for _, pt := range slices.Backward(a.xys(s.Points)) {
		u, v := (pt.X-x.Min)/(x.Max-x.Min), (pt.Y-y.Min)/(y.Max-y.Min)
		if u >= -1e-9 && u <= 1+1e-9 && v >= -1e-9 && v <= 1+1e-9 {
			return vg.Point{X: vg.Length(u), Y: vg.Length(v)}, true
		}
	}
	return at, false
}

// middle is the mean height of a series.
func (a plane) middle(s figure.Series) float64 {
	sum, n := 0.0, 0.0
	for _, pt := range a.xys(s.Points) {
		if finite(pt.Y) {
			sum, n = sum+pt.Y, n+1
		}
	}
	return sum / max(n, 1)
}

// keepIn moves labels, sorted from the lowest and a step apart, into the height
// of the panel, which has room for all.
func keepIn(labels []endLabel, step float64) {
	for i := range labels {
		labels[i].rise = max(labels[i].rise, float64(i)*step)
	}
	for i := range labels {
		labels[i].rise = min(labels[i].rise, 1-float64(len(labels)-1-i)*step)
	}
}

// spreadOut moves labels, sorted from the lowest, until they are a step apart:
// those that meet share the move between them.
func spreadOut(labels []endLabel, step float64) {
	for range 40 {
		moved := false
		for i := 1; i < len(labels); i++ {
			if d := step - (labels[i].rise - labels[i-1].rise); d > 1e-6 {
				labels[i-1].rise -= d / 2
				labels[i].rise += d / 2
				moved = true
			}
		}
		if !moved {
			return
		}
	}
}
