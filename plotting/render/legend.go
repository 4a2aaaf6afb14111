package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// entry is a line of the legend.
type entry struct {
	series figure.Series
	name   string
	width  vg.Length // sample and name
}

// The legend stands above the data, where it covers none of it, its entries
// in as many rows as they need.
func (l *look) legendRow() vg.Length    { return 1.35 * l.font }
func (l *look) legendSample() vg.Length { return 2.2 * l.font }
func (l *look) legendGap() vg.Length    { return 1.4 * l.font }

// legendHeight is the room the legend of a panel needs at a width.
func (l *look) legendHeight(panel *figure.Panel, width vg.Length) vg.Length {
	rows := len(l.legendRows(panel, width))
	if rows == 0 {
		return 0
	}
	return vg.Length(rows)*l.legendRow() + 0.35*l.font
}

// legendRows breaks the entries into rows.
func (l *look) legendRows(panel *figure.Panel, width vg.Length) [][]entry {
	sample := l.legendSample() + 0.5*l.font
	var rows [][]entry
	used := vg.Length(math.Inf(1))
	for _, s := range panel.Series {
		if s.Role != figure.Data || s.Name == "" {
			continue
		}
		e := entry{series: s, name: elide(s.Name, width-sample, l.width)}
		e.width = sample + l.width(e.name)
		if used+l.legendGap()+e.width > width {
			rows, used = append(rows, nil), -l.legendGap()
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
		used += l.legendGap() + e.width
	}
	return rows
}

// legend draws a panel's legend in an area of the height that legendHeight
// asked for, over data of a width.
func (p *picture) legend(area vg.Rectangle, panel *figure.Panel, data vg.Length) {
	sty := p.plain()
	for i, row := range p.legendRows(panel, area.Size().X) {
		y := area.Max.Y - (vg.Length(i)+0.5)*p.legendRow()
		x := area.Min.X
		for _, e := range row {
			p.sample(vg.Point{X: x, Y: y}, e.series, p.markersFit(e.series, data))
			plotters.Write(p.c, sty, vg.Point{X: x + p.legendSample() + 0.5*p.font, Y: y}, e.name)
			x += e.width + p.legendGap()
		}
	}
}

// sample draws a piece of a series' line, with its marker if it has any.
func (p *picture) sample(at vg.Point, s figure.Series, marker bool) {
	p.c.StrokeLine2(p.stroke(s), at.X, at.Y, at.X+p.legendSample(), at.Y)
	if marker {
		c := draw.Canvas{Canvas: p.c, Rectangle: p.c.Rectangle}
		c.DrawGlyphNoClip(p.glyph(s), vg.Point{X: at.X + p.legendSample()/2, Y: at.Y})
	}
}
