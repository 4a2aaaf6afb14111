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
	Span    int // how many columns it asks for; less than 1 is 1
}

// Place is where a part stands: in a row, in the columns from From to before To.
type Place struct{ Row, From, To int }

// Places are those of the parts, which follow one another in rows. What is left of
// a row goes to its parts from the last on, so that no place stays empty.
func (g *Grid) Places() []Place {
	var places []Place
	row, from := 0, 0
	for _, p := range g.Parts {
		span := min(max(1, p.Span), g.Columns)
		if from+span > g.Columns {
			g.fill(places, row)
			row, from = row+1, 0
		}
		places = append(places, Place{row, from, from + span})
		from += span
	}
	g.fill(places, row)
	return places
}

// fill widens the parts of the last row until they have all columns.
func (g *Grid) fill(places []Place, row int) {
	first := slices.IndexFunc(places, func(p Place) bool { return p.Row == row })
	if first < 0 {
		return
	}
	last := places[first:]
	free := g.Columns - last[len(last)-1].To
	moved := 0 // by what the parts before have grown
	for i := range last {
		grown := free / len(last)
		if len(last)-i <= free%len(last) {
			grown++
		}
		last[i].From += moved
		moved += grown
		last[i].To += moved
	}
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
	Title   string // "" is made of theirs
	Columns int    // 0 is 1
	Spans   []int  // how many columns each figure asks for; none is 1
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
	whole := Figure{
		Kind: KindGrid, Title: opts.Title,
		Note: "There is no figure to show.",
		Grid: &Grid{Columns: max(1, opts.Columns), Letters: opts.Letters == Lettered},
	}
	for i, f := range figures {
		if f.Empty() {
			continue
		}
		if opts.Title == "" {
			whole.Title = together(whole.Title, f.Title)
		}
		span := 1
		if i < len(opts.Spans) {
			span = opts.Spans[i]
		}
		whole.add(f, span)
	}
	whole.Grid.Legend = opts.Share.Legend && sameSeries(whole.Panels)
	if opts.Share.X {
		whole.shareAxis(func(p *Panel) *Axis { return &p.X }, abscissae)
		whole.labelOnce(func(p *Panel) *Axis { return &p.X }, func(at, o Place) bool {
			return o.Row == at.Row+1 && o.From == at.From && o.To == at.To
		})
	}
	if opts.Share.Y {
		whole.shareAxis(func(p *Panel) *Axis { return &p.Y }, ordinates)
		whole.labelOnce(func(p *Panel) *Axis { return &p.Y }, func(at, o Place) bool {
			return o.Row == at.Row && o.To == at.From
		})
	}
	return whole
}

// add makes a figure the next part.
func (f *Figure) add(part Figure, span int) {
	if f.Grid.Letters && part.Caption != "" {
		part.Caption = Letter(len(f.Grid.Parts)) + ": " + part.Caption
	}
	f.Caption = strings.TrimSpace(f.Caption + " " + part.Caption)
	f.Grid.Parts = append(f.Grid.Parts, Part{
		Kind: part.Kind, Title: part.Title, Arrange: part.Arrange, Count: len(part.Panels), Span: span,
	})
	f.Panels = append(f.Panels, part.Panels...)
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
// choose as well. One that no other panel has stays as it is.
func (f *Figure) shareAxis(axis func(*Panel) *Axis, numbers func(*Panel) []float64) {
	type reach struct {
		ends, numbers []float64
		panels        int
	}
	all := map[axisKind]reach{}
	f.Panels = slices.Clone(f.Panels)
	for i := range f.Panels {
		p := &f.Panels[i]
		a := axis(p)
		if !shareable(p, a) {
			continue
		}
		k := kindOf(a)
		has := numbers(p)
		ends := []float64{a.Range.Min, a.Range.Max}
		if a.Range.IsZero() || a.Scale == Log {
			ends = has
		}
		all[k] = reach{append(all[k].ends, ends...), append(all[k].numbers, has...), all[k].panels + 1}
	}
	for i := range f.Panels {
		p := &f.Panels[i]
		if a := axis(p); shareable(p, a) {
			if r := all[kindOf(a)]; r.panels > 1 {
				a.share(r.ends, r.numbers)
			}
		}
	}
}

// axisKind is what axes must have in common to share a range.
type axisKind struct {
	label string
	scale Scale
}

func kindOf(a *Axis) axisKind { return axisKind{a.Label, a.Scale} }

// shareable reports whether an axis of a panel is one of numbers that mean
// something.
func shareable(p *Panel, a *Axis) bool {
	return p.Matrix == nil && !p.Square && a.Categories == nil && !a.Bare && a.Label != ""
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
func (f *Figure) labelOnce(axis func(*Panel) *Axis, next func(at, other Place) bool) {
	parts, places := f.Parts(), f.Grid.Places()
	out := make([]bool, len(parts))
	for i, part := range parts {
		k := slices.IndexFunc(places, func(o Place) bool { return next(places[i], o) })
		if k < 0 || len(part.Panels) > 1 || len(parts[k].Panels) > 1 {
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
