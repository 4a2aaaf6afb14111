package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/plotting/figure"
)

// addTexts is for commands that draw.
func (o *options) addTexts(f *pflag.FlagSet) {
	variable(f, &o.texts, "text", "TEXT=WORDS", "", listOfTexts(&o.texts), "write WORDS where the figure has TEXT, the whole of a label or a name; may be repeated, and without WORDS it has its own again")
}

// listOfTexts adds to what was given before. Which of several equals signs ends the
// text is known only with the figure.
func listOfTexts(before *[]string) func(string) ([]string, error) {
	return func(s string) ([]string, error) {
		if at := strings.Index(s, "="); at < 1 {
			return nil, fmt.Errorf("%q words no text; give the text, an equals sign and the words, such as 'PWCCA similarity=Similarity'", s)
		}
		return append(slices.Clone(*before), s), nil
	}
}

// worded is a wording with what flags say of the texts of a figure.
func (o *options) worded(before figure.Wording, fig figure.Figure) (figure.Wording, error) {
	if len(o.texts) == 0 || fig.Empty() {
		return before, nil
	}
	known := fig.Texts()
	for _, text := range fig.Texts() {
		if text != fig.Title { // which is a sentence
			known = append(known, figure.Parts(text)...)
		}
	}
	drawn := map[string]string{} // own texts by the words of before
	for own, said := range before.Words() {
		if slices.Contains(known, own) {
			drawn[said] = own
		}
	}
	for _, given := range o.texts {
		own, words, ok := ended(given, func(text string) bool { return slices.Contains(known, text) || drawn[text] != "" })
		if !ok {
			own, _, _ = strings.Cut(given, "=")
			return before, misuse("--text: no text of the figure is %q, as a whole and in these letters; those most like it are %s", own, nearestTexts(own, known))
		}
		if !slices.Contains(known, own) {
			own = drawn[own]
		}
		before = before.With(own, words)
	}
	return before, nil
}

// ended cuts what was given at the first equals sign that ends a text.
func ended(given string, isText func(string) bool) (text, words string, ok bool) {
	for at := range len(given) {
		if given[at] == '=' && isText(strings.TrimSpace(given[:at])) {
			return strings.TrimSpace(given[:at]), given[at+1:], true
		}
	}
	return "", "", false
}

// nearestTexts quotes the texts most like one.
func nearestTexts(text string, known []string) string {
	slices.Sort(known)
	var quoted []string
	for _, s := range spelling.Nearest(text, slices.Compact(known), 4) {
		quoted = append(quoted, fmt.Sprintf("%q", s))
	}
	return strings.Join(quoted, ", ")
}
