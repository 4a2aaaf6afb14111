package render

import (
	"cmp"
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// page is the height of the text on a page of those that presets are for, more than
// which suits nothing that is no wider.
const page = 9 * vg.Inch

// NaturalHeight is the height in millimetres that suits a figure of a width, in
// whole millimetres: what to use where nobody asked for another.
func NaturalHeight(fig figure.Figure, style Style, widthMM float64) float64 {
	width := vg.Length(widthMM / mmPerInch * 72)
	p := &picture{look: style.of(fig, width)}
	inner, most := width-2*p.margin(), max(width, min(2.2*width, page))
	if fig.Grid == nil && !fig.Empty() && inMosaic(fig.Panels) {
		most = max(width, page)
	}
	height := vg.Length(0)
	if fig.Grid != nil && !fig.Empty() {
		most, height = maxSideMM/mmPerInch*72, p.gridHeight(fig, inner)
	} else {
		height = p.natural(fig, inner)
	}
	if style.Title && !fig.Empty() {
		height += p.headingHeight(len(p.headingLines(fig.Title, inner)))
	}
	mm := func(v vg.Length) float64 { return float64(v) / 72 * mmPerInch }
	return min(math.Round(mm(height+2*p.margin())), math.Floor(mm(most)+1e-9))
}

// natural is the height that suits a figure in an area of a width.
func (p *picture) natural(fig figure.Figure, width vg.Length) vg.Length {
	height := (width+2*p.margin())*vg.Length(p.aspect(fig, width)) - 2*p.margin()
	// What stands around the data depends on the height too: a few rounds settle
	// it.
	for range 6 {
		more := p.wanting(fig, vg.Point{X: width, Y: height})
		if height += more; -1 < more && more < 1 {
			break
		}
	}
	return height
}

// wanting is how much higher, or lower, an area would have to be for the data to
// have the room that suits them beside their keys and labels.
func (p *picture) wanting(fig figure.Figure, size vg.Point) vg.Length {
	area := vg.Rectangle{Max: size}
	switch n := len(fig.Panels); {
	case n == 0 || fig.Panels[0].Square:
		return 0
	case fig.Panels[0].Matrix != nil && n == 1:
		return p.wantingCells(area, &fig.Panels[0], common{})
	case inMosaic(fig.Panels):
		return p.wantingMosaic(area, fig.Panels)
	case fig.Panels[0].Matrix != nil:
		return p.wantingMatrices(area, fig.Panels)
	case fig.Arrange == figure.Multiples && p.columns(size.X, n) > 1:
		return 0
	}
	return p.wantingCurves(area, fig.Panels)
}

// wantingCurves asks for the height that suits the data of each panel, and for
// panels as high as the titles of their axes. Slim panels add to the height and
// take none of it from the others; their titles find a place inside.
func (p *picture) wantingCurves(area vg.Rectangle, panels []figure.Panel) vg.Length {
	plan := p.stack(area, panels, map[string]bool{})
	unit := p.dataHeight(area.Size().X)
	if full(panels) > 1 {
		unit *= stackedShare
	}
	more, title := vg.Length(0), vg.Length(math.Inf(-1))
	for i, place := range plan.places {
		more += unit*vg.Length(orDefault(panels[i].Share, 1)) - place.Size().Y
		if y := plan.ys[i]; !slim(&panels[i]) {
			title = max(title, (p.width(cmp.Or(y.short, y.title))-(y.high-y.low))/share(panels, i))
		}
	}
	return max(more, title)
}

// stackedShare is the height of one of several whole panels as a part of what it
// would have alone.
const stackedShare = 0.65

// full is the number of panels that are not slim.
func full(panels []figure.Panel) int {
	n := 0
	for i := range panels {
		if !slim(&panels[i]) {
			n++
		}
	}
	return n
}

// slim reports whether a panel is a strip that goes with a higher one.
func slim(p *figure.Panel) bool { return p.Share > 0 && p.Share < 1 }

// dataHeight is the height that suits curves on a sheet of a width: about half of
// it on a column, less on a page, where they would tower.
func (l *look) dataHeight(width vg.Length) vg.Length {
	return width * vg.Length(tapered(0.5, 36, 0.27, width/l.font))
}

// tapered is height over width of what is as high as its aspect says up to a width
// in ems, and grows by less of what is beyond it.
func tapered(aspect, column, less float64, ems vg.Length) float64 {
	return (aspect*min(float64(ems), column) + less*max(0, float64(ems)-column)) / float64(ems)
}

// wantingMosaic asks for the same height for each row of a mosaic, and for colour bars
// as long as their titles, which say what a block is of.
func (p *picture) wantingMosaic(area vg.Rectangle, panels []figure.Panel) vg.Length {
	m := p.planMosaic(area, panels)
	more, rows := vg.Length(math.Inf(-1)), m.at[len(panels)-1].row+1
	for i, box := range m.boxes {
		p.least = m.rooms[i]
		more = max(more, p.wantingCells(box, &m.panels[i], m.common[i]))
	}
	p.least = frame{}
	for _, b := range m.blocks {
		first, last := m.boxes[b.first], m.boxes[b.end-1]
		title := p.width(cmp.Or(b.scale.short, b.scale.title))
		more = max(more, (title-(first.Max.Y-last.Min.Y))/vg.Length(m.at[b.end-1].row-m.at[b.first].row+1))
	}
	return more * vg.Length(rows)
}

// wantingMatrices asks for the same height for each row of several.
func (p *picture) wantingMatrices(area vg.Rectangle, panels []figure.Panel) vg.Length {
	columns := p.matrixColumns(area.Size(), len(panels))
	places := gridded(area, len(panels), columns, p.gridGap())
	more := vg.Length(0)
	for i, place := range places {
		more = max(more, p.wantingCells(place, &panels[i], common{}))
	}
	return more * vg.Length((len(panels)+columns-1)/columns)
}

// widestCells is the width, in ems, beyond which no height is wanted for the sake of
// more.
const widestCells = 16

// wantingCells asks for cells that use most of the width, where they are
// square, and for a colour bar as long as its title.
func (p *picture) wantingCells(area vg.Rectangle, panel *figure.Panel, with common) vg.Length {
	plan := p.planMatrix(area, panel, rising(panel.Matrix), with)
	size, more := plan.place.Size(), vg.Length(0)
	if with.scale == nil {
		title := cmp.Or(plan.scale.short, plan.scale.title)
		more = max(0, p.width(title)-(plan.scale.high-plan.scale.low))
	}
	if ratio := float64(len(panel.Matrix.Cols)) / float64(len(panel.Matrix.Rows)); squareCells(ratio) {
		free := plan.room - size.X
		if plan.scale.high <= plan.place.Max.Y { // the bar is as high as the cells, which get no wider than there is room
			const rounding = 0.12 // of whole millimetres, in ems
			more = min(more, max(0, free)/vg.Length(ratio)+rounding*p.font)
		}
		more = max(more, min(free, widestCells*p.font-size.X)/vg.Length(ratio))
	}
	if panel.Tree != nil {
		more = max(more, (p.width(plan.height.title)-(plan.area.Max.Y-plan.place.Max.Y))/crownShare)
	}
	// What cells as wide as they can be leave over of the height is not wanted, least
	// of all in every row of a mosaic.
	slack := 2 * p.font
	if with.scale != nil {
		slack = 1
	}
	if over := plan.area.Size().Y - plan.around.bottom - plan.around.top - size.Y; more < 1 && over > slack {
		return -over
	}
	return more
}

// Height over width of one panel of curves, as far as nothing is known of it, and
// of one heat map with its bar.
const (
	curveAspect  = 60.0 / 89
	matrixAspect = 0.82
)

// aspect is height over width of a sheet for a figure in an area of a width.
func (l *look) aspect(fig figure.Figure, width vg.Length) float64 {
	n := len(fig.Panels)
	if n == 0 {
		return curveAspect
	}
	first := &fig.Panels[0]
	switch {
	case first.Tree != nil:
		// Names beside the cells need rows of this height, in ems, and what stands above
		// and below the cells takes so many more.
		const row, above = 0.8, 20
		ems := float64(width / l.font)
		named := (row*float64(len(first.Matrix.Rows)) + above) / ems
		return max(tapered(1.15, 45, 0.4, width/l.font), min(1.15, named))
	case first.Matrix != nil && n == 1 && first.Matrix.Oblong:
		const wide = 1.8 // cells, over their height
		return min(max(0.2+0.62/wide*float64(len(first.Matrix.Rows))/float64(len(first.Matrix.Cols)), 0.45), 0.85)
	case first.Matrix != nil && n == 1:
		// Labels and the bar take about as much of the width as of the height.
		return min(max(0.2+0.62*float64(len(first.Matrix.Rows))/float64(len(first.Matrix.Cols)), 0.45), 1.1)
	case inMosaic(fig.Panels):
		return float64(l.mosaicHeight(width, fig.Panels) / width)
	case first.Matrix != nil:
		columns := l.matrixColumns(vg.Point{X: width, Y: matrixAspect * width}, n)
		return gridAspect(n, columns, matrixAspect)
	case first.Square:
		return tapered(0.88, 36, 0.4, width/l.font)
	}
	if fig.Arrange == figure.Multiples && n > 1 {
		if columns := l.columns(width, n); columns > 1 {
			return gridAspect(n, columns, 0.95) + float64(2*l.legendRow()/width)
		}
	}
	return curveAspect
}

func gridAspect(n, columns int, each float64) float64 {
	rows := (n + columns - 1) / columns
	return float64(rows) * each / float64(columns)
}
