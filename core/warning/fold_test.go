package warning_test

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/warning"
)

func TestFold(t *testing.T) {
	rank := func(layer, text string) warning.Warning {
		return warning.Warning{Code: warning.RankDeficient, Message: layer + ": " + text}
	}
	dead := warning.Warning{Code: warning.DeadNeurons, Message: "net/0/a: 1 neuron (3) never changes"}
	guess := warning.Warning{Code: warning.GuessedLayout, Message: "net: the axes were guessed"}
	for _, c := range []struct {
		name string
		list []warning.Warning
		want []string
	}{
		{"none", nil, nil},
		{"one of a kind", []warning.Warning{dead, guess}, []string{guess.Message, dead.Message}},
		{"twice the same", []warning.Warning{dead, dead}, []string{dead.Message}},
		{
			"the same words",
			[]warning.Warning{rank("net/0/a", "rank 3 of 4"), dead, rank("net/1/a", "rank 3 of 4"), rank("net/2/a", "rank 3 of 4"), rank("net/3/a", "rank 3 of 4")},
			[]string{"in 4 layers (net/0/a, net/1/a, net/2/a, …) rank 3 of 4", dead.Message},
		},
		{
			"other words",
			[]warning.Warning{rank("net/0/a", "rank 3 of 4"), rank("net/1/a", "rank 2 of 4")},
			[]string{"net/0/a: rank 3 of 4; the like in 1 more layer (net/1/a)"},
		},
	} {
		var got []string
		for _, w := range warning.Fold(c.list) {
			got = append(got, w.Message)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAlike(t *testing.T) {
	unreadable := func(message, cause string) warning.Warning {
		return warning.Warning{Code: warning.Unreadable, Message: message, Cause: cause}
	}
	guess := warning.Warning{Code: warning.GuessedLayout, Message: "a guess"}
	a, b, c := unreadable("a", "empty"), unreadable("b", "text"), unreadable("c", "empty")
	got := warning.Alike(warning.Merge([]warning.Warning{a}, guess, b, c, unreadable("b", "")))
	want := [][]warning.Warning{{a, c}, {guess}, {b}} // said once
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v", got)
	}
}
