package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// matrix draws a heat map with its colour bar.
func (p *picture) matrix(area vg.Rectangle, index int, panel *figure.Panel) {
	m := panel.Matrix
	span := valueRange(m.Range, m.Values)
	bar := axis{title: m.Label, span: span, marks: true}
	plan := p.planMatrix(area, panel, &bar)

	heat := &plotters.HeatMap{
		Rows: len(m.Rows), Cols: len(m.Cols), Values: m.Values,
		Min: span.Min, Max: span.Max, Ramp: p.ramp, Missing: p.missing,
	}
	if m.Numbers {
		heat.Numbers = p.text(min(0.9*p.font, 0.36*plan.cell), p.ink)
	}
	heat.Plot(draw.Canvas{Canvas: p.c, Rectangle: plan.place}, coordinates(plan.x.span, plan.y.span))
	p.bottomAxis(plan.place, plan.x, false)
	p.leftAxis(plan.place, plan.y, plan.titleAt, false)
	p.colourBar(plan.bar, bar)
	p.scene.grids = append(p.scene.grids, grid{panel: index, area: plan.place, matrix: m})
}

// matrixPlan is where the parts of a heat map go.
type matrixPlan struct {
	place, bar vg.Rectangle
	x, y       axis
	titleAt    vg.Length // the left edge of the y axis' title
	cell       vg.Length // the shorter side of a cell
}

// planMatrix finds the largest cells that leave room for the labels. Cells are
// square unless one side has far more than the other.
func (p *picture) planMatrix(area vg.Rectangle, panel *figure.Panel, bar *axis) matrixPlan {
	m, size := panel.Matrix, area.Size()
	rows, cols := vg.Length(len(m.Rows)), vg.Length(len(m.Cols))
	plan := matrixPlan{
		x: axis{title: panel.X.Label, span: cells(len(m.Cols))},
		y: axis{title: panel.Y.Label, span: cells(len(m.Rows))},
	}
	bar.ticks = p.ticksFor(bar.span, 0.7*size.Y, false)
	right := p.barRoom(*bar)
	bottom, left := 4*p.font, 4*p.font
	var w, h, over vg.Length
	// Labels take room from cells, and the size of cells decides on the labels.
	for range 3 {
		w, h = max(size.X-left-right, p.font), max(size.Y-bottom, p.font)
		if ratio := cols / rows; ratio > 0.4 && ratio < 2.5 {
			side := min(w/cols, h/rows)
			w, h = side*cols, side*rows
		}
		below, beside := p.below(m.Cols, w/cols, 0.34*size.Y), p.beside(m.Rows, h/rows, 0.28*size.X)
		plan.x.ticks, plan.x.angle = below.ticks, below.angle
		plan.y.ticks = beside.ticks
		plan.x.title = p.withPattern(panel.X.Label, below.pattern, size.X)
		plan.y.title = p.withPattern(panel.Y.Label, beside.pattern, h)
		plan.x.marks = len(plan.x.ticks) < len(m.Cols)
		plan.y.marks = len(plan.y.ticks) < len(m.Rows)
		before, after := p.overhang(plan.x, w)
		bottom = p.depth(plan.x) + p.titleRoom(plan.x.title)
		left = max(p.titleRoom(plan.y.title)+p.beyond(plan.y), before)
		over = max(0, after-right)
	}
	x := area.Min.X + left + max(0, size.X-left-right-over-w)/2
	y := area.Min.Y + bottom + max(0, size.Y-bottom-h)/2
	plan.place = vg.Rectangle{Min: vg.Point{X: x, Y: y}, Max: vg.Point{X: x + w, Y: y + h}}
	start := plan.place.Max.X + p.font
	plan.bar = vg.Rectangle{Min: vg.Point{X: start, Y: y}, Max: vg.Point{X: start + p.barWidth(), Y: y + h}}
	plan.titleAt = x - p.titleRoom(plan.y.title) - p.beyond(plan.y)
	plan.cell = min(w/cols, h/rows)
	return plan
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
	sty := p.plain()
	for _, t := range a.ticks {
		y := c.Y((t.at - a.span.Min) / (a.span.Max - a.span.Min))
		p.c.StrokeLine2(p.axisLine(), area.Max.X, y, area.Max.X+p.tickLength(), y)
		plotters.Write(p.c, sty, vg.Point{X: area.Max.X + p.tickLength() + p.tickGap(), Y: y}, t.label)
	}
	p.alongside(a, area.Max.X+p.beyond(a)+p.titleGap(), area)
}
