package study

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/maruel/natural"
)

// sortLayers puts the layers of every checkpoint into depth order: the order of
// the keys in the archives where that was chosen when recording, by their
// names otherwise.
func (s *Study) sortLayers(orders [][]string) {
	names := map[string]bool{}
	s.eachLayer(func(_ int, l *Layer) { names[l.Name] = true })
	s.order = recordedOrder(orders, names)
	if s.order == nil {
		s.order = depthOrder(names)
	}
	rank := make(map[string]int, len(s.order))
	for i, name := range s.order {
		rank[name] = i
	}
	for _, n := range s.Networks {
		for _, c := range n.Checkpoints {
			slices.SortFunc(c.Layers, func(a, b Layer) int { return cmp.Compare(rank[a.Name], rank[b.Name]) })
		}
	}
}

// recordedOrder is the one order of keys that all archives follow, each with
// the keys it has. It is nil if they disagree, if it lacks a layer, or if it
// is merely alphabetical: that is how dictionaries are often saved, and says
// nothing of depth.
func recordedOrder(orders [][]string, names map[string]bool) []string {
	orders = slices.Clone(orders)
	slices.SortStableFunc(orders, func(a, b []string) int { return len(b) - len(a) })
	var all []string
	seen := map[string]bool{} // the same keys in each network are looked at once
	for _, keys := range orders {
		id := strings.Join(keys, "\x00")
		if seen[id] {
			continue
		}
		seen[id] = true
		var ok bool
		if all, ok = merged(all, keys); !ok {
			return nil
		}
	}
	if len(all) != len(names) || slices.IsSorted(all) {
		return nil
	}
	for _, name := range all {
		if !names[name] {
			return nil
		}
	}
	return all
}

// merged puts the keys that all lacks behind the key before them. It reports
// whether both had those they share in the same order.
func merged(all, keys []string) ([]string, bool) {
	at := -1 // of the last key placed
	for _, key := range keys {
		i := slices.Index(all, key)
		switch {
		case i < 0:
			all = slices.Insert(all, at+1, key)
			at++
		case i <= at:
			return nil, false
		default:
			at = i
		}
	}
	return all, true
}

// depthOrder sorts names by what they say of depth: inputs, embeddings, the
// body in natural order (conv2 before conv10), pooling, dense layers, outputs.
func depthOrder(names map[string]bool) []string {
	order := make([]string, 0, len(names))
	for name := range names {
		order = append(order, name)
	}
	prefix := len(commonPrefix(order))
	slices.SortFunc(order, func(a, b string) int {
		x, y := strings.ToLower(a[prefix:]), strings.ToLower(b[prefix:])
		return cmp.Or(
			cmp.Compare(depthOf(x), depthOf(y)),
			natural.Compare(x, y),
			strings.Compare(a, b),
		)
	})
	return order
}

// depthOf ranks a name by its first word. Words inside names do not count:
// blocks.3.mlp.fc1 is no output layer.
func depthOf(name string) int {
	end := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(name)
	}
	switch name[:end] {
	case "input", "inputs", "image", "images", "data", "pixels", "x":
		return 0
	case "embed", "embedding", "embeddings", "emb", "wte", "wpe", "stem", "patch":
		return 1
	case "avgpool", "globalpool", "gap", "flatten", "pooler":
		return 3
	case "fc", "dense", "linear", "classifier", "head":
		return 4
	case "logit", "logits", "output", "outputs", "out", "softmax", "prob", "probs", "probabilities", "prediction", "predictions", "lm":
		return 5
	}
	return 2
}

// commonPrefix is the module path that all names begin with, such as "module."
// or "features/".
func commonPrefix(names []string) string {
	if len(names) < 2 {
		return ""
	}
	prefix := names[0]
	for _, name := range names[1:] {
		for !strings.HasPrefix(name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix[:strings.LastIndexAny(prefix, "./")+1]
}
