package spelling

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Nearest are the names most like the one asked for, at most count, the most
// alike first. Upper and lower case are alike.
func Nearest(name string, names []string, count int) []string {
	lower := strings.ToLower(name)
	sorted := slices.Clone(names)
	slices.SortStableFunc(sorted, func(a, b string) int {
		return cmp.Compare(Distance(lower, strings.ToLower(a)), Distance(lower, strings.ToLower(b)))
	})
	return sorted[:min(count, len(sorted))]
}

// Distance is Levenshtein's: how many bytes to add, drop or replace to come from
// one string to the other.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// Count writes how many there are of what a noun names: 1 layer, 2 layers.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// First are the first of many names: a, b, c and 4 more. most is above 0.
func First(names []string, most int) string {
	text := strings.Join(names[:min(most, len(names))], ", ")
	if n := len(names) - most; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}
