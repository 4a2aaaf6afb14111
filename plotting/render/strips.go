package render

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func (l *look) stripHeight() vg.Length { return 0.9 * l.font }
func (l *look) stripGap() vg.Length    { return 0.26 * l.font }

// stripsHeight is the height of a panel's strips with the gap on either side.
func (l *look) stripsHeight(panel *figure.Panel) vg.Length {
	h := vg.Length(len(panel.Strips)) * (l.stripHeight() + l.stripGap())
	if panel.Tree != nil || h > 0 {
		h += 2 * l.stripGap()
	}
	return h
}

// widestStrip is the most width of a strip's name, in ems.
const widestStrip = 9

// stripRoom is the width of the strips' names, each no wider than most.
func (l *look) stripRoom(panel *figure.Panel, most vg.Length) vg.Length {
	w := vg.Length(0)
	for i := range panel.Strips {
		w = max(w, l.width(l.stripName(&panel.Strips[i], most))+0.4*l.font)
	}
	return w
}

func (l *look) stripName(s *figure.Strip, most vg.Length) string {
	return elide(l.say(s.Label), most, l.width)
}

// firstStrip is the foot of the lowest strip.
func (l *look) firstStrip(plan matrixPlan) vg.Length { return plan.place.Max.Y + 2*l.stripGap() }

// strips draws the strips above the cells, the first on top.
func (p *picture) strips(plan matrixPlan, index int, panel *figure.Panel) {
	y := p.firstStrip(plan)
	for i := len(panel.Strips) - 1; i >= 0; i-- {
		s := &panel.Strips[i]
		box := vg.Rectangle{
			Min: vg.Point{X: plan.place.Min.X, Y: y},
			Max: vg.Point{X: plan.place.Max.X, Y: y + p.stripHeight()},
		}
		y = box.Max.Y + p.stripGap()
		heat := p.stripHeat(s)
		heat.Fade, heat.Sheet = fadeColumns(panel.Matrix), p.sheet
		heat.Plot(draw.Canvas{Canvas: p.c, Rectangle: box}, coordinates(plan.x.span, cells(1)))
		at := vg.Point{X: box.Max.X + 0.4*p.font, Y: (box.Min.Y + box.Max.Y) / 2}
		name := p.stripName(s, plan.names)
		p.write(p.plain(), at, name, p.phrase(s.Label))
		p.rememberStrip(s, name, at)
		b := band{panel: index, strip: i, area: box, count: heat.Cols, tips: s.Tips}
		if panel.Matrix.Networks {
			b.networks = panel.Matrix.Cols
		}
		p.scene.strips = append(p.scene.strips, b)
	}
}

// stripHeat is a strip as a heat map of one row.
func (l *look) stripHeat(s *figure.Strip) *plotters.HeatMap {
	if s.Numeric() {
		ends := stripEnds(s)
		scale := newScale(s.Scale, append([]float64{ends.Min, ends.Max}, s.Values...))
		values := scale.all(s.Values)
		r := valueRange(figure.Range{}, append(scale.all([]float64{ends.Min, ends.Max}), values...))
		return &plotters.HeatMap{Rows: 1, Cols: len(s.Values), Values: values, Min: r.Min, Max: r.Max, Ramp: l.slate, Missing: l.missing}
	}
	heat := &plotters.HeatMap{Rows: 1, Cols: len(s.Category), Max: float64(len(s.Names) - 1), Missing: l.missing}
	for i := range s.Names {
		heat.Ramp = append(heat.Ramp, l.tag(s, i))
	}
	for _, c := range s.Category {
		v := float64(c)
		if c < 0 {
			v = math.NaN()
		}
		heat.Values = append(heat.Values, v)
	}
	return heat
}

// stripEnds are the numbers at the ends of a strip's colours.
func stripEnds(s *figure.Strip) figure.Range {
	if s.Range.IsZero() {
		return dataRange(s.Values)
	}
	return s.Range
}

// tag is the colour of a strip's category.
func (l *look) tag(s *figure.Strip, category int) color.RGBA {
	switch {
	case s.Clusters != nil && s.Clusters[category] == figure.None:
		return l.muted
	case s.Clusters != nil:
		return l.category(s.Clusters[category])
	case s.Ordered:
		return l.ordered(figure.Ordered(category, len(s.Names)).Position)
	}
	return l.tags[category%len(l.tags)]
}

// footItem is a piece of the strips' legend: a name, a swatch with one, or a
// ramp with its two ends.
type footItem struct {
	text, high string
	said       phrase // of which the text is what is drawn; none of numbers
	swatch     color.Color
	ramp       plotters.Ramp
	muted      bool
	name       string   // in full, of what can be chosen
	networks   []string // that it is about
	width      vg.Length
	before     vg.Length // gap on its left, but for the first of a row
}

// foot is the strips' legend, in rows below the matrix or, on a wide sheet, right
// of all that stands there: each key in line with its strip, or rows of their own where
// those are narrower.
type foot struct {
	rows   [][]footItem
	keys   [][]footItem // in line with the strips
	height vg.Length    // that it takes below
	width  vg.Length    // that it takes on the right, with its gap
}

// Most categories of a strip that its legend names.
const mostTags = 12

// Sheets that are wide have the legend of strips on the right: by how much they
// are wider than high, and its width in ems.
const (
	wideSheet = 1.15
	footWide  = 18
)

// The least width of keys in line with strips, under a title, and the gaps before them
// and before a legend in rows of its own, in ems.
const (
	footNarrow = 10
	keyGap     = 1.2
	footGap    = 2
)

// gap is what is left free before a foot on the right.
func (f foot) gap() vg.Length {
	if f.keys != nil {
		return keyGap
	}
	return footGap
}

// footKeys are the legend of each strip without its name, which stands beside it.
func (l *look) footKeys(panel *figure.Panel) [][]footItem {
	keys := make([][]footItem, len(panel.Strips))
	for i := range panel.Strips {
		items := l.footItems(&panel.Strips[i], networksOf(panel.Matrix))[1:]
		for j := range items[1:] {
			items[j+1].before = l.font
		}
		keys[i] = items
	}
	return keys
}

// widestFoot is the width of the widest row of a legend.
func (l *look) widestFoot(rows [][]footItem) vg.Length {
	widest := vg.Length(0)
	for _, row := range rows {
		used := vg.Length(0)
		for _, it := range row {
			used += it.before + it.width
		}
		widest = max(widest, used)
	}
	return widest
}

// footOf lays out the legend for an area.
func (l *look) footOf(panel *figure.Panel, area vg.Point) foot {
	var f foot
	switch {
	case l.legendAt == LegendNone || len(panel.Strips) == 0:
	case area.X > wideSheet*area.Y:
		most := min(footWide*l.font, 0.34*area.X)
		keys := l.footKeys(panel)
		width := max(footNarrow*l.font, l.widestFoot(keys))
		title := l.footTitle(panel.X, width)
		inLine := foot{rows: title[:len(title)-1], keys: keys}
		inLine.width = max(l.widestFoot(inLine.rows), width) + keyGap*l.font
		f.rows = append(l.footTitle(panel.X, most), l.footRows(panel, most)...)
		f.width = l.widestFoot(f.rows) + footGap*l.font
		if inLine.width <= f.width && vg.Length(len(inLine.rows))*l.legendRow() <= lowCrown*area.Y {
			f = inLine
		}
	default:
		f.rows = l.footRows(panel, area.X)
		f.height = vg.Length(len(f.rows))*l.legendRow() + 0.6*l.font
	}
	return f
}

// footTitle is what stands below the cells on other sheets, where there is no height to
// spare for it, above the legend.
func (l *look) footTitle(x figure.Axis, width vg.Length) [][]footItem {
	var rows [][]footItem
	said := l.phrase(x.Label)
	for _, line := range wrap(said.said, width, l.width) {
		rows = append(rows, []footItem{{text: line, said: said, width: l.width(line)}})
	}
	return append(rows, nil)
}

// footRows breaks the legend into rows of a width. The pieces of a strip stay on
// one row where they fit, and begin below its name where they do not.
func (l *look) footRows(panel *figure.Panel, width vg.Length) [][]footItem {
	var rows [][]footItem
	used := vg.Length(math.Inf(1))
	add := func(it footItem) {
		if used+it.before+it.width > width {
			rows, used, it.before = append(rows, nil), 0, 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], it)
		used += it.before + it.width
	}
	for i := range panel.Strips {
		items := l.footItems(&panel.Strips[i], networksOf(panel.Matrix))
		whole := vg.Length(0)
		for j := range items {
			items[j].before = l.font
			whole += l.font + items[j].width
		}
		items[0].before += 1.4 * l.font
		whole += 1.4 * l.font
		if used+whole > width {
			used = vg.Length(math.Inf(1))
		}
		add(items[0])
		if whole-2.4*l.font > width {
			used = vg.Length(math.Inf(1)) // its name has a row for itself
		}
		for _, it := range items[1:] {
			add(it)
		}
	}
	return rows
}

// footItems are the pieces of a strip over networks, nil where it is over others.
func (l *look) footItems(s *figure.Strip, networks []string) []footItem {
	label := l.stripName(s, widestStrip*l.font)
	items := []footItem{{text: label, said: l.phrase(s.Label), muted: true, width: l.width(label)}}
	if s.Numeric() {
		r := stripEnds(s)
		it := footItem{ramp: l.slate}
		it.text, it.high = spanned(r, s.Scale)
		it.width = l.width(it.text) + l.width(it.high) + 5*l.font
		return l.withGaps(append(items, it), s, networks)
	}
	shown, single := s.Coloured()
	for k, i := range shown {
		if k == mostTags {
			rest := fmt.Sprintf("and %d more", len(shown)-k)
			items = append(items, footItem{text: rest, muted: true, width: l.width(rest)})
			break
		}
		it := l.swatch(phrase{s.Names[i], l.print(s.Names[i])}, l.tag(s, i))
		it.name, it.networks = s.Label+" "+s.Names[i], s.Members(i, networks)
		items = append(items, it)
	}
	if single {
		it := l.swatch(l.phrase(figure.Single), l.muted)
		it.name, it.networks = "each on its own", s.Singles(networks)
		items = append(items, it)
	}
	return l.withGaps(items, s, networks)
}

func (l *look) swatch(of phrase, c color.Color) footItem {
	name := elide(of.said, 12*l.font, l.width)
	return footItem{text: name, said: of, swatch: c, width: 1.1*l.font + l.width(name)}
}

// withGaps adds the key to cells without a value, where there are any.
func (l *look) withGaps(items []footItem, s *figure.Strip, networks []string) []footItem {
	if s.Gaps() {
		it := l.swatch(l.phrase(figure.BlankText), l.missing)
		it.name, it.networks = "no "+s.Label, s.Members(figure.None, networks)
		items = append(items, it)
	}
	return items
}

func shortNumber(v float64) string { return digits(v, 4) }

// spanned are the ends of a ramp in as many decimals as tell them, and what is
// between them, apart: no end is off by more than a sixteenth of the range, and the
// larger has two digits. Ends that are factors apart, or need too many decimals, have
// as many digits as differ.
func spanned(r figure.Range, scale figure.Scale) (low, high string) {
	const part, mostDecimals, mostDigits = 1.0 / 8, 5, 8
	largest, decimals := max(-r.Min, r.Max), 0
	if r.Min != math.Trunc(r.Min) || r.Max != math.Trunc(r.Max) {
		decimals = int(max(0, math.Ceil(-math.Log10(part*(r.Max-r.Min))), 1-math.Floor(math.Log10(largest))))
	}
	if scale == figure.Linear && decimals <= mostDecimals && largest < 1e6 {
		step := math.Pow(10, -float64(decimals))
		return decimalLabel(r.Min, step, decimals), decimalLabel(r.Max, step, decimals)
	}
	write := scientific
	if power := func(v float64) int { return int(math.Floor(math.Log10(v))) }; r.Min > 0 && notationFor(power(r.Min), power(r.Max)) == plainNotation {
		write = plainDigits
	}
	for n := 2; n < mostDigits && low == high; n++ {
		low, high = write(r.Min, n), write(r.Max, n)
	}
	return low, high
}

// foot draws the legend down from a corner, and the keys in line with strips above a
// height.
func (p *picture) foot(f foot, corner vg.Point, strips vg.Length) {
	y := corner.Y - p.legendRow()/2
	for _, row := range f.rows {
		p.footRow(vg.Point{X: corner.X, Y: y}, row)
		y -= p.legendRow()
	}
	y = strips + p.stripHeight()/2
	for _, row := range slices.Backward(f.keys) {
		p.footRow(vg.Point{X: corner.X, Y: y}, row)
		y += p.stripHeight() + p.stripGap()
	}
}

func (p *picture) footRow(at vg.Point, row []footItem) {
	for _, it := range row {
		at.X += it.before
		p.footItem(at, it)
		if it.networks != nil {
			p.rememberCaption(newCaption(it.name, it.networks), it.text, at, vg.Point{X: it.width, Y: p.legendRow()})
		}
		at.X += it.width
	}
}

func (p *picture) footItem(at vg.Point, it footItem) {
	sty := p.plain()
	if it.muted {
		sty.Color = p.muted
	}
	half := 0.36 * p.font
	switch {
	case it.swatch != nil:
		p.c.SetColor(it.swatch)
		p.c.Fill(vg.Rectangle{Min: at.Add(vg.Point{Y: -half}), Max: at.Add(vg.Point{X: 2 * half, Y: half})}.Path())
		at.X += 1.1 * p.font
	case it.ramp != nil:
		p.write(sty, at, it.text, it.said)
		at.X += p.width(it.text) + 0.5*p.font
		n := 32
		bar := &plotters.HeatMap{Rows: 1, Cols: n, Max: float64(n - 1), Ramp: it.ramp}
		for i := range n {
			bar.Values = append(bar.Values, float64(i))
		}
		box := vg.Rectangle{Min: at.Add(vg.Point{Y: -half}), Max: at.Add(vg.Point{X: 4 * p.font, Y: half})}
		bar.Plot(draw.Canvas{Canvas: p.c, Rectangle: box}, coordinates(cells(n), cells(1)))
		at.X = box.Max.X + 0.5*p.font
		it.text = it.high
	}
	p.write(sty, at, it.text, it.said)
}
