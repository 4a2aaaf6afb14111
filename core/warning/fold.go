package warning

import (
	"fmt"
	"slices"
	"strings"
)

// said is a kind of warning and the layers it is about.
type said struct {
	first  Warning
	text   string // of the first, without its layer
	same   bool   // whether all have that text
	layers []string
}

// Fold makes one sentence of warnings that are alike but for the layer they
// begin with ("network/step/layer: …") and says how many layers they are about.
// Warnings about anything else are as Merge leaves them. The order is that of the
// first of each kind.
func Fold(list []Warning) []Warning {
	var kinds []*said
	out := []Warning{}
	for _, w := range Merge(nil, list...) {
		subject, text, ok := strings.Cut(w.Message, ": ")
		if !ok || !aboutLayers(w.Code) {
			out = append(out, w)
			continue
		}
		i := slices.IndexFunc(kinds, func(s *said) bool { return s.first.Code == w.Code })
		if i < 0 {
			kinds = append(kinds, &said{first: w, text: text, same: true})
			i = len(kinds) - 1
		}
		k := kinds[i]
		k.same = k.same && k.text == text
		k.layers = append(k.layers, subject)
	}
	for _, k := range kinds {
		out = append(out, k.warning())
	}
	return out
}

// aboutLayers reports whether warnings of a kind are about one layer each.
func aboutLayers(c Code) bool {
	return c == DeadNeurons || c == DuplicateNeurons || c == RankDeficient
}

func (s *said) warning() Warning {
	switch {
	case len(s.layers) == 1:
		return s.first
	case s.same:
		return Warning{Code: s.first.Code, Message: fmt.Sprintf("in %d layers (%s) %s", len(s.layers), few(s.layers), s.text)}
	}
	return Warning{Code: s.first.Code, Message: fmt.Sprintf("%s; the like in %s (%s)", s.first.Message, more(len(s.layers)-1), few(s.layers[1:]))}
}

func more(n int) string {
	if n == 1 {
		return "1 more layer"
	}
	return fmt.Sprintf("%d more layers", n)
}

// few is the first of many names.
func few(names []string) string {
	const most = 3
	text := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		text += ", …"
	}
	return text
}
