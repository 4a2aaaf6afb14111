package render

import (
	"slices"
	"strings"
	"unicode"

	"gonum.org/v1/plot/vg"

	labelnames "github.com/semblance-app/semblance/core/names"
)

// names are the labels of a categorical axis.
type names struct {
	labels []string
	// pattern, if any, is what the labels have in common and do not say, with
	// an asterisk where they go.
	pattern string
}

// shorten looks for labels that fit a width. Names that share a beginning or
// an end, such as encoder.layer.0.output and encoder.layer.1.output, lose it,
// since it tells nothing apart. What it returns may still be too wide: fit the
// labels that are drawn.
func shorten(full []string, room vg.Length, width func(string) vg.Length) names {
	if fits(full, room, width) {
		return names{labels: full}
	}
	return distinct(full)
}

// widestOf is the width of the widest text.
func widestOf(list []string, width func(string) vg.Length) vg.Length {
	w := vg.Length(0)
	for _, s := range list {
		w = max(w, width(s))
	}
	return w
}

func fits(list []string, room vg.Length, width func(string) vg.Length) bool {
	return widestOf(list, width) <= room
}

// distinct takes off what all names begin or end with, in whole parts.
func distinct(full []string) names {
	if len(full) < 2 {
		return names{labels: full}
	}
	shared := labelnames.SharedBy(slices.Values(full))
	labels := make([]string, len(full))
	for i, s := range full {
		head, own, tail := shared.Split(s)
		if len(head)+len(tail) == 0 {
			return names{labels: full}
		}
		labels[i] = own
	}
	return names{labels, shared.Head + "*" + shared.Tail}
}

// fit makes a layer's name fit a width: parts become their initials from the
// left, encoder.layer.11.output.dense becoming e.l.11.output.dense, which keeps
// numbers and names apart; then the middle goes.
func fit(s string, room vg.Length, width func(string) vg.Length) string {
	parts := strings.Split(s, ".")
	for i := range len(parts) - 1 {
		if width(s) <= room {
			return s
		}
		if r := []rune(parts[i]); len(r) > 1 && unicode.IsLetter(r[0]) {
			parts[i] = string(r[0]) + strings.TrimLeftFunc(parts[i], unicode.IsLetter)
			s = strings.Join(parts, ".")
		}
	}
	return elide(s, room, width)
}

// elide takes characters out of the middle of a name until it fits, or of the names
// that a text has. Both ends stay as long as they can: a layer's number is near one,
// its role near the other.
func elide(s string, room vg.Length, width func(string) vg.Length) string {
	cut := labelnames.CutWords(s, func(s string) bool { return width(s) <= room })
	if cut == labelnames.Ellipsis {
		return ""
	}
	return cut
}

// whole is a text with its names shortened by as much as it takes for it to fit on so
// many lines, none of its words being cut by itself.
func whole(s string, most int, room vg.Length, width func(string) vg.Length) string {
	return labelnames.CutWords(s, func(s string) bool {
		return fits(strings.Fields(s), room, width) && len(wrap(s, room, width)) <= most
	})
}
