package model

import (
	"context"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

func openSample(t *testing.T, name string) *study.Study {
	t.Helper()
	folder, err := assets.OpenSample(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := study.OpenFS(context.Background(), folder, name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFirstGrouping(t *testing.T) {
	for name, want := range map[string]string{
		"gen-mem": "group", "lr-clusters": "learning_rate", "widths": "width", "toy-rnn": "recurrence", "lstm-repeats": "",
	} {
		if got := firstGrouping(openSample(t, name)); got != want {
			t.Errorf("%s: grouped by %q, want %q", name, got, want)
		}
	}
}

func TestFirstSequences(t *testing.T) {
	networks, layers, by := firstSequences(openSample(t, "lstm-repeats"), firstHow(similarity.First))
	if len(networks) != 6 || !slices.Equal(layers, []string{"lstm3"}) || by != "" {
		t.Errorf("conditions %v at %v by %q", networks, layers, by)
	}
	networks, layers, by = firstSequences(openSample(t, "toy-rnn"), firstHow(similarity.First))
	if len(networks) != 6 || layers != nil || by != "recurrence" {
		t.Errorf("runs %v at %v by %q", networks, layers, by)
	}
	if networks, layers, by = firstSequences(fakeStudy(), firstHow(similarity.First)); !slices.Equal(networks, []string{"c"}) || layers != nil || by != "" {
		t.Errorf("one network: %v at %v by %q", networks, layers, by)
	}
}
