package figure

import "math"

// within are the first of n places that is inside a range and the one after the
// last; of a narrow range the nearest, and one more where there must be two.
func within(r Range, n, least int) (from, to int) {
	from, to = max(0, int(math.Ceil(r.Min))), min(n, int(math.Floor(r.Max))+1)
	if from >= to {
		from = min(max(0, int(math.Round((r.Min+r.Max)/2))), n-1)
		to = from + 1
	}
	if to-from < least {
		to = min(n, from+least)
		from = max(0, to-least)
	}
	return from, to
}

// zoomedCategories shows the categories that are inside a range.
func zoomedCategories(p Panel, r Range) Panel {
	from, to := within(r, len(p.X.Categories), 1)
	const beyond = 0.35 // how far a curve goes on towards what is left out
	edges := Range{float64(from) - beyond, float64(to-1) + beyond}
	p.X.Categories, p.X.First = p.X.Categories[from:to], from
	series := make([]Series, len(p.Series))
	for i, s := range p.Series {
		s = zoomedSeries(s, edges, Linear, p.Y.Scale)
		for k := range s.Points {
			s.Points[k].X -= float64(from)
		}
		series[i] = s
	}
	p.Series = series
	return p
}

// zoomedMatrix shows the columns and rows that are inside a window, and of networks the
// rows that the columns are, with what stands on them.
func zoomedMatrix(p Panel, w Window) Panel {
	least := 1
	if p.Tree != nil {
		least = 2
	}
	m, from, to, rows := *p.Matrix, 0, len(p.Matrix.Cols), [2]int{0, len(p.Matrix.Rows)}
	if w.X.Min < w.X.Max {
		from, to = within(w.X, to, least)
	}
	switch {
	case m.Networks:
		rows = [2]int{from, to}
	case w.Rows.Min < w.Rows.Max:
		rows[0], rows[1] = within(w.Rows, rows[1], 1)
	}
	m.Cols, m.Rows = m.Cols[from:to], m.Rows[rows[0]:rows[1]]
	m.Values = block(m.Values, p.Matrix, rows, [2]int{from, to})
	m.Tips = block(m.Tips, p.Matrix, rows, [2]int{from, to})
	m.Pairs = block(m.Pairs, p.Matrix, rows, [2]int{from, to})
	m.Numbers = m.Numbers || m.Networks && m.Few()
	p.Matrix, p.X.First, p.Y.First = &m, from, rows[0]
	if p.X.Categories != nil {
		p.X.Categories = p.X.Categories[from:to]
	}
	if p.Tree != nil {
		p.Tree = p.Tree.part(from, to)
	}
	strips := make([]Strip, len(p.Strips))
	for i, s := range p.Strips {
		strips[i] = s.part(from, to)
	}
	p.Strips = strips
	return p
}

// block is what a matrix has for its cells in some rows and columns; nil of nil.
func block[T any](values []T, m *Matrix, rows, cols [2]int) []T {
	if values == nil {
		return nil
	}
	out := make([]T, 0, (rows[1]-rows[0])*(cols[1]-cols[0]))
	for row := rows[0]; row < rows[1]; row++ {
		out = append(out, values[row*len(m.Cols)+cols[0]:row*len(m.Cols)+cols[1]]...)
	}
	return out
}

// part is the strip over some columns; its colours mean what they meant.
func (s Strip) part(from, to int) Strip {
	if r := (Range{math.Inf(1), math.Inf(-1)}).Span(s.Values...); r.Min <= r.Max && s.Range.IsZero() {
		s.Range = r
	}
	if s.Category != nil {
		s.Category = s.Category[from:to]
	}
	if s.Values != nil {
		s.Values = s.Values[from:to]
	}
	if s.Tips != nil {
		s.Tips = s.Tips[from:to]
	}
	return s
}

// part is the tree of the leaves that stand in some columns: a merge stays where
// both its sides have some.
func (t *Tree) part(from, to int) *Tree {
	out := &Tree{Axis: t.Axis, Cut: t.Cut, Uncut: t.Uncut}
	node := make([]int, len(t.Columns)+len(t.Merges)) // in the new tree, or None
	for leaf, column := range t.Columns {
		node[leaf] = None
		if column < from || column >= to {
			continue
		}
		node[leaf] = len(out.Columns)
		out.Columns = append(out.Columns, column-from)
		if t.Clusters != nil {
			out.Clusters = append(out.Clusters, t.Clusters[leaf])
		}
	}
	for k, m := range t.Merges {
		left, right := node[m.Left], node[m.Right]
		at := len(t.Columns) + k
		switch {
		case left == None:
			node[at] = right
		case right == None:
			node[at] = left
		default:
			node[at] = len(out.Columns) + len(out.Merges)
			out.Merges = append(out.Merges, Merge{Left: left, Right: right, Height: m.Height})
			if t.Tips != nil {
				out.Tips = append(out.Tips, t.Tips[k])
			}
		}
	}
	return out
}
