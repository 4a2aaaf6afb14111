package figure

import (
	"math"
	"slices"
	"strings"
)

// Grid says that a figure is made of several, which stand in rows.
type Grid struct {
	Parts   []Part
	Columns int // at least 1
	// Letters a, b, c … stand at the upper left corners of the parts.
	Letters bool
	// Legend says that the series of all parts are the same and have one legend.
	Legend bool
}

// Part is one of the figures of a grid, without its panels: Count of those of the
// whole figure, after those of the parts before.
type Part struct {
	Kind    Kind
	Title   string
	Arrange Arrangement
	Count   int
}

// Parts are the figures of a grid; nil where there is none.
func (f Figure) Parts() []Figure {
	if f.Grid == nil {
		return nil
	}
	var parts []Figure
	from := 0
	for _, p := range f.Grid.Parts {
		parts = append(parts, Figure{Kind: p.Kind, Title: p.Title, Arrange: p.Arrange, Panels: f.Panels[from : from+p.Count]})
		from += p.Count
	}
	return parts
}

// GridOptions says how figures become one. The zero value is a single column of
// figures with letters that share nothing.
type GridOptions struct {
	Title   string // "" counts the figures
	Columns int    // 0 is 1
	Letters LetterChoice
	Share   Shared
}

// LetterChoice says whether parts have letters.
type LetterChoice int

// The choices.
const (
	Lettered LetterChoice = iota
	Unlettered
)

// Shared is what figures on a grid have in common, wherever it can be.
type Shared struct {
	// X and Y give the axes of series with the same label and scale the same range,
	// and write the label once in a column or a row.
	X, Y bool
	// Legend draws one for all, where the series of all are the same.
	Legend bool
}

// InGrid makes one figure of several. Empty ones are left out; of none at all it
// is empty.
func InGrid(figures []Figure, opts GridOptions) Figure {
	figures = slices.DeleteFunc(slices.Clone(figures), Figure.Empty)
	whole := Figure{
		Kind: KindGrid, Title: opts.Title,
		Note: "There is no figure to show.",
		Grid: &Grid{Columns: max(1, opts.Columns), Letters: opts.Letters == Lettered},
	}
	if len(figures) == 0 {
		return whole
	}
	for i, f := range figures {
		if whole.Grid.Letters && f.Caption != "" {
			f.Caption = Letter(i) + ": " + f.Caption
		}
		if opts.Title == "" {
			whole.Title = together(whole.Title, f.Title)
		}
		whole.Caption = strings.TrimSpace(whole.Caption + " " + f.Caption)
		whole.Grid.Parts = append(whole.Grid.Parts, Part{f.Kind, f.Title, f.Arrange, len(f.Panels)})
		whole.Panels = append(whole.Panels, f.Panels...)
	}
	whole.Grid.Legend = opts.Share.Legend && sameSeries(whole.Panels)
	if opts.Share.X {
		whole.shareAxis(func(p *Panel) *Axis { return &p.X }, abscissae)
		whole.labelOnce(func(p *Panel) *Axis { return &p.X }, func(i int) int { return i + whole.Grid.Columns })
	}
	if opts.Share.Y {
		whole.shareAxis(func(p *Panel) *Axis { return &p.Y }, ordinates)
		whole.labelOnce(func(p *Panel) *Axis { return &p.Y }, whole.Grid.leftOf)
	}
	return whole
}

// Letter is the letter of a part: a, b … z, aa, bb.
func Letter(i int) string { return strings.Repeat(string(rune('a'+i%26)), 1+i/26) }

func together(s, more string) string {
	switch {
	case s == "":
		return more
	case more == "":
		return s
	}
	return s + " · " + more
}

// leftOf is the part left of the i-th, -1 for none.
func (g *Grid) leftOf(i int) int {
	if i%g.Columns == 0 {
		return -1
	}
	return i - 1
}

// sameSeries reports whether all panels of series have those of the same names
// and colours, in the same order.
func sameSeries(panels []Panel) bool {
	type one struct {
		name   string
		colour Colour
	}
	var first []one
	found := 0
	for _, p := range panels {
		if p.Matrix != nil {
			continue
		}
		var all []one
		for _, s := range p.Series {
			if s.Role == Data && s.Name != "" {
				all = append(all, one{s.Name, s.Colour})
			}
		}
		switch {
		case len(all) == 0:
			continue
		case found == 0:
			first = all
		case !slices.Equal(all, first):
			return false
		}
		found++
	}
	return found > 1
}

// shareAxis gives the axes with the same label and scale the range that holds
// all, and the numbers that their scale hangs on, for another one that a style may
// choose as well.
func (f *Figure) shareAxis(axis func(*Panel) *Axis, numbers func(*Panel) []float64) {
	type kind struct {
		label string
		scale Scale
	}
	type reach struct{ ends, numbers []float64 }
	all := map[kind]reach{}
	shares := func(p *Panel) bool {
		a := axis(p)
		return p.Matrix == nil && !p.Square && a.Categories == nil && !a.Bare && a.Label != ""
	}
	f.Panels = slices.Clone(f.Panels)
	for i := range f.Panels {
		p := &f.Panels[i]
		if !shares(p) {
			continue
		}
		a := axis(p)
		k := kind{a.Label, a.Scale}
		has := numbers(p)
		ends := []float64{a.Range.Min, a.Range.Max}
		if a.Range.IsZero() || a.Scale == Log {
			ends = has
		}
		all[k] = reach{append(all[k].ends, ends...), append(all[k].numbers, has...)}
	}
	for i := range f.Panels {
		if p := &f.Panels[i]; shares(p) {
			a := axis(p)
			r := all[kind{a.Label, a.Scale}]
			a.share(r.ends, r.numbers)
		}
	}
}

// share makes an axis one of those that have these ends and numbers together.
func (a *Axis) share(ends, numbers []float64) {
	r := nowhere().Span(ends...)
	if !(r.Min < r.Max) {
		return
	}
	a.Holds = []float64{r.Min, r.Max}
	if least := nowhere().Span(positive(numbers)...).Min; finite(least) && least > r.Min {
		a.Holds = append(a.Holds, least)
	}
	if a.Scale == Linear {
		a.Range = r
	}
}

// nowhere is the range that Span makes that of its numbers alone.
func nowhere() Range { return Range{math.Inf(1), math.Inf(-1)} }

func positive(numbers []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(numbers), func(v float64) bool { return !(v > 0) })
}

// labelOnce leaves an axis' label out of a part where the part next to it has
// the same.
func (f *Figure) labelOnce(axis func(*Panel) *Axis, next func(int) int) {
	parts := f.Parts()
	out := make([]bool, len(parts))
	for i, part := range parts {
		k := next(i)
		if k < 0 || k >= len(parts) || len(part.Panels) > 1 || len(parts[k].Panels) > 1 {
			continue
		}
		a, b := &part.Panels[0], &parts[k].Panels[0]
		x, y := axis(a), axis(b)
		out[i] = a.Matrix == nil && b.Matrix == nil && x.Label == y.Label && x.Scale == y.Scale && x.Range == y.Range &&
			slices.Equal(x.Holds, y.Holds) && slices.Equal(x.Categories, y.Categories)
	}
	for i, part := range parts {
		if out[i] {
			axis(&part.Panels[0]).Label = ""
		}
	}
}

// abscissae are the numbers on a panel's x axis.
func abscissae(p *Panel) []float64 {
	var xs []float64
	for _, s := range p.Series {
		for _, pt := range s.Points {
			xs = append(xs, pt.X-s.Width/2, pt.X+s.Width/2)
		}
	}
	for _, r := range p.Rules {
		xs = append(xs, r.X)
	}
	return xs
}

// ordinates are those on its y axis.
func ordinates(p *Panel) []float64 {
	var ys []float64
	for _, s := range p.Series {
		for _, pt := range s.Points {
			ys = append(ys, pt.Y)
		}
		for _, r := range s.Spread.Ranges {
			ys = append(ys, r.Min, r.Max)
		}
		if s.Form == Histogram {
			ys = append(ys, 0)
		}
	}
	return ys
}
