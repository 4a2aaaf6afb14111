package study

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// reading is the guess as files of networks, checkpoints and layers.
func (g guessed) reading(p place) reading {
	r := reading{Layout: Layout{Name: g.pattern(), Reason: g.reason()}, keys: true}
	at := map[string]int{}
	for i, e := range g.entries {
		k, ok := at[e.file]
		if !ok {
			k = len(r.assigned)
			at[e.file] = k
			r.assigned = append(r.assigned, assignment{file: e.file, keys: map[string]Ref{}})
		}
		r.assigned[k].keys[e.key] = g.ref(i, p)
	}
	for _, e := range g.left {
		name := e.file
		if e.key != "" {
			name += ":" + e.key
		}
		r.left = append(r.left, name)
	}
	return r
}

// ref is the layer that an entry is. Where nothing in its name says which
// network, the folder is the network.
func (g guessed) ref(i int, p place) Ref {
	ref := Ref{Network: g.value(i, ofNetwork), Step: g.value(i, ofCheckpoint), Layer: g.value(i, ofLayer)}
	if ref.Network == "" {
		ref.Network = p.name()
	}
	if ref.Layer == "" {
		ref.Layer = "activations"
	}
	return ref
}

// reason says what in the names speaks for each role.
func (g guessed) reason() string {
	var clauses []string
	for r := ofNetwork; r <= ofLayer; r++ {
		if c := g.clause(r); c != "" {
			clauses = append(clauses, c)
		}
	}
	last := len(clauses) - 1
	if last < 1 {
		return strings.Join(clauses, "")
	}
	return strings.Join(clauses[:last], ", ") + ", and " + clauses[last]
}

func (g guessed) clause(r role) string {
	var sure, key, numbers bool
	for i, c := range g.list {
		if g.roles[i] != r {
			continue
		}
		_, counts := c.counts()
		sure = sure || c.kind != plain
		key = key || c.key
		numbers = numbers || counts
	}
	first, all := g.examples(r)
	switch {
	case first == "" && r == ofNetwork:
		return "no name tells networks apart, so the folder is one"
	case first == "":
		return ""
	case sure && r == ofNetwork:
		return first + " numbers a network"
	case sure && r == ofCheckpoint:
		return first + " says how far training was"
	case sure && r == ofLayer:
		return first + " names a layer"
	case key && r == ofLayer:
		return "the keys of the archives may be layers"
	case numbers && r == ofCheckpoint:
		return all + " look like training steps"
	}
	return fmt.Sprintf("%s may be %ss", all, r)
}

// examples are the first value of a role, in natural order, and the first and
// the last.
func (g guessed) examples(r role) (first, all string) {
	ids, _ := g.ids(r)
	seen := map[int]bool{}
	var values []string
	for e, id := range ids {
		if !seen[id] {
			seen[id] = true
			if v := g.value(e, r); v != "" {
				values = append(values, v)
			}
		}
	}
	if len(values) == 0 {
		return "", ""
	}
	slices.SortFunc(values, CompareNames)
	for i, v := range values {
		values[i] = short(oneLine(v))
	}
	if len(values) == 1 {
		return values[0], values[0]
	}
	joint := " to "
	if len(values) == 2 {
		joint = " and "
	}
	return values[0], values[0] + joint + values[len(values)-1]
}

// oneLine shows what would break a line or steer a terminal, which file names
// may hold, as a question mark.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '?'
		}
		return r
	}, s)
}

// short is the beginning of a name that would fill a sentence.
func short(name string) string {
	const most = 40
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}

// isNatural reports whether a guess tells networks, checkpoints and layers apart
// just as the natural layout does.
func (n naming) isNatural(g guessed) bool {
	if n.natural == nil || len(g.left) > 0 {
		return false
	}
	by := make(map[string]assignment, len(n.natural.assigned))
	for _, a := range n.natural.assigned {
		by[a.file] = a
	}
	for r := ofNetwork; r <= ofLayer; r++ {
		ids, _ := g.ids(r)
		there, back := map[int]string{}, map[string]int{}
		for i, e := range g.entries {
			a, ok := by[e.file]
			if !ok {
				return false
			}
			v := [...]string{a.network, a.step, a.layer + "/" + e.key}[r]
			name, one := there[ids[i]]
			id, two := back[v]
			if one && name != v || two && id != ids[i] {
				return false
			}
			there[ids[i]], back[v] = v, ids[i]
		}
	}
	return true
}
