package figure

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"unicode"
)

// Words are what a person writes in place of texts of figures, by each text as the
// program has it, whole. They are of what is drawn alone: figures keep their own
// texts, by which marks are found and networks selected, and tables too.
type Words map[string]string

// Of is what is drawn for a text. given says that it is what a person wrote for the
// whole of it. Else what the text is made of, such as the networks in "A vs B",
// follows its own words.
func (w Words) Of(own string) (said string, given bool) {
	if len(w) == 0 || own == "" {
		return own, false
	}
	if said, ok := w[own]; ok {
		return said, true
	}
	return w.composed(own, joints()), false
}

// composed is a text with its parts between joints in their words.
func (w Words) composed(text string, joints []string) string {
	if said, ok := w[text]; ok || len(joints) == 0 {
		if ok {
			return said
		}
		return text
	}
	parts := strings.Split(text, joints[0])
	for i, part := range parts {
		parts[i] = w.composed(part, joints[1:])
	}
	return strings.Join(parts, joints[0])
}

// joints are what this package and core/analysis put between names when they compose
// a text of them, the loosest first.
func joints() []string {
	return []string{" · ", " vs ", " to ", ", ", " and ", " – ", " × "}
}

// Parts are what a text is made of, each once and in its order; a text that is made of
// nothing else is its only part.
func Parts(text string) []string {
	parts := []string{text}
	for _, joint := range joints() {
		var finer []string
		for _, part := range parts {
			finer = append(finer, strings.Split(part, joint)...)
		}
		parts = finer
	}
	return parts
}

// Wording keeps words as a value that can be compared. The zero value is none. JSON
// has it as an object.
type Wording struct{ object string } // with sorted keys; "" for none

// WordingOf is the wording with these words. Without them a text has its own: words
// of nothing but space are none.
func WordingOf(words Words) Wording {
	kept := Words{}
	for own, said := range words {
		if said = tidy(said); said != "" && own != "" {
			kept[own] = said
		}
	}
	if len(kept) == 0 {
		return Wording{}
	}
	object, err := json.Marshal(kept)
	if err != nil {
		return Wording{} // which strings cannot bring about
	}
	return Wording{string(object)}
}

// tidy is what was typed as one line that can be drawn.
func tidy(said string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(said, "")))
}

// Words are those that it keeps; nil for none.
func (w Wording) Words() Words {
	if w.object == "" {
		return nil
	}
	var words Words
	if err := json.Unmarshal([]byte(w.object), &words); err != nil {
		return nil // which WordingOf does not write
	}
	return words
}

// With is the wording with other words for a text; with "" it has its own again.
func (w Wording) With(own, said string) Wording {
	words := maps.Clone(w.Words())
	if words == nil {
		words = Words{}
	}
	words[own] = said
	return WordingOf(words)
}

// IsZero reports whether every text has its own words.
func (w Wording) IsZero() bool { return w == Wording{} }

// MarshalJSON implements json.Marshaler.
func (w Wording) MarshalJSON() ([]byte, error) {
	if w.object == "" {
		return []byte("{}"), nil
	}
	return []byte(w.object), nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (w *Wording) UnmarshalJSON(text []byte) error {
	var words Words
	if err := json.Unmarshal(text, &words); err != nil {
		return fmt.Errorf("texts are an object of what to write in place of what: %w", err)
	}
	*w = WordingOf(words)
	return nil
}
