package names

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// What of a text is taken for a name, and what is least left of one, in characters.
const (
	longWord  = 12
	leastWord = 8
)

// CutWords leaves out as much of a text as it takes for it to fit: of its long words,
// which are names, each by itself and first what they share, so that a text on two
// networks goes on naming two; where that is not enough, from the middle of the text.
func CutWords(text string, fits func(string) bool) string {
	if fits(text) {
		return text
	}
	words := strings.Split(text, " ")
	shared := SharedBy(func(yield func(string) bool) {
		for _, word := range words {
			if utf8.RuneCountInString(word) >= longWord && !yield(word) {
				return
			}
		}
	})
	kept := func(n int) string {
		short := slices.Clone(words)
		for i, word := range words {
			if utf8.RuneCountInString(word) >= longWord {
				short[i] = shared.Cut(word, func(s string) bool { return utf8.RuneCountInString(s) <= n })
			}
		}
		return strings.Join(short, " ")
	}
	// How much more than the least is too much.
	n := sort.Search(utf8.RuneCountInString(text), func(n int) bool { return !fits(kept(leastWord + n)) })
	if len(words) == 1 || n == 0 {
		return Shared{}.Cut(text, fits)
	}
	return kept(leastWord + n - 1)
}
