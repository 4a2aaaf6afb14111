package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// veilCells sets back the cells of a matrix that are not lit: wholly those of two
// networks that are not, by half those of one that is.
func (p *picture) veilCells(place vg.Rectangle, m *figure.Matrix) {
	if m.Lit == nil {
		return
	}
	p.veilColumns(place, m.Lit)
	if !m.Networks {
		return
	}
	rows := len(m.Lit)
	high := place.Size().Y / vg.Length(rows)
	for from, to := range unlit(m.Lit) {
		low, top := from, to
		if m.Down {
			low, top = rows-to, rows-from
		}
		p.spreadVeil(vg.Rectangle{
			Min: vg.Point{X: place.Min.X, Y: place.Min.Y + vg.Length(low)*high},
			Max: vg.Point{X: place.Max.X, Y: place.Min.Y + vg.Length(top)*high},
		})
	}
}

// veilColumns sets back the columns of an area that are not lit; nil is all lit.
func (p *picture) veilColumns(area vg.Rectangle, lit []bool) {
	wide := area.Size().X / vg.Length(max(1, len(lit)))
	for from, to := range unlit(lit) {
		p.spreadVeil(vg.Rectangle{
			Min: vg.Point{X: area.Min.X + vg.Length(from)*wide, Y: area.Min.Y},
			Max: vg.Point{X: area.Min.X + vg.Length(to)*wide, Y: area.Max.Y},
		})
	}
}

// unlit visits the runs of what is not lit, from the first to behind the last.
func unlit(lit []bool) func(visit func(from, to int) bool) {
	return func(visit func(from, to int) bool) {
		for from := 0; from < len(lit); {
			to := from
			for to < len(lit) && !lit[to] {
				to++
			}
			if to > from && !visit(from, to) {
				return
			}
			from = to + 1
		}
	}
}

// thin is the part of a veil on cells, two of which lie on one another where
// neither network is lit.
const thin = 0.62

func (p *picture) spreadVeil(box vg.Rectangle) {
	p.c.SetColor(faint(p.sheet, thin))
	p.c.Fill(box.Path())
}
