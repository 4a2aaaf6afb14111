package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/plotting/render"
)

// checkedStyle is a style that a person wrote, with the values of the names in it.
// It is refused where flags would be.
func checkedStyle(s render.Style) (render.Style, error) {
	sheets := []render.Option[render.Sheet]{{Value: render.Light, Name: "light"}, {Value: render.Dark, Name: "dark"}}
	err := firstOf(
		named("family", &s.Family, render.Families()),
		named("sheet", &s.Sheet, sheets),
		named("palette", &s.Palette, render.Palettes()),
		named("ramp", &s.Ramp, render.Ramps()),
		named("legend", &s.Legend, render.Legends()),
		named("labels", &s.Labels, render.LabelChoices()),
		checkPoints("fontSize", s.FontSize), checkPoints("lineWidth", s.LineWidth), checkPoints("markerSize", s.MarkerSize),
		checkAxis("x", &s.X), checkAxis("y", &s.Y), checkAxis("values", &s.Values),
	)
	if err != nil {
		err = fmt.Errorf(`"style": %w`, err)
	}
	return s, err
}

func firstOf(errs ...error) error {
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return errs[i]
	}
	return nil
}

// named puts the value in the place of an option's name.
func named[T ~string](key string, to *T, all []render.Option[T]) error {
	var names []string
	for _, o := range all {
		if *to == o.Value || string(*to) == o.Name {
			*to = o.Value
			return nil
		}
		names = append(names, o.Name)
	}
	return fmt.Errorf("there is no %s %q; choose one of %s", key, string(*to), strings.Join(names, ", "))
}

func checkPoints(key string, v float64) error {
	if v != 0 && !isPoints(v) {
		return fmt.Errorf("%s %g is no size in points; give one from 0.1 to 100", key, v)
	}
	return nil
}

func checkAxis(key string, a *render.AxisStyle) error {
	low, hasLow := a.Min.Number()
	high, hasHigh := a.Max.Number()
	if hasLow && hasHigh && low >= high {
		return fmt.Errorf("%s from %g to %g is no range; min must be the smaller", key, low, high)
	}
	if n, ok := a.Decimals.Number(); ok && !isDecimals(n) {
		return fmt.Errorf("%s has %d decimals; give a number from 0 to 10", key, n)
	}
	return named(key+" scale", &a.Scale, render.Scales())
}
