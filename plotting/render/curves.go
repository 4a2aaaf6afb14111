package render

import (
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// curves draws a stack of panels that share their x axis.
func (p *picture) curves(area vg.Rectangle, panels []figure.Panel) {
	last := &panels[len(panels)-1]
	x := axis{title: last.X.Label, span: horizontalRange(panels), marks: true}
	plan := p.stack(area, panels, &x)
	for i := range panels {
		panel, place := &panels[i], plan.places[i]
		p.legend(vg.Rectangle{
			Min: vg.Point{X: place.Min.X, Y: place.Max.Y},
			Max: vg.Point{X: area.Max.X, Y: place.Max.Y + plan.legends[i]},
		}, panel, place.Size().X)
		bottom := x
		if i < len(panels)-1 {
			bottom.title, bottom.ticks = "", unlabelled(x.ticks)
		}
		p.bottomAxis(place, bottom, true)
		p.leftAxis(place, plan.ys[i], true)
		p.series(place, i, panel, coordinates(x.span, plan.ys[i].span))
	}
}

// stacked is a plan of panels one above the other.
type stacked struct {
	places  []vg.Rectangle // the data areas
	ys      []axis
	legends []vg.Length // heights
}

// stack shares out an area among panels, and gives the x axis its ticks.
func (p *picture) stack(area vg.Rectangle, panels []figure.Panel, x *axis) stacked {
	plan := stacked{ys: make([]axis, len(panels)), legends: make([]vg.Length, len(panels))}
	size := area.Size()
	left := vg.Length(0)
	for i := range panels {
		panel := &panels[i]
		span := valueRange(panel.Y.Range, values(panel.Series))
		if span != figure.Unit() {
			span = rounded(span)
		}
		plan.ys[i] = axis{
			title: panel.Y.Label, span: span, marks: true,
			ticks: p.ticksFor(span, 0.75*size.Y*share(panels, i), false),
		}
		room := p.titleRoom(panel.Y.Label) + p.beyond(plan.ys[i])
		left = max(left, room)
	}
	last := &panels[len(panels)-1]
	right := vg.Length(0)
	// Labels that hang over make the axis shorter, which may change them: the
	// second round settles it.
	for range 2 {
		length := size.X - left - right
		p.xTicks(x, last.X, length, 0.36*size.Y)
		over, after := p.overhang(*x, length)
		left, right = max(left, over), max(right, after)
	}
	bottom := p.depth(*x) + p.titleRoom(x.title)
	plan.places = p.slices(area, panels, frame{left, right, bottom}, plan.legends)
	p.finish(&plan, area, *x)
	return plan
}

// Distance between stacked panels.
func (l *look) panelGap() vg.Length { return 1.1 * l.font }

// finish gives the y axes no more ticks than their heights allow, and their
// titles the room there is.
func (l *look) finish(plan *stacked, area vg.Rectangle, x axis) {
	last := len(plan.places) - 1
	for i, place := range plan.places {
		y := &plan.ys[i]
		if fewer := l.ticksFor(y.span, place.Size().Y, false); len(fewer) < len(y.ticks) {
			y.ticks = fewer
		}
		y.titleX, y.low, y.high = area.Min.X, place.Min.Y-l.panelGap()/2, place.Max.Y+l.panelGap()/2
		if i == 0 {
			y.high = area.Max.Y
		}
		if i == last {
			y.low = l.lowest(place, x)
		}
	}
}

// frame is the room around the data areas.
type frame struct{ left, right, bottom vg.Length }

// slices are the data areas from top to bottom; it fills in the legends'
// heights.
func (p *picture) slices(area vg.Rectangle, panels []figure.Panel, f frame, legends []vg.Length) []vg.Rectangle {
	gap := p.panelGap()
	free := area.Size().Y - f.bottom - gap*vg.Length(len(panels)-1)
	for i := range panels {
		legends[i] = p.legendHeight(&panels[i], area.Size().X-f.left)
		free -= legends[i]
	}
	free = max(free, p.font)
	places := make([]vg.Rectangle, len(panels))
	top := area.Max.Y
	for i := range panels {
		top -= legends[i]
		height := free * share(panels, i)
		places[i] = vg.Rectangle{
			Min: vg.Point{X: area.Min.X + f.left, Y: top - height},
			Max: vg.Point{X: max(area.Max.X-f.right, area.Min.X+f.left+p.font), Y: top},
		}
		top -= height + gap
	}
	return places
}

// share is a panel's part of the height.
func share(panels []figure.Panel, i int) vg.Length {
	one := func(p figure.Panel) float64 { return orDefault(p.Share, 1) }
	sum := 0.0
	for _, p := range panels {
		sum += one(p)
	}
	return vg.Length(one(panels[i]) / sum)
}

// xTicks gives a horizontal axis its ticks for a length.
func (p *picture) xTicks(x *axis, a figure.Axis, length, room vg.Length) {
	if a.Categories == nil {
		most := max(2, int(length/(3.5*p.font)))
		x.ticks = numericTicks(x.span, min(most, 8), a.Whole)
		return
	}
	plan := p.below(a.Categories, length/vg.Length(x.span.Max-x.span.Min), room)
	x.ticks, x.angle = plan.ticks, plan.angle
	x.title = p.withPattern(a.Label, plan.pattern, length)
}

func unlabelled(ticks []tick) []tick {
	out := make([]tick, len(ticks))
	for i, t := range ticks {
		out[i] = tick{at: t.at}
	}
	return out
}

// horizontalRange is the x range that all panels share.
func horizontalRange(panels []figure.Panel) figure.Range {
	a := panels[len(panels)-1].X
	if n := len(a.Categories); n > 0 {
		pad := 0.35
		if n == 1 {
			pad = 0.5
		}
		return figure.Range{Min: -pad, Max: float64(n-1) + pad}
	}
	var xs []float64
	for _, panel := range panels {
		for _, s := range panel.Series {
			for _, pt := range s.Points {
				xs = append(xs, pt.X)
			}
		}
	}
	return valueRange(a.Range, xs)
}

func values(series []figure.Series) []float64 {
	var ys []float64
	for _, s := range series {
		for _, pt := range s.Points {
			ys = append(ys, pt.Y)
		}
	}
	return ys
}

// series draws what a panel holds, null levels first so that data lies on top,
// then the labels on the lines.
func (p *picture) series(area vg.Rectangle, index int, panel *figure.Panel, coords *plot.Plot) {
	c := draw.Canvas{Canvas: p.c, Rectangle: area}
	labels := &plotters.Labels{Style: p.text(0.94*p.font, p.muted), Gap: 0.3 * p.font, Clear: p.marker/2 + 1}
	for _, r := range panel.Rules {
		rule := &plotters.Rule{X: r.X, Line: draw.LineStyle{Color: p.muted, Width: p.axis}}
		rule.Plot(c, coords)
		labels.Labels = append(labels.Labels, plotters.Label{Text: r.Label, On: plotter.XYs{{X: r.X}}, Upright: true})
	}
	for _, role := range []figure.Role{figure.Bound, figure.Null, figure.Data} {
		for i, s := range panel.Series {
			if s.Role != role {
				continue
			}
			p.one(c, coords, s)
			p.remember(c, coords, index, i, s)
			if role == figure.Data {
				labels.Avoid = append(labels.Avoid, xys(s.Points))
			} else {
				labels.Labels = append(labels.Labels, plotters.Label{Text: s.Name, On: xys(s.Points)})
			}
		}
	}
	labels.Plot(c, coords)
}

// one draws one series.
func (p *picture) one(c draw.Canvas, coords *plot.Plot, s figure.Series) {
	if s.Form == figure.Stems {
		(&plotters.Stems{XYs: xys(s.Points), Line: p.stroke(s)}).Plot(c, coords)
		return
	}
	curve := &plotters.Curve{XYs: xys(s.Points), Line: p.stroke(s)}
	if s.Role != figure.Data {
		curve.Lone = 0.3
	} else if p.markersFit(s, c.Max.X-c.Min.X) {
		curve.Marker = p.glyph(s)
	}
	curve.Plot(c, coords)
}

// markersFit reports whether the markers of a series would stand apart.
func (p *picture) markersFit(s figure.Series, width vg.Length) bool {
	return s.Form == figure.Curve && (vg.Length(len(s.Points))*2.5*p.marker <= width || len(s.Points) == 1)
}

func xys(points []figure.Point) plotter.XYs {
	out := make(plotter.XYs, len(points))
	for i, pt := range points {
		out[i] = plotter.XY{X: pt.X, Y: pt.Y}
	}
	return out
}

// remember notes where the points that can be hovered are.
func (p *picture) remember(c draw.Canvas, coords *plot.Plot, panel, series int, s figure.Series) {
	x, y := coords.Transforms(&c)
	for i, pt := range s.Points {
		if pt.Tip == "" || !finite(pt.Y) {
			continue
		}
		p.scene.marks = append(p.scene.marks, mark{
			panel: panel, series: series, point: i,
			at: vg.Point{X: x(pt.X), Y: y(pt.Y)}, radius: p.marker / 2,
			tip: pt.Tip, pair: pt.Pair,
		})
	}
}
