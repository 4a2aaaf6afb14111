package view

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// rareChoices are those of a style that few figures need, behind a fold.
type rareChoices struct {
	fold         *widgets.Fold
	family       *widgets.Segmented
	palette      *options[render.Palette]
	line         field[*widgets.NumberEntry]
	background   *options[render.Background]
	x, y, values *axisRows
}

// automatic is what stands where nothing was given.
const automatic = "auto"

func newRareChoices(edit func(func(*render.Style))) *rareChoices {
	r := &rareChoices{}
	r.family = widgets.NewSegmented(optionTitles(render.Families()), func(i int) {
		edit(func(s *render.Style) { s.Family = render.Families()[i].Value })
	})
	r.palette = newOptions("Palette", "Colours of groups and measures, distinct for all eyes; Grey is for print without colour", render.Palettes(),
		func(v render.Palette) { edit(func(s *render.Style) { s.Palette = v }) })
	r.line = newField("Line width", "Of curves and branches; by itself it goes with the text", widgets.NewNumberEntry(widgets.NumberOptions{
		Max: model.MaxLinePoints, Empty: automatic, Unit: "pt",
	}, func(v float64) { edit(func(s *render.Style) { s.LineWidth = v }) }))
	r.background = newOptions("Background", "What the exported figure stands on; None leaves it transparent", render.Backgrounds(),
		func(v render.Background) { edit(func(s *render.Style) { s.Background = v }) })
	axis := func(of func(*render.Style) *render.AxisStyle) func(func(*render.AxisStyle)) {
		return func(f func(*render.AxisStyle)) { edit(func(s *render.Style) { f(of(s)) }) }
	}
	r.x = newAxisRows("X axis", axis(func(s *render.Style) *render.AxisStyle { return &s.X }))
	r.y = newAxisRows("Y axis", axis(func(s *render.Style) *render.AxisStyle { return &s.Y }))
	r.values = newAxisRows("Colour bar", axis(func(s *render.Style) *render.AxisStyle { return &s.Values }))
	rows := []fyne.CanvasObject{
		widgets.NewRow("Font", "Letters of the figure, with or without serifs", r.family), r.palette.row, r.line.row, r.background.row,
	}
	for _, a := range []*axisRows{r.x, r.y, r.values} {
		rows = append(rows, a.ends, a.scale.row)
	}
	r.fold = widgets.NewFold("More", rows...)
	return r
}

func (r *rareChoices) refresh(s render.Style, concern render.Concern) {
	r.family.SetSelected(indexOf(render.Families(), s.Family))
	r.palette.set(s.Palette, concern.Palette)
	r.line.control.SetValue(s.LineWidth)
	showRow(r.line.row, concern.Line)
	r.background.set(s.Background, true)
	r.x.refresh(s.X, concern.X, concern.XScale)
	r.y.refresh(s.Y, concern.Y, concern.YScale)
	r.values.refresh(s.Values, concern.Values, false)
}

// axisRows choose the ends, the decimals and the scale of an axis.
type axisRows struct {
	ends               *fyne.Container
	low, high, decimal *widgets.NumberEntry
	scale              *options[render.AxisScale]
}

func newAxisRows(name string, edit func(func(*render.AxisStyle))) *axisRows {
	a := &axisRows{}
	a.low = newEnd("min", "Where it begins", func(v float64) {
		edit(func(s *render.AxisStyle) { s.Min = given(v) })
		a.check(a.low)
	})
	a.high = newEnd("max", "Where it ends", func(v float64) {
		edit(func(s *render.AxisStyle) { s.Max = given(v) })
		a.check(a.high)
	})
	a.decimal = widgets.NewNumberEntry(widgets.NumberOptions{
		Max: model.MaxDecimals, Whole: true, Empty: "0.0", Zero: true,
	}, func(v float64) {
		edit(func(s *render.AxisStyle) {
			s.Decimals = render.Given[int]{}
			if !math.IsNaN(v) {
				s.Decimals = render.Give(int(v))
			}
		})
	})
	a.decimal.SetToolTip("How many decimals its numbers have" + leaves)
	a.ends = widgets.NewRow(name, "Where it begins, where it ends, and how many decimals its numbers have"+leaves,
		container.NewGridWithColumns(3, a.low, a.high, a.decimal))
	a.scale = newOptions(strings.Fields(name)[0]+" scale", "Logarithmic where there are numbers above zero", render.Scales(), func(v render.AxisScale) { edit(func(s *render.AxisStyle) { s.Scale = v }) })
	return a
}

// leaves ends a tooltip.
const leaves = "; empty leaves it to the figure"

// newEnd is the entry of an end of an axis.
func newEnd(word, hint string, changed func(float64)) *widgets.NumberEntry {
	e := widgets.NewNumberEntry(widgets.NumberOptions{Min: -math.MaxFloat64, Max: math.MaxFloat64, Empty: word, Zero: true}, changed)
	e.SetToolTip(hint + leaves)
	return e
}

// check says at the end that was given when both are such that the figure passes over
// them.
func (a *axisRows) check(given *widgets.NumberEntry) {
	if a.low.Value() >= a.high.Value() {
		given.Refuse("The lower end of the axis is not below the upper one, so the figure keeps its own ends.")
	}
}

func (a *axisRows) refresh(s render.AxisStyle, concerns, scaled bool) {
	a.low.SetValue(orNaN(s.Min))
	a.high.SetValue(orNaN(s.Max))
	decimals := math.NaN()
	if n, ok := s.Decimals.Number(); ok {
		decimals = float64(n)
	}
	a.decimal.SetValue(decimals)
	showRow(a.ends, concerns)
	a.scale.set(s.Scale, scaled)
}

// given is a number that was typed; NaN is none.
func given(v float64) render.Given[float64] {
	if math.IsNaN(v) {
		return render.Given[float64]{}
	}
	return render.Give(v)
}

func orNaN(g render.Given[float64]) float64 {
	if v, ok := g.Number(); ok {
		return v
	}
	return math.NaN()
}
