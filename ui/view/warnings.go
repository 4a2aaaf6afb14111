package view

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/warning"
)

// ofAKind is how many warnings of one kind are written out.
const ofAKind = 2

// digest is the warnings for reading: refusals first, the first few of each
// kind and how many more there are.
func digest(list []warning.Warning) []string {
	var kinds []warning.Code
	messages := map[warning.Code][]string{}
	for _, w := range list {
		if messages[w.Code] == nil {
			kinds = append(kinds, w.Code)
		}
		messages[w.Code] = append(messages[w.Code], w.Message)
	}
	slices.SortStableFunc(kinds, func(a, b warning.Code) int { return urgency(b) - urgency(a) })
	var lines []string
	for _, k := range kinds {
		all := messages[k]
		if len(all) <= ofAKind+1 { // "and 1 more" would take as much room
			lines = append(lines, all...)
			continue
		}
		lines = append(lines, all[:ofAKind]...)
		lines = append(lines, fmt.Sprintf("… and %d more like this.", len(all)-ofAKind))
	}
	return lines
}

func urgency(c warning.Code) int {
	switch c {
	case warning.Refused:
		return 2
	case warning.Unreadable:
		return 1
	}
	return 0
}
