package names

import (
	"iter"
	"sort"
	"strings"
	"unicode/utf8"
)

// Separators stand between the parts of a name.
const Separators = "./_-: "

// Ellipsis stands for what is left out.
const Ellipsis = "…"

// Shared is what all of some names begin and end with, in whole parts: it tells
// nothing apart. The zero value is nothing.
type Shared struct{ Head, Tail string }

// SharedBy finds what names share; one name alone, however often, shares nothing.
// Empty ones are none.
func SharedBy(list iter.Seq[string]) Shared {
	var head, tail, first string
	several := false
	for s := range list {
		switch {
		case s == "":
		case first == "":
			first, head, tail = s, s, s
		case s != first:
			several = true
			head, tail = head[:common(head, s)], tail[len(tail)-commonEnd(tail, s):]
		}
	}
	if !several {
		return Shared{}
	}
	head = head[:strings.LastIndexAny(head, Separators)+1]
	if i := strings.IndexAny(tail, Separators); i >= 0 {
		return Shared{head, tail[i:]}
	}
	return Shared{Head: head}
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

// Split is a name as its head, what tells it apart and its tail; a name that does not
// have the head and tail is all its own.
func (s Shared) Split(name string) (head, own, tail string) {
	if len(s.Head)+len(s.Tail) >= len(name) || !strings.HasPrefix(name, s.Head) || !strings.HasSuffix(name, s.Tail) {
		return "", name, ""
	}
	return s.Head, name[len(s.Head) : len(name)-len(s.Tail)], s.Tail
}

// Cut leaves out as much of a name as it takes for it to fit: first of what it shares
// with others, then from the middle of its own, of which both ends tell.
func (s Shared) Cut(name string, fits func(string) bool) string {
	if fits(name) {
		return name
	}
	head, own, tail := s.Split(name)
	kept := func(n int) string {
		rest := n - utf8.RuneCountInString(own)
		if rest < 0 {
			return mark(head) + middle(own, n) + mark(tail)
		}
		before, after := utf8.RuneCountInString(head), utf8.RuneCountInString(tail)
		first := rest * before / max(before+after, 1)
		return middle(head, first) + own + middle(tail, rest-first)
	}
	// The least number of characters that is too many.
	n := sort.Search(utf8.RuneCountInString(name), func(n int) bool { return !fits(kept(n)) })
	return kept(max(n-1, 0))
}

// mark stands for all of a text.
func mark(s string) string {
	if s == "" {
		return ""
	}
	return Ellipsis
}

// middle is n characters of a text, those at both ends.
func middle(s string, n int) string {
	runes := []rune(s)
	if n >= len(runes) {
		return s
	}
	return string(runes[:(n+1)/2]) + Ellipsis + string(runes[len(runes)-n/2:])
}

// Begins reports whether a text begins with letters, in either case.
func Begins(text, letters string) bool {
	return strings.HasPrefix(strings.ToLower(text), strings.ToLower(letters))
}

// Has reports whether a text has all of some words, in any order and in either case.
func Has(text, words string) bool {
	text = strings.ToLower(text)
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
