package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
)

// or is the scale that a person chose, else that of the figure.
func (s AxisScale) or(of figure.Scale) figure.Scale {
	switch s {
	case ScaleLinear:
		return figure.Linear
	case ScaleLog:
		return figure.Log
	}
	return of
}

// xStyle is what is wanted of the x axis of panels: nothing where its numbers
// are categories or mean nothing.
func (l *look) xStyle(panels []figure.Panel) AxisStyle {
	last := &panels[len(panels)-1]
	if last.X.Categories != nil || last.X.Bare {
		return AxisStyle{}
	}
	style := l.x
	for i := range panels {
		if panels[i].Square || standsOnZero(&panels[i]) {
			style.Scale = ScaleAuto
		}
	}
	return style
}

// yStyle is what is wanted of the y axis of a panel. Where the label was left
// out, it is that of the panel beside it.
func (l *look) yStyle(panel *figure.Panel) AxisStyle {
	if panel.Y.Bare || panel.Y.Label != "" && panel.Y.Label != l.mainY {
		return AxisStyle{}
	}
	style := l.y
	if panel.Square || standsOnZero(panel) {
		style.Scale = ScaleAuto
	}
	return style
}

// standsOnZero reports whether a panel has lines or bars from zero, which a
// logarithmic axis does not have; bars have a width too.
func standsOnZero(panel *figure.Panel) bool {
	for _, s := range panel.Series {
		if s.Form == figure.Stems || s.Form == figure.Histogram {
			return true
		}
	}
	return false
}

// limit moves the ends of an axis to those that are wanted. On a logarithmic
// axis zero then has no place.
func (s AxisStyle) limit(a *axis) {
	span, moved := a.span, false
	for _, end := range []struct {
		want Given[float64]
		to   *float64
	}{{s.Min, &span.Min}, {s.Max, &span.Max}} {
		v, ok := end.want.Number()
		if !ok || !finite(v) || a.scale.log && v <= 0 {
			continue
		}
		*end.to, moved = a.scale.at(v), true
	}
	if !moved || !(span.Min < span.Max) {
		return
	}
	if least, ok := s.Min.Number(); ok && a.scale.log && least > 0 {
		a.scale.zero = math.NaN()
	}
	if a.scale.log && !finite(a.scale.zero) {
		a.scale.low = span.Min
	}
	a.span, a.cover = span, false
}

// seen is a figure with the points alone that are on its axes, whose ends a
// person may have moved.
func (s Style) seen(fig figure.Figure) figure.Figure {
	ends := func(a AxisStyle) AxisStyle { return AxisStyle{Min: a.Min, Max: a.Max} }
	if ends(s.X) == (AxisStyle{}) && ends(s.Y) == (AxisStyle{}) || fig.Panels[0].Matrix != nil {
		return fig
	}
	const anySize = 300
	l := s.of(fig, anySize)
	xs, ys := make([]axis, len(fig.Panels)), make([]axis, len(fig.Panels))
	for i := range fig.Panels {
		shared := fig.Panels
		if fig.Arrange == figure.Multiples {
			shared = fig.Panels[i : i+1]
		}
		xs[i], ys[i] = l.horizontal(shared), l.vertical(&fig.Panels[i], anySize)
	}
	return figure.Only(fig, func(i int, at figure.Point) bool {
		return xs[i].shows(at.X) && (!finite(at.Y) || ys[i].shows(at.Y))
	})
}

// shows reports whether an axis has a place for a number.
func (a *axis) shows(v float64) bool {
	at := a.scale.at(v)
	slack := 1e-9 * (a.span.Max - a.span.Min)
	return a.span.Min-slack <= at && at <= a.span.Max+slack
}
