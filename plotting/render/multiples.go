package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// multiples draws panels side by side, under one legend; on a sheet too narrow
// for that, one above the other.
func (p *picture) multiples(area vg.Rectangle, panels []figure.Panel) {
	const narrowest = 15 // ems
	matrices := panels[0].Matrix != nil
	gap := 1.8 * p.font
	size, n := area.Size(), vg.Length(len(panels))
	wide := (size.X - (n-1)*gap) / n
	switch {
	case matrices && size.X < size.Y:
		p.eachMatrix(parts(area, len(panels), gap, false), panels)
	case matrices:
		p.eachMatrix(parts(area, len(panels), gap, true), panels)
	case len(panels) == 1 || wide < narrowest*p.font:
		p.curves(area, 0, panels, true)
	default:
		inner := p.sharedKey(area, panels)
		for i, part := range parts(inner, len(panels), gap, true) {
			p.curves(part, i, panels[i:i+1], false)
		}
	}
}

func (p *picture) eachMatrix(places []vg.Rectangle, panels []figure.Panel) {
	for i, place := range places {
		p.matrix(place, i, &panels[i])
	}
}

// sharedKey draws the key of all panels, and gives the area that is left.
func (p *picture) sharedKey(area vg.Rectangle, panels []figure.Panel) vg.Rectangle {
	named := make(map[string]bool)
	var entries []entry
	for i := range panels {
		for _, e := range p.entries(&panels[i], named) {
			e.marker = p.markersFit(e.series, area.Size().X/vg.Length(len(panels)+1))
			entries = append(entries, e)
		}
	}
	if order := panels[0].Order; order != nil && len(entries) > mostOrdered {
		steps := p.orderedSteps(order, 0.8*area.Size().Y)
		area.Max.X -= steps.width
		place := area
		place.Min.Y += 3 * p.font
		p.orderedBar(steps, place)
		return area
	}
	rows := p.rows(entries, area.Size().X)
	p.legend(vg.Point{X: area.Min.X, Y: area.Max.Y}, rows)
	area.Max.Y -= p.rowsHeight(len(rows))
	return area
}

// parts divides an area into n equal ones, in a row or in a column.
func parts(area vg.Rectangle, n int, gap vg.Length, row bool) []vg.Rectangle {
	out := make([]vg.Rectangle, n)
	size := area.Size()
	for i := range out {
		out[i] = area
		if row {
			w := (size.X - gap*vg.Length(n-1)) / vg.Length(n)
			out[i].Min.X = area.Min.X + vg.Length(i)*(w+gap)
			out[i].Max.X = out[i].Min.X + w
			continue
		}
		h := (size.Y - gap*vg.Length(n-1)) / vg.Length(n)
		out[i].Max.Y = area.Max.Y - vg.Length(i)*(h+gap)
		out[i].Min.Y = out[i].Max.Y - h
	}
	return out
}
