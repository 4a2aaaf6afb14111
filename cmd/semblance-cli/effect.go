package main

import (
	"fmt"

	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// effects warns of what a style asks of a figure that changes nothing, unless the
// figure had it before, and of ends between which there is nothing.
func effects(fig figure.Figure, style, before render.Style) []warning.Warning {
	if fig.Empty() {
		return nil
	}
	c, extent := render.Concerns(fig), fig.Extent()
	var list []warning.Warning
	for _, a := range []struct {
		flag, name, none string
		now, was         render.AxisStyle
		has, mayBeLog    bool
		data             figure.Range
	}{
		{"x", "x", "the x axis has no numbers", style.X, before.X, c.X, c.XScale, extent.X},
		{"y", "y", "the y axis has no numbers", style.Y, before.Y, c.Y, c.YScale, extent.Y},
		{"value", "the values", "there is no matrix", style.Values, before.Values, c.Values, true, extent.Values},
	} {
		sentence := ""
		ranged := a.now.Min != a.was.Min || a.now.Max != a.was.Max
		switch {
		case !a.has && ranged:
			sentence = fmt.Sprintf("--%s-range has no effect: %s", a.flag, a.none)
		case a.has:
			sentence = outside(a.name, a.now, a.data)
		}
		if sentence != "" {
			list = append(list, warning.Warning{Code: warning.NoEffect, Message: sentence})
		}
		if a.now.Scale == render.ScaleLog && a.was.Scale != a.now.Scale && !a.mayBeLog {
			why := a.none
			if a.has {
				why = "what is drawn stands on zero or has one unit both ways"
			}
			list = append(list, warning.Warning{Code: warning.NoEffect, Message: fmt.Sprintf("--%s-scale log has no effect: %s", a.flag, why)})
		}
	}
	return list
}

// outside says that all data are beyond the ends of an axis; "" where they are not.
func outside(name string, axis render.AxisStyle, data figure.Range) string {
	low, hasLow := axis.Min.Number()
	high, hasHigh := axis.Max.Number()
	if data.IsZero() || !(hasLow && data.Max < low) && !(hasHigh && data.Min > high) {
		return ""
	}
	var ends string
	switch {
	case hasLow && hasHigh:
		ends = fmt.Sprintf("%g to %g", low, high)
	case hasLow:
		ends = fmt.Sprintf("%g and above", low)
	default:
		ends = fmt.Sprintf("%g and below", high)
	}
	return fmt.Sprintf("nothing is within %s %s; the data are from %.3g to %.3g", name, ends, data.Min, data.Max)
}
