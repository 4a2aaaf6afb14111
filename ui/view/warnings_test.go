package view

import (
	"fmt"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/warning"
)

func TestDigestOfWarnings(t *testing.T) {
	var list []warning.Warning
	for i := range 13 {
		list = append(list, warning.Warning{Code: warning.FewDatapoints, Message: fmt.Sprint("few ", i)})
	}
	list = append(list, warning.Warning{Code: warning.Metadata, Message: "metadata"}, warning.Warning{Code: warning.Refused, Message: "refused"})
	want := []string{"Refused.", "Few 0.", "Few 1.", "… and 11 more like this.", "Metadata."}
	if got, folded := digest(list); !slices.Equal(got, want) || !folded {
		t.Errorf("got %q, folded %v", got, folded)
	}
	if all := Sentences(list); len(all) != len(list) || all[0] != "Refused." || all[13] != "Few 12." {
		t.Errorf("all are %q", all)
	}
	if got, folded := digest(list[11:]); len(got) != 4 || folded {
		t.Errorf("of four: %q, folded %v", got, folded)
	}
}

// TestDigestOfCauses has files that cannot be read for one reason, and for others.
func TestDigestOfCauses(t *testing.T) {
	unreadable := func(file, cause string) warning.Warning {
		return warning.Warning{Code: warning.Unreadable, Cause: cause, Message: file + ": " + cause}
	}
	list := []warning.Warning{
		unreadable("a/x", "complex"), unreadable("a/y", "empty"), unreadable("b/x", "complex"), unreadable("b/z", "text"),
	}
	want := []string{"a/x: complex. And 1 more like this.", "a/y: empty.", "b/z: text."}
	if got, folded := digest(list); !slices.Equal(got, want) || !folded {
		t.Errorf("got %q, folded %v", got, folded)
	}
	list = nil
	for i := range mostCauses + 1 {
		list = append(list, unreadable("a/x", fmt.Sprint("cause ", i)))
	}
	if got, folded := digest(list); len(got) != len(list) || folded {
		t.Errorf("got %q, folded %v", got, folded)
	}
	list = append(list, unreadable("a/y", "cause last"), unreadable("b/y", "cause last"))
	got, folded := digest(list)
	if last := got[len(got)-1]; len(got) != mostCauses+1 || last != "… and 3 more, for other reasons." || !folded {
		t.Errorf("got %q, folded %v", got, folded)
	}
}
