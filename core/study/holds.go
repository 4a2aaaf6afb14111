package study

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// names are those of the networks, checkpoints and layers of a reading.
type names [3]map[string]bool

func (n *names) add(r role, name string) {
	if name == "" {
		return
	}
	if n[r] == nil {
		n[r] = map[string]bool{}
	}
	n[r][name] = true
}

func (n *names) addRef(ref Ref) {
	n.add(ofNetwork, ref.Network)
	n.add(ofCheckpoint, ref.Step)
	n.add(ofLayer, ref.Layer)
}

// String is what they are: 2 networks (a and b) at 3 checkpoints (1 to 3) of 1
// layer (x).
func (n names) String() string {
	var b strings.Builder
	for r, before := range [...]string{"", " at ", " of "} {
		compare := CompareNames
		if role(r) == ofCheckpoint {
			compare = CompareSteps
		}
		if list := slices.SortedFunc(maps.Keys(n[r]), compare); len(list) > 0 {
			fmt.Fprintf(&b, "%s%d %s", before, len(list), role(r))
			if len(list) > 1 {
				b.WriteString("s")
			}
			fmt.Fprintf(&b, " (%s)", span(list))
		}
	}
	return b.String()
}

// span is the first and the last of names.
func span(list []string) string {
	first, last := short(oneLine(list[0])), short(oneLine(list[len(list)-1]))
	switch len(list) {
	case 1:
		return first
	case 2:
		return first + " and " + last
	}
	return first + " to " + last
}

// holds is what a guess makes of the files of a folder.
func (g guessed) holds(folder place) string {
	var n names
	for i := range g.entries {
		n.addRef(g.ref(i, folder))
	}
	return n.String()
}

// naturalHolds is what the natural layout makes of them.
func (n naming) naturalHolds() string {
	by := make(map[string]assignment, len(n.natural.assigned))
	for _, a := range n.natural.assigned {
		by[a.file] = a
	}
	var list names
	for _, e := range n.entries {
		if a, ok := by[e.file]; ok {
			list.addRef(Ref{Network: a.network, Step: a.step, Layer: strings.Trim(a.layer+"/"+e.key, "/")})
		}
	}
	return list.String()
}

// holds is what the study was read as.
func (s *Study) holds() string {
	var n names
	for _, network := range s.Networks {
		n.add(ofNetwork, network.Name)
		for _, c := range network.Checkpoints {
			n.add(ofCheckpoint, c.Name)
		}
	}
	for _, layer := range s.order {
		n.add(ofLayer, layer)
	}
	return n.String()
}
