package study

import (
	"slices"
	"strings"
)

// Repeats reports whether a metadata column, by its name, numbers repetitions of
// one training, as seeds do: it tells networks apart that are meant to be alike.
func Repeats(column string) bool {
	return slices.Contains([]string{"seed", "run", "repeat", "repetition", "replicate", "trial", "fold"}, strings.ToLower(column))
}
