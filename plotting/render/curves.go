package render

import (
	"image/color"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// curves draws a stack of panels that share their x axis; first is the index
// of the first in the figure. Series that are named already are in no legend;
// with nil there is none.
func (p *picture) curves(area vg.Rectangle, first int, panels []figure.Panel, named map[string]bool) {
	plan := p.stack(area, panels, named)
	for i := range panels {
		panel, place := panels[i], plan.places[i]
		remark := p.phrase(panel.Text)
		if panel.Text == "" {
			remark, panel.Shorter = phrase{plan.ys[i].own, plan.ys[i].inside}, nil
		}
		bottom := plan.x
		if i < len(panels)-1 {
			bottom.title, bottom.ticks = "", unlabelled(plan.x.ticks)
		}
		p.bottomAxis(place, bottom, true)
		p.leftAxis(place, plan.ys[i], true)
		p.rememberBelow(place, bottom, labels{full: panel.X.Categories})
		p.scene.planes = append(p.scene.planes, across{box: place, span: plan.x.span, scale: plan.x.scale, first: panel.X.First})
		p.series(plane{
			c:      draw.Canvas{Canvas: p.c, Rectangle: place},
			coords: coordinates(plan.x.span, plan.ys[i].span),
			x:      plan.x.scale, y: plan.ys[i].scale,
		}, first+i, &panel, remark, plan.keys[i].inside)
		p.key(plan.keys[i], plan, i)
		p.letter(first+i, vg.Point{X: area.Min.X, Y: place.Max.Y + plan.keys[i].height})
	}
}

// plane is the data area of a panel with its scales.
type plane struct {
	c      draw.Canvas
	coords *plot.Plot
	x, y   scale
}

// xys are points in the coordinates of the axes.
func (a plane) xys(points []figure.Point) plotter.XYs {
	out := make(plotter.XYs, len(points))
	for i, pt := range points {
		out[i] = plotter.XY{X: a.x.at(pt.X), Y: a.y.at(pt.Y)}
	}
	return out
}

// edges are the lower and upper ends of a series' spread.
func (a plane) edges(s figure.Series) (low, high plotter.XYs) {
	low, high = make(plotter.XYs, len(s.Points)), make(plotter.XYs, len(s.Points))
	for i, pt := range s.Points {
		r := figure.Missing()
		if i < len(s.Spread.Ranges) {
			r = s.Spread.Ranges[i]
		}
		x := a.x.at(pt.X)
		low[i], high[i] = plotter.XY{X: x, Y: a.y.at(r.Min)}, plotter.XY{X: x, Y: a.y.at(r.Max)}
	}
	return low, high
}

// inOrder is the order in which the series of a panel are drawn, so that data
// lies on top, and what is set back below others of its kind.
func inOrder(series []figure.Series) []int {
	var order []int
	for _, role := range []figure.Role{figure.Detail, figure.Bound, figure.Null, figure.Data, figure.Absent} {
		for _, dim := range []bool{true, false} {
			for i, s := range series {
				if s.Role == role && s.Dim == dim {
					order = append(order, i)
				}
			}
		}
	}
	return order
}

// series draws what a panel holds, then the legend inside it, the labels on the lines
// and a remark.
func (p *picture) series(a plane, index int, panel *figure.Panel, remark phrase, legend [][]entry) {
	labels := &lineLabels{Labels: plotters.Labels{Style: p.text(0.94*p.font, p.muted), Gap: 0.3 * p.font, Clear: p.marker/2 + 0.25*p.font, Veil: faint(p.sheet, 0.75)}}
	if slim(panel) {
		labels.Gap, labels.Clear = 0.2*p.font, p.line/2+0.05*p.font
	}
	for _, s := range panel.Series {
		if len(s.Spread.Ranges) > 0 {
			p.spread(a, s, &labels.Labels)
		}
	}
	p.rules(a, index, panel, labels)
	places := p.aside(a, panel)
	for _, i := range inOrder(panel.Series) {
		s, points := panel.Series[i], places[i]
		p.one(a, points, s, crowded(panel))
		p.remember(a, points, mark{panel: index, series: i}, s)
		if s.Role == figure.Null || s.Role == figure.Bound {
			labels.add(p.phrase(s.Name), p.shorter(s.Name, s.Shorter), plotters.Label{On: a.xys(s.Points)})
		} else {
			labels.Avoid = append(labels.Avoid, avoid(s, points)...)
		}
	}
	if remark.said != "" {
		labels.add(remark, p.shorter(remark.own, panel.Shorter), plotters.Label{Colour: p.ink, Anywhere: true})
	}
	p.inset(a, &labels.Labels, legend)
	owners := p.tags(&labels.Labels, panel, places)
	labels.Plot(a.c, a.coords)
	p.rememberLabels(labels)
	p.rememberTags(&labels.Labels, owners)
}

// inset draws a legend in the corner of a panel where it hides least, behind a
// veil if it hides something.
func (p *picture) inset(a plane, labels *plotters.Labels, legend [][]entry) {
	if len(legend) == 0 {
		return
	}
	size := vg.Point{Y: vg.Length(len(legend)) * p.legendRow()}
	for _, row := range legend {
		size.X = max(size.X, row[0].width)
	}
	box, veiled := labels.Corner(a.c, a.coords, size)
	if veiled {
		p.c.SetColor(labels.Veil)
		p.c.Fill(box.Path())
	}
	p.legend(vg.Point{X: box.Min.X, Y: box.Max.Y}, legend)
}

// places are where the points of a series are drawn: those without a value just
// above the x axis.
func (l *look) places(a plane, s figure.Series) plotter.XYs {
	points := a.xys(s.Points)
	if s.Role != figure.Absent {
		return points
	}
	y := a.coords.Y
	rise := float64(l.marker/(a.c.Max.Y-a.c.Min.Y)) * (y.Max - y.Min)
	for i := range points {
		points[i].Y = y.Min + rise
	}
	return points
}

// avoid is what labels keep clear of: the curve, or every dot by itself.
func avoid(s figure.Series, points plotter.XYs) []plotter.XYs {
	if s.Form == figure.Histogram {
		return tops(points, s.Width)
	}
	if s.Form != figure.Dots {
		return []plotter.XYs{points}
	}
	var each []plotter.XYs
	for i := range points {
		each = append(each, points[i:i+1])
	}
	return each
}

// tops are the bars of a histogram as upright lines.
func tops(points plotter.XYs, width float64) []plotter.XYs {
	var each []plotter.XYs
	for _, xy := range points {
		for _, x := range []float64{xy.X - width/2, xy.X + width/2} {
			each = append(each, plotter.XYs{{X: x}, {X: x, Y: xy.Y}})
		}
	}
	return each
}

// rules draws the vertical lines across a panel.
func (p *picture) rules(a plane, index int, panel *figure.Panel, labels *lineLabels) {
	for _, r := range panel.Rules {
		line := draw.LineStyle{Color: p.muted, Width: p.axis}
		label := plotters.Label{On: plotter.XYs{{X: a.x.at(r.X)}}, Upright: true}
		if r.Strong {
			line = draw.LineStyle{Color: p.palette[1], Width: p.line}
			label.Colour = p.ink
		}
		if !r.Within.IsZero() {
			label.On = plotter.XYs{{X: a.x.at(r.Within.Min)}, {X: a.x.at(r.X)}, {X: a.x.at(r.Within.Max)}}
			(&plotters.Stripe{From: a.x.at(r.Within.Min), To: a.x.at(r.Within.Max), Fill: faint(p.palette[1], 0.2)}).Plot(a.c, a.coords)
		}
		(&plotters.Rule{X: a.x.at(r.X), Line: line}).Plot(a.c, a.coords)
		labels.add(p.phrase(r.Label), p.shorter(r.Label, r.Shorter), label)
		if r.Mark != nil {
			p.rememberRule(a, index, r)
		}
	}
}

// spread draws the intervals of a series.
func (p *picture) spread(a plane, s figure.Series, labels *plotters.Labels) {
	low, high := a.edges(s)
	labels.Avoid = append(labels.Avoid, low, high)
	if s.Spread.Form == figure.Bars {
		line := draw.LineStyle{Color: p.colour(s), Width: 0.7 * p.line}
		(&plotters.ErrorBars{Low: low, High: high, Line: line, Cap: 0.7 * p.marker}).Plot(a.c, a.coords)
		return
	}
	labels.Ribbons = append(labels.Ribbons, plotters.Ribbon{Low: low, High: high})
	(&plotters.Band{Low: low, High: high, Fill: faint(p.colour(s), 0.2), Lone: 0.7 * p.marker}).Plot(a.c, a.coords)
}

// faint is a colour that lets what is under it show.
func faint(c color.RGBA, opacity float64) color.NRGBA {
	return color.NRGBA{R: c.R, G: c.G, B: c.B, A: uint8(opacity*255 + 0.5)}
}

// crowded reports whether a panel has so many ordered curves, or is so slim, that
// markers would hide the curves.
func crowded(panel *figure.Panel) bool {
	ordered := func(s figure.Series) bool { return s.Colour.Ordered }
	return slim(panel) || panel.Order != nil && len(panel.Order.Names) > mostOrdered && slices.ContainsFunc(panel.Series, ordered)
}

// one draws one series, in a crowd without its markers.
func (p *picture) one(a plane, points plotter.XYs, s figure.Series, crowd bool) {
	switch s.Form {
	case figure.Stems:
		(&plotters.Stems{XYs: points, Line: p.stroke(s)}).Plot(a.c, a.coords)
		return
	case figure.Histogram:
		line := draw.LineStyle{Color: p.colour(s), Width: 0.6 * p.line}
		(&plotters.Histogram{XYs: points, Width: s.Width, Fill: faint(p.colour(s), 0.35), Line: line}).Plot(a.c, a.coords)
		return
	}
	curve := &plotters.Curve{XYs: points, Line: p.stroke(s)}
	if s.Role == figure.Null || s.Role == figure.Bound {
		curve.Lone = 0.3
	} else if !(crowd && s.Form == figure.Curve) && p.markersFit(s, a.c.Max.X-a.c.Min.X) {
		curve.Marker = p.glyph(s)
		curve.Unmarked = p.unmarked(a, points, s)
	}
	if s.Form == figure.Dots {
		curve.Line.Width = 0
	}
	curve.Plot(a.c, a.coords)
}

// markersFit reports whether the markers of a series would stand apart.
func (l *look) markersFit(s figure.Series, width vg.Length) bool {
	switch s.Form {
	case figure.Dots:
		return true
	case figure.Curve:
		return vg.Length(len(s.Points))*2.5*l.marker <= width || len(s.Points) == 1
	}
	return false
}

// unmarked are the points of a curve without a marker: those that it merely passes,
// and those whose marker would lie over the one before. The last has one, whichever
// it takes the place of.
func (l *look) unmarked(a plane, points plotter.XYs, s figure.Series) func(i int) bool {
	hidden := make([]bool, len(points))
	if s.Form == figure.Curve {
		x, y := a.coords.Transforms(&a.c)
		at := func(i int) vg.Point { return vg.Point{X: x(points[i].X), Y: y(points[i].Y)} }
		first, marked := -1, -1
		for i := range points {
			switch seen := finite(points[i].X) && finite(points[i].Y); {
			case s.Points[i].Passed:
				hidden[i] = true
			case !seen:
			case first < 0:
				first, marked = i, i
			case vg.Length(distance(at(i), at(marked))) >= 1.2*l.marker:
				marked = i
			case i == len(points)-1 && marked != first:
				hidden[marked] = true
			default:
				hidden[i] = true
			}
		}
	}
	return func(i int) bool { return hidden[i] }
}

// remember notes where the points that can be hovered are.
func (p *picture) remember(a plane, points plotter.XYs, of mark, s figure.Series) {
	x, y := a.coords.Transforms(&a.c)
	if s.Networks != nil && s.Form == figure.Curve {
		p.scene.lines = append(p.scene.lines, traced(of, s, points, func(xy plotter.XY) vg.Point {
			return vg.Point{X: x(xy.X), Y: y(xy.Y)}
		}))
	}
	for i, xy := range points {
		pt := s.Points[i]
		if pt.Tip == "" || !finite(xy.X) || !finite(xy.Y) || !a.c.Contains(vg.Point{X: x(xy.X), Y: y(xy.Y)}) {
			continue
		}
		p.scene.marks = append(p.scene.marks, mark{
			panel: of.panel, series: of.series, point: i,
			at: vg.Point{X: x(xy.X), Y: y(xy.Y)}, radius: p.marker / 2,
			tip: pt.Tip, pair: pt.Pair, networks: orElse(pt.Networks, s.Networks),
		})
	}
}

func orElse(names, otherwise []string) []string {
	if names != nil {
		return names
	}
	return otherwise
}
