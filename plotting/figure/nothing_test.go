package figure_test

import (
	"errors"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

// The note of an empty figure goes on a sentence as a clause of it.
func TestNothing(t *testing.T) {
	for note, want := range map[string]string{
		"There is no figure to show.":  "nothing to draw: there is no figure to show",
		"A study has no networks.":     "nothing to draw: a study has no networks",
		"PWCCA has no values here.":    "nothing to draw: PWCCA has no values here",
		"":                             "nothing to draw: ",
		"The groups; put them on top.": "nothing to draw: the groups; put them on top",
	} {
		if err := (figure.Figure{Note: note}).Nothing(); err.Error() != want || !errors.Is(err, figure.ErrEmpty) {
			t.Errorf("%q: %q, want %q", note, err, want)
		}
	}
}
