package render

import (
	"strings"

	"gonum.org/v1/plot/vg"
)

const ellipsis = "…"

// separators between the parts of a layer's name.
const separators = "./_-: "

// shorten makes every name fit a width. Names that share a beginning or an
// end, such as encoder.layer.0.output and encoder.layer.1.output, lose that
// first, since it tells nothing apart; then the middle goes.
func shorten(names []string, room vg.Length, width func(string) vg.Length) []string {
	if fits(names, room, width) {
		return names
	}
	short := distinct(names)
	if fits(short, room, width) {
		return short
	}
	out := make([]string, len(short))
	for i, s := range short {
		out[i] = elide(s, room, width)
	}
	return out
}

func fits(names []string, room vg.Length, width func(string) vg.Length) bool {
	for _, s := range names {
		if width(s) > room {
			return false
		}
	}
	return true
}

// distinct replaces the parts that all names begin or end with by an ellipsis.
func distinct(names []string) []string {
	if len(names) < 2 {
		return names
	}
	head, tail := names[0], names[0]
	for _, s := range names[1:] {
		head, tail = head[:common(head, s)], tail[len(tail)-commonEnd(tail, s):]
	}
	head = head[:strings.LastIndexAny(head, separators)+1]
	if i := strings.IndexAny(tail, separators); i >= 0 {
		tail = tail[i:]
	} else {
		tail = ""
	}
	out := make([]string, len(names))
	for i, s := range names {
		if len(head)+len(tail) >= len(s) {
			return names
		}
		if out[i] = s[len(head) : len(s)-len(tail)]; head != "" {
			out[i] = ellipsis + out[i]
		}
		if tail != "" {
			out[i] += ellipsis
		}
	}
	return out
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// elide takes characters out of the middle until the text fits. Both ends stay
// as long as they can: a layer's number is near one, its role near the other.
func elide(s string, room vg.Length, width func(string) vg.Length) string {
	if width(s) <= room {
		return s
	}
	runes := []rune(s)
	for keep := len(runes) - 1; keep > 0; keep-- {
		head := (keep + 1) / 2
		short := string(runes[:head]) + ellipsis + string(runes[len(runes)-(keep-head):])
		if width(short) <= room {
			return short
		}
	}
	return ""
}
