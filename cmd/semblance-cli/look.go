package main

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/plotting/render"
)

// figureLook is what the flags say of how figures look.
type figureLook struct {
	style               render.Style
	x, y, values        ends
	xDecimals, decimals render.Given[int]
}

// ends of an axis.
type ends struct{ min, max render.Given[float64] }

// ofFigures marks the flags that --help lists apart.
const ofFigures = "figure"

// addFigures is for commands that draw.
func (o *options) addFigures(f *pflag.FlagSet) {
	own := pflag.NewFlagSet("", pflag.ContinueOnError)
	own.SortFlags = false
	own.StringArrayVarP(&o.figures, "output", "o", nil, "also draw the figure to `FILE`."+formatNames()+"; may be repeated")
	variable(own, &o.preset, "preset", "NAME", "", parsePreset, "size and text: "+presetNames()+", "+customPreset)
	variable(own, &o.width, "width", "LENGTH", "89mm", parseLength, "in mm, cm, in or pt")
	variable(own, &o.height, "height", "LENGTH", "", parseLength, "in the same units (default: what suits the width)")
	variable(own, &o.dpi, "dpi", "N", "300", parseDPI, "dots per inch of PNG")
	own.BoolVar(&o.noProvenance, "no-provenance", false, "leave out of PNG, SVG and PDF how it was made, by which 'figure' draws it again")
	o.look.addText(own)
	o.addTexts(own)
	o.look.addAxes(own)
	own.VisitAll(func(flag *pflag.Flag) { flag.Annotations = map[string][]string{ofFigures: nil} })
	f.AddFlagSet(own)
}

func (l *figureLook) addText(f *pflag.FlagSet) {
	s := &l.style
	option(f, &s.Family, "font", render.Families(), "family of all text")
	variable(f, &s.FontSize, "font-size", "POINTS", "", parsePoints, "size of all text (default: the preset's, else 8)")
	variable(f, &s.LineWidth, "line-width", "POINTS", "", parsePoints, "width of curves (default: in proportion to the text)")
	option(f, &s.Palette, "palette", render.Palettes(), "colours of groups and measures")
	option(f, &s.Ramp, "ramp", render.Ramps(), "colours of matrices, checkpoints and depth")
	option(f, &s.Background, "background", render.Backgrounds(), "what the figure stands on")
	option(f, &s.Legend, "legend", render.Legends(), "where the names of curves stand")
	option(f, &s.Labels, "labels", render.LabelChoices(), "networks' names beside the dots of maps and scatters")
	f.BoolVar(&s.Title, "title", false, "draw the title above the figure")
	f.BoolVar(&s.Letters, "letters", false, "mark the panels of a figure that has several: a, b, c")
}

func (l *figureLook) addAxes(f *pflag.FlagSet) {
	variable(f, &l.x, "x-range", "A:B", "", parseEnds, "ends of the x axis; either may be left out")
	variable(f, &l.y, "y-range", "A:B", "", parseEnds, "ends of the y axis")
	variable(f, &l.values, "value-range", "A:B", "", parseEnds, "ends of the colour bar of matrices")
	option(f, &l.style.X.Scale, "x-scale", render.Scales(), "scale of the x axis")
	option(f, &l.style.Y.Scale, "y-scale", render.Scales(), "scale of the y axis")
	variable(f, &l.xDecimals, "x-decimals", "N", "", parseDecimals, "decimals on the x axis")
	variable(f, &l.decimals, "decimals", "N", "", parseDecimals, "decimals on the y axis and the colour bar")
}

// option adds a flag that takes the name of one of some options, the first the
// default.
func option[T comparable](f *pflag.FlagSet, to *T, name string, all []render.Option[T], usage string) {
	var choices []choice[T]
	var names []string
	for _, o := range all {
		choices, names = append(choices, choice[T]{o.Name, o.Value}), append(names, o.Name)
	}
	variable(f, to, name, "NAME", names[0], choose(name, choices...), usage+": "+strings.Join(names, ", "))
}

// figureStyle is the style that the flags and the preset ask for.
func (o *options) figureStyle() render.Style {
	l := o.look
	s := l.style
	s.FontSize = cmp.Or(s.FontSize, o.preset.TextPoints)
	s.X.Min, s.X.Max, s.X.Decimals = l.x.min, l.x.max, l.xDecimals
	s.Y.Min, s.Y.Max, s.Y.Decimals = l.y.min, l.y.max, l.decimals
	s.Values.Min, s.Values.Max, s.Values.Decimals = l.values.min, l.values.max, l.decimals
	return s
}

// customPreset is the size that the other flags give.
const customPreset = "custom"

func parsePreset(s string) (render.Preset, error) {
	if s == customPreset {
		return render.Preset{}, nil
	}
	p, err := render.ParsePreset(s)
	if err != nil {
		err = fmt.Errorf("%w, %s", err, customPreset)
	}
	return p, err
}

// parseEnds reads the ends of an axis, of which one may be left out.
func parseEnds(s string) (e ends, err error) {
	from, to, ok := strings.Cut(s, ":")
	if !ok || s == ":" {
		return e, fmt.Errorf("%q is no range; give two numbers with a colon between them, such as 0:0.5, or one with it, such as :0.5", s)
	}
	for _, end := range []struct {
		text string
		to   *render.Given[float64]
	}{{from, &e.min}, {to, &e.max}} {
		if end.text == "" {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(end.text), 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
			return ends{}, fmt.Errorf("%q in %q is no number", end.text, s)
		}
		*end.to = render.Give(v)
	}
	low, _ := e.min.Number()
	if high, ok := e.max.Number(); ok && from != "" && low >= high {
		return ends{}, fmt.Errorf("%q is no range; its first number must be the smaller", s)
	}
	return e, nil
}

func isDecimals(n int) bool { return n >= 0 && n <= 10 }

func parseDecimals(s string) (render.Given[int], error) {
	n, err := strconv.Atoi(s)
	if err != nil || !isDecimals(n) {
		return render.Given[int]{}, fmt.Errorf("%q is no number of decimals; give one from 0 to 10", s)
	}
	return render.Give(n), nil
}

func isPoints(v float64) bool { return v >= 0.1 && v <= 100 }

// parsePoints reads a size in points, with or without the unit.
func parsePoints(s string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(s, "pt")), 64)
	if err != nil || !isPoints(v) {
		return 0, fmt.Errorf("%q is no size in points; give one from 0.1 to 100", s)
	}
	return v, nil
}

// listFigureFlags makes --help list the flags of figures after the others.
func listFigureFlags(root *cobra.Command) {
	plain := root.UsageFunc()
	root.SetUsageFunc(func(c *cobra.Command) error {
		apart := pflag.NewFlagSet("", pflag.ContinueOnError)
		apart.SortFlags = false
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if _, ok := f.Annotations[ofFigures]; ok {
				apart.AddFlag(f)
				f.Hidden = true
			}
		})
		err := plain(c)
		if !apart.HasFlags() {
			return err
		}
		apart.VisitAll(func(f *pflag.Flag) { f.Hidden = false })
		fmt.Fprintf(c.OutOrStderr(), "\nFigure flags:\n%s", apart.FlagUsages())
		return err
	})
}
