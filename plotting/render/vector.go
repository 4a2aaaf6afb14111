package render

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
)

// pen is the drawing state that the canvases of vector formats share. They
// embed it, so that each has only its own way to write what is drawn.
type pen struct {
	states []penState
}

type penState struct {
	colour color.Color
	width  vg.Length
	dash   []vg.Length
	offset vg.Length
	m      affine
}

// affine maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) apply(pt vg.Point) (x, y float64) {
	px, py := pt.X.Points(), pt.Y.Points()
	return m.a*px + m.c*py + m.e, m.b*px + m.d*py + m.f
}

// then is m after n: n is applied first.
func (m affine) then(n affine) affine {
	return affine{
		a: m.a*n.a + m.c*n.b, b: m.b*n.a + m.d*n.b,
		c: m.a*n.c + m.c*n.d, d: m.b*n.c + m.d*n.d,
		e: m.a*n.e + m.c*n.f + m.e, f: m.b*n.e + m.d*n.f + m.f,
	}
}

// level reports whether m turns nothing.
func (m affine) level() bool { return math.Abs(m.b) < 1e-9 && math.Abs(m.c) < 1e-9 }

func newPen() pen { return pen{states: []penState{{m: affine{a: 1, d: 1}}}} }

func (p *pen) top() *penState { return &p.states[len(p.states)-1] }

// SetLineWidth implements vg.Canvas.
func (p *pen) SetLineWidth(w vg.Length) { p.top().width = w }

// SetLineDash implements vg.Canvas.
func (p *pen) SetLineDash(pattern []vg.Length, offset vg.Length) {
	p.top().dash, p.top().offset = pattern, offset
}

// SetColor implements vg.Canvas.
func (p *pen) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	p.top().colour = c
}

// Rotate implements vg.Canvas.
func (p *pen) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	p.top().m = p.top().m.then(affine{a: cos, b: sin, c: -sin, d: cos})
}

// Translate implements vg.Canvas.
func (p *pen) Translate(pt vg.Point) {
	p.top().m = p.top().m.then(affine{a: 1, d: 1, e: pt.X.Points(), f: pt.Y.Points()})
}

// Scale implements vg.Canvas.
func (p *pen) Scale(x, y float64) { p.top().m = p.top().m.then(affine{a: x, d: y}) }

// Push implements vg.Canvas.
func (p *pen) Push() { p.states = append(p.states, *p.top()) }

// Pop implements vg.Canvas.
func (p *pen) Pop() { p.states = p.states[:len(p.states)-1] }

// draws reports whether a stroke of a path would leave a mark.
func (p *pen) draws(path vg.Path) bool { return p.top().width > 0 && len(path) > 0 }

// paint is the colour, its opacity apart.
func (p *pen) paint() color.NRGBA { return color.NRGBAModel.Convert(p.top().colour).(color.NRGBA) }

// dashes joins the lengths of the dash pattern, each with a unit.
func (p *pen) dashes(format, between string) string {
	parts := make([]string, len(p.top().dash))
	for i, d := range p.top().dash {
		parts[i] = fmt.Sprintf(format, num(d.Points()))
	}
	return strings.Join(parts, between)
}

// pathWords are how a format with y up says a path: format strings for the
// coordinates of a point, of a cubic curve, and of a rectangle's corner and
// size.
type pathWords struct{ move, line, curve, close, box string }

// trace writes a path in the sheet's coordinates.
func (p *pen) trace(path vg.Path, words pathWords) string {
	if x, y, w, h, ok := p.box(path); ok {
		return fmt.Sprintf(words.box, num(x), num(y), num(w), num(h))
	}
	t := tracing{m: p.top().m, words: words}
	for _, comp := range path {
		switch comp.Type {
		case vg.MoveComp:
			t.point(words.move, comp.Pos)
		case vg.LineComp:
			t.point(words.line, comp.Pos)
		case vg.ArcComp:
			t.arc(comp)
		case vg.CurveComp:
			t.bend(comp)
		case vg.CloseComp:
			t.out.WriteString(words.close)
		}
	}
	return t.out.String()
}

// box is the corner and size of a path that is one level rectangle.
func (p *pen) box(path vg.Path) (x, y, w, h float64, ok bool) {
	if len(path) != 5 || path[4].Type != vg.CloseComp || !p.top().m.level() {
		return 0, 0, 0, 0, false
	}
	for i, comp := range path[:4] {
		next := path[(i+1)%4].Pos
		if (i == 0) != (comp.Type == vg.MoveComp) || i > 0 && comp.Type != vg.LineComp {
			return 0, 0, 0, 0, false
		}
		if along := i % 2; along == 0 && comp.Pos.Y != next.Y || along == 1 && comp.Pos.X != next.X {
			return 0, 0, 0, 0, false
		}
	}
	x0, y0 := p.top().m.apply(path[0].Pos)
	x1, y1 := p.top().m.apply(path[2].Pos)
	return min(x0, x1), min(y0, y1), math.Abs(x1 - x0), math.Abs(y1 - y0), true
}

// tracing is a path being written, and where its end is.
type tracing struct {
	out   strings.Builder
	m     affine
	words pathWords
	at    vg.Point
}

func (t *tracing) point(format string, to vg.Point) {
	x, y := t.m.apply(to)
	fmt.Fprintf(&t.out, format, num(x), num(y))
	t.at = to
}

func (t *tracing) cubic(a, b, to vg.Point) {
	var args []any
	for _, pt := range []vg.Point{a, b, to} {
		x, y := t.m.apply(pt)
		args = append(args, num(x), num(y))
	}
	fmt.Fprintf(&t.out, t.words.curve, args...)
	t.at = to
}

// bend writes a cubic curve, or a quadratic one as the cubic that it is.
func (t *tracing) bend(comp vg.PathComp) {
	if len(comp.Control) == 2 {
		t.cubic(comp.Control[0], comp.Control[1], comp.Pos)
		return
	}
	c := comp.Control[0]
	toward := func(from vg.Point) vg.Point { return from.Add(c.Sub(from).Scale(2.0 / 3)) }
	t.cubic(toward(t.at), toward(comp.Pos), comp.Pos)
}

// arc writes an arc as cubic curves of at most a quarter turn, which are off a
// circle by less than 0.03 % of the radius.
func (t *tracing) arc(comp vg.PathComp) {
	on := func(angle float64) (at, along vg.Point) {
		sin, cos := math.Sincos(angle)
		r := comp.Radius
		return comp.Pos.Add(vg.Point{X: r * vg.Length(cos), Y: r * vg.Length(sin)}),
			vg.Point{X: -r * vg.Length(sin), Y: r * vg.Length(cos)}
	}
	start, _ := on(comp.Start)
	if t.out.Len() == 0 {
		t.point(t.words.move, start)
	} else if d := start.Sub(t.at); math.Hypot(float64(d.X), float64(d.Y)) > 1e-6 {
		t.point(t.words.line, start)
	}
	steps := max(1, int(math.Ceil(math.Abs(comp.Angle)/(math.Pi/2)-1e-9)))
	step := comp.Angle / float64(steps)
	reach := vg.Length(4.0 / 3 * math.Tan(step/4))
	for i := range steps {
		from, leave := on(comp.Start + step*float64(i))
		to, arrive := on(comp.Start + step*float64(i+1))
		t.cubic(from.Add(leave.Scale(reach)), to.Sub(arrive.Scale(reach)), to)
	}
}

// num is a length with three decimals at most, fine enough for any printer.
func num(v float64) string {
	v = math.Round(v*1000) / 1000
	if v == 0 {
		return "0" // never -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// shares are the parts of red, green and blue from 0 to 1.
func shares(c color.NRGBA) string {
	part := func(v uint8) string { return num(float64(v) / 255) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B)
}
