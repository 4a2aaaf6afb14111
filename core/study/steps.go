package study

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/maruel/natural"
)

// counted matches a number with what people write before and after it:
// step-000100, epoch=12, 10k, 1.5M, 1e5.
var counted = regexp.MustCompile(`(?i)([a-z]*)[-_=. ]*?(\d+(?:\.\d+)?(?:e\d+)?)([kmb]?)(?:[^a-z0-9]|$)`)

// stepWords are the words a training step goes by, the surest first: where a
// name has several, epoch=3-step=1200, the first word here counts.
func stepWords() []string {
	return []string{
		"step", "steps", "iter", "iters", "iteration", "iterations", "it", "update", "updates",
		"ckpt", "checkpoint", "chkpt", "epoch", "epochs", "ep",
	}
}

// stage orders checkpoints that have no number: before all others, among them
// or after them.
type stage int

const (
	atStart stage = iota
	counting
	unknown
	atEnd
)

// stageOf recognises the words for first and last checkpoints.
func stageOf(word string) (stage, bool) {
	switch word {
	case "init", "initial", "initialization", "start", "untrained":
		return atStart, true
	case "final", "last", "end", "latest", "trained":
		return atEnd, true
	case "best":
		return unknown, true
	}
	return unknown, false
}

// step is the place of a checkpoint in training.
type step struct {
	name  string
	stage stage
	value float64 // meaningful while counting
}

func parseStep(name string) step {
	if value, _, ok := stepNumber(name); ok {
		return step{name: name, stage: counting, value: value}
	}
	for _, w := range wordsOf(name) {
		if s, ok := stageOf(w); ok {
			return step{name: name, stage: s}
		}
	}
	return step{name: name, stage: unknown}
}

// number is the training step, where it is a whole number.
func (s step) number() (int64, bool) {
	if s.stage != counting || s.value != math.Trunc(s.value) || s.value > 1<<53 {
		return 0, false
	}
	return int64(s.value), true
}

// CompareSteps orders the names of checkpoints as training goes: init, then
// training steps, then final.
func CompareSteps(a, b string) int { return compareSteps(parseStep(a), parseStep(b)) }

func compareSteps(a, b step) int {
	if c := cmp.Compare(a.stage, b.stage); c != 0 {
		return c
	}
	if a.stage == counting {
		if c := cmp.Compare(a.value, b.value); c != 0 {
			return c
		}
	}
	return natural.Compare(a.name, b.name)
}

// stepNumber finds the number in a checkpoint's name that counts training, and
// the word before it: that of the surest word, or the only one.
func stepNumber(name string) (value float64, word string, ok bool) {
	found := counted.FindAllStringSubmatch(name, -1)
	for _, word := range stepWords() {
		for _, m := range found {
			if strings.EqualFold(m[1], word) {
				return scaled(m[2], m[3]), word, true
			}
		}
	}
	if len(found) == 1 {
		return scaled(found[0][2], found[0][3]), found[0][1], true
	}
	return 0, "", false
}

func scaled(digits, suffix string) float64 {
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil { // beyond any float64: last of all
		return math.Inf(1)
	}
	switch strings.ToLower(suffix) {
	case "k":
		return v * 1e3
	case "m":
		return v * 1e6
	case "b":
		return v * 1e9
	}
	return v
}

// isCheckpointName tells the names that only checkpoints have, step-100, 10k,
// final and epoch=3-step=1200, from those of networks, such as seed-1.
func isCheckpointName(name string) bool {
	if isNumber(name) {
		return true
	}
	words := wordsOf(name)
	for _, w := range words {
		_, staged := stageOf(w)
		if !staged && w != "global" && !slices.Contains(stepWords(), w) {
			return false
		}
	}
	return len(words) > 0
}

// wordsOf is the runs of letters in a name, in lower case, without the suffixes
// of numbers.
func wordsOf(name string) []string {
	bare := counted.ReplaceAllString(strings.ToLower(name), "$1 ")
	return strings.FieldsFunc(bare, func(r rune) bool { return !unicode.IsLetter(r) })
}

// isNumber reports whether a name is nothing but a number, 1000 or 1.5M.
func isNumber(name string) bool {
	m := counted.FindStringSubmatch(name)
	return m != nil && m[1] == "" && m[0] == name
}
