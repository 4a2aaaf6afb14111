package spelling_test

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/spelling"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"conv1", "conv1", 0},
		{"conv1", "conv2", 1},
		{"kitten", "sitting", 3},
		{"layer", "lyaer", 2},
	} {
		if got, back := spelling.Distance(c.a, c.b), spelling.Distance(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%q and %q are %d and %d apart, want %d", c.a, c.b, got, back, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	got := spelling.Nearest("CONV2", []string{"fc1", "conv1", "conv2", "logits"}, 2)
	if !slices.Equal(got, []string{"conv2", "conv1"}) {
		t.Errorf("got %v", got)
	}
	if got := spelling.Nearest("x", nil, 3); len(got) != 0 {
		t.Errorf("of no names %v", got)
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 layers", 1: "1 layer", 12: "12 layers"} {
		if got := spelling.Count(n, "layer"); got != want {
			t.Errorf("%d is written %q", n, got)
		}
	}
}

func TestFirst(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{{nil, ""}, {[]string{"a"}, "a"}, {[]string{"a", "b"}, "a, b"}, {[]string{"a", "b", "c", "d", "e"}, "a, b and 3 more"}} {
		if got := spelling.First(c.names, 2); got != c.want {
			t.Errorf("%v: %q, want %q", c.names, got, c.want)
		}
	}
}
