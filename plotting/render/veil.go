package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
)

// veilCells sets back the cells of a matrix that are not lit: wholly those of two
// networks that are not, by half those of one that is.
func (p *picture) veilCells(place vg.Rectangle, m *figure.Matrix) {
	p.veilColumns(place, m.Lit)
	if !m.Networks {
		return
	}
	rows := len(m.Lit)
	high := place.Size().Y / vg.Length(max(1, rows))
	var boxes []vg.Rectangle
	for _, run := range unlit(m.Lit) {
		low, top := run[0], run[1]
		if m.Down {
			low, top = rows-top, rows-low
		}
		boxes = append(boxes, vg.Rectangle{
			Min: vg.Point{X: place.Min.X, Y: place.Min.Y + vg.Length(low)*high},
			Max: vg.Point{X: place.Max.X, Y: place.Min.Y + vg.Length(top)*high},
		})
	}
	p.veil(boxes)
}

// veilColumns sets back the columns of an area that are not lit; nil is all lit.
func (p *picture) veilColumns(area vg.Rectangle, lit []bool) {
	wide := area.Size().X / vg.Length(max(1, len(lit)))
	var boxes []vg.Rectangle
	for _, run := range unlit(lit) {
		boxes = append(boxes, vg.Rectangle{
			Min: vg.Point{X: area.Min.X + vg.Length(run[0])*wide, Y: area.Min.Y},
			Max: vg.Point{X: area.Min.X + vg.Length(run[1])*wide, Y: area.Max.Y},
		})
	}
	p.veil(boxes)
}

// unlit are the runs of what is not lit, from the first to behind the last.
func unlit(lit []bool) [][2]int {
	var runs [][2]int
	for i, on := range lit {
		switch n := len(runs); {
		case on:
		case n > 0 && runs[n-1][1] == i:
			runs[n-1][1]++
		default:
			runs = append(runs, [2]int{i, i + 1})
		}
	}
	return runs
}

// thin is how much one veil takes from cells; two lie on one another where
// neither network is lit.
const thin = 0.58

func (p *picture) veil(boxes []vg.Rectangle) {
	(&plotters.Veil{Boxes: boxes, Fill: faint(p.sheet, thin)}).Plot(p.c, nil)
}
