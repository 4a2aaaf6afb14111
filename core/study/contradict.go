package study

import (
	"slices"
	"strings"
)

// said is the different names of one role in a reading, and how many of them
// have a part of each kind.
type said struct {
	names map[string][]part
	kinds [4]int // by kind
	// stages is whether words such as final count as training steps.
	stages bool
}

func (s *said) add(v vocabulary, name string) {
	if _, ok := s.names[name]; ok || name == "" {
		return
	}
	parts := v.parts(name, false)
	if s.stages && !slices.ContainsFunc(parts, func(p part) bool { return p.kind == stepKind }) {
		parts = v.parts(name, true)
	}
	s.names[name] = parts
	for k := range s.kinds {
		if slices.ContainsFunc(parts, func(p part) bool { return p.kind == kind(k) }) {
			s.kinds[k]++
		}
	}
}

// mostly reports whether nine in ten names have a part of a kind.
func (s said) mostly(k kind) bool {
	return len(s.names) > 0 && s.kinds[k]*10 >= len(s.names)*9
}

// every reports whether there are names and all are such.
func (s said) every(such func(string) bool) bool {
	for name := range s.names {
		if !such(name) {
			return false
		}
	}
	return len(s.names) > 0
}

func (s said) some(such func(string) bool) bool {
	for name := range s.names {
		if such(name) {
			return true
		}
	}
	return false
}

// contradicts reports whether the names in the files speak against the natural
// layout: a training step or a seed in the name of a layer, checkpoints in the
// place of networks, layers in the place of checkpoints, arrays too deep.
func contradicts(r reading, files []opened) bool {
	v := newVocabulary()
	n := said{stages: true}
	var c, l said
	for _, s := range []*said{&n, &c, &l} {
		s.names = map[string][]part{}
	}
	arrays := 0
	for _, f := range files {
		if f.err != nil {
			continue
		}
		for _, h := range f.file.Headers() {
			ref, _ := f.ref(h)
			n.add(v, ref.Network)
			c.add(v, ref.Step)
			l.add(v, ref.Layer)
			arrays++
		}
	}
	deep := 0
	for _, f := range r.left {
		if strings.Count(f, "/") > 2 {
			deep++
		}
	}
	return arrays > 1 && (deep > len(r.assigned) || r.misnamed(n, c, l) || r.own && misplaced(files))
}

// misnamed reports whether the words in names are those of other roles.
func (r reading) misnamed(n, c, l said) bool {
	checkpoints := c.some(isCheckpointName)
	phases := n.every(isCheckpointName)
	switch {
	case l.mostly(stepKind) && !checkpoints:
		return true // step100_conv1.npy
	case l.mostly(netKind) && (r.own || n.kinds[layerKind] > 0 || phases):
		return true // net0_conv1.npy, conv1/net0.npy, step100/net0.npy
	case r.own:
		return false
	case phases && len(c.names) > 0 && !checkpoints && (!n.every(isNumber) || c.mostly(netKind)):
		return true // step-100/seed-1/conv1.npy
	case c.mostly(netKind) && !checkpoints:
		return true // hidden/seed-1/100.npy
	case c.mostly(layerKind) && !checkpoints && !l.mostly(layerKind):
		return true // seed-1/conv1/100.npy
	case c.kinds[layerKind] > 0 && !checkpoints && l.every(isNumber):
		return true // seed-1/hidden/100.npy, seed-1/probe/100.npy
	case len(c.names) == 0 && (l.numbered() || n.layers() && l.kinds[layerKind] == 0):
		return true // run_0/100_conv1.npy, conv1/memorize.npy
	case len(c.names) == 0 && !phases:
		return n.mostly(stepKind) && n.fewerWithoutSteps() || n.counting()
	}
	return false
}

// layers reports whether the names are those of layers, and counted: conv1, fc.
func (s said) layers() bool {
	counted := s.some(func(name string) bool { return strings.ContainsAny(name, "0123456789") })
	return counted && len(s.names) > 1 && s.kinds[layerKind] == len(s.names)
}

// numbered reports whether the names are numbers before those of layers, every
// one before each: 0_conv1, 0_fc, 10_conv1, 10_fc. Numbers that only count the
// layers, 0_conv1 and 1_fc, do not.
func (s said) numbered() bool {
	numbers, rest := map[string]bool{}, map[string]bool{}
	for name, parts := range s.names {
		if len(parts) != 2 || parts[1].kind != layerKind || !onlyDigits(name[:parts[0].end]) {
			return false
		}
		numbers[name[:parts[0].end]] = true
		rest[name[parts[1].start:]] = true
	}
	return len(numbers) > 1 && len(rest) > 1 && len(numbers)*len(rest) == len(s.names)
}

// fewerWithoutSteps reports whether several names are of one thing at several
// training steps: net0_step100, net0_step200.
func (s said) fewerWithoutSteps() bool {
	rest := map[string]bool{}
	for name, parts := range s.names {
		var b strings.Builder
		for _, p := range parts {
			if p.kind != stepKind {
				b.WriteString(name[p.start:p.end] + " ")
			}
		}
		rest[b.String()] = true
	}
	return len(rest) < len(s.names)
}

// counting reports whether the names are one word and numbers that look like
// training steps: act_000100, act_000200. Without a word for recordings, only
// numbers padded with zeros do.
func (s said) counting() bool {
	c := newColumn(spot{}, false, len(s.names))
	word, padded := "", false
	for name := range s.names {
		number := strings.TrimLeftFunc(name, func(r rune) bool { return classOf(r) != digits })
		w := strings.ToLower(strings.TrimRight(name[:len(name)-len(number)], "-_=. "))
		padded = padded || len(number) >= 4 && number[0] == '0'
		if !onlyDigits(number) || w == "" || word != "" && w != word {
			return false
		}
		word = w
		c.set(len(c.values), number, [2]int{})
	}
	_, steps := c.counts()
	return len(c.values) > 1 && steps && (padded || slices.Contains(recordingWords(), word)) && !newVocabulary().networks[word]
}

// misplaced reports whether the files of a folder that would be one network are
// many: something stands before the names of layers, and each of it has each
// layer.
func misplaced(files []opened) bool {
	t, ok := columnsOf(entriesOf(files))
	if !ok || len(t.left) > 0 {
		return false
	}
	guesses := t.guesses()
	if len(guesses) == 0 {
		return false
	}
	g := guesses[0]
	last := len(g.list) - 1
	_, networks := g.ids(ofNetwork)
	_, checkpoints := g.ids(ofCheckpoint)
	_, layers := g.ids(ofLayer)
	before := max(1, networks) * max(1, checkpoints)
	return last > 0 && g.list[last].kind == layerKind && g.list[last].level == 0 && before > 1 && layers > 1 && before*layers == len(g.entries)
}
