package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// nearestDots is how near the middles of dots may be, in diameters, where each is to be
// seen; farAside is how far a dot may be moved for that.
const (
	nearestDots = 0.85
	farAside    = 4
)

// aside moves the dots of a panel that would hide one another until each is seen, as
// little as that takes. It gives the places of every series' points, in the
// coordinates of the axes.
func (l *look) aside(a plane, panel *figure.Panel) []plotter.XYs {
	places := make([]plotter.XYs, len(panel.Series))
	var dots []dot
	x, y := a.coords.Transforms(&a.c)
	for i, s := range panel.Series {
		places[i] = l.places(a, s)
		if !panel.Apart || s.Form != figure.Dots {
			continue
		}
		for k, xy := range places[i] {
			if finite(xy.X) && finite(xy.Y) {
				home := vg.Point{X: x(xy.X), Y: y(xy.Y)}
				dots = append(dots, dot{series: i, point: k, home: home, at: home})
			}
		}
	}
	pushApart(dots, nearestDots*l.marker, farAside*l.marker)
	size := a.c.Size()
	wide, high := a.coords.X.Max-a.coords.X.Min, a.coords.Y.Max-a.coords.Y.Min
	for _, d := range dots {
		move, xy := d.at.Sub(d.home), &places[d.series][d.point]
		xy.X += float64(move.X/size.X) * wide
		xy.Y += float64(move.Y/size.Y) * high
	}
	return places
}

// dot is a point that can be moved from its home.
type dot struct {
	series, point int
	home, at      vg.Point
}

// pushApart moves dots that are nearer to one another than least, none further than
// most. Those at one place go where the golden angle sends them, each its own way.
func pushApart(dots []dot, least, most vg.Length) {
	const rounds = 200
	golden := math.Pi * (3 - math.Sqrt(5))
	for range rounds {
		moved := false
		for i := range dots {
			for j := range i {
				d := dots[i].at.Sub(dots[j].at)
				far := vg.Length(math.Hypot(float64(d.X), float64(d.Y)))
				if far >= least*(1-1e-3) {
					continue
				}
				way := d.Scale(1 / max(far, 1e-9))
				if far < 1e-3*least {
					sin, cos := math.Sincos(golden * float64(i))
					way = vg.Point{X: vg.Length(cos), Y: vg.Length(sin)}
				}
				push := way.Scale((least - far) / 2)
				dots[i].at, dots[j].at = dots[i].at.Add(push), dots[j].at.Sub(push)
				moved = true
			}
		}
		if !moved {
			break
		}
	}
	for i := range dots {
		d := dots[i].at.Sub(dots[i].home)
		if far := vg.Length(math.Hypot(float64(d.X), float64(d.Y))); far > most {
			dots[i].at = dots[i].home.Add(d.Scale(most / far))
		}
	}
}
