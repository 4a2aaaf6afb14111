package study

import (
	"fmt"
	"slices"
	"strings"
)

// maxSoft bounds the columns whose meaning is open, and so the readings that
// are tried: three to the power of it.
const maxSoft = 4

// columns are the names of a study, spot by spot.
type columns struct {
	entries []entry
	names   []named
	left    []entry // those whose names are made otherwise than most
	list    []*column
}

// named is an entry's names taken apart.
type named struct {
	levels []string
	parts  [][]part
}

// signature says how names are made, as far as their words tell.
func (n named) signature(key bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %t", len(n.levels), key)
	for level, parts := range n.parts {
		for _, p := range parts {
			switch p.kind {
			case stepKind:
				fmt.Fprintf(&b, " step%d", level)
			case netKind:
				fmt.Fprintf(&b, " net%d", level)
			}
		}
	}
	return b.String()
}

// columnsOf takes apart the names of entries, and keeps those that are made
// like most. It reports whether that makes sense: more than one entry, nine in
// ten of them alike.
func columnsOf(all []entry) (columns, bool) {
	names := namesOf(all, false)
	signature, count := commonest(all, names)
	if !strings.Contains(signature, "step") || count < len(all) {
		staged := namesOf(all, true)
		if s, n := commonest(all, staged); strings.Contains(s, "step") && n >= count {
			names, signature, count = staged, s, n
		}
	}
	if count < 2 || count*10 < len(all)*9 {
		return columns{}, false
	}
	var t columns
	for i, n := range names {
		if n.signature(all[i].key != "") == signature {
			t.entries, t.names = append(t.entries, all[i]), append(t.names, n)
		} else {
			t.left = append(t.left, all[i])
		}
	}
	t.fill()
	t.uniteLayers()
	t.split()
	t.drop()
	return t, true
}

// namesOf takes names apart. With stages, words such as final stand for the
// checkpoint of entries in which no number does.
func namesOf(all []entry, stages bool) []named {
	v := newVocabulary()
	known := [2]map[string][]part{{}, {}}
	partsOf := func(name string, staged int) []part {
		p, ok := known[staged][name]
		if !ok {
			p = v.parts(name, staged == 1)
			known[staged][name] = p
		}
		return p
	}
	list := make([]named, len(all))
	for i, e := range all {
		n := named{levels: e.levels()}
		steps := false
		for _, name := range n.levels {
			p := partsOf(name, 0)
			n.parts = append(n.parts, p)
			steps = steps || slices.ContainsFunc(p, func(p part) bool { return p.kind == stepKind })
		}
		if stages && !steps {
			for level, name := range n.levels {
				n.parts[level] = partsOf(name, 1)
			}
		}
		list[i] = n
	}
	return list
}

func commonest(all []entry, names []named) (signature string, count int) {
	counts := map[string]int{}
	for i, n := range names {
		counts[n.signature(all[i].key != "")]++
	}
	for s, n := range counts {
		if n > count || n == count && s < signature {
			signature, count = s, n
		}
	}
	return signature, count
}

// fill makes the columns.
func (t *columns) fill() {
	at := map[spot]*column{}
	for i, n := range t.names {
		for level, parts := range n.parts {
			gap := 0
			for _, p := range parts {
				s := spot{level: level, gap: gap, kind: p.kind}
				if p.kind == stepKind || p.kind == netKind {
					gap++
				}
				c := at[s]
				if c == nil {
					c = newColumn(s, t.entries[i].key != "" && level == len(n.levels)-1, len(t.names))
					at[s] = c
					t.list = append(t.list, c)
				}
				c.set(i, n.levels[level][p.start:p.end], [2]int{p.start, p.end})
			}
		}
	}
	for _, c := range t.list {
		c.complete()
	}
	slices.SortFunc(t.list, func(a, b *column) int { return a.compare(b) })
}

// uniteLayers makes one column of a layer's names of which only some have a
// word that tells: conv1 and conv2 beside skip.
func (t *columns) uniteLayers() {
	for k := 0; k+1 < len(t.list); k++ {
		a, b := t.list[k], t.list[k+1]
		if a.kind != plain || b.kind != layerKind || a.level != b.level || a.gap != b.gap || !slices.Contains(b.values, "") {
			continue
		}
		c := newColumn(b.spot, b.key, len(t.entries))
		for i := range t.entries {
			from, to := a.where[i], b.where[i]
			if !a.has(i) {
				from = to
			}
			if !b.has(i) {
				to = from
			}
			c.set(i, t.names[i].levels[a.level][from[0]:to[1]], [2]int{from[0], to[1]})
		}
		t.list[k] = c
		t.list = slices.Delete(t.list, k+1, k+2)
	}
}

// split takes plain parts apart where all have as many words and numbers, so
// that memorize-0 and generalize-1 vary in two things.
func (t *columns) split() {
	var list []*column
	soft := 0
	for _, c := range t.list {
		if c.kind == plain && c.varies() {
			soft++
		}
	}
	for _, c := range t.list {
		finer := t.finer(c)
		varying := 0
		for _, f := range finer {
			if f.varies() {
				varying++
			}
		}
		if varying == 0 || soft-1+varying > maxSoft {
			list = append(list, c)
			continue
		}
		soft += varying - 1
		list = append(list, finer...)
	}
	t.list = list
}

// finer are the columns of the words and numbers in a plain part, or none.
func (t *columns) finer(c *column) []*column {
	if c.kind != plain || c.key || slices.Contains(c.values, "") {
		return nil
	}
	words := make([][]token, len(c.values))
	for i, v := range c.values {
		words[i] = slices.DeleteFunc(tokensOf(v), func(t token) bool { return t.class == between })
		if len(words[i]) != len(words[0]) || len(words[i]) < 2 {
			return nil
		}
	}
	list := make([]*column, len(words[0]))
	for k := range list {
		s := c.spot
		s.place = k
		list[k] = newColumn(s, false, len(t.entries))
		for i := range t.entries {
			w, start := words[c.of[i]][k], c.where[i][0]
			list[k].set(i, c.values[c.of[i]][w.start:w.end], [2]int{start + w.start, start + w.end})
		}
	}
	return list
}

// drop leaves out what tells nothing: plain parts that do not vary, and layers
// that do not where another does. A key that is always the same is kept where
// nothing else names the layer.
func (t *columns) drop() {
	layers, varying := false, false
	for _, c := range t.list {
		layers = layers || c.kind == layerKind
		varying = varying || c.kind == layerKind && c.varies()
	}
	t.list = slices.DeleteFunc(t.list, func(c *column) bool {
		if c.varies() || c.fixed() {
			return false
		}
		return c.kind == plain && (layers || !c.key) || c.kind == layerKind && varying
	})
}
