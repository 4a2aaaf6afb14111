package study

import (
	"cmp"
	"slices"
	"strings"
)

// role is what a column tells apart.
type role int

const (
	ofNetwork role = iota
	ofCheckpoint
	ofLayer
)

func (r role) String() string { return [...]string{"network", "checkpoint", "layer"}[r] }

// guessed is one reading of the columns: a role for each, and what speaks for it.
type guessed struct {
	*columns
	roles []role
	score float64
}

// ambiguous is by how much the scores of two readings may differ while either
// could be meant.
const ambiguous = 1.2

// plausible is by how much a reading may score less than the best to be offered.
const plausible = 2

// guesses are the readings of the columns, the likeliest first: every role for
// every column whose words do not tell.
func (t *columns) guesses() []guessed {
	open := t.open()
	if len(open) > maxSoft || len(t.list) == 0 {
		return nil
	}
	roles := make([]role, len(t.list))
	for i, c := range t.list {
		roles[i] = ofLayer
		switch c.kind {
		case stepKind:
			roles[i] = ofCheckpoint
		case netKind:
			roles[i] = ofNetwork
		}
	}
	var list []guessed
	tries := 1
	for range open {
		tries *= 3
	}
	for try := range tries {
		n := try
		for _, i := range open {
			roles[i] = role(n % 3)
			n /= 3
		}
		g := guessed{columns: t, roles: slices.Clone(roles)}
		g.score = g.evidence()
		list = append(list, g)
	}
	slices.SortStableFunc(list, func(a, b guessed) int { return cmp.Compare(b.score, a.score) })
	return distinct(list)
}

// open are the columns whose words do not tell: all but steps, seeds and the
// last one that names layers.
func (t *columns) open() []int {
	last := -1
	for i, c := range t.list {
		if c.kind == layerKind {
			last = i
		}
	}
	var list []int
	for i, c := range t.list {
		if !c.fixed() && i != last && c.varies() {
			list = append(list, i)
		}
	}
	return list
}

// distinct leaves out readings that go by the name of a likelier one.
func distinct(list []guessed) []guessed {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(g guessed) bool {
		name := g.pattern()
		was := seen[name]
		seen[name] = true
		return was
	})
}

// evidence adds up what speaks for a reading; the numbers were chosen on the
// trees of the tests, so that any one clear sign outweighs the order of names.
func (g guessed) evidence() float64 {
	total := g.shapes() + g.completeness() + g.order()
	var present [3]bool
	for i, c := range g.list {
		present[g.roles[i]] = true
		if !c.fixed() && c.varies() {
			total += c.fit(g.roles[i])
		}
	}
	for r, weight := range [...]float64{ofNetwork: 0.75, ofCheckpoint: 0.75, ofLayer: 1} {
		if present[r] {
			total += weight
		}
	}
	return total
}

// fit is what the values of a column say for a role.
func (c *column) fit(r role) float64 {
	numbers, steps := c.counts()
	scores := [3]float64{1, -1.5, 1}
	switch {
	case c.kind == layerKind:
		scores = [3]float64{0, -1.5, 2.5}
	case steps:
		scores = [3]float64{0, 2, -1}
	case numbers:
		scores = [3]float64{1, 0.5, 0.25}
	case !slices.ContainsFunc(c.values, func(v string) bool { return !isCheckpointName(v) }):
		scores = [3]float64{0, 2, 0}
	}
	if c.key {
		scores[ofLayer] += 3
	}
	return scores[r]
}

// order speaks for networks before checkpoints before layers, and against one
// role for what stands apart and several for what stands together.
func (g guessed) order() float64 {
	total := 0.0
	for j := range g.list {
		for i := range g.list[:j] {
			total -= g.disorder(i, j)
		}
	}
	varies := func(c *column) bool { return c.varies() }
	first := slices.IndexFunc(g.list, varies)
	last := first
	for i, c := range g.list {
		if c.varies() {
			last = i
		}
	}
	if first == last {
		return total
	}
	if g.list[first].kind == plain && g.roles[first] == ofNetwork {
		total += 0.4
	}
	if g.list[last].kind == plain && g.roles[last] == ofLayer {
		total += 0.4
	}
	return total
}

// disorder is what speaks against the roles of two columns, i before j.
func (g guessed) disorder(i, j int) float64 {
	a, b := g.list[i], g.list[j]
	together := a.level == b.level && a.gap == b.gap && a.kind == plain && b.kind == plain
	switch {
	case a.fixed() && b.fixed():
		return 0
	case g.roles[i] == g.roles[j] && (a.level != b.level || a.kind != b.kind):
		return 2
	case !a.varies() || !b.varies():
		return 0
	case g.roles[i] > g.roles[j], g.roles[i] != g.roles[j] && together:
		return 0.5
	}
	return 0
}

// completeness is high where every network has every layer at every checkpoint.
func (g guessed) completeness() float64 {
	cells := 1
	for r := ofNetwork; r <= ofLayer; r++ {
		_, count := g.ids(r)
		cells *= max(1, count)
	}
	return 1.5 * float64(len(g.entries)) / float64(cells)
}

// ids numbers the values of a role, for each entry.
func (g guessed) ids(roles ...role) (ids []int, count int) {
	ids = make([]int, len(g.entries))
	for i, c := range g.list {
		if !slices.Contains(roles, g.roles[i]) {
			continue
		}
		seen := map[[2]int]int{}
		for e := range ids {
			pair := [2]int{ids[e], c.of[e]}
			id, ok := seen[pair]
			if !ok {
				id = len(seen)
				seen[pair] = id
			}
			ids[e] = id
		}
		count = len(seen)
	}
	return ids, count
}

// shapes speaks for layers that tell the arrays' shapes, and against
// checkpoints that change them: training does not.
func (g guessed) shapes() float64 {
	told := func(roles ...role) bool {
		ids, _ := g.ids(roles...)
		shape := map[int]string{}
		for e, id := range ids {
			if s, ok := shape[id]; ok && s != g.entries[e].shape {
				return false
			}
			shape[id] = g.entries[e].shape
		}
		return true
	}
	switch {
	case told(): // all are alike
		return 0
	case told(ofLayer):
		return 1.5
	case told(ofNetwork, ofLayer):
		return 0
	}
	return -3
}

// value is what the names say of an entry's network, checkpoint or layer.
func (g guessed) value(entry int, r role) string {
	var b strings.Builder
	last := spot{level: -1}
	end := 0
	for i, c := range g.list {
		if g.roles[i] != r || !c.has(entry) {
			continue
		}
		from, to := c.where[entry][0], c.where[entry][1]
		name := g.names[entry].levels[c.level]
		switch {
		case last.level == c.level && separates(name[end:from]):
			b.WriteString(name[end:from])
		case b.Len() > 0 && last.level != c.level && r == ofLayer:
			b.WriteString("/")
		case b.Len() > 0:
			b.WriteString("-")
		}
		b.WriteString(name[from:to])
		last, end = c.spot, to
	}
	return b.String()
}

// separates reports whether there is nothing but separators in a string.
func separates(s string) bool {
	return !slices.ContainsFunc(tokensOf(s), func(t token) bool { return t.class != between })
}

// pattern is where the roles are in the names, such as network_checkpoint/layer.npy;
// what is alike in all stands as it is in the first.
func (g guessed) pattern() string {
	const example = 0
	levels := slices.Clone(g.names[example].levels)
	e := g.entries[example]
	for level, name := range levels {
		levels[level] = g.levelPattern(level, name, example)
	}
	files := levels
	key := ""
	if e.key != "" {
		files, key = levels[:len(levels)-1], levels[len(levels)-1]
	}
	pattern := strings.Join(files, "/") + strings.ToLower(e.file[len(e.file)-len(".npy"):])
	if key != "" && key != ofLayer.String() {
		pattern += ":" + key
	}
	return oneLine(pattern)
}

func (g guessed) levelPattern(level int, name string, entry int) string {
	var b strings.Builder
	end, last := 0, role(-1)
	for i, c := range g.list {
		if c.level != level || !c.has(entry) {
			continue
		}
		from, to := c.where[entry][0], c.where[entry][1]
		if between := name[end:from]; g.roles[i] != last || !separates(between) {
			b.WriteString(between + g.roles[i].String())
		}
		end, last = to, g.roles[i]
	}
	return b.String() + name[end:]
}
