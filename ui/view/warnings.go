package view

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// ofAKind is how many warnings that say the same of different things are written out,
// and mostCauses for how many causes of a kind there is one.
const (
	ofAKind    = 2
	mostCauses = 8
)

// ordered is the warnings by kind, refusals first, and those of one cause together.
func ordered(list []warning.Warning) [][]warning.Warning {
	kinds := warning.Alike(list)
	first := map[warning.Code]int{}
	for i, k := range kinds {
		if _, ok := first[k[0].Code]; !ok {
			first[k[0].Code] = i
		}
	}
	slices.SortStableFunc(kinds, func(a, b []warning.Warning) int {
		x, y := a[0].Code, b[0].Code
		if d := urgency(y) - urgency(x); d != 0 {
			return d
		}
		return first[x] - first[y]
	})
	return kinds
}

// digest is the warnings for reading: the first few of each kind and how many more
// there are. It reports whether any are not written out.
func digest(list []warning.Warning) (lines []string, folded bool) {
	kinds := ordered(list)
	for len(kinds) > 0 {
		n := 1
		for n < len(kinds) && kinds[n][0].Code == kinds[0][0].Code {
			n++
		}
		if n == 1 {
			lines = append(lines, ofOneCause(kinds[0])...)
		} else {
			lines = append(lines, ofCauses(kinds[:n])...)
		}
		kinds = kinds[n:]
	}
	return lines, len(lines) < len(list)
}

// ofOneCause are the first few of a kind.
func ofOneCause(all []warning.Warning) []string {
	if len(all) <= ofAKind+1 { // "and 1 more" would take as much room
		return titles(all, message)
	}
	return append(titles(all[:ofAKind], message), fmt.Sprintf("… and %d more like this.", len(all)-ofAKind))
}

// ofCauses are the first of each of several causes.
func ofCauses(causes [][]warning.Warning) (lines []string) {
	most := len(causes)
	if most > mostCauses+1 { // "and 1 more" would take as much room
		most = mostCauses
	}
	for _, all := range causes[:most] {
		line := message(all[0])
		if more := len(all) - 1; more > 0 {
			line += fmt.Sprintf(" And %d more like this.", more)
		}
		lines = append(lines, line)
	}
	left := 0
	for _, all := range causes[most:] {
		left += len(all)
	}
	if left > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more, for other reasons.", left))
	}
	return lines
}

func message(w warning.Warning) string { return model.AsSentence(w.Message) }

// Sentences are all warnings for reading, none left out, in the order of the digest.
func Sentences(list []warning.Warning) []string {
	var all []string
	for _, kind := range ordered(list) {
		all = append(all, titles(kind, message)...)
	}
	return all
}

// newShowAll is the button below a digest in which not all is written out.
func newShowAll(list []warning.Warning, show func()) fyne.CanvasObject {
	b := widgets.NewButton(fmt.Sprintf("Show all %d…", len(list)), nil, show)
	b.SetToolTip("Read every warning, to copy them too")
	return container.NewHBox(b)
}

func urgency(c warning.Code) int {
	switch c {
	case warning.Refused, warning.StudyChanged:
		return 2
	case warning.Unreadable:
		return 1
	}
	return 0
}
