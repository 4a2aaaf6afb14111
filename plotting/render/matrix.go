package render

import (
	"math"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// leastText is the smallest text that can be read in print.
const leastText = vg.Length(5)

// leastName is the size of the smallest names: on a slide those fit for print could not
// be read.
func (l *look) leastName() vg.Length { return max(leastText, 0.5*l.font) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// matrix draws a heat map with its colour bar, where it has one of its own, and the
// tree and strips above it. It gives the place of the cells.
func (p *picture) matrix(area vg.Rectangle, index int, panel *figure.Panel, with common) vg.Rectangle {
	m := rising(panel.Matrix)
	p.letter(index, vg.Point{X: area.Min.X, Y: area.Max.Y})
	sheet, plan := p.c.Rectangle, p.planMatrix(area, panel, m, with)
	foot := plan.foot
	area = plan.area
	if foot.width > 0 {
		p.c.Rectangle = area // titles keep off what stands beside
	}
	heat := &plotters.HeatMap{
		Rows: len(m.Rows), Cols: len(m.Cols), Values: m.Values,
		Min: plan.scale.span.Min, Max: plan.scale.span.Max, Ramp: p.ramp, Missing: p.missing,
		Fade: fade(panel.Matrix), Sheet: p.sheet,
	}
	// Numbers much smaller than the text could not be read in print.
	if size := min(0.9*p.font, 0.36*plan.cell); m.Numbers && size > 0.56*p.font && size >= leastText {
		heat.Numbers = p.text(size, p.ink)
	}
	heat.Plot(draw.Canvas{Canvas: p.c, Rectangle: plan.place}, coordinates(plan.x.span, plan.y.span))
	dimNames(&plan, panel.Matrix)
	p.bottomAxis(plan.place, plan.x, false)
	p.leftAxis(plan.place, plan.y, false)
	p.rememberBelow(plan.place, plan.x, labels{full: m.Cols, networks: m.Networks})
	p.rememberLeft(plan.place, plan.y, labels{full: m.Rows, networks: m.Networks})
	if with.scale == nil {
		p.colourBar(plan.bar, plan.scale)
		if plan.gaps {
			p.noValue(vg.Point{X: plan.bar.Min.X, Y: plan.keyY})
		}
	}
	p.panelTitle(panel.Title, plan.place)
	whole := plan.place
	whole.Max.Y += p.stripsHeight(panel) + plan.crown
	plane := across{box: whole, span: plan.x.span, first: panel.X.First}
	if !m.Networks {
		plane.rows = &rows{low: plan.place.Min.Y, high: plan.place.Max.Y, count: len(m.Rows), first: panel.Y.First, down: panel.Matrix.Down}
	}
	p.scene.planes = append(p.scene.planes, plane)
	p.scene.grids = append(p.scene.grids, grid{panel: index, area: plan.place, matrix: panel.Matrix})
	p.strips(plan, index, panel)
	if panel.Tree != nil {
		p.tree(plan, index, panel)
	}
	p.c.Rectangle = sheet
	corner := vg.Point{X: area.Min.X, Y: area.Min.Y - 0.6*p.font}
	if foot.width > 0 {
		corner = vg.Point{X: plan.place.Max.X + plan.around.right + foot.gap()*p.font, Y: whole.Max.Y}
	}
	p.foot(foot, corner, p.firstStrip(plan))
	return plan.place
}

// cellsArea is what is left of an area under the panel's letter and title and beside
// its foot.
func (p *picture) cellsArea(area vg.Rectangle, panel *figure.Panel, foot foot) vg.Rectangle {
	area.Max.Y -= p.headRoom(panel)
	area.Min.Y += foot.height
	area.Max.X -= foot.width
	return area
}

// headRoom is the height of what stands above a matrix: its letter and its title.
func (p *picture) headRoom(panel *figure.Panel) vg.Length {
	room := vg.Length(0)
	if p.letters {
		room = p.letterRow()
	}
	if panel.Title != "" {
		room += p.headHeight()
	}
	return room
}

// rising is a matrix with row 0 at the bottom.
func rising(m *figure.Matrix) *figure.Matrix {
	if !m.Down {
		return m
	}
	turned, cols := *m, len(m.Cols)
	turned.Rows = slices.Clone(m.Rows)
	slices.Reverse(turned.Rows)
	turned.Values = make([]float64, 0, len(m.Values))
	for i := len(m.Rows) - 1; i >= 0; i-- {
		turned.Values = append(turned.Values, m.Values[i*cols:(i+1)*cols]...)
	}
	return &turned
}

// matrixPlan is where the parts of a heat map go.
type matrixPlan struct {
	area        vg.Rectangle // what is left beside the foot
	foot        foot
	place, bar  vg.Rectangle
	x, y, scale axis      // scale is that of the colour bar
	height      axis      // of the tree
	cell        vg.Length // the shorter side of a cell
	crown       vg.Length // height of the tree
	room        vg.Length // width there is for the cells
	names       vg.Length // most width of the strips' names
	rows        rowNames
	common      common    // what others have of it
	gaps        bool      // whether there are cells without a value
	keyY        vg.Length // where their key stands
	around      frame     // the cells
}

// squareCells reports whether a matrix of so many columns to a row has square
// cells.
func squareCells(ratio float64) bool { return ratio > 0.4 && ratio < 2.5 }

// widest is how much wider than high cells may be that would be square on a sheet that
// is not as wide.
func (plan *matrixPlan) widest(m *figure.Matrix) vg.Length {
	switch {
	case m.Oblong:
		return 2.5
	case plan.foot.width > 0:
		return 1.4
	}
	return 1
}

// planMatrix finds the largest cells that leave room for the labels. Cells are
// square unless one side has far more than the other, or their height would leave
// much of a wide sheet empty.
func (p *picture) planMatrix(area vg.Rectangle, panel *figure.Panel, m *figure.Matrix, with common) matrixPlan {
	foot := p.footOf(panel, area.Size())
	area = p.cellsArea(area, panel, foot)
	size := area.Size()
	plan := matrixPlan{
		area: area, foot: foot, common: with,
		x: axis{span: cells(len(m.Cols)), names: phrases(m.Cols, p.say)},
		y: axis{span: cells(len(m.Rows)), names: phrases(m.Rows, p.say)},
	}
	p.entitle(&plan.x, panel.X.Label, panel.X.Short)
	p.entitle(&plan.y, panel.Y.Label, panel.Y.Short)
	if with.scale != nil {
		plan.scale = *with.scale
	} else {
		plan.scale = p.barAxis(m, size.Y)
	}
	if foot.width > 0 { // which has the title
		plan.x.title, plan.x.short = "", ""
	}
	p.planTree(&plan, panel.Tree, size.Y)
	extent := p.nameCells(&plan, panel, m, size)
	w, h, f := extent.X, extent.Y, plan.around
	top := f.top
	over := vg.Point{X: max(0, size.X-f.left-f.right-w) / 2, Y: max(0, size.Y-f.bottom-top-h) / 2}
	if p.hung {
		over.Y *= 2
	}
	corner := area.Min.Add(over).Add(vg.Point{X: f.left, Y: f.bottom})
	plan.place = vg.Rectangle{Min: corner, Max: corner.Add(vg.Point{X: w, Y: h})}
	plan.cell = min(w/vg.Length(len(m.Cols)), h/vg.Length(len(m.Rows)))
	p.placeBar(&plan, area, top > 0)
	plan.gaps = hasGaps(m)
	p.placeKey(&plan)
	return plan
}

// barAxis is the axis of a colour bar about as high as a sheet, without its ticks.
func (p *picture) barAxis(m *figure.Matrix, height vg.Length) axis {
	a := axis{span: valueRange(m.Range, m.Values), marks: true}
	p.entitle(&a, m.Label, m.Short)
	a.decimals = p.values.Decimals
	if beyondUnit(a.span) {
		a.span = p.covered(a.span, 0.7*height, a.numbering)
	}
	p.values.limit(&a)
	return a
}

// barTicks gives a colour bar of a height its ticks.
func (p *picture) barTicks(a *axis, values []float64, height vg.Length) {
	a.ticks = p.ticksFor(a.span, barCrowd*height, a.numbering)
	p.sayBeyond(a, values, height)
}

// placeKey finds room for the key to cells without a value at the foot of the colour
// bar, which is shorter then, or below it.
func (l *look) placeKey(plan *matrixPlan) {
	plan.keyY = plan.place.Min.Y
	switch {
	case !plan.gaps:
		return
	case plan.place.Size().Y > leastKeyed*l.font:
		plan.bar.Min.Y += 1.9 * l.font
	default:
		plan.keyY -= 1.9 * l.font
	}
	plan.scale.low = plan.bar.Min.Y
}

// barCrowd is how much nearer to one another the numbers of a colour bar may stand
// than those of an axis.
const barCrowd = 1.3

// sizeCells finds the size of all cells together, and the room around them.
func (p *picture) sizeCells(plan *matrixPlan, panel *figure.Panel, m *figure.Matrix, size vg.Point) vg.Point {
	rows, cols := vg.Length(len(m.Rows)), vg.Length(len(m.Cols))
	f := frame{left: 4 * p.font, bottom: 4 * p.font, top: plan.crown + p.stripsHeight(panel)}
	var w, h, after vg.Length
	// Labels take room from cells, and the size of cells decides on the labels.
	for i := range 3 {
		plan.rows.lost = plan.rows.lost && i > 1 // the first time the room round them is a guess
		f.right = max(p.stripRoom(panel, plan.names), p.least.right, after)
		if plan.common.scale == nil {
			f.right = max(f.right, p.barRoom(plan.scale), p.noValueRoom(m))
		}
		w, h = max(size.X-f.left-f.right, p.font), max(size.Y-f.bottom-f.top, p.font)
		plan.room = w
		if squareCells(float64(cols / rows)) {
			side := min(w/cols, h/rows)
			w, h = min(w, plan.widest(m)*side*cols), side*rows
		}
		plan.scale.ticks = p.ticksFor(plan.scale.span, min(0.7*size.Y, barCrowd*h), plan.scale.numbering)
		p.sayBeyond(&plan.scale, m.Values, h)
		p.labelCells(plan, panel, m, [2]vg.Point{size, {X: w, Y: h}})
		before, over := p.overhang(plan.x, w)
		after = over
		f.bottom = max(p.depth(plan.x)+p.titleRoom(plan.x.title), p.least.bottom)
		f.left = max(p.titleRoom(plan.y.title)+p.beyond(plan.y), before, p.least.left)
		if panel.Tree != nil {
			f.left = max(f.left, p.titleRoom(plan.height.title)+p.beyond(plan.height))
		}
	}
	plan.around = f
	return vg.Point{X: w, Y: h}
}

// sayBeyond labels the ends of a bar of a height, beyond which there are values,
// as at most or at least those numbers.
func (l *look) sayBeyond(bar *axis, values []float64, height vg.Length) {
	span := bar.span
	near := 1.3 * float64(l.font/height) * (span.Max - span.Min)
	end := func(at float64, sign string) {
		label := shortNumber(at)
		bar.ticks = slices.DeleteFunc(slices.Clone(bar.ticks), func(t tick) bool {
			if math.Abs(t.at-at) < 1e-9*(span.Max-span.Min) {
				label = t.label
			}
			return math.Abs(t.at-at) < near
		})
		bar.ticks = append(bar.ticks, tick{at: at, label: sign + " " + label})
	}
	slack := 1e-9 * (span.Max - span.Min)
	if slices.ContainsFunc(values, func(v float64) bool { return finite(v) && v < span.Min-slack }) {
		end(span.Min, "≤")
	}
	if slices.ContainsFunc(values, func(v float64) bool { return finite(v) && v > span.Max+slack }) {
		end(span.Max, "≥")
	}
}

// placeBar puts the colour bar right of the cells, and the upright titles
// beside both.
func (l *look) placeBar(plan *matrixPlan, area vg.Rectangle, crowned bool) {
	place := plan.place
	start := place.Max.X + l.font
	plan.bar = vg.Rectangle{
		Min: vg.Point{X: start, Y: place.Min.Y},
		Max: vg.Point{X: start + l.barWidth(), Y: place.Max.Y},
	}
	plan.y.titleX = place.Min.X - l.titleRoom(plan.y.title) - l.beyond(plan.y)
	plan.scale.titleX = plan.bar.Max.X + l.beyond(plan.scale) + l.titleGap()
	plan.y.low, plan.y.high = l.lowest(place, plan.x), area.Max.Y
	plan.scale.low, plan.scale.high = place.Min.Y-l.depth(plan.x), area.Max.Y
	if crowned {
		plan.y.high, plan.scale.high = place.Max.Y, place.Max.Y
		plan.bar.Max.Y -= 0.7 * l.font // lest its last number meet a strip's name
	}
}

// cells is the range of an axis of n cells.
func cells(n int) figure.Range { return figure.Range{Min: -0.5, Max: float64(n) - 0.5} }

func (l *look) barWidth() vg.Length { return 1.1 * l.font }

// barRoom is the width of the colour bar with its gap, ticks and title.
func (l *look) barRoom(bar axis) vg.Length {
	return l.font + l.barWidth() + l.tickLength() + l.tickGap() + l.widest(bar.ticks) + l.titleRoom(bar.title)
}

// colourBar draws the bar with its axis on the right.
func (p *picture) colourBar(area vg.Rectangle, a axis) {
	c := draw.Canvas{Canvas: p.c, Rectangle: area}
	(&plotters.ColorBar{Ramp: p.ramp}).Plot(c, coordinates(figure.Unit(), a.span))
	p.rightAxis(area, a)
}

// leastKeyed is the height, in ems, of cells beside which there is room for the
// key to those without a value, under a shorter colour bar.
const leastKeyed = 6

// noValue is the key to cells without a value, at the foot of the colour bar or
// below it.
func (p *picture) noValue(corner vg.Point) {
	box := vg.Rectangle{Min: corner, Max: corner.Add(vg.Point{X: p.barWidth(), Y: 0.9 * p.font})}
	p.c.SetColor(p.missing)
	p.c.Fill(box.Path())
	at := vg.Point{X: box.Max.X + p.tickLength() + p.tickGap(), Y: (box.Min.Y + box.Max.Y) / 2}
	said := p.phrase(figure.BlankText)
	p.write(p.plain(), at, said.said, said)
}

// noValueRoom is the width of that key with its gap; 0 where there is none.
func (l *look) noValueRoom(m *figure.Matrix) vg.Length {
	if !hasGaps(m) {
		return 0
	}
	return l.font + l.barWidth() + l.tickLength() + l.tickGap() + l.width(l.say(figure.BlankText))
}

func hasGaps(m *figure.Matrix) bool {
	return slices.ContainsFunc(m.Values, func(v float64) bool { return !finite(v) })
}

// rightAxis draws ticks and a title right of an area.
func (p *picture) rightAxis(area vg.Rectangle, a axis) {
	c := draw.Canvas{Canvas: p.c, Rectangle: area}
	sty := p.plain()
	for _, t := range a.ticks {
		y := c.Y((t.at - a.span.Min) / (a.span.Max - a.span.Min))
		p.c.StrokeLine2(p.axisLine(), area.Max.X, y, area.Max.X+p.tickLength(), y)
		p.write(sty, vg.Point{X: area.Max.X + p.tickLength() + p.tickGap(), Y: y}, t.label, a.nameAt(t))
	}
	p.alongside(a, area)
}
